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
    CELL,
    Cell,
    Properties,
    add_row,
    blank,
    centred,
    next_paragraph,
    ruled_table,
    say,
    shade,
    split,
    to_bytes,
    whole,
    with_next,
)

TITLE = "Bảng tổng hợp, tiếp thu, giải trình ý kiến"
HEADS = (
    "Nhóm vấn đề, điều, khoản",
    "Chủ thể góp ý",
    "Nội dung góp ý",
    "Nội dung tiếp thu, giải trình",
)
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
    CaseStage.CANCELLED: "Hồ sơ đã bị hủy",
}


def docx(table: Consolidation, head: Letterhead) -> bytes:
    """The table as a draft for signature."""
    properties = Properties(
        title=f"{TITLE}: {one_line(table.draft.subject)}", author=head.agency, made_at=table.as_of
    )
    document = blank(properties, landscape=True)
    add_head(document, head, table.as_of)
    add_title(document, TITLE, f"đối với {named_draft(table.draft)}")
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
    yield Paragraph(lead="1. Tình hình lấy ý kiến")
    names = dict.fromkeys(one_line(asked.name.vi) for asked in table.asked)
    asked = f"Đã gửi lấy ý kiến {count(table.totals.agencies)} cơ quan:"
    yield Paragraph(lead=asked, text=f"{listed(names)}.")
    found = [outcome for outcome in Outcome if table.with_outcome(outcome)]
    for letter_, outcome in zip(LETTERS, found, strict=False):
        yield from _with_outcome(table, letter_, outcome)
    yield Paragraph(lead="2. Tổng hợp ý kiến:", text=_counted(table))
    yield Paragraph(lead="3. Nội dung cụ thể:")


def _introduction(table: Consolidation) -> str:
    until = f" đến ngày {day(table.closed_at)}" if table.closed_at else ""
    number = f"số {one_line(table.draft.number)}, " if table.draft.number else ""
    return (
        f"{table.drafting_agency_name.vi} đã lấy ý kiến các cơ quan liên quan trực tiếp đối với "
        f"{named_draft(table.draft)} từ ngày {day(table.opened_at)}{until} (hồ sơ "
        f"{table.consultation}). Kết quả như sau.\nBản dự thảo được lấy ý kiến: {number}"
        f"mã SHA-256 của tệp:\n{table.draft.sha256}"
    )


def _with_outcome(table: Consolidation, letter_: str, outcome: Outcome) -> Iterator[Paragraph]:
    """Agencies of one outcome: those that answered in a line, others each with their reasons."""
    asked = table.with_outcome(outcome)
    lead = f"{letter_}) {OUTCOMES[outcome].vi} ({count(len(asked))})"
    if outcome not in REASONED:
        yield Paragraph(lead=f"{lead}:", text=f"{listed(_asked(one) for one in asked)}.")
        return
    silent = outcome in {Outcome.SILENT, Outcome.DEEMED_AGREED}
    basis = one_line(table.silence_basis).removesuffix(".")
    yield Paragraph(lead=f"{lead}:", text=f"Căn cứ: {basis}." if silent else "")
    yield from (Paragraph(text=f"- {_asked(one)}.") for one in asked)


def _asked(asked: Asked) -> str:
    parts = [*(cited(answer) for answer in asked.answers), *_why(asked)]
    round_ = f", vòng {asked.round}" if asked.round > 1 else ""
    said = f" ({'; '.join(parts)})" if parts else ""
    return f"{one_line(asked.name.vi)}{round_}{said}"


def _why(asked: Asked) -> Iterator[str]:
    """What a reader asks about an agency without an opinion: what it was told, and the reason."""
    if asked.outcome not in REASONED:
        return
    for notice in asked.notices:
        yield lowered(notice.text.vi)
    if asked.note:
        word = "chuyển đến" if asked.outcome is Outcome.TRANSFERRED else "lý do"
        yield f"{word}: {one_line(asked.note).removesuffix('.')}"


