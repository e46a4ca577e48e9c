"""Word documents in the layout of Nghị định 30/2020/NĐ-CP: A4, Times New Roman, page numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TypeAlias

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat
from docx.text.run import Run

from remiss.consultation.values import Value
from remiss.documents.archive import settled
from remiss.documents.text_form import fit
from remiss.texts import Text

Cell: TypeAlias = _Cell
Row: TypeAlias = _Row

FONT, LANGUAGE = "Times New Roman", "vi-VN"
SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
BODY, CELL = "Nội dung văn bản", "Nội dung bảng"
"""Styles: running text, and text inside a table."""

FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
SHADE = "E7E6E6"


class Properties(Value):
    """What the file says of itself; `made_at` is its only time."""

    title: Text
    author: Text
    made_at: datetime


def blank(properties: Properties, *, landscape: bool = False) -> Document:
    """An empty document with its page, fonts and page numbers set."""
    document = docx.Document()
    _describe(document, properties)
    _set_styles(document)
    _set_page(document, landscape=landscape)
    return document


def to_bytes(document: Document, properties: Properties) -> bytes:
    """The file; equal documents give equal bytes."""
    buffer = BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue(), properties.made_at)


def add_text(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
) -> Run:
    """Add text to a paragraph; `size` in points, where it is not the style's own."""
    run = paragraph.add_run(fit(text))
    run.bold, run.italic = bold or None, italic or None
    run.font.size = Pt(size) if size else None
    return run


def centred(
    cell: Document | Cell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
) -> Paragraph:
    """A centred paragraph of its own."""
    paragraph = next_paragraph(cell)
    paragraph.alignment = CENTRE
    add_text(paragraph, text, bold=bold, italic=italic, size=size)
    return paragraph


def next_paragraph(container: Document | Cell, style: str | None = None) -> Paragraph:
    """A new paragraph; in a cell first the empty one every cell begins with."""
    if isinstance(container, _Cell):
        first: Paragraph = container.paragraphs[0]
        if len(container.paragraphs) == 1 and not first.runs and not container.tables:
            first.style = style or first.style
            return first
    added: Paragraph = container.add_paragraph(style=style)
    return added


def rule(cell: Document | Cell, width: Length, inside: Length) -> Paragraph:
    """A drawn line, centred: the layout asks for a line, not for underlined letters."""
    paragraph = next_paragraph(cell)
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Emu((inside - width) // 2)
    format_.space_before, format_.line_spacing = Pt(3), Pt(4)
    _border(paragraph, ("top",), points=0.75)
    return paragraph


def box(cell: Cell, text: str, width: Length, inside: Length) -> Paragraph:
    """A word in a frame, as KHẨN stands in one."""
    paragraph = centred(cell, text, bold=True, size=13)
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Emu((inside - width) // 2)
    _border(paragraph, ("top", "left", "bottom", "right"), points=1)
    return paragraph


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
        paragraph = next_paragraph(cell, CELL)
        paragraph.alignment = CENTRE
        add_text(paragraph, head, bold=True)
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


def _describe(document: Document, properties: Properties) -> None:
    known = document.core_properties
    known.title, known.author = fit(properties.title)[:255], fit(properties.author)[:255]
    known.last_modified_by = known.author
    known.comments, known.language = "", LANGUAGE
    known.created = known.modified = properties.made_at.replace(microsecond=0)


def _set_styles(document: Document) -> None:
    _set_defaults(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    _set_fonts(normal.element.get_or_add_rPr())
    _space(normal.paragraph_format, after=0)
    body = document.styles.add_style(BODY, WD_STYLE_TYPE.PARAGRAPH)
    body.base_style, body.font.size = normal, Pt(14)
    _space(body.paragraph_format, after=6)
    body.paragraph_format.alignment = JUSTIFIED
    body.paragraph_format.first_line_indent = Mm(10)
    cell = document.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = normal, Pt(12)
    _space(cell.paragraph_format, after=2)


def _set_defaults(document: Document) -> None:
    """Say font and language where every style begins, in place of the theme's."""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_fonts(defaults)
    language = defaults.find(qn("w:lang"))
    for slot in ("w:val", "w:eastAsia"):
        language.set(qn(slot), LANGUAGE)


def _set_fonts(run_properties: BaseOxmlElement) -> None:
    fonts = run_properties.find(qn("w:rFonts"))
    for slot in list(fonts.attrib):
        del fonts.attrib[slot]
    for slot in FONT_SLOTS:
        fonts.set(qn(slot), FONT)


def _space(format_: ParagraphFormat, after: float) -> None:
    format_.space_before, format_.space_after = Pt(0), Pt(after)
    format_.line_spacing, format_.widow_control = 1.0, True


def _set_page(document: Document, *, landscape: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    )
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style, number.alignment = document.styles["Normal"], CENTRE
    field = _element("w:fldSimple", instr="PAGE")
    field.append(add_text(number, "2")._r)  # noqa: SLF001 -- the field takes the run over
    number._p.append(field)  # noqa: SLF001 -- no other way


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


def _border(paragraph: Paragraph, sides: Sequence[str], points: float) -> None:
    borders = _element("w:pBdr")
    for side in sides:
        eighths = str(int(points * 8))
        borders.append(_element(f"w:{side}", val="single", sz=eighths, space="1", color="auto"))
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 -- no other way
        borders, *AFTER_BORDERS
    )


AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What must follow the borders among a paragraph's properties."""


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
