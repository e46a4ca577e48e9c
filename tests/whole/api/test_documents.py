"""Documents over HTTP: who gets which file, when, under what name."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import docx
import httpx
import pytest
from openpyxl import load_workbook
from pydantic import SecretStr

from remiss.consultation.life.commands import Conclude
from remiss.consultation.values import Actor, Role
from remiss.documents.table.consolidation import Consolidation
from remiss.ledger import append, connect
from remiss.serving.download_name import saved_as
from remiss.settings import Settings
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICER,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.ledger_cases import batches
from tests.given.people import AUDITOR, OFFICE
from tests.given.served import CLOSED_PORT, Served, serving

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STRANGER = Actor(id="la", name="Lạ", role=Role.AGENCY_HEAD, agency="H99.20")
CASES = "/consultations"
OPEN, DONE = "HS-OPEN", "HS-DONE"


@pytest.fixture
async def served(database: str, tmp_path: Path) -> AsyncIterator[Served]:
    """An API over a ledger of two cases: one in time, one in which Finance kept silent."""
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    pool = await connect(database)
    commands = [
        (opening(consultation=OPEN),),
        (
            opening(consultation=DONE),
            replies(JUSTICE, number="12/STP"),
            assessed(JUSTICE, CLEAR),
            time_passes(hanoi("2026-03-20")),
            order(Conclude, OFFICER, hanoi("2026-03-20")),
        ),
    ]
    for told in commands:
        for batch in batches(*told):
            await append(pool, batch)
    async with serving(settings) as api:
        yield api
    await pool.close()


async def get(served: Served, by: Actor, path: str) -> httpx.Response:
    return await served.call(by, "GET", f"{CASES}/{path}")


def words(answer: httpx.Response) -> str:
    """Everything a Word file says."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == WORD
    document = docx.Document(BytesIO(answer.content))
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


async def test_the_table_comes_in_three_forms_of_one_value(served: Served) -> None:
    """The officer saves it as DOCX and XLSX; the JSON is the value both are made from."""
    path = f"{DONE}/documents/consolidation"
    text = words(await get(served, OFFICER, f"{path}.docx"))
    assert "UBND TỈNH TÂN GIANG" in text
    assert "Sở Tư pháp (văn bản số 12/STP ngày 02/3/2026)" in text
    assert "Ghi nhận không trả lời, không coi là đồng ý (01)" in text
    sheet = await get(served, OFFICER, f"{path}.xlsx")
    assert sheet.headers["content-type"] == SHEET
    assert load_workbook(BytesIO(sheet.content)).sheetnames == ["Ý kiến", "Cơ quan", "Số liệu"]
    value = Consolidation.model_validate_json((await get(served, OFFICER, f"{path}.json")).content)
    assert [asked.outcome.value for asked in value.asked] == [
        "agreed_in_full",
        "silent_on_record",
    ]


async def test_an_agency_reads_the_table_at_the_end(served: Served) -> None:
    """While the case is open it is the drafter's own; then those asked read what was done."""
    for by in (head(FINANCE), head(JUSTICE)):
        early = await get(served, by, f"{OPEN}/documents/consolidation.json")
        assert (early.status_code, early.json()["code"]) == (409, "table_not_final")
        done = await get(served, by, f"{DONE}/documents/consolidation.json")
        assert done.json()["stage"] == "concluded"
    for by in (OFFICER, OFFICE, AUDITOR):
        assert (await get(served, by, f"{OPEN}/documents/consolidation.docx")).status_code == 200
    hidden = await get(served, STRANGER, f"{DONE}/documents/consolidation.docx")
    assert (hidden.status_code, hidden.json()["code"]) == (404, "consultation_not_found")


async def test_an_agency_reads_its_own_request_letter(served: Served) -> None:
    """What it was asked, and nothing of what another was."""
    path = f"requests/{FINANCE.code}/documents/request.docx"
    text = words(await get(served, head(FINANCE), f"{OPEN}/{path}"))
    assert "Kính gửi: Sở Tài chính." in text
    assert "Mức chi có phù hợp không?" in text
    assert "Thẩm quyền ban hành" not in text
    other = await get(served, head(JUSTICE), f"{OPEN}/{path}")
    assert (other.status_code, other.json()["code"]) == (404, "request_not_found")


async def test_letters_follow_the_notices_given(served: Served) -> None:
    """Each rung has its letter once it was reached; before, the answer says that there is none."""
    path = f"requests/{FINANCE.code}/documents"
    reminder = words(await get(served, OFFICER, f"{DONE}/{path}/reminder.docx"))
    assert "đôn đốc tham gia ý kiến đối với" in reminder
    for level, to in (
        ("head", "Đồng chí Giám đốc Sở Tài chính"),
        ("office", "Văn phòng UBND tỉnh"),
        ("chairman", "Chủ tịch UBND tỉnh"),
    ):
        for by in (OFFICER, OFFICE, AUDITOR):
            letter = words(await get(served, by, f"{DONE}/{path}/report.docx?level={level}"))
            assert f"Kính gửi: {to}." in letter
    for name in ("reminder.docx", "report.docx?level=office"):
        early = await get(served, OFFICER, f"{OPEN}/{path}/{name}")
        assert (early.status_code, early.json()["code"]) == (409, "notice_not_given")
        own = await get(served, head(FINANCE), f"{DONE}/{path}/{name}")
        assert (own.status_code, own.json()["code"]) == (403, "not_permitted")
    deputy = words(await get(served, OFFICER, f"{DONE}/{path}/report.docx?signed_by=deputy"))
    assert "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC" in deputy
    wrong = await get(served, OFFICER, f"{DONE}/{path}/report.docx?level=minister")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid_request")


async def test_a_file_is_saved_under_a_name_people_read(served: Served) -> None:
    """In Vietnamese where the program knows how, in plain letters where it does not."""
    answer = await get(served, OFFICER, f"{DONE}/documents/consolidation.docx")
    plain, extended = answer.headers["content-disposition"].split("; ")[1:]
    name = "Bảng tổng hợp, tiếp thu, giải trình ý kiến HS-DONE.docx"
    assert unquote(extended.removeprefix("filename*=UTF-8''")) == name
    assert plain == 'filename="Bang tong hop, tiep thu, giai trinh y kien HS-DONE.docx"'
    assert saved_as("Đôn đốc.docx").startswith('attachment; filename="Don doc.docx"; ')
