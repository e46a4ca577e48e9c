"""The sheet one person labels replies on: the guideline, the replies, and the records kept.

Nothing on it says what a machine, or anybody, made of a reply.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from remiss.consultation.labelling.filed_reply import FiledReply
from remiss.consultation.values import FieldCode
from remiss.documents.labelling.kept_records import keep_records
from remiss.documents.labelling.label_block import Block, Cells, block_of
from remiss.documents.labelling.label_columns import (
    HEAD_ROWS,
    HEADS,
    LABELS,
    MARKS,
    OF_A_QUESTION,
    OF_A_REPLY,
    PAGES,
    TO_FILL,
    WIDTHS,
    LabelColumn,
    choices,
)
from remiss.documents.word import FONT, SHADE
from remiss.documents.workbook_cells import (
    GRID,
    LINE,
    MIDDLE,
    TOP,
    cell_at,
    count_lines,
    write_text,
)
from remiss.texts import Bilingual, text, texts

OPEN = PatternFill("solid", fgColor="FFF9DB")
TEXT = "@"
"""What somebody types stays text too: notes begin with a dash, and words with an equals sign."""

GUIDE_WIDTH = 88


def label_sheet(
    person: str, replies: Sequence[FiledReply], fields: Mapping[FieldCode, Bilingual]
) -> bytes:
    """The sheet of one person; `fields` are the titles the registry knows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = text("label_sheet.title").vi, "Remiss"
    _write_guide(book.create_sheet(PAGES["guide"].vi))
    _write_replies(
        book.create_sheet(PAGES["replies"].vi),
        [block_of(reply, fields) for reply in order_for(person, replies)],
    )
    keep_records(book.create_sheet(PAGES["records"].vi), person, replies)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def order_for(person: str, replies: Sequence[FiledReply]) -> list[FiledReply]:
    """The order one person reads in: always the same for them, another for everybody else."""
    return sorted(
        replies, key=lambda one: sha256(f"{person}\0{one.record.id}".encode()).hexdigest()
    )


def _write_guide(sheet: Worksheet) -> None:
    for letter in ("A", "B"):
        sheet.column_dimensions[letter].width = GUIDE_WIDTH
    for row, (name, said) in enumerate(texts("label_guideline").items(), start=1):
        heading = name.startswith("head_")
        both = (said.vi, said.en)
        for column, each in enumerate(both, start=1):
            cell = cell_at(sheet, row, column)
            write_text(cell, each)
            cell.alignment, cell.font = TOP, Font(name=FONT, size=12, bold=heading)
        lines = max(count_lines(each, GUIDE_WIDTH) for each in both)
        sheet.row_dimensions[row].height = (lines + heading) * LINE * 1.1
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.protection.sheet = True


def _write_replies(sheet: Worksheet, blocks: Sequence[Block]) -> None:
    _write_heads(sheet)
    row = HEAD_ROWS[-1] + 1
    for block in blocks:
        row = _write_block(sheet, row, block)
    _offer(sheet, LabelColumn.MARK, choices(MARKS), row - 1)
    _offer(sheet, LabelColumn.LABEL, choices(LABELS), row - 1)
    sheet.freeze_panes = f"{get_column_letter(LabelColumn.ABOUT)}{HEAD_ROWS[-1] + 1}"
    sheet.column_dimensions[get_column_letter(LabelColumn.KEY)].hidden = True
    sheet.print_title_rows = f"{HEAD_ROWS[0]}:{HEAD_ROWS[-1]}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _write_heads(sheet: Worksheet) -> None:
    for column, head in HEADS.items():
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[column]
        for row, said in zip(HEAD_ROWS, (head.vi, head.en), strict=True):
            cell = cell_at(sheet, row, column)
            write_text(cell, said)
            cell.font = Font(name=FONT, size=11, bold=row == HEAD_ROWS[0])
            cell.fill = PatternFill("solid", fgColor=SHADE)
            cell.border, cell.alignment = GRID, MIDDLE
    sheet.row_dimensions[HEAD_ROWS[0]].height = sheet.row_dimensions[HEAD_ROWS[1]].height = 3 * LINE


def _write_block(sheet: Worksheet, first: int, block: Block) -> int:
    """The rows of one reply, and where the next begins."""
    row = first
    for cells, heights in zip(block.questions, block.heights, strict=True):
        for place, height in enumerate(heights, start=row):
            _prepare(sheet, place, height, block.key)
        _fill(sheet, row, cells)
        _merge(sheet, OF_A_QUESTION, row, row + len(heights) - 1)
        row += len(heights)
    _fill(sheet, first, block.of_the_reply)
    _merge(sheet, OF_A_REPLY, first, row - 1)
    return row


def _prepare(sheet: Worksheet, row: int, height: float, key: str) -> None:
    sheet.row_dimensions[row].height = height
    for column in LabelColumn:
        cell = cell_at(sheet, row, column)
        cell.font, cell.border, cell.alignment = Font(name=FONT, size=11), GRID, TOP
    _fill(sheet, row, {LabelColumn.KEY: key})


def _fill(sheet: Worksheet, row: int, cells: Cells) -> None:
    for column, said in cells.items():
        write_text(cell_at(sheet, row, column), said)


def _merge(sheet: Worksheet, columns: Sequence[LabelColumn], first: int, last: int) -> None:
    """Make one cell of several, and open it to whoever labels."""
    for column in columns:
        if first < last:
            sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
        for row in range(first, last + 1) if column in TO_FILL else ():
            cell = cell_at(sheet, row, column)
            cell.protection, cell.fill, cell.number_format = Protection(locked=False), OPEN, TEXT


def _offer(sheet: Worksheet, column: int, offered: Sequence[str], last: int) -> None:
    """A list to choose from, and nothing else can be chosen."""
    said = text("label_sheet.choose")
    offer = DataValidation(
        type="list",
        formula1=f'"{",".join(offered)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=text("label_sheet.title").vi,
        error=said.both("\n"),
    )
    sheet.add_data_validation(offer)
    letter = get_column_letter(column)
    offer.add(f"{letter}{HEAD_ROWS[-1] + 1}:{letter}{last}")
