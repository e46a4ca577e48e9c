"""Daily reports over HTTP: as published, for those whose they are."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from docx import Document

from activities.report_step import render_report
from remiss import ledger
from remiss.documents.found_delays import FoundDelays
from tests.given import generated
from tests.given.case import FINANCE, MONEY, hanoi, opening, time_passes
from tests.given.databases import template_with
from tests.given.known_cases import found_at
from tests.given.ledger_cases import batches
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER
from tests.given.served import Served

PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"
BEFORE = hanoi("2026-03-02", "07:30")
BUSY = hanoi("2026-03-13", "07:30")
RISEN = opening(consultation="HS-RISEN", questions=(MONEY,), agencies=(FINANCE.code,))
"""Its one agency stays silent, and has been reported to the Chairman the evening before."""


@pytest.fixture(scope="module")
async def template(postgres_dsn: str, template: str) -> AsyncIterator[str]:
    """A database with some cases in it, to copy."""
    some = [generated.whole(f"HS-{seed:04}", seed) for seed in range(30)]
    risen = batches(RISEN, time_passes(BUSY))
    async with template_with(postgres_dsn, template, [*some, *risen]) as name:
        yield name


@pytest.fixture
async def reported(idle: Served, database: str) -> Served:
    """An API whose ledger holds some cases, and the reports of two mornings."""
    pool = await ledger.connect(database)
    for at in (BEFORE, BUSY):
        await ledger.publish(pool, render_report(await found_at(pool, at), PROVINCE))
    await pool.close()
    return idle


async def test_reports_are_listed_newest_first(reported: Served) -> None:
    """Each with how much is in it and where it is; pages follow one another."""
    call = partial(reported.call, OFFICE, "GET")
    items = (await call("/reports")).json()["items"]
    assert [item["day"] for item in items] == ["2026-03-13", "2026-03-02"]
    busy, quiet = items
    assert busy["overdue"] > 0
    assert (quiet["overdue"], quiet["to_chairman"], quiet["chairman_docx_path"]) == (0, 0, None)
    assert busy["json_path"] == "/v1/reports/2026-03-13.json"

    first = (await call("/reports?limit=1")).json()
    second = (await call(f"/reports?limit=1&cursor={first['next']}")).json()
    assert [*first["items"], *second["items"]] == items
    assert second["next"] is None


async def test_one_morning_as_json_and_as_documents(reported: Served) -> None:
    """The same items in all: the Office's, and the Chairman's, under names people read."""
    call = partial(reported.call, AUDITOR, "GET")
    (entry, *_) = (await call("/reports")).json()["items"]
    told = (await call("/reports/2026-03-13.json")).json()
    assert len(told["office"]["overdue"]) == entry["overdue"]
    risen = told["chairman"]["overdue"] + told["chairman"]["stalled"]
    assert len(risen) == entry["to_chairman"] > 0

    for path, items in (
        (entry["docx_path"], told["office"]["overdue"]),
        (entry["chairman_docx_path"], risen),
    ):
        answer = await call(path.removeprefix("/v1"))
        assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
        assert "2026-03-13.docx" in answer.headers["content-disposition"]
        tables = Document(BytesIO(answer.content)).tables
        cells = " ".join(cell.text for table in tables for cell in table._cells)
        assert all(item["consultation"] in cells for item in items)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/reports/2026-03-14.json", 404, "report_not_found"),
        ("/reports/2026-03-14.docx", 404, "report_not_found"),
        ("/reports/2026-03-02.docx?to=chairman", 404, "nothing_for_the_chairman"),
        ("/reports/2026-02-30.json", 422, "invalid_request"),
        ("/reports/2026-03-13.docx?to=me", 422, "invalid_request"),
        ("/reports/2026-03-13.pdf", 404, "not_found"),
        ("/reports?cursor=x", 400, "invalid_cursor"),
        ("/reports?cursor=WyIyMDI2LTAzLTEzVDAwOjAwOjAwKzAwOjAwIiwgIngiXQ", 400, "invalid_cursor"),
    ],
)
async def test_what_is_not_there_is_explained(
    reported: Served, path: str, status: int, code: str
) -> None:
    """A day without a report, nothing for the Chairman, a page or a form there is none of."""
    answer = await reported.call(OFFICE, "GET", path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 404 and code != "not_found":
        assert "/03/2026" in answer.json()["detail"]


async def test_neither_drafters_nor_agencies_read_them(reported: Served) -> None:
    """They name agencies everywhere in the province; each reads of itself in its own cases."""
    for person in (OFFICER, HEAD):
        for path in ("/reports", "/reports/2026-03-13.json", "/reports/2026-03-13.docx"):
            answer = await reported.call(person, "GET", path)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


async def test_many_mornings_page_through(reported: Served, database: str) -> None:
    """Pages neither repeat nor leave out a day."""
    pool = await ledger.connect(database)
    for number in range(1, 8):
        at = BUSY + timedelta(days=number)
        await ledger.publish(pool, render_report(FoundDelays(at), PROVINCE))
    await pool.close()
    days: list[str] = []
    path = "/reports?limit=4"
    while path:
        page = (await reported.call(OFFICE, "GET", path)).json()
        days += [item["day"] for item in page["items"]]
        path = f"/reports?limit=4&cursor={page['next']}" if page["next"] else ""

    assert days == sorted(set(days), reverse=True)
    assert len(days) == 9
