"""Lines under a text, and the frame of an urgency, by the measures of Nghị định 30/2020/NĐ-CP.

The motto has a line as long as itself; an agency's name and a subject have one of a third to a half
of theirs (Phụ lục I, phần I, mục II). What is as long as a text is measured once the text stands.
"""

import unicodedata

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length, Mm, Pt, Twips
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from remiss.consultation.values import Urgency

WHOLE_LINE, PART_LINE = "Đường kẻ, bằng dòng chữ", "Đường kẻ, một phần dòng chữ"
SHARES = {WHOLE_LINE: 1.0, PART_LINE: 0.42}
"""How long each kind of line is beside the text above it."""

FRAME_HEIGHT = Mm(8)
FRAMES = {Urgency.IMMEDIATE: Mm(30), Urgency.VERY_URGENT: Mm(40), Urgency.URGENT: Mm(20)}
"""How wide HỎA TỐC, THƯỢNG KHẨN and KHẨN are framed (Phụ lục I, phần I, mục III)."""

ADVANCES = {
    **dict.fromkeys("Iijlt", 333),
    **dict.fromkeys("EPBLTZ", 640),
    **dict.fromkeys("ACDNRUVXYw", 722),
    **dict.fromkeys("GHKOQ", 778),
    **dict.fromkeys("MW", 970),
    "m": 833,
    **dict.fromkeys("bdhknpqu", 556),
    **dict.fromkeys(" .,", 250),
    **dict.fromkeys("-()rs", 345),
}
"""Widths of bold Times New Roman in thousandths of its size; much the same ones stand together."""
OTHER = 480


def text_width(text: str, size: Length) -> Length:
    """About how wide a text is in bold Times New Roman of that size."""
    bare = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    letters = (letter for letter in bare if not unicodedata.combining(letter))
    return Emu(sum(ADVANCES.get(letter, OTHER) for letter in letters) * size // 1000)


def fit_lines(document: Document) -> None:
    """Give every drawn line of a document the length that the text above it asks for."""
    for name, share in SHARES.items():
        if name not in document.styles:
            continue
        ids = document.styles[name].style_id
        for element in document.element.body.xpath(f'.//w:p[w:pPr/w:pStyle/@w:val="{ids}"]'):
            _fit(Paragraph(element, document._body), share, _room(document, element))  # noqa: SLF001 -- a paragraph needs a parent, and a cell of a template has none at hand


def frame(cell: _Cell) -> _Cell:
    """The cell of a frame of the height of an urgency, centred where it stands."""
    cell.add_paragraph().paragraph_format.line_spacing = Pt(6)
    table = cell.add_table(1, 1)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    table.rows[0].height_rule, table.rows[0].height = WD_ROW_HEIGHT_RULE.EXACTLY, FRAME_HEIGHT
    framed: _Cell = table.cell(0, 0)
    framed.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.paragraphs[-1].paragraph_format.line_spacing = Pt(2)
    return framed


def size_frame(table: Table, urgency: Urgency) -> None:
    """Make a frame as wide as the decree has it for that urgency, whatever was saved of it."""
    width = FRAMES[urgency]
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table.columns[0].width = table.cell(0, 0).width = width
    properties = table._tbl.tblPr  # noqa: SLF001 -- no other way
    for indent in properties.findall(qn("w:tblInd")):
        properties.remove(indent)
    for whole in properties.findall(qn("w:tblW")):
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(width.twips))


def _fit(line: Paragraph, share: float, inside: Length) -> None:
    above = line._p.getprevious()  # noqa: SLF001 -- no other way
    if above is None or above.tag != qn("w:p"):
        return
    text = Paragraph(above, line._parent)  # noqa: SLF001 -- no other way
    wide = min(text_width(text.text, _size(text)), inside)
    format_ = line.paragraph_format
    format_.left_indent = format_.right_indent = Emu(int(inside - wide * share) // 2)


def _size(paragraph: Paragraph) -> Length:
    """The size of its letters, from its own or the style's looks."""
    own = next((run.font.size for run in paragraph.runs if run.font.size), None)
    style = paragraph.style
    while own is None and style is not None:
        own, style = style.font.size, style.base_style
    return own or Pt(14)


def _room(document: Document, element: BaseOxmlElement) -> Length:
    """The width of the cell a line stands in, or of the page's text."""
    cell = next(element.iterancestors(qn("w:tc")), None)
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if width is not None and width.get(qn("w:type")) == "dxa":
        return Twips(int(width.get(qn("w:w"))))
    section = document.sections[0]
    edges = (section.left_margin or 0) + (section.right_margin or 0)
    return Emu((section.page_width or 0) - edges)
