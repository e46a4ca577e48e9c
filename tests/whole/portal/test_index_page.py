"""Lines of the reform index: each number opens the documents it counts, and they add up to it."""

import csv
import re
from collections.abc import AsyncIterator
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from remiss.consultation.values import Position
from remiss.ledger import append, connect
from remiss.ledger.sheets.sheet_making import make_due
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import OFFICE, OFFICER
from tests.given.people import HEAD
from tests.given.portal_visits import Browser, Portal, portal_serving
from tests.given.standing import HOME_AFFAIRS
from tests.whole.api.test_sheets import LATER

SEEDS = range(200, 212)
COUNTED = re.compile(r'data-h="Số đã đếm" class="n">(\d+)<')
NEXT = re.compile(r'href="(/portal/scorecards/[^"]*cursor=[^"]*)"')
INDEX = "/portal/reform-index/2026"


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """Lives of a year, of which no sheet is made yet."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for seed in SEEDS:
            await append(pool, generated.whole(f"HS-{seed}", seed, Position.AGREE_WITH_CHANGES))
        await pool.close()
        yield portal


async def said(browser: Browser, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200, (path, answer.text)
    return unescape(answer.text)


async def export(browser: Browser) -> dict[str, Any]:
    answer = await browser.get(f"{INDEX}/json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def listed(browser: Browser, path: str) -> int:
    """What the pages behind an address count, page by page."""
    amount, address = 0, path
    while True:
        page = await said(browser, address)
        amount += sum(map(int, COUNTED.findall(page)))
        following = NEXT.search(page)
        if not following or following[1] == address:
            return amount
        address = following[1]


async def test_every_line_opens_the_documents_it_counts(portal: Portal) -> None:
    """Numerators and denominators, of whoever answers and whoever drafts: the lists add up."""
    async with portal.acting(HOME_AFFAIRS) as browser:
        lines = (await export(browser))["lines"]
        assert {line["card"] for line in lines} == {"agencies", "drafters"}
        checked = 0
        for line in lines:
            for number, where in (
                (line["numerator"], line["evidence"]),
                (line["denominator"], line["evidence_of_denominator"]),
            ):
                if number:
                    checked += 1
                    assert await listed(browser, where) == number, (line, where)
        assert checked > 40


async def test_csv_and_workbook_have_the_same_lines(portal: Portal) -> None:
    """Criterion, numerator, denominator, evidence; no rate, no points."""
    async with portal.acting(OFFICE) as browser:
        lines = (await export(browser))["lines"]
        answer = await browser.get(f"{INDEX}/csv")
        _, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
        wanted = [(x["agency"], x["criterion"], str(x["numerator"]), x["evidence"]) for x in lines]
        assert [(row[0], row[3], row[5], row[7]) for row in rows] == wanted
        answer = await browser.get(f"{INDEX}/workbook")
        sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
        read = [
            (row[0], row[3], str(row[5]), row[7])
            for row in sheet.iter_rows(min_row=6, values_only=True)
        ]
        assert read == wanted


async def test_the_page_leads_from_the_sheets_to_the_evidence(portal: Portal) -> None:
    """From the list of sheets, by a criterion's number, to the cases; in both languages."""
    async with portal.acting(HOME_AFFAIRS) as browser:
        link = re.search(
            r'href="(/portal/reform-index/\d{4})"', await said(browser, "/portal/sheets")
        )
        assert link
        page = await said(browser, INDEX)
        assert "Số liệu phục vụ chấm chỉ số cải cách hành chính năm 2026" in page
        assert "Tạm tính" in page
        behind = re.search(r'href="(/portal/scorecards/agencies/[^"]*behind[^"]*)">(\d+)', page)
        assert behind
        assert await listed(browser, behind[1]) == int(behind[2])
        assert "Lines of the reform index of 2026" in await said(
            browser, "/portal/en/reform-index/2026?card=drafters"
        )


async def test_a_year_with_a_sheet_is_the_sheet(portal: Portal) -> None:
    """Frozen, with its number; the numbers are those that were counted."""
    async with portal.acting(HOME_AFFAIRS) as browser:
        before = await export(browser)
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        await make_due(pool, LATER)
        await pool.close()
        after = await export(browser)
        assert (before["sheet"], before["lines"] == after["lines"]) == (None, True)
        assert after["sheet"] > 0
        assert "đã lập" in await said(browser, INDEX)


async def test_it_is_for_whoever_evaluates(portal: Portal) -> None:
    """Neither a head nor an officer."""
    for person in (HEAD, OFFICER):
        async with portal.acting(person) as browser:
            assert (await browser.get(INDEX)).status_code == 403
            assert (await browser.get(f"{INDEX}/csv")).status_code == 403
            assert "reform-index" not in (await browser.get("/portal/sheets")).text
