"""A draft regulation in two versions, as text and as the file Word makes of it."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

DECISION = """ỦY BAN NHÂN DÂN TỈNH TÂN GIANG
QUYẾT ĐỊNH
Ban hành Quy định quản lý quỹ tiền thưởng
Căn cứ Luật Tổ chức chính quyền địa phương năm 2025;
Điều 1. Ban hành kèm theo Quyết định này Quy định quản lý quỹ tiền thưởng.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2027.
Nơi nhận:
- Như Điều 2;
QUY ĐỊNH
Quản lý quỹ tiền thưởng
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy định này áp dụng cho các sở, cơ quan tương đương sở của tỉnh.
2026 là năm đầu thực hiện.
Chương II
MỨC THƯỞNG
Mục 1
THƯỞNG ĐỊNH KỲ
Điều 2. Mức thưởng
1. Người đạt từ 90 điểm được hưởng mức tiền thưởng bằng 1,5 lần mức bình quân.
2. Nguồn kinh phí gồm:
a) Dự toán chi thường xuyên được giao hằng năm;
b) Nguồn thu hợp pháp khác;
đ) Nguồn tiết kiệm chi thường xuyên.
Điều 3. Sửa đổi Quy định cũ
1. Sửa đổi Điều 5 như sau:
“Điều 5. Mức cũ
1. Mức thưởng do thủ trưởng quyết định.
2. Không quá hai tháng lương.”
2. Bãi bỏ Điều 6.
Điều 4. Tổ chức thực hiện
Sở Nội vụ theo dõi, đôn đốc việc thực hiện Quy định này.
PHỤ LỤC I
Mẫu báo cáo
I. PHẦN CHUNG
1. Số người được thưởng
1.1. Theo cơ quan
1.2. Theo mức thưởng
II. KIẾN NGHỊ
"""
_LEVEL = """<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>
<w:lvlText w:val="{around}"/></w:lvl>"""
_LEVELS = (("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
_NUMBERED = (
    '<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
    + "".join(_LEVEL.format(depth=d, form=f, around=a) for d, (f, a) in enumerate(_LEVELS))
    + "</w:abstractNum>"
)
_LIST = '<w:num {ns} w:numId="{id}"><w:abstractNumId w:val="77"/>{start}</w:num>'
_START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbered_word_file(*paragraphs: tuple[int | None, str], again: int | None = None) -> bytes:
    """A DOCX whose numbers Word writes: the level of each paragraph, or None for plain text.

    `again`: from this paragraph on another list counts, which begins at 5.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERED.format(ns=nsdecls("w"))))
    for number, start in ((77, ""), (78, _START.format(start=5))):
        numbering.append(parse_xml(_LIST.format(ns=nsdecls("w"), id=number, start=start)))
    for at, (level, text) in enumerate(paragraphs):
        paragraph = document.add_paragraph(text)
        if level is not None:
            _number(paragraph, level, 78 if again is not None and at >= again else 77)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _number(paragraph: Any, level: int, number: int) -> None:
    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbered.get_or_add_ilvl().val = level
    numbered.get_or_add_numId().val = number


def _amended() -> str:
    """The second version: an article put in, a sum changed, a point taken out."""
    changes = (
        ("01 tháng 01 năm 2027", "01 tháng 3 năm 2027"),
        ("Chương II\nMỨC", "Điều 2. Nguyên tắc\nCông khai, công bằng.\nChương II\nMỨC"),
        ("Điều 4. Tổ chức thực hiện\n", "Điều 5. Tổ chức thực hiện\nSở Tài chính phối hợp.\n"),
        ("Điều 3. Sửa đổi", "Điều 4. Sửa đổi"),
        ("Điều 2. Mức thưởng", "Điều 3. Mức thưởng"),
        ("được hưởng mức tiền thưởng bằng", "được xét mức tiền thưởng tối đa bằng"),
        ("b) Nguồn thu hợp pháp khác;\nđ) ", "b) "),
    )
    text = DECISION
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


AMENDED = _amended()
