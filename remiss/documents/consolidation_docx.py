"""The consolidated table as a Word file: landscape, four columns, its head on every page."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from docx.document import Document
from docx.shared import Length, Pt
from docx.table import Table

from remiss.consultation.state import CaseStage
from remiss.documents.consolidation import (
    OUTCOMES,
    TREATMENTS,
    Asked,
    Consolidation,
    Outcome,
    Row,
    Treatment,
    cited,
)
from remiss.documents.letter import (
    Paragraph,
    add_block,
    add_foot,
    add_head,
    add_signature,
    add_title,
)
from remiss.documents.letterhead import Letterhead
from remiss.documents.text_form import (
    capitalised,
    count,
    day,
    listed,
    lowered,
    moment,
    named_draft,
    one_line,
    paragraphs,
)
from remiss.documents.word import (
    Cell,
    Properties,
    Style,
    add_line,
    add_row,
    add_text,
    blank,
    next_paragraph,
    ruled_table,
    shade,
    split,
    to_bytes,
    whole,
    with_next,
)
from remiss.texts import say, text, texts

TITLE = text("table.title").vi
HEADS = tuple(head.vi for head in texts("table_paper.column").values())
SHARES = (15, 20, 35, 30)
LETTERS_A_LINE = (17, 24, 42, 36)
LINES_KEPT_WHOLE = 16
"""A row of no more lines than this, about half a page, does not go over two pages."""

Lead: TypeAlias = tuple[str, str]
"""A line: its beginning in bold, and the rest."""

REASONED = frozenset(Outcome) - {
    Outcome.AGREED,
    Outcome.COMMENTED,
    Outcome.NO_COMMENT,
    Outcome.NOT_IN_MANDATE,
    Outcome.WAITING,
}
ALWAYS_COUNTED = frozenset(Treatment) - {Treatment.USED_LATE, Treatment.OPEN}
LETTERS = "abcdđeghiklm"
UNFINISHED = {
    CaseStage.CONCLUDED: "",
    CaseStage.ARCHIVED: "",
    CaseStage.CANCELLED: text("table_paper.cancelled").vi,
}


def docx(table: Consolidation, head: Letterhead) -> bytes:
    """The table as a draft for signature."""
    properties = Properties(
        title=f"{TITLE}: {one_line(table.draft.subject)}", author=head.agency, made_at=table.as_of
    )
    document = blank(properties, landscape=True)
    add_head(document, head, table.as_of)
    add_title(document, TITLE, say("table_paper.subject", draft=named_draft(table.draft)).vi)
    _add_standing(document, table)
    for block in preamble(table):
        lines = add_block(document, block)
        if not block.text:
            with_next(lines)
    _add_table(document, table)
    _add_signatures(document, table, head)
    return to_bytes(document, properties)


def preamble(table: Consolidation) -> Iterator[Paragraph]:
    """Who was asked, and what became of it."""
    yield Paragraph(text=_introduction(table))
    yield Paragraph(lead=text("table_paper.first").vi)
    names = dict.fromkeys(one_line(asked.name.vi) for asked in table.asked)
    asked = say("table_paper.asked", count=count(table.totals.agencies)).vi
    yield Paragraph(lead=asked, text=f"{listed(names)}.")
    found = [outcome for outcome in Outcome if table.with_outcome(outcome)]
    for letter_, outcome in zip(LETTERS, found, strict=False):
        yield from _with_outcome(table, letter_, outcome)
    yield Paragraph(lead=text("table_paper.second").vi, text=_counted(table))
    yield Paragraph(lead=text("table_paper.third").vi)


def _introduction(table: Consolidation) -> str:
    until, number = table.closed_at, table.draft.number
    return say(
        "table_paper.introduction",
        drafting=table.drafting_agency_name,
        draft=named_draft(table.draft),
        until=say("table_paper.until", day=day(until)) if until else None,
        consultation=table.consultation,
        number=say("table_paper.number", number=one_line(number)) if number else None,
        sha256=table.draft.sha256,
        **{"from": day(table.opened_at)},
    ).vi


def _with_outcome(table: Consolidation, letter_: str, outcome: Outcome) -> Iterator[Paragraph]:
    """Agencies of one outcome: those that answered in a line, others each with their reasons."""
    asked = table.with_outcome(outcome)
    lead = f"{letter_}) {OUTCOMES[outcome].vi} ({count(len(asked))})"
    if outcome not in REASONED:
        yield Paragraph(lead=f"{lead}:", text=f"{listed(_asked(one) for one in asked)}.")
        return
    silent = outcome in {Outcome.SILENT, Outcome.DEEMED_AGREED}
    basis = say("table_paper.basis", basis=one_line(table.silence_basis).removesuffix("."))
    yield Paragraph(lead=f"{lead}:", text=basis.vi if silent else "")
    yield from (Paragraph(text=f"- {_asked(one)}.") for one in asked)


def _asked(asked: Asked) -> str:
    parts = [*(cited(answer) for answer in asked.answers), *_why(asked)]
    round_ = say("table_paper.round", round=asked.round).vi if asked.round > 1 else ""
    said = f" ({'; '.join(parts)})" if parts else ""
    return f"{one_line(asked.name.vi)}{round_}{said}"


def _why(asked: Asked) -> Iterator[str]:
    """What a reader asks about an agency without an opinion: what it was told, and the reason."""
    if asked.outcome not in REASONED:
        return
    for notice in asked.notices:
        yield lowered(notice.text.vi)
    if asked.note:
        moved = asked.outcome is Outcome.TRANSFERRED
        key = "table_paper.moved_to" if moved else "table_paper.reason"
        yield say(key, note=one_line(asked.note).removesuffix(".")).vi


def _counted(table: Consolidation) -> str:
    if not table.rows:
        return _none(table)
    treated = (
        f"{lowered(TREATMENTS[t].vi)} {count(table.totals.treatments[t])}"
        for t in Treatment
        if t in ALWAYS_COUNTED or table.totals.treatments[t]
    )
    totals = table.totals
    late = say("table_paper.late", count=count(totals.late)) if totals.late else None
    return say(
        "table_paper.counted",
        count=count(totals.comments),
        treated="; ".join(treated),
        late=late,
    ).vi


def _closing(table: Consolidation) -> str:
    return say(
        "table_paper.closing",
        count=count(table.totals.comments),
        consultation=table.consultation,
        at=moment(table.as_of),
    ).vi


def _none(table: Consolidation) -> str:
    return text("table_paper.no_comments" if table.final else "table_paper.no_comments_yet").vi


def _add_standing(document: Document, table: Consolidation) -> None:
    """Say when the table is not the last word yet."""
    standing = UNFINISHED.get(table.stage, text("table_paper.unfinished").vi)
    if standing:
        said = say("table_paper.standing", standing=standing, at=moment(table.as_of)).vi
        add_line(document, said, Style.STANDING)


def _add_table(document: Document, table: Consolidation) -> None:
    widths = split(document, *SHARES)
    drawn = ruled_table(document, widths, HEADS)
    if not table.rows:
        _add_spanning(drawn, widths, _none(table))
    for number, (topic, rows) in enumerate(groupby(table.rows, lambda r: r.topic), start=1):
        _add_spanning(drawn, widths, f"{number}. {one_line(topic)}", heading=True)
        for row in rows:
            _add_comment(drawn, widths, row, number)


def _add_spanning(
    table: Table, widths: Sequence[Length], said: str, *, heading: bool = False
) -> None:
    row = add_row(table, widths)
    whole(row)
    cell = row.cells[0].merge(row.cells[-1])
    line = next_paragraph(cell, Style.CELL)
    add_text(line, said, bold=heading, italic=not heading)
    if heading:
        shade(cell)
        with_next([line])


def _add_comment(table: Table, widths: Sequence[Length], row: Row, group: int) -> None:
    drawn = add_row(table, widths)
    cells = (_provision(row, group), _subject(row), _comment(row), _treatment(row))
    for cell, lines in zip(drawn.cells, cells, strict=True):
        _fill(cell, lines)
    if max(map(_lines, cells, LETTERS_A_LINE)) <= LINES_KEPT_WHOLE:
        whole(drawn)


def _lines(cell: Sequence[Lead], letters: int) -> int:
    """About how many lines a cell takes."""
    said = [f"{lead} {rest}" for lead, rest in cell]
    return sum(-(-len(part) // letters) for line in said for part in paragraphs(line))


def _fill(cell: Cell, lines: Sequence[Lead]) -> None:
    """Lines of a bold beginning and the rest."""
    for lead, rest in lines:
        parts = paragraphs(rest) or ("",)
        for number, part in enumerate(parts):
            line = next_paragraph(cell, Style.CELL)
            if lead and not number:
                add_text(line, f"{lead} " if part else lead, bold=True)
            add_text(line, part)


def _provision(row: Row, group: int) -> list[Lead]:
    return [(provision, "") for provision in row.provisions] or [
        ("", say("table_paper.content", number=group).vi)
    ]


def _subject(row: Row) -> list[Lead]:
    said = cited(row.letter)
    round_ = [("", say("table_paper.row_round", round=row.round).vi)] if row.round > 1 else []
    return [(one_line(row.agency_name.vi), ""), ("", capitalised(said)), *round_]


def _comment(row: Row) -> list[Lead]:
    lines = [(f"{row.position_label.vi}.", row.text)]
    if row.proposed_wording.strip():
        lines.append((text("table_paper.wording").vi, f"“{row.proposed_wording.strip()}”"))
    return lines


def _treatment(row: Row) -> list[Lead]:
    said = row.disposition or row.letter.use
    lines = [(f"{capitalised(row.treatment_label.vi)}.", said.text if said else "")]
    if row.set_aside:
        before = say("table_paper.set_aside", label=row.set_aside.label).vi
        lines.append((before, row.set_aside.text))
    if row.objection:
        objected = say("table_paper.objection", day=day(row.objection.at)).vi
        lines.append((objected, row.objection.text))
    return lines


def _add_signatures(document: Document, table: Consolidation, head: Letterhead) -> None:
    """A closing sentence goes with the signatures, which then never have a page to themselves."""
    closing = add_block(document, Paragraph(text=_closing(table)))
    closing[0].paragraph_format.space_before = Pt(10)
    with_next(closing)
    left, right = add_foot(document)
    add_signature(left, (text("table_paper.compiler").vi,), table.officer.name)
    add_signature(right, head.signatory)
