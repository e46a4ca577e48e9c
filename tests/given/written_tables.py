"""Tables of comments as people make them: a workbook with merged cells, a table in Word."""

import io

import docx
from openpyxl import Workbook

ROWS = (
    ("STT", "Điều khoản", "Ý kiến", "Đề xuất", "Lý do"),
    ("1", "Khoản 1 Điều 3 Quy định kèm theo", "Chưa rõ.", "Viết lại.", "Dễ hiểu."),
    ("2", "", "Thiếu thời hạn.", "", ""),
    ("3", "Điều 4", "Giao thêm Sở Tài chính.", "", ""),
)


def workbook() -> bytes:
    """Its clause is merged over two rows; the sheet is formatted far down."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Góp ý"
    for row in ROWS:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[1_000_000].height = 15
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word_table() -> bytes:
    """A letter with a table of something else before that of the comments."""
    document = docx.Document()
    document.add_paragraph("Kính gửi: Sở Nội vụ")
    other = document.add_table(rows=1, cols=2)
    other.rows[0].cells[0].text, other.rows[0].cells[1].text = "Nơi nhận", "Lưu"
    drawn = document.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, said in zip(drawn.rows, ROWS, strict=True):
        for cell, one in zip(row.cells, said, strict=True):
            cell.text = one
    drawn.cell(1, 1).merge(drawn.cell(2, 1)).text = ROWS[1][1]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
