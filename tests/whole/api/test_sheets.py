"""Sheets of periods at the API: whom each shows what, and the files of one."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg
import docx
import pytest
from openpyxl import load_workbook
from pydantic import SecretStr

from remiss.consultation.values import Actor, Position, Role
from remiss.ledger import append, connect
from remiss.ledger.sheets.sheet_making import make_due
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import FINANCE, HOME
from tests.given.people import AUDITOR, OFFICE, OFFICIAL, actor
from tests.given.served import CLOSED_PORT, Served, serving

LATER = datetime(2028, 1, 2, 17, 45, tzinfo=UTC)
FOLLOWING = actor("snv.nga.dinh", Role.HOME_AFFAIRS, "H99.02")
HEAD = actor("stc.head", Role.AGENCY_HEAD, FINANCE.code)
BOSS = actor("snv.boss", Role.SUPERVISOR, HOME.code)
LIVES = range(60, 72)
YEAR = "?from=2026-01-01&to=2026-12-31"


class Kept:
    """Sheets of lives half lived, and the API over them."""

    def __init__(self, pool: asyncpg.Pool, served: Served) -> None:
        self.pool, self.served = pool, served

    async def lives(self, half: int) -> None:
        for n in LIVES:
            batches = list(generated.case(f"HS-{n}", n, (Position.AGREE, Position.DISAGREE)[n % 2]))
            middle = len(batches) // 2
            for batch in (batches[:middle], batches[middle:])[half]:
                await append(self.pool, batch)

    async def read(self, path: str, by: Actor = FOLLOWING) -> Any:
        answer = await self.served.call(by, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def file(self, path: str, by: Actor = FOLLOWING) -> BytesIO:
        answer = await self.served.call(by, "GET", path)
        assert answer.status_code == 200, answer.text
        return BytesIO(answer.content)


@pytest.fixture
async def kept(database: str, tmp_path: Path) -> AsyncIterator[Kept]:
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    pool = await connect(database)
    async with serving(settings) as served:
        found = Kept(pool, served)
        await found.lives(0)
        await make_due(pool, LATER)
        yield found
    await pool.close()


async def test_a_sheet_stays_while_the_scorecards_go_on(kept: Kept) -> None:
    """Not recorded at first, then an amendment; what was made is what it was."""
    before = await kept.read("/sheets/2026.json")
    assert (before["amendments"], before["not_recorded"]) == ([], [])
    await kept.lives(1)

    waiting = await kept.read("/sheets/2026.json")
    assert waiting["agencies"] == before["agencies"]
    assert waiting["not_recorded"]
    await make_due(kept.pool, LATER)
    after = await kept.read("/sheets/2026.json")

    assert after["not_recorded"] == []
    made = {(a["card"], a["agency"]): a["made"] for a in before["agencies"]}
    for each in after["agencies"]:
        assert each["made"] == made.get((each["card"], each["agency"]), {})
    told = [(c["agency"], c["figure"], c["before"], c["after"]) for c in after["amendments"]]
    assert told == [
        (c["agency"], c["figure"], c["before"], c["after"]) for c in waiting["not_recorded"]
    ]
    assert all(c["causes"] for c in after["amendments"])
    stands = {a["agency"]: a["stands"] for a in after["agencies"] if a["card"] == "agencies"}
    cards = (await kept.read(f"/scorecards/agencies{YEAR}", OFFICE))["agencies"]
    assert {c["agency"]: c["timeliness"]["in_time"] for c in cards} == {
        code: figures.get("in_time", 0) for code, figures in stands.items()
    }


async def test_whoever_sees_not_all_reads_their_own(kept: Kept) -> None:
    """A head how their agency answers, a supervisor both; an official none."""
    mine = (await kept.read("/sheets/2026.json", HEAD))["agencies"]
    assert {(each["card"], each["agency"]) for each in mine} == {("agencies", FINANCE.code)}
    theirs = (await kept.read("/sheets/2026.json", BOSS))["agencies"]
    assert {each["agency"] for each in theirs} == {HOME.code}
    every = (await kept.read("/sheets/2026.json", AUDITOR))["agencies"]
    assert len({each["agency"] for each in every}) > 1
    for path in ("/sheets", "/sheets/2026.json", "/sheets/2026.xlsx"):
        assert (await kept.served.call(OFFICIAL, "GET", path)).status_code == 403


async def test_the_list_leads_to_each(kept: Kept) -> None:
    """The period that ended last first; one that has no sheet is not there."""
    items = (await kept.read("/sheets"))["items"]
    assert len({each["period"] for each in items}) == len(items)
    assert items[0]["period"] == "2027"
    for path in ("json_path", "xlsx_path", "csv_path", "docx_path"):
        await kept.file(items[-1][path].removeprefix("/v1"))
    absent = await kept.served.call(FOLLOWING, "GET", "/sheets/2019-Q1.json")
    assert (absent.status_code, absent.json()["code"]) == (404, "sheet_not_found")
    wrong = await kept.served.call(FOLLOWING, "GET", "/sheets/2026-Q9.json")
    assert wrong.status_code == 422


async def test_rates_of_the_workbook_are_formulas_over_its_counts(kept: Kept) -> None:
    """Of every agency and of the total; whoever changes a count sees the rate change."""
    book = load_workbook(await kept.file("/sheets/2026.xlsx"))
    sheet = book["Cơ quan trả lời"]
    heads = {cell.value: cell.coordinate.rstrip("0123456789") for cell in sheet[4]}
    english = [cell.value for cell in sheet[5]]
    assert "In time: rate" in english
    part, whole, rate = (heads[name] for name in _named("Đúng hạn"))
    last = sheet.max_row
    assert sheet[f"B{last}"].value == "Cộng"
    assert last > 6
    for row in range(6, last + 1):
        formula = f'=IF({whole}{row}<5,"",{part}{row}/{whole}{row})'
        assert sheet[f"{rate}{row}"].value == formula
    assert sheet[f"{part}{last}"].value == f"=SUM({part}6:{part}{last - 1})"
    figures = (await kept.read("/sheets/2026.json"))["agencies"]
    stands = {a["agency"]: a["stands"] for a in figures if a["card"] == "agencies"}
    counted = {sheet[f"A{row}"].value: sheet[f"{part}{row}"].value for row in range(6, last)}
    assert counted == {code: each.get("in_time", 0) for code, each in stands.items()}


async def test_the_csv_has_every_figure(kept: Kept) -> None:
    """With the mark by which a spreadsheet knows the letters."""
    content = (await kept.file("/sheets/2026.csv")).getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Bảng / Table,Mã cơ quan / Code,")
    figures = (await kept.read("/sheets/2026.json"))["agencies"]
    assert len(lines) == 1 + sum(len({**a["made"], **a["stands"]}) for a in figures)


async def test_the_letter_goes_to_the_chairman_from_home_affairs(kept: Kept) -> None:
    """Figures in sentences, the tables as an annex; those who do not send it may not have it."""
    await kept.lives(1)
    await make_due(kept.pool, LATER)
    paper = docx.Document(await kept.file("/sheets/2026.docx"))
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)
    assert "SỞ NỘI VỤ" in cells
    assert "GIÁM ĐỐC" in cells
    assert "Kính gửi: Chủ tịch UBND tỉnh." in said
    assert "năm 2026 (từ ngày 01/01/2026 đến hết ngày 31/12/2026)" in said
    figures = (await kept.read("/sheets/2026.json"))["agencies"]
    in_time = sum(a["stands"].get("in_time", 0) for a in figures if a["card"] == "agencies")
    assert f"{in_time} trường hợp trả lời đúng hạn" in said
    assert "đã điều chỉnh 1 lần" in said
    assert "PHỤ LỤC" in said
    for person in (AUDITOR, HEAD):
        assert (await kept.served.call(person, "GET", "/sheets/2026.docx")).status_code == 403


def _named(measure: str) -> tuple[str, str, str]:
    return measure, f"{measure}: tính trên", f"{measure}: tỷ lệ"
