"""The consolidated table as a Word file: landscape, four columns, its head on every page."""

from collections.abc import Sequence
from itertools import groupby

from docx.document import Document
from docx.shared import Length, Pt
from docx.table import Table

from remiss.consultation.state import CaseStage
from remiss.documents.letters.letter import (
    Paragraph,
    add_block,
    add_foot,
    add_head,
    add_signature,
    add_title,
)
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import (
    count,
    day,
    moment,
    named_draft,
    one_line,
    paragraphs,
)
from remiss.documents.table.consolidation import Consolidation, Row
from remiss.documents.table.table_annex import add_annex
from remiss.documents.table.table_cells import (
    Lead,
    comment_of,
    heading_of,
    provision_of,
    subject_of,
    treatment_of,
)
from remiss.documents.table.table_form import TableForm
from remiss.documents.table.table_preamble import no_comments, preamble
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
from remiss.texts import say, text

SHARES = (15, 20, 35, 30)
LETTERS_A_LINE = (17, 24, 42, 36)
LINES_KEPT_WHOLE = 16
"""A row of no more lines than this, about half a page, does not go over two pages."""

UNFINISHED = {
    CaseStage.CONCLUDED: "",
    CaseStage.ARCHIVED: "",
    CaseStage.CANCELLED: text("table_paper.cancelled").vi,
}


def docx(table: Consolidation, head: Letterhead) -> bytes:
    """The table as a draft for signature."""
    title = table.form.label.vi
    properties = Properties(
        title=f"{title}: {one_line(table.draft.subject)}", author=head.agency, made_at=table.as_of
    )
    document = blank(properties, landscape=True)
    add_head(document, head, table.as_of)
    add_title(document, title, table.form.subject(table.draft))
    _add_standing(document, table)
    for block in preamble(table):
        lines = add_block(document, block)
        if not block.text:
            with_next(lines)
    _add_table(document, table)
    _add_signatures(document, table, head)
    add_annex(document, table)
    return to_bytes(document, properties)


def _closing(table: Consolidation) -> str:
    return say(
        f"table_paper.closing.{table.form}",
        draft=named_draft(table.draft),
        count=count(table.totals.comments),
        consultation=table.consultation,
        at=moment(table.as_of),
    ).vi


def _add_standing(document: Document, table: Consolidation) -> None:
    """Say when the table is not the last word yet."""
    standing = UNFINISHED.get(table.stage, text("table_paper.unfinished").vi)
    if standing:
        said = say("table_paper.standing", standing=standing, at=moment(table.as_of)).vi
        add_line(document, said, Style.STANDING)
    if table.amends:
        said = say("table_paper.amends", day=day(table.amends)).vi
        add_line(document, said, Style.STANDING)
    if final := table.final_text:
        number = one_line(final.number) if final.number else None
        named = say("table_paper.final_number", number=number) if number else None
        file, at = one_line(final.file.name), day(final.at)
        said = say("table_paper.final_text", number=named, file=file, day=at).vi
        add_line(document, said, Style.STANDING)


def _add_table(document: Document, table: Consolidation) -> None:
    widths = split(document, *SHARES)
    drawn = ruled_table(document, widths, table.form.columns)
    if not table.rows:
        _add_spanning(drawn, widths, no_comments(table))
    for heading, rows in groupby(table.rows, heading_of):
        _add_spanning(drawn, widths, heading, heading=True)
        for row in rows:
            _add_comment(drawn, widths, row)


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


def _add_comment(table: Table, widths: Sequence[Length], row: Row) -> None:
    drawn = add_row(table, widths)
    cells = (provision_of(row), subject_of(row), comment_of(row), treatment_of(row))
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


def _add_signatures(document: Document, table: Consolidation, head: Letterhead) -> None:
    """A closing sentence goes with the signatures, which then never have a page to themselves.

    The form for legal documents knows the head of the drafting agency alone.
    """
    closing = add_block(document, Paragraph(text=_closing(table)))
    closing[0].paragraph_format.space_before = Pt(10)
    with_next(closing)
    left, right = add_foot(document)
    if table.form is TableForm.PLAIN:
        add_signature(left, (text("table_paper.compiler").vi,), table.officer.name)
    add_signature(right, head.signatory)
