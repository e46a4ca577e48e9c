"""What stands in the sheets of the workbook: comments, agencies asked, figures."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

from remiss.documents.official_wording import raise_first
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import (
    OUTCOMES,
    TREATMENTS,
    AskedAgency,
    Consolidation,
    Row,
)
from remiss.documents.table.table_cells import (
    Lead,
    comment_of,
    final_words,
    heading_of,
    treatment_of,
)
from remiss.documents.table.table_form import TableForm
from remiss.texts import VIET_NAM, Bilingual, texts

Value: TypeAlias = str | int | datetime | None
DATE, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"


class SheetColumn(NamedTuple):
    """One column: its head in both languages, how wide, and how its dates look."""

    head: Bilingual
    width: float
    number_format: str | None = None


def _columns(sheet: str, widths: Sequence[float], **formats: str) -> tuple[SheetColumn, ...]:
    heads = texts(f"workbook.{sheet}").items()
    return tuple(
        SheetColumn(head, width, formats.get(name))
        for (name, head), width in zip(heads, widths, strict=True)
    )


COMMENTS = _columns(
    "comment",
    (26, 20, 72, 48, 36, 14, 14, 15, 12, 9, 30, 7, 10, 22, 18, 36, 30, 30, 36, 40),
    received=DATE,
)
AGENCIES = _columns(
    "agency", (9, 34, 7, 12, 17, 34, 20, 12, 10, 40, 30), asked=DATE, due=MOMENT, received=DATE
)
FIGURES = _columns("figure", (52, 12, 52))
COUNTS, SHEETS = texts("workbook.count"), texts("workbook.sheet")


def comment_cells(row: Row, form: TableForm = TableForm.PLAIN) -> tuple[Value, ...]:
    """A row of the sheet of comments; in the form for legal documents the paper's own words."""
    provision = "; ".join(row.provisions)
    said = row.disposition or row.letter.use
    comment = row.text
    treatment = f"{raise_first(row.treatment_label.vi)}. {said.text if said else ''}".strip()
    if form is TableForm.LEGAL:
        comment, treatment = _joined(comment_of(row)), _joined(treatment_of(row))
    return (
        f"{provision}\n{heading_of(row)}" if provision else heading_of(row),
        f"{row.agency_name.vi}\n{raise_first(cite_letter(row.letter))}",
        comment,
        treatment,
        row.proposed_wording,
        "" if row.clause else row.position_label.vi,
        row.treatment_label.vi,
        row.letter.number or "",
        local_clock(row.letter.received_at),
        row.letter.days_late,
        row.objection.text if row.objection else "",
        row.round,
        row.agency,
        row.comment,
        row.value,
        row.reason,
        row.legal_basis,
        row.not_ours.in_full if row.not_ours else "",
        row.quoted,
        final_words(row.final) if row.final else "",
    )


def _joined(lines: Sequence[Lead]) -> str:
    return "\n".join(" ".join(part for part in line if part) for line in lines)


def agency_cells(asked: AskedAgency) -> tuple[Value, ...]:
    """A row of the sheet of agencies."""
    last = asked.answers[-1] if asked.answers else None
    return (
        asked.agency,
        asked.name.vi,
        asked.round,
        local_clock(asked.asked_at),
        local_clock(asked.due_at),
        asked.label.vi,
        "; ".join(answer.number for answer in asked.answers if answer.number),
        local_clock(last.received_at) if last else None,
        last.days_late if last else None,
        "\n".join(notice.text.vi for notice in asked.notices),
        "; ".join((*filter(None, (asked.note,)), *asked.theirs)),
    )


def figure_cells(table: Consolidation) -> list[tuple[Value, ...]]:
    """The rows of the sheet of figures."""
    totals = table.totals
    labelled = (
        (COUNTS["agencies"], totals.agencies),
        (COUNTS["requests"], totals.requests),
        *((OUTCOMES[outcome], number) for outcome, number in totals.outcomes.items()),
        (COUNTS["late"], totals.late),
        (COUNTS["comments"], totals.comments),
        *((TREATMENTS[treatment], number) for treatment, number in totals.treatments.items()),
    )
    return [(label.vi, number, label.en) for label, number in labelled]


def local_clock(at: datetime) -> datetime:
    """The time in Viet Nam; a workbook knows no time zones."""
    return at.astimezone(VIET_NAM).replace(tzinfo=None, microsecond=0)
