"""An inspector draws a sample on pages: opened, committed, signed, drawn, and its record taken."""

import re
from collections.abc import AsyncIterator
from html import unescape

import asyncpg
import httpx
import pytest

from remiss.consultation.inspecting.messages import INSPECTION_CHAIN
from remiss.consultation.values import Role
from remiss.evidence.checkpoint import Head, as_json, sign_checkpoint
from remiss.evidence.sample_record import read_record
from remiss.ledger import append, connect, heads, newest_entry, record_checkpoint
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import FINANCE
from tests.given.checkpoints import NINE, a_signer
from tests.given.people import AUDITOR, OFFICE, actor
from tests.given.portal_visits import Browser, Portal, portal_serving

KEY = re.compile(r'name="key" value="([^"]+)"')
SEED = re.compile(r'id="seed" name="seed" value="([^"]+)"')
PUBLIC = a_signer().public
YEAR = "from=01/01/2026&to=31/12/2026"


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal over a ledger of lives that chance told."""
    async with portal_serving(settings) as portal:
        pool = await _pool(portal)
        for seed in range(30):
            await append(pool, generated.whole(f"HS-{seed}", seed))
        await pool.close()
        yield portal


async def _pool(portal: Portal) -> asyncpg.Pool:
    dsn = portal.settings.postgres_dsn
    assert dsn
    return await connect(dsn.get_secret_value())


async def _signs(portal: Portal) -> None:
    """The next checkpoint, the first there is."""
    pool = await _pool(portal)
    found = [*(await heads(pool, ())).moved, await newest_entry(pool, INSPECTION_CHAIN)]
    moved = [Head(stream=h.stream, version=h.version, hash=h.hash.hex()) for h in found if h]
    file = sign_checkpoint((), moved, NINE, a_signer())
    await record_checkpoint(pool, 1, file.statement.at, as_json(file))
    await pool.close()


async def read(browser: Browser, path: str) -> str:
    answer = await browser.get(f"/portal{path}")
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


async def press(browser: Browser, path: str, **fields: str) -> httpx.Response:
    """The form of a page, sent."""
    page = await read(browser, path)
    (key, *_) = KEY.findall(page)
    return await browser.send("POST", f"/portal{path}", key=key, do="send", **fields)


async def opens(browser: Browser) -> str:
    """An inspection; where it is."""
    said = {"decision": "12/QĐ-TTr", "reason": "Kiểm tra đột xuất quý I"}
    answer = await press(browser, "/inspections/new", **said)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removeprefix("/portal").partition("#")[0]


async def test_a_sample_is_committed_and_drawn_on_pages(portal: Portal) -> None:
    """The seed of the page is asked for at the draw; what was drawn leads to its cases."""
    async with portal.acting(AUDITOR) as browser:
        inspection = await opens(browser)
        (seed,) = SEED.findall(await read(browser, f"{inspection}/samples/new"))
        said = {"unit": "requests", "size": "4", "seed": seed, "reason": "Theo kế hoạch năm"}
        answer = await press(browser, f"{inspection}/samples/new", **said)
        assert answer.status_code == 303, answer.text
        sample = f"{inspection}/samples/1"
        waiting = await read(browser, sample)
        assert "Chờ bản xác nhận nhật ký" in waiting
        assert seed not in waiting
        await _signs(portal)
        wrong = await press(browser, sample, seed="mot-ma-boc-tham-khac-di")
        assert wrong.status_code == 422
        assert "không khớp mã đã chốt" in unescape(wrong.text)
        assert (await press(browser, sample, seed=seed)).status_code == 303
        drawn = await read(browser, sample)
        assert "Đã chọn 4 trong" in drawn
        cases = re.findall(r'href="/portal/cases/(HS-\d+)"', drawn)
        assert len(cases) == 4
        await read(browser, f"/cases/{cases[0]}")
        file = await browser.get(f"/portal{sample}/record")
        record = read_record(file.content, "record")
        assert record.faults({PUBLIC.id: PUBLIC}) == ()
        assert [line.partition("/")[0] for line in record.again] == cases
        assert "Đã chốt 1 mẫu, đã chọn 1" in await read(browser, inspection)


async def test_a_size_without_a_seed_is_told_and_nothing_is_committed(portal: Portal) -> None:
    """The page stands again with what was typed."""
    async with portal.acting(AUDITOR) as browser:
        inspection = await opens(browser)
        said = {"unit": "cases", "size": "4", "reason": "Theo kế hoạch năm"}
        answer = await press(browser, f"{inspection}/samples/new", **said)
        assert answer.status_code == 422
        assert "mã bốc thăm" in unescape(answer.text)
        assert "Đã chốt 0 mẫu" in await read(browser, inspection)


async def test_outliers_stand_with_their_data_and_lead_to_a_sample(portal: Portal) -> None:
    """Each count opens its cases; those that stand out are what is drawn from."""
    async with portal.acting(AUDITOR) as browser:
        inspection = await opens(browser)
        path = f"/inspections/outliers?by=agencies.overdue&threshold=1&{YEAR}"
        page = await read(browser, path)
        behind = re.findall(r'href="/portal(/scorecards/agencies/[^"]*behind[^"]*)"', page)
        assert behind
        assert "Số đã đếm" in await read(browser, behind[0])
        (leads,) = re.findall(rf'href="/portal({inspection}/samples/new[^"]*)"', page)
        answer = await press(browser, leads, unit="requests", reason="Theo kế hoạch năm")
        assert answer.status_code == 303, answer.text
        sample = await read(browser, f"{inspection}/samples/1")
        assert "Chọn trong các cơ quan có chỉ số khác biệt" in sample
        mistaken = await browser.get("/portal/inspections/outliers?to=mai")
        assert mistaken.status_code == 422


async def test_the_inspected_find_no_inspection(portal: Portal) -> None:
    """The Office is told it is not theirs; an inspector of the agency named finds nothing."""
    own = actor("minh", Role.INSPECTOR, FINANCE.code)
    async with portal.acting(AUDITOR) as browser:
        inspection = await opens(browser)
        said = {"unit": "requests", "asked": FINANCE.code, "reason": "Theo kế hoạch năm"}
        await press(browser, f"{inspection}/samples/new", **said)
    async with portal.acting(OFFICE) as browser:
        for path in (inspection, "/inspections/KT-AAAAAAAAAAAA"):
            assert (await browser.get(f"/portal{path}")).status_code == 403
    async with portal.acting(own) as browser:
        assert (await browser.get(f"/portal{inspection}")).status_code == 404
        assert "12/QĐ-TTr" not in await read(browser, "/inspections")
