"""Sessions: who is signed in, for how long, in which role; kept where only their browser leads."""

import asyncio
import re
from datetime import timedelta

import asyncpg
import pytest

from remiss.ledger.portal.sessions import fingerprint
from remiss.settings import Settings
from tests.given.commands import run_remiss
from tests.given.portal_visits import Portal, portal_serving, text_of

HUONG, DUC, QUANG = "stc.huong.bui", "stc.duc.hoang", "snv.quang.vu"
KHOA, THUY = "syt.khoa.vuong", "syt.thuy.dinh"
ROLE = "/portal/role"
"""A page for whoever is signed in."""


async def test_a_person_picked_is_signed_in_and_goes_where_they_wanted(portal: Portal) -> None:
    """The page asked for is kept; whoever is not signed in is sent to sign in first."""
    async with portal.browser() as browser:
        answer = await browser.get("/portal/en/role?next=/portal/en/help")
        asked = "%2Fportal%2Fen%2Frole%3Fnext%3D%2Fportal%2Fen%2Fhelp"
        assert answer.headers["location"] == f"/portal/en/sign-in?next={asked}"
        page = await browser.get(answer.headers["location"])
        assert "Bùi Thu Hương" in page.text
        then = await browser.post("/portal/en/sign-in", person=HUONG, next="/portal/en/role")
        assert (then.status_code, then.headers["location"]) == (303, "/portal/en/role")
        assert "Bùi Thu Hương" in text_of(await browser.get("/portal/en/role"))


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/portal/work",
        "/portal//elsewhere.example",
        "/portal/../v1/cases",
        "/portal/work\\@elsewhere.example",
        "/portal/work\r\nSet-Cookie: remiss=x",
        "javascript:alert(1)",
        "/portal/sign-out",
        "",
    ],
)
async def test_nobody_is_led_elsewhere(portal: Portal, wanted: str) -> None:
    """Where to go on is a page of ours, whatever an address says."""
    async with portal.browser() as browser:
        answer = await browser.post("/portal/sign-in", person=HUONG, next=wanted)
        assert answer.headers["location"] == "/portal/work"


async def test_the_key_lies_in_the_browser_alone(portal: Portal, owner: asyncpg.Pool) -> None:
    """At rest there is a hash; the cookie is out of reach of scripts and of other sites."""
    async with portal.browser() as browser:
        answer = await browser.post("/portal/sign-in", person=HUONG)
        kept = answer.headers["set-cookie"]
        key = browser.key
        assert key
        assert len(key) == 43
        assert "HttpOnly" in kept
        assert "SameSite=lax" in kept
        assert "Max-Age" not in kept
        (row,) = await owner.fetch("select * from portal.session")
        assert row["id"] == fingerprint(key)
        assert key not in str(dict(row))


async def test_signing_in_again_takes_another_key_and_ends_the_first(portal: Portal) -> None:
    """A key that was laid into a browser beforehand opens nothing of whoever signs in there."""
    async with portal.signed_in(DUC) as browser:
        first = browser.key
        await browser.post("/portal/sign-in", person=HUONG)
        assert browser.key != first
        answer = await browser.get(ROLE, headers={"Cookie": f"remiss={first}"})
        assert answer.status_code == 303


async def test_two_tabs_sign_in_at_once(portal: Portal) -> None:
    """Both end signed in: the browser keeps one of the keys, and either is good."""
    async with portal.browser() as browser:
        both = await asyncio.gather(
            browser.post("/portal/sign-in", person=HUONG),
            browser.post("/portal/sign-in", person=HUONG),
        )
        for answer in both:
            key = answer.cookies["remiss"]
            seen = await browser.get(ROLE, headers={"Cookie": f"remiss={key}"})
            assert seen.status_code == 200


async def test_a_session_ends_when_it_is_not_used(portal: Portal, owner: asyncpg.Pool) -> None:
    """Sixty minutes; each use within them begins them anew."""
    async with portal.signed_in(HUONG) as browser:
        await age(owner, seen=timedelta(minutes=59))
        assert (await browser.get(ROLE)).status_code == 200
        await age(owner, seen=timedelta(minutes=59))
        assert (await browser.get(ROLE)).status_code == 200
        await age(owner, seen=timedelta(minutes=60))
        assert (await browser.get(ROLE)).status_code == 303


async def test_a_session_ends_however_much_it_is_used(portal: Portal, owner: asyncpg.Pool) -> None:
    """After twelve hours."""
    async with portal.signed_in(HUONG) as browser:
        lasts = await owner.fetchval("select ends_at - began_at from portal.session")
        assert lasts == timedelta(hours=12)
        await owner.execute("update portal.session set ends_at = now()")
        assert (await browser.get(ROLE)).status_code == 303


