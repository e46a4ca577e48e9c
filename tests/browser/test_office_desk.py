"""The Office finds forty stalls of communes by desk and by name, and goes on in English."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from pydantic import SecretStr

import web
from lab.bench.load.case_shape import code_of
from remiss.consultation.life.commands import AskClarification, Assign, Command
from remiss.consultation.values import Agency, ClarificationGround, Question
from remiss.ledger import append, connect
from remiss.reference.calendars import working_calendar
from remiss.reference.registry import load_registry
from remiss.serving import services
from remiss.settings import Settings
from tests.given.browser import DESK, PHONE, Browsers
from tests.given.case import (
    DIRECTORY,
    HOME,
    MONDAY,
    agency,
    both,
    head,
    official,
    opening,
    order,
    time_passes,
)
from tests.given.ledger_cases import batches
from tests.given.page_faults import ask
from tests.given.portal_cases import OFFICE
from tests.given.portal_fixtures import sign_in
from tests.given.portal_views import misspoken_words
from tests.given.served import fresh_database, serving
from tests.given.walks import Walk

COMMUNES: tuple[Agency, ...] = tuple(
    agency(code_of(n), f"Xã Bình Hòa {n}", "fin.local") for n in range(40)
)
ASSIGNED, ASKING = COMMUNES[:15], COMMUNES[35:]
DESKS = {"official": 15, "head": 20, "drafter": 5}


def _forty_stalls() -> list[Command]:
    """Communes asked in March that never answered: some named an official, some asked back."""
    question = Question(id="q1", text="Mức hỗ trợ có phù hợp không?", field="fin.local")
    asked = opening(
        consultation="HS-BONMUOI",
        questions=(question,),
        agencies=tuple(each.code for each in COMMUNES),
        directory=DIRECTORY.model_copy(
            update={"agencies": (HOME, *COMMUNES), "fields": {"fin.local": both("Tài chính")}}
        ),
        calendar=working_calendar(2026, 2030),
    )
    hour = MONDAY + timedelta(hours=1)
    named = [
        order(Assign, head(each), hour, agency=each.code, official=official(each).person)
        for each in ASSIGNED
    ]
    asking = [
        order(
            AskClarification,
            official(each),
            hour,
            agency=each.code,
            ground=ClarificationGround.UNCLEAR_QUESTION,
            question="q1",
            text="Đề nghị nêu rõ mức hỗ trợ của từng năm.",
        )
        for each in ASKING
    ]
    return [asked, *named, *asking, time_passes(MONDAY + timedelta(days=8))]


@pytest.fixture
async def browsers(
    browser: Browser,
    postgres_dsn: str,
    template: str,
    temporal_address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Browsers]:
    """A portal without a worker, on a ledger that holds these, of a province with the communes."""
    known = load_registry()
    large = known.model_copy(update={"agencies": (*known.agencies, *COMMUNES)})
    monkeypatch.setattr(services, "load_registry", lambda: large)
    async with fresh_database(postgres_dsn, template) as dsn:
        pool = await connect(dsn)
        for batch in batches(*_forty_stalls()):
            await append(pool, batch)
        await pool.close()
        settings = Settings(
            data_dir=tmp_path, postgres_dsn=SecretStr(dsn), temporal_address=temporal_address
        )
        async with serving(settings, web.create_app) as served:
            browsers = Browsers(browser, str(served.http.base_url).rstrip("/"))
            yield browsers
            await browsers.close()


@pytest.mark.parametrize("width", [DESK, PHONE])
async def test_forty_stalls_are_read_by_desk_and_on_in_english(
    browsers: Browsers, width: int
) -> None:
    """Every one behind its count; part of a name without marks; address and filter stay."""
    elsewhere = await browsers.window()
    await sign_in(elsewhere, OFFICE)
    cookies = await elsewhere.page.context.cookies()
    walk = Walk(
        await browsers.window(cookies, width=width, script=False),
        await browsers.window(cookies, width=width),
    )
    await walk.begins("/portal/office")
    page, row = walk.window.page, 'main h3 a[href*="/requests/HS-BONMUOI/"]'
    for desk, count in DESKS.items():
        tab = walk.main().locator(f'nav.tabs a[href="/portal/office?desk={desk}"]')
        await expect(tab.locator(".count")).to_have_text(str(count))
        await tab.click()
        assert len(await _listed(walk, row)) == count

    await walk.begins("/portal/office?desk=official")
    await page.get_by_label("Cơ quan được lấy ý kiến").fill("binh hoa 12")
    await walk.follows(walk.main().get_by_role("button", name="Lọc"))
    (found,) = await _listed(walk, row)
    asked = page.url.partition("?")[2]

    await walk.follows(page.get_by_role("link", name="English"))
    assert page.url.endswith(f"/portal/en/office?{asked}")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_label("Agency asked")).to_have_value("binh hoa 12")
    await expect(page.locator('nav.tabs [aria-current="true"]')).to_contain_text("official")
    assert await _listed(walk, row) == {found.replace("/portal/", "/portal/en/")}
    names = [each.name.vi for each in COMMUNES]
    names += [official(each).person.name for each in ASSIGNED]
    assert misspoken_words(await ask(walk.looker.page, "words"), "en", tuple(names)) == []


async def _listed(walk: Walk, row: str) -> set[str]:
    """Where the rows of a list lead, on all of its pages."""
    page, found = walk.window.page, set[str]()
    while True:
        found |= {str(await each.get_attribute("href")) for each in await page.locator(row).all()}
        if not await page.locator('main a[rel="next"]').count():
            return found
        await walk.window.goes_on()