def _counted(table: Consolidation) -> str:
    if not table.rows:
        return _none(table)
    treated = (
        f"{lowered(TREATMENTS[t].vi)} {count(table.totals.treatments[t])}"
        for t in Treatment
        if t in ALWAYS_COUNTED or table.totals.treatments[t]
    )
    late = f" Văn bản gửi muộn: {count(table.totals.late)}." if table.totals.late else ""
    return f"{count(table.totals.comments)} ý kiến góp ý; {'; '.join(treated)}.{late}"


def _closing(table: Consolidation) -> str:
    return (
        f"Bảng này gồm {count(table.totals.comments)} ý kiến góp ý, lập theo hồ sơ "
        f"{table.consultation}, số liệu đến {moment(table.as_of)}. Nội dung góp ý được dẫn nguyên "
        "văn từ văn bản trả lời của từng cơ quan./."
    )


def _none(table: Consolidation) -> str:
    return "Không có ý kiến góp ý." if table.final else "Chưa có ý kiến góp ý."


def _add_standing(document: Document, table: Consolidation) -> None:
    """Say when the table is not the last word yet."""
    said = UNFINISHED.get(table.stage, "Bản tạm thời, hồ sơ chưa kết thúc lấy ý kiến")
    if said:
        text = f"({said}; số liệu đến {moment(table.as_of)})"
        centred(document, text, italic=True, size=13).paragraph_format.space_after = Pt(6)


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
    table: Table, widths: Sequence[Length], text: str, *, heading: bool = False
) -> None:
    row = add_row(table, widths)
    whole(row)
    cell = row.cells[0].merge(row.cells[-1])
    line = next_paragraph(cell, CELL)
    say(line, text, bold=heading, italic=not heading)
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
    texts = [f"{lead} {text}" for lead, text in cell]
    return sum(-(-len(part) // letters) for text in texts for part in paragraphs(text))


def _fill(cell: Cell, lines: Sequence[Lead]) -> None:
    """Lines of a bold beginning and the rest."""
    for lead, text in lines:
        parts = paragraphs(text) or ("",)
        for number, part in enumerate(parts):
            line = next_paragraph(cell, CELL)
            if lead and not number:
                say(line, f"{lead} " if part else lead, bold=True)
            say(line, part)


def _provision(row: Row, group: int) -> list[Lead]:
    return [(provision, "") for provision in row.provisions] or [("", f"Nội dung {group}")]


def _subject(row: Row) -> list[Lead]:
    said = cited(row.letter)
    round_ = [("", f"Vòng {row.round}")] if row.round > 1 else []
    return [(one_line(row.agency_name.vi), ""), ("", capitalised(said)), *round_]


def _comment(row: Row) -> list[Lead]:
    lines = [(f"{row.position_label.vi}.", row.text)]
    if row.proposed_wording.strip():
        lines.append(("Câu chữ đề nghị:", f"“{row.proposed_wording.strip()}”"))
    return lines


def _treatment(row: Row) -> list[Lead]:
    said = row.disposition or row.letter.use
    lines = [(f"{capitalised(row.treatment_label.vi)}.", said.text if said else "")]
    if row.set_aside:
        before = f"Ý kiến xử lý trước ({row.set_aside.label.vi}):"
        lines.append((before, row.set_aside.text))
    if row.objection:
        on = day(row.objection.at)
        lines.append((f"Cơ quan góp ý phản hồi, ngày {on}:", row.objection.text))
    return lines


def _add_signatures(document: Document, table: Consolidation, head: Letterhead) -> None:
    """A closing sentence goes with the signatures, which then never have a page to themselves."""
    closing = add_block(document, Paragraph(text=_closing(table)))
    closing[0].paragraph_format.space_before = Pt(10)
    with_next(closing)
    left, right = add_foot(document)
    add_signature(left, ("NGƯỜI LẬP BẢNG",), table.officer.name)
    add_signature(right, head.signatory)
