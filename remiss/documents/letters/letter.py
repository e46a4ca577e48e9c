"""An official letter or report as a value, and its page (Nghị định 30/2020/NĐ-CP, Phụ lục I).

It is a draft for signature: number, day and signature stay open, no name stands under the title.
"""

from datetime import datetime
from typing import Annotated, Literal

from docx.document import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line
from pydantic import AwareDatetime, Field

from remiss.consultation.values import Value
from remiss.documents.drawn_lines import frame
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import one_line, paragraphs, raise_first
from remiss.documents.word import (
    Cell,
    Properties,
    Style,
    add_line,
    add_row,
    add_text,
    bare_table,
    blank,
    next_paragraph,
    ruled_table,
    split,
    to_bytes,
    whole,
    with_next,
)
from remiss.texts import Text, say, text

LEFT_COLUMN = 38
"""The left column's share of a page, in per cent."""


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
    made_at: AwareDatetime = Field(description="Its year stands on the letter; the day is open.")
    year: Text = Field(default="", description="What stands for the year, if not that of made_at.")
    framed: Text = Field(default="", description="The mark of urgency; empty: there is none.")
    title: Text | None = None
    subject: Text
    to: tuple[Text, ...]
    body: tuple[Block, ...]
    copies: tuple[Text, ...] = Field(default_factory=lambda: (text("letter.as_above").vi,))
    note: Text = Field(default="", description="Small print at the foot of the first page.")


def docx(letter: Letter, *, landscape: bool = False) -> bytes:
    """The letter as a Word file."""
    properties = Properties(
        title=one_line(letter.subject), author=one_line(letter.head.agency), made_at=letter.made_at
    )
    document = blank(properties, landscape=landscape)
    year = letter.year or str(letter.made_at.year)
    _add_reference(_add_head(document, letter.head, year), letter)
    if letter.title:
        add_title(document, letter.title, letter.subject)
    add_addressees(document, letter.to)
    lines = [line for block in letter.body for line in add_block(document, block)]
    with_next([line for line in lines if line.text.endswith(":")] + lines[-2:])
    left, right = add_foot(document)
    _add_copies(left, letter.copies, letter.head)
    add_signature(right, letter.head.signatory)
    if letter.note:
        _add_note(document, letter.note)
    return to_bytes(document, properties)


def add_head(document: Document, head: Letterhead, made_at: datetime) -> Cell:
    """Agency and motto, place and an open day; gives the cell in which a letter has its number."""
    return _add_head(document, head, str(made_at.year))


def _add_head(document: Document, head: Letterhead, year: str) -> Cell:
    widths = split(document, LEFT_COLUMN, 100 - LEFT_COLUMN)
    table = bare_table(document, widths)
    _agency(table.rows[0].cells[0], head)
    _motto(table.rows[0].cells[1])
    left, right = add_row(table, widths).cells
    day = say("letter.place_and_day", place=head.place, year=year).vi
    add_line(right, day, Style.PLACE_AND_DAY)
    return left


def add_title(document: Document, title: str, subject: str) -> None:
    """The type of document and what it is about, with the short line below."""
    add_line(document, title.upper(), Style.TITLE)
    add_line(document, raise_first(one_line(subject)), Style.SUBJECT)
    next_paragraph(document, Style.PART_LINE)


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
    if not block.text and not block.tail:
        with_next(lines)
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


def _agency(cell: Cell, head: Letterhead) -> None:
    if head.superior:
        add_line(cell, head.superior, Style.SUPERIOR)
    for line in head.agency.split("\n"):
        add_line(cell, line, Style.AGENCY)
    next_paragraph(cell, Style.PART_LINE)


def _motto(cell: Cell) -> None:
    add_line(cell, text("letter.country").vi, Style.COUNTRY)
    add_line(cell, text("letter.motto").vi, Style.MOTTO)
    next_paragraph(cell, Style.WHOLE_LINE)


def _add_reference(cell: Cell, letter: Letter) -> None:
    """Number, what it is about, and the frame that says how urgent it is."""
    symbol = letter.head.symbol(report=letter.title is not None)
    add_line(cell, say("letter.number", symbol=symbol).vi, Style.NUMBER)
    if letter.title is None:
        add_line(cell, say("letter.about", subject=one_line(letter.subject)).vi, Style.ABOUT)
    if letter.framed:
        add_line(frame(cell), letter.framed, Style.URGENCY)


def _add_note(document: Document, said: str) -> None:
    """Small print that keeps the margin at the foot of the first page, as a footnote does."""
    section = document.sections[0]
    section.footer_distance = section.bottom_margin
    note = section.first_page_footer.paragraphs[0]
    note.style = document.styles[Style.NOTE]
    add_text(note, said)


def _add_copies(cell: Cell, copies: tuple[str, ...], head: Letterhead) -> None:
    add_line(cell, text("letter.copies").vi, Style.COPIES)
    for copy in copies:
        add_line(cell, f"- {copy};", Style.COPY)
    add_line(cell, f"- {say('letter.filed', unit=head.unit).vi}.", Style.COPY)


def add_addressees(document: Document, to: tuple[str, ...]) -> None:
    """One in the line of “Kính gửi”; several each in a line, the last ending with a full stop."""
    if len(to) == 1:
        add_line(document, say("letter.to_one", whom=one_line(to[0])).vi, Style.ADDRESSEE)
        return
    add_line(document, text("letter.to").vi, Style.ADDRESSEE)
    for whom in to[:-1]:
        add_line(document, f"- {one_line(whom)};", Style.ADDRESSEE)
    add_line(document, f"- {one_line(to[-1])}.", Style.ADDRESSEE)


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
