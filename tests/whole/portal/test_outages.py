"""A press while a part of the service is away: not received, or received and being recorded."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
from pydantic import SecretStr
from temporalio.client import Client

import worker
from remiss import ledger
from remiss.settings import Settings
from tests.given.api_cases import open_case
from tests.given.form_page import at_desk, day_to_ask_for, portal_with_form
from tests.given.html_forms import form_on
from tests.given.people import OFFICER
from tests.given.portal_visits import portal_serving, text_of
from tests.given.served import CLOSED_PORT, Served
from tests.given.slow_ledgers import recording

if TYPE_CHECKING:
    from remiss.consultation.life.events import RecordedEvent
    from remiss.consultation.ports import RecordBatch

WORDS = "Chờ số liệu quyết toán quý III."
ASKED = "select count(*) from event where type = 'extension_requested'"


async def test_a_press_that_nobody_took_is_sent_again_under_its_key(
    settings: Settings, temporal: Client, owner: asyncpg.Pool
) -> None:
    """503 with all that was typed; pressed again and again, it acts once in the end."""
    quick = settings.model_copy(update={"update_timeout_seconds": 1})
    async with portal_with_form(quick) as portal, portal.browser() as other:
        async with worker.running(settings, temporal):
            case = await open_case(Served(other.http, portal.settings), OFFICER)
            day = await day_to_ask_for(case)
        async with at_desk(portal, case) as desk:
            form = await desk.form()
            again = form
            for _ in range(2):
                page = await desk.press("send", form, reason=WORDS, to=day)
                assert page.status_code == 503
                assert "Chưa gửi được" in text_of(page)
                again = form_on(page.text)
                assert (again["key"], again["reason"], again["do"]) == (form["key"], WORDS, "send")
            assert await owner.fetchval(ASKED) == 0
            async with worker.running(settings, temporal):
                assert (await desk.press("", again)).headers["location"] == "/portal/work#main"
                assert (await desk.press("", again)).headers["location"] == "/portal/work#main"
            assert await owner.fetchval(ASKED) == 1
            assert await owner.fetchval("select count(*) from portal.draft") == 0


async def test_a_form_that_comes_while_the_database_is_away_is_held_by_its_page(
    tmp_path: Path, temporal_address: str
) -> None:
    """Nobody can be asked whose it is: nothing is lost, and nothing is shown that was not sent."""
    away = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(f"postgresql://nobody@127.0.0.1:{CLOSED_PORT}/none"),
        temporal_address=temporal_address,
    )
    async with portal_serving(away) as portal, portal.browser() as browser:
        browser.http.cookies.set("remiss", "some-key")
        sent = {"key": "k-1", "draft": "3", "reason": WORDS, "do": "send"}
        page = await browser.post("/portal/drafts/choose", headers=None, **sent)
        assert page.status_code == 503
        assert page.headers["Retry-After"] == "5"
        held = form_on(page.text)
        assert {name: held[name] for name in sent} == sent
        assert "Chưa gửi được" in text_of(page)


async def test_what_is_accepted_and_not_recorded_waits_on_a_page_that_looks_again(
    settings: Settings, temporal: Client, owner: asyncpg.Pool
) -> None:
    """By itself after five seconds, or by hand; then on to the outcome, and the draft is over."""
    down = False
    dsn = settings.postgres_dsn
    pool: asyncpg.Pool[Any] = await ledger.connect(dsn.get_secret_value() if dsn else "")

    async def record(batch: "RecordBatch") -> "tuple[RecordedEvent, ...]":
        if down:
            raise ConnectionError
        return await ledger.settle(pool, batch)

    async with (
        portal_with_form(settings) as portal,
        recording(settings, temporal, record),
        portal.browser() as other,
    ):
        case = await open_case(Served(other.http, portal.settings), OFFICER)
        day = await day_to_ask_for(case)
        async with at_desk(portal, case) as desk:
            form = await desk.form()
            down = True
            sent = await desk.press("send", form, reason=WORDS, to=day)
            where = sent.headers["location"]
            query = "then=%2Fwork&done=request_extension"
            assert where == f"/portal/waiting/{case.id}/{form['key']}?{query}#main"
            page = await desk.browser.get(where)
            assert (page.status_code, page.headers["refresh"]) == (200, "5")
            assert "Đã nhận, đang ghi" in text_of(page)
            again = await desk.press("send", form, reason=WORDS, to=day)
            assert again.headers["location"] == where
            assert await owner.fetchval("select command is not null from portal.draft")
            strangers = await other.post("/portal/sign-in", person="skhcn.nam.ly")
            assert strangers.status_code == 303
            assert (await other.get(where)).status_code == 409
            down = False
            while (done := await desk.browser.get(where)).status_code == 200:
                pass
            assert (done.status_code, done.headers["location"]) == (303, "/portal/work#main")
            assert await owner.fetchval("select count(*) from portal.draft") == 0
            assert await owner.fetchval(ASKED) == 1
    await pool.close()
