"""Sheets of periods on pages: the list, one sheet whose figures open their cases, its files."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape

import pytest

from remiss.consultation.values import Position
from remiss.ledger import append, connect
from remiss.ledger.sheets.sheet_making import make_due
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import FINANCE, JUSTICE, OFFICE, OFFICER
from tests.given.people import AUDITOR, HEAD
from tests.given.portal_visits import Browser, Portal, portal_serving
from tests.given.standing import HOME_AFFAIRS

LATER = datetime(2028, 1, 2, 17, 45, tzinfo=UTC)
SEEDS = range(200, 215)
BEHIND = re.compile(r'data-h="[^"]*" class="n"><a href="([^"]*behind[^"]*)">(\d+)')
COUNTED = re.compile(r'data-h="Số đã đếm" class="n">(\d+)<')


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """Sheets of lives half lived; then the rest, of which some is recorded and some is not."""
    async with portal_serving(settings) as portal:
        dsn = portal.settings.postgres_dsn
        assert dsn
        pool = await connect(dsn.get_secret_value())
        for part in range(3):
            for seed in SEEDS:
                lives = list(generated.case(f"HS-{seed}", seed, Position.AGREE))
                third = len(lives) // 3 + 1
                for batch in lives[part * third : (part + 1) * third]:
                    await append(pool, batch)
            if part < 2:
                await make_due(pool, LATER)
        await pool.close()
        yield portal


async def said(browser: Browser, path: str) -> str:
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


async def test_a_sheet_is_found_and_its_figures_open_their_cases(portal: Portal) -> None:
    """From the list; what was amended, and what will be, stands below with its case."""
    async with portal.acting(HOME_AFFAIRS) as browser:
        listed = await said(browser, "/portal/sheets")
        assert 'href="/portal/sheets/2027"' in listed
        assert "quý IV năm 2027" in listed
        page = await said(browser, "/portal/sheets/2026")
        assert "Bảng tổng hợp kết quả lấy ý kiến, trả lời lấy ý kiến năm 2026" in page
        assert "Từ ngày 01/01/2026 đến hết ngày 31/12/2026." in page
        assert "đã điều chỉnh 1 lần" in page
        assert "Điều chỉnh sau khi lập" in page
        assert "Đã thay đổi, sẽ ghi thành điều chỉnh trong đêm" in page
        assert re.search(r'<a href="/portal/cases/HS-2\d\d/ledger">HS-2\d\d, sự kiện \d+', page)
        links = BEHIND.findall(page)
        assert links
        path, _ = links[0]
        assert COUNTED.search(await said(browser, path))
        english = await said(browser, "/portal/en/sheets/2026?card=drafters")
        assert "How agencies consulted and replied: sheet of the year 2026" in english


async def test_files_are_saved_under_the_name_of_the_sheet(portal: Portal) -> None:
    """Workbook and CSV for all who read it; the letter for who sends it."""
    async with portal.acting(HOME_AFFAIRS) as browser:
        for kind, ending in (("workbook", "xlsx"), ("csv", "csv"), ("letter", "docx")):
            answer = await browser.get(f"/portal/sheets/2026/{kind}")
            assert answer.status_code == 200
            assert f".{ending}" in answer.headers["content-disposition"]
    async with portal.acting(AUDITOR) as browser:
        assert (await browser.get("/portal/sheets/2026/letter")).status_code == 403
        assert "/letter" not in await said(browser, "/portal/sheets/2026")


async def test_a_head_reads_their_own_agency_alone(portal: Portal) -> None:
    """One table, without a choice of the other; an officer reads none."""
    async with portal.acting(HEAD) as browser:
        page = await said(browser, "/portal/sheets/2026?card=drafters")
        assert FINANCE.code in page
        assert JUSTICE.code not in page
        assert "Cơ quan soạn thảo" not in page
    async with portal.acting(OFFICER) as browser:
        assert (await browser.get("/portal/sheets")).status_code == 403


@pytest.mark.parametrize("period", ["2019", "2026-Q9", "1"])
async def test_what_is_no_sheet_is_not_found(portal: Portal, period: str) -> None:
    """A period without one, and what is none."""
    async with portal.acting(OFFICE) as browser:
        assert (await browser.get(f"/portal/sheets/{period}")).status_code == 404
