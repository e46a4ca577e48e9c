"""Word documents in the layout of Nghị định 30/2020/NĐ-CP, as `templates/paper.docx` has it.

That file is a page like any other: whoever opens it in Word changes paper, margins, fonts, sizes
and spacing there, by style; here stands only what goes where.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TypeAlias

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from remiss.consultation.values import Value
from remiss.documents.archive import keep_one_time
from remiss.documents.drawn_lines import PART_LINE, WHOLE_LINE, fit_lines
from remiss.documents.official_wording import fit
from remiss.texts import Text

Cell: TypeAlias = _Cell
Row: TypeAlias = _Row

FONT, LANGUAGE = "Times New Roman", "vi-VN"
SHADE = "E7E6E6"
TEMPLATE = (files("remiss.documents") / "templates" / "paper.docx").read_bytes()


class Style(StrEnum):
    """The styles of the template, by the names Word shows."""

    SUPERIOR = "Tên cơ quan cấp trên"
    AGENCY = "Tên cơ quan"
    COUNTRY = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    PLACE_AND_DAY = "Địa danh, ngày tháng"
    NUMBER = "Số văn bản"
    ABOUT = "Trích yếu công văn"
    URGENCY = "Mức độ khẩn"
    TITLE = "Tên loại văn bản"
    SUBJECT = "Trích yếu"
    STANDING = "Tình trạng bảng"
    ADDRESSEE = "Kính gửi"
    BODY = "Nội dung văn bản"
    HEAD = "Đầu bảng"
    CELL = "Nội dung bảng"
    CELL_CENTRED = "Nội dung bảng, ở giữa"
    COPIES = "Nơi nhận"
    COPY = "Tên nơi nhận"
    SIGNATURE = "Chức vụ, người ký"
    WHOLE_LINE = WHOLE_LINE
    PART_LINE = PART_LINE
    NOTE = "Ghi chú chân trang"


class Properties(Value):
    """What the file says of itself; `made_at` is its only time."""

    title: Text
    author: Text
    made_at: datetime


NO_BREAK = "\u00a0"
_UNBROKEN = re.compile(r"\d{1,2} giờ \d{2}|\d{3,4}(?: \d{3,4}){1,3}")


def blank(properties: Properties, *, landscape: bool = False) -> Document:
    """The template without its page of samples."""
    document = docx.Document(BytesIO(TEMPLATE))
    body = document.element.body
    for sample in list(body.iterchildren(qn("w:p"))):
        body.remove(sample)
    describe(document, properties)
    if landscape:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    return document


def describe(document: Document, properties: Properties) -> None:
    """Let the file say what it is, and nothing of the tool that made it."""
    known = document.core_properties
    known.title, known.author = fit(properties.title)[:255], fit(properties.author)[:255]
    known.last_modified_by = known.author
    known.comments, known.language = "", LANGUAGE
    known.created = known.modified = properties.made_at.replace(microsecond=0)


def to_bytes(document: Document, properties: Properties) -> bytes:
    """The file, its drawn lines fitted to their texts; equal documents give equal bytes."""
    fit_lines(document)
    buffer = BytesIO()
    document.save(buffer)
    return keep_one_time(buffer.getvalue(), properties.made_at)


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Add text to a paragraph, in the looks of its style or beyond them."""
    run = paragraph.add_run(kept_together(fit(text)))
    run.bold, run.italic = bold or None, italic or None


def kept_together(text: str) -> str:
    """No line ends within a time of day or a telephone number."""
    return _UNBROKEN.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def add_line(container: Document | Cell, text: str, style: Style) -> Paragraph:
    """A paragraph of its own with that text."""
    paragraph = next_paragraph(container, style)
    add_text(paragraph, text)
    return paragraph


def next_paragraph(container: Document | Cell, style: Style | None = None) -> Paragraph:
    """A new paragraph; in a cell first the empty one every cell begins with."""
    if isinstance(container, _Cell):
        first: Paragraph = container.paragraphs[0]
        if len(container.paragraphs) == 1 and not first.runs and not container.tables:
            return _styled(first, style)
    return _styled(container.add_paragraph(), style)


def _styled(paragraph: Paragraph, style: Style | None) -> Paragraph:
    """Python-docx would look through every style of the template for each paragraph, by name."""
    if style:
        paragraph._p.style = _style_ids()[style]  # noqa: SLF001 -- no other way
    return paragraph


@cache
def _style_ids() -> dict[str | None, str]:
    return {style.name: style.style_id for style in docx.Document(BytesIO(TEMPLATE)).styles}


def bare_table(document: Document, widths: Sequence[Length]) -> Table:
    """A table for layout only: no lines and no margins in its cells."""
    return _table(document, widths, margin=0)


def ruled_table(document: Document, widths: Sequence[Length], heads: Sequence[str]) -> Table:
    """A table with lines, whose first row comes again on every page."""
    table = _table(document, widths, margin=85)
    table.style = "Table Grid"
    row = table.rows[0]
    whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- no other way
    for cell, head in zip(row.cells, heads, strict=True):
        shade(cell)
        add_line(cell, head, Style.HEAD)
    return table


def add_row(table: Table, widths: Sequence[Length]) -> Row:
    """A further row; each cell says its width, which some programs need."""
    row: Row = table.add_row()  # type: ignore[no-untyped-call]
    _set_widths(row, widths)
    return row


def whole(row: Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no other way


def with_next(paragraphs: Iterable[Paragraph]) -> None:
    """Keep these on the page of what follows them."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def shade(cell: Cell) -> None:
    """A light ground under a heading."""
    mark = _element("w:shd", val="clear", color="auto", fill=SHADE)
    cell._tc.get_or_add_tcPr().append(mark)  # noqa: SLF001 -- no other way


def split(document: Document, *shares: float) -> list[Length]:
    """The width of the text divided by shares."""
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = (page or 0) - (left or 0) - (right or 0)
    return [Emu(int(width * share / sum(shares))) for share in shares]


def _table(document: Document, widths: Sequence[Length], margin: int) -> Table:
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    sides = _element("w:tblCellMar")
    for side in ("left", "right"):
        sides.append(_element(f"w:{side}", w=str(margin), type="dxa"))
    table._tbl.tblPr.append(sides)  # noqa: SLF001 -- no other way
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _set_widths(table.rows[0], widths)
    return table


def _set_widths(row: Row, widths: Sequence[Length]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
