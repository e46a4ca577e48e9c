"""An official letter or report as a value, and its page (Nghị định 30/2020/NĐ-CP, Phụ lục I).

It is a draft for signature: number and signature stay open, and no name stands under the title.
"""

from datetime import datetime
from typing import Annotated, Literal

from docx.document import Document
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph as Line
from pydantic import AwareDatetime, Field

from remiss.consultation.telling.labels import URGENCIES
from remiss.consultation.values import Urgency, Value
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import long_day, one_line, paragraphs, raise_first
from remiss.documents.word import (
    Cell,
    Properties,
    Style,
    add_line,
    add_row,
    add_text,
    bare_table,
    blank,
    box,
    next_paragraph,
    rule,
    ruled_table,
    split,
    to_bytes,
    whole,
    with_next,
)
from remiss.texts import Text, say, text

LEFT_COLUMN, MOTTO_LINE, SHORT_LINE = 38, Mm(62), Mm(22)
"""The left column's share of a portrait page, in per cent; lengths of the lines drawn."""


class Paragraph(Value):
    """A paragraph; `lead` and `tail` are its beginning and its end, in bold."""

    kind: Literal["paragraph"] = "paragraph"
    lead: Text = ""
    text: Text = ""
    tail: Text = ""


class Grid(Value):
    """A table; `shares` are the relative widths of its columns, `centred` some of their places."""

    kind: Literal["grid"] = "grid"
    heads: tuple[Text, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]
    centred: tuple[int, ...] = ()


Block = Annotated[Paragraph | Grid, Field(discriminator="kind")]


class Letter(Value):
    """What stands on the paper; `title` is the type of document, which an ordinary letter lacks."""

    head: Letterhead
    made_at: AwareDatetime = Field(description="Its day stands on the letter.")
    urgency: Urgency = Urgency.NORMAL
    title: Text | None = None
    subject: Text
    to: tuple[Text, ...]
    body: tuple[Block, ...]
    copies: tuple[Text, ...] = Field(default_factory=lambda: (text("letter.as_above").vi,))


def docx(letter: Letter, *, landscape: bool = False) -> bytes:
    """The letter as a Word file."""
    properties = Properties(
        title=one_line(letter.subject), author=letter.head.agency, made_at=letter.made_at
    )
    document = blank(properties, landscape=landscape)
    _add_reference(add_head(document, letter.head, letter.made_at), letter, document)
    if letter.title:
        add_title(document, letter.title, letter.subject)
    _add_addressees(document, letter.to)
    lines = [line for block in letter.body for line in add_block(document, block)]
    with_next(lines[-2:])
    left, right = add_foot(document)
    _add_copies(left, letter.copies)
    add_signature(right, letter.head.signatory)
    return to_bytes(document, properties)


def add_head(document: Document, head: Letterhead, made_at: datetime) -> Cell:
    """Agency and motto, place and day; gives the cell in which a letter has its number."""
    widths = split(document, LEFT_COLUMN, 100 - LEFT_COLUMN)
    table = bare_table(document, widths)
    _agency(table.rows[0].cells[0], head, widths[0])
    _motto(table.rows[0].cells[1], widths[1])
    left, right = add_row(table, widths).cells
    add_line(right, f"{head.place}, {long_day(made_at)}", Style.PLACE_AND_DAY)
    return left


def add_title(document: Document, title: str, subject: str) -> None:
    """The type of document and what it is about, with the short line below."""
    add_line(document, title.upper(), Style.TITLE)
    add_line(document, raise_first(one_line(subject)), Style.SUBJECT)
    rule(document, SHORT_LINE, split(document, 1)[0])


def add_block(document: Document, block: Block) -> list[Line]:
    """A paragraph or a table; gives the lines of a paragraph."""
    if isinstance(block, Grid):
        _add_grid(document, block)
        return []
    parts = paragraphs(block.text) or ("",)
    lines = [next_paragraph(document, Style.BODY) for _ in parts]
    if block.lead:
        add_text(lines[0], f"{block.lead} ", bold=True)
    for line, part in zip(lines, parts, strict=True):
        add_text(line, part)
    if block.tail:
        add_text(lines[-1], f" {block.tail}", bold=True)
    return lines


def add_foot(document: Document) -> tuple[Cell, Cell]:
    """The two halves of the foot, which stay on one page."""
    row = bare_table(document, split(document, 50, 50)).rows[0]
    whole(row)
    left, right = row.cells
    return left, right


def add_signature(cell: Cell, titles: tuple[str, ...], name: str = "") -> None:
    """A title, room for a signature, and a name only where it is known whose it must be."""
    for line in (*titles, "", "", "", "", one_line(name)):
        add_line(cell, line, Style.SIGNATURE)


def _agency(cell: Cell, head: Letterhead, width: Length) -> None:
    if head.superior:
        add_line(cell, head.superior, Style.SUPERIOR)
    add_line(cell, head.agency, Style.AGENCY)
    rule(cell, SHORT_LINE, width)


def _motto(cell: Cell, width: Length) -> None:
    add_line(cell, text("letter.country").vi, Style.COUNTRY)
    add_line(cell, text("letter.motto").vi, Style.MOTTO)
    rule(cell, MOTTO_LINE, width)


def _add_reference(cell: Cell, letter: Letter, document: Document) -> None:
    """Number, what it is about, and the frame that says how urgent it is."""
    add_line(cell, text("letter.number").vi, Style.NUMBER)
    if letter.title is None:
        add_line(cell, say("letter.about", subject=one_line(letter.subject)).vi, Style.ABOUT)
    if letter.urgency is not Urgency.NORMAL:
        word = URGENCIES[letter.urgency].vi.upper()
        width = split(document, LEFT_COLUMN, 100 - LEFT_COLUMN)[0]
        box(cell, word, Mm(14 + 2.8 * len(word)), width)


def _add_copies(cell: Cell, copies: tuple[str, ...]) -> None:
    add_line(cell, text("letter.copies").vi, Style.COPIES)
    for copy in copies:
        add_line(cell, f"- {copy};", Style.COPY)
    add_line(cell, f"- {text('letter.filed').vi}.", Style.COPY)


def _add_addressees(document: Document, to: tuple[str, ...]) -> None:
    if len(to) == 1:
        add_line(document, say("letter.to_one", whom=one_line(to[0])).vi, Style.ADDRESSEE)
        return
    add_line(document, text("letter.to").vi, Style.ADDRESSEE)
    for whom in to:
        add_line(document, f"- {one_line(whom)};", Style.ADDRESSEE)


def _add_grid(document: Document, grid: Grid) -> None:
    widths = split(document, *grid.shares)
    table = ruled_table(document, widths, grid.heads)
    for values in grid.rows:
        row = add_row(table, widths)
        whole(row)
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            style = Style.CELL_CENTRED if column in grid.centred else Style.CELL
            for part in paragraphs(value) or ("",):
                add_line(cell, part, style)
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