async def test_signing_out_ends_the_session_on_the_server(portal: Portal) -> None:
    """A cookie that was copied opens nothing afterwards, and the machine is told to forget."""
    async with portal.signed_in(HUONG) as browser:
        copied = browser.key
        answer = await browser.post("/portal/sign-out")
        assert answer.status_code == 303
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert browser.key is None
        again = await browser.get(ROLE, headers={"Cookie": f"remiss={copied}"})
        assert again.status_code == 303
        assert "Đã đăng xuất" in text_of(await browser.get(answer.headers["location"]))


async def test_signing_out_everywhere_ends_all_sessions_of_the_person(portal: Portal) -> None:
    """And nobody else's."""
    async with (
        portal.signed_in(HUONG) as here,
        portal.signed_in(HUONG) as lost,
        portal.signed_in(DUC) as other,
    ):
        await here.post("/portal/sign-out/everywhere")
        assert (await lost.get(ROLE)).status_code == 303
        assert (await other.get(ROLE)).status_code == 200


async def test_a_person_sees_where_they_are_signed_in(portal: Portal) -> None:
    """Before signing out, with the way to end all of it; nobody else's."""
    async with portal.signed_in(HUONG) as here, portal.signed_in(DUC):
        assert "mọi nơi" not in text_of(await here.get("/portal/sign-out"))
        async with portal.signed_in(HUONG):
            page = text_of(await here.get("/portal/sign-out"))
        assert "Đang đăng nhập ở 2 nơi" in page
        assert page.count("dùng lần cuối") == 2
        assert page.count("máy này") == 2  # of the button too


async def test_a_session_survives_a_restart(settings: Settings) -> None:
    """Another process of the same data knows it."""
    async with portal_serving(settings) as portal, portal.signed_in(HUONG) as browser:
        key = browser.key
    async with portal_serving(settings) as portal, portal.browser() as browser:
        assert (await browser.get(ROLE, headers={"Cookie": f"remiss={key}"})).status_code == 200


async def test_a_person_with_several_roles_chooses_the_one_they_act_in(portal: Portal) -> None:
    """At the first sign-in, and later when they like; one they do not hold is refused."""
    async with portal.browser() as browser:
        first = await browser.post("/portal/en/sign-in", person=QUANG, next="/portal/en/work")
        assert first.headers["location"] == "/portal/en/role?next=%2Fportal%2Fen%2Fwork"
        page = await browser.get(ROLE)
        assert page.text.count("Đang dùng") == 1
        await browser.post(ROLE, role="agency_official")
        chosen = await browser.get(ROLE)
        assert 'value="agency_official" aria-current="true"' in chosen.text
        assert (await browser.post(ROLE, role="office")).status_code == 403


async def test_a_deputy_and_the_head_are_told_apart(portal: Portal) -> None:
    """By their posts where one signs in, and in the header of every page; others by their role."""
    async with portal.browser() as browser:
        listed = text_of(await browser.get("/portal/sign-in"))
    for name, post in (("Vương Đăng Khoa", "Phó Giám đốc"), ("Đinh Lệ Thủy", "Giám đốc")):
        assert re.search(rf"{name}\s+{post}\s+·", listed)
    for person, said in ((KHOA, "Phó Giám đốc"), (THUY, "Giám đốc"), (QUANG, "Công chức")):
        async with portal.signed_in(person) as browser:
            page = await browser.get("/portal/calendar")
        header = page.text.partition("<summary>")[2].partition("</summary>")[0]
        assert re.search(rf"<small>(<span lang=\"vi\">)?{said}", header), header


async def test_the_role_of_last_time_is_kept(portal: Portal) -> None:
    """Nobody chooses anew each morning."""
    async with portal.signed_in(QUANG) as browser:
        await browser.post(ROLE, role="agency_official")
    async with portal.browser() as browser:
        again = await browser.post("/portal/sign-in", person=QUANG)
        assert again.headers["location"] == "/portal/work"
        assert 'value="agency_official" aria-current="true"' in (await browser.get(ROLE)).text


async def age(owner: asyncpg.Pool, seen: timedelta) -> None:
    await owner.execute("update portal.session set seen_at = now() - $1::interval", seen)


async def test_an_operator_ends_every_session_of_a_person(portal: Portal, database: str) -> None:
    """An account that was closed opens nothing more, also where it is signed in."""
    async with (
        portal.signed_in(HUONG) as closed,
        portal.signed_in(HUONG) as lost,
        portal.signed_in(DUC) as other,
    ):
        said = await run_remiss("sign-out", HUONG, REMISS_POSTGRES_DSN=database)
        assert said.code == 0, said.err
        assert f"2 sessions of {HUONG}" in said.out
        for browser in (closed, lost):
            assert (await browser.get(ROLE)).status_code == 303
        assert (await other.get(ROLE)).status_code == 200
