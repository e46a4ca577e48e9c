"""Passkeys: made for this site by whoever has just proved who they are, and proving once each."""

import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from remiss.ledger.portal.passkeys import MOST_PASSKEYS
from remiss.settings import Settings
from tests.given.authenticator import PRESENT, Authenticator
from tests.given.portal_visits import Browser, Portal, portal_serving, text_of

HUONG, DUC = "stc.huong.bui", "stc.duc.hoang"
NEXT = "/portal/drafts"
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture
async def portal(settings: Settings) -> AsyncIterator[Portal]:
    """The portal under the name of this machine: passkeys are made for names."""
    async with portal_serving(settings) as serving:
        yield Portal(serving.url.replace("127.0.0.1", "localhost"), serving.settings)


@pytest.fixture
def telephone(portal: Portal) -> Authenticator:
    """A person's own."""
    return Authenticator(portal.url)


async def asked(browser: Browser, path: str) -> dict[str, Any]:
    answer = await browser.post(f"/portal{path}")
    assert answer.status_code == 200, answer.text
    return dict(json.loads(answer.text))


async def add(browser: Browser, telephone: Authenticator, name: str = "") -> str:
    """Where the person is led, once their telephone has made one."""
    made = telephone.makes(await asked(browser, "/passkeys/challenge"))
    answer = await browser.post("/portal/passkeys", credential=made, name=name)
    return str(answer.headers["location"])


async def prove(browser: Browser, credential: str) -> str:
    answer = await browser.post("/portal/prove/passkey", credential=credential, next=NEXT)
    return str(answer.headers["location"])


async def proves(browser: Browser, telephone: Authenticator) -> str:
    return await prove(browser, telephone.proves(await asked(browser, "/prove/passkey/challenge")))


async def test_whoever_proved_it_long_ago_does_so_by_passkey(
    portal: Portal, telephone: Authenticator, owner: asyncpg.Pool
) -> None:
    """In a remembered device left idle: under a new key, and the list says when it was used."""
    async with portal.browser() as browser:
        await browser.post("/portal/sign-in", person=HUONG, remember="yes")
        assert (await add(browser, telephone, "Điện thoại")) == "/portal/passkeys?told=added"
        listed = await browser.get("/portal/passkeys")
        assert "Điện thoại" in listed.text
        assert "chưa dùng lần nào" in listed.text
        await long_ago(owner)
        away = await browser.get("/portal/passkeys")
        assert "/prove" in away.headers["location"]
        page = await browser.get("/portal/prove")
        assert "/portal/prove/passkey/challenge" in page.text
        assert HUONG in page.text  # the other way stands beside it
        before = browser.key
        assert await proves(browser, telephone) == NEXT
        assert browser.key != before
        assert "dùng lần cuối" in (await browser.get("/portal/passkeys")).text


async def test_adding_and_removing_take_a_fresh_proof(
    portal: Portal, telephone: Authenticator, owner: asyncpg.Pool
) -> None:
    """Nobody adds another proof to a session that was left open, nor takes one away."""
    async with portal.signed_in(HUONG) as browser:
        await add(browser, telephone)
        await long_ago(owner)
        for path in ("/passkeys/challenge", "/passkeys", "/passkeys/remove"):
            answer = await browser.post(f"/portal{path}", name="x")
            assert "/prove" in answer.headers["location"], path
        assert await owner.fetchval("select count(*) from portal.passkey") == 1


@pytest.mark.parametrize(
    "wrong",
    [{"origin": ELSEWHERE}, {"site": "elsewhere.example"}, {"flags": PRESENT}],
    ids=["origin", "site", "not verified"],
)
async def test_what_was_made_elsewhere_or_unverified_is_not_kept(
    portal: Portal, telephone: Authenticator, wrong: dict[str, Any]
) -> None:
    """And proves nothing where it is known."""
    async with portal.signed_in(HUONG) as browser:
        for name, value in wrong.items():
            setattr(telephone, name, value)
        assert "told=refused" in await add(browser, telephone)
        right = Authenticator(portal.url)
        await add(browser, right)
        for name, value in wrong.items():
            setattr(right, name, value)
        assert "told=passkey_refused" in await proves(browser, right)


async def test_what_a_browser_was_asked_is_answered_once_and_in_time(
    portal: Portal, telephone: Authenticator, owner: asyncpg.Pool
) -> None:
    """An answer that was seen, or is old, or is to what was asked before, is worth nothing."""
    async with portal.signed_in(HUONG) as browser:
        await add(browser, telephone)
        answer = telephone.proves(await asked(browser, "/prove/passkey/challenge"))
        assert await prove(browser, answer) == NEXT
        assert "told=passkey_refused" in await prove(browser, answer)
        first = await asked(browser, "/prove/passkey/challenge")
        await asked(browser, "/prove/passkey/challenge")
        assert "told=passkey_refused" in await prove(browser, telephone.proves(first))
        late = await asked(browser, "/prove/passkey/challenge")
        await owner.execute(
            "update portal.passkey_challenge set asked_at = now() - '6 min'::interval"
        )
        assert "told=passkey_refused" in await prove(browser, telephone.proves(late))


async def test_a_copy_that_counts_behind_is_refused(
    portal: Portal, telephone: Authenticator
) -> None:
    """Of two that hold one key, the one that was used less."""
    async with portal.signed_in(HUONG) as browser:
        await add(browser, telephone)
        telephone.count = 5
        assert await proves(browser, telephone) == NEXT
        telephone.count = 4
        assert "told=passkey_refused" in await proves(browser, telephone)


async def test_nobody_proves_anything_with_anothers(
    portal: Portal, telephone: Authenticator
) -> None:
    """Neither their own session, nor by adding the same one; nor do they take it away."""
    async with portal.signed_in(HUONG) as head, portal.signed_in(DUC) as official:
        await add(head, telephone)
        assert "told=passkey_refused" in await proves(official, telephone)
        assert "told=refused" in await add(official, telephone)
        known = (await asked(head, "/passkeys/challenge"))["excludeCredentials"][0]["id"]
        gone = await official.post("/portal/passkeys/remove", passkey=known)
        assert gone.status_code == 404
        await head.post("/portal/passkeys/remove", passkey=known)
        assert "Chưa có khóa" in text_of(await head.get("/portal/passkeys"))
        assert "told=passkey_refused" in await proves(head, telephone)


async def test_a_person_has_ten_at_most(portal: Portal) -> None:
    """The page says so, and the eleventh is not kept."""
    async with portal.signed_in(HUONG) as browser:
        for _ in range(MOST_PASSKEYS):
            assert "told=added" in await add(browser, Authenticator(portal.url))
        assert "told=refused" in await add(browser, Authenticator(portal.url))
        page = await browser.get("/portal/passkeys")
        assert "Đã có 10 khóa" in page.text
        assert 'name="credential"' not in page.text


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[" * 9_000, "x" * 20_000, '{"id": 1}', "null", '{"id":"\\u0000"}'],
    ids=["nothing", "empty", "deep", "long", "number", "null", "control"],
)
async def test_what_no_browser_answers_is_refused_in_words(portal: Portal, answer: str) -> None:
    """Whatever it is, the page says that it proves nothing."""
    async with portal.signed_in(HUONG) as browser:
        await asked(browser, "/passkeys/challenge")
        made = await browser.post("/portal/passkeys", credential=answer, name="x")
        assert "told=refused" in made.headers["location"]
        named = await browser.post("/portal/passkeys", credential=answer, name="x\u202e")
        assert "told=name" in named.headers["location"]
        assert "told=passkey_refused" in await prove(browser, answer)


async def test_an_address_in_numbers_has_no_passkeys(
    portal: Portal, telephone: Authenticator
) -> None:
    """Browsers make none for it: the page says what to do, and nothing is asked of anybody."""
    by_number = Portal(portal.url.replace("localhost", "127.0.0.1"), portal.settings)
    async with by_number.signed_in(HUONG) as browser:
        assert "bằng tên miền" in text_of(await browser.get("/portal/passkeys"))
        assert (await browser.post("/portal/passkeys/challenge")).status_code == 404


async def long_ago(owner: asyncpg.Pool) -> None:
    await owner.execute("update portal.session set proved_at = now() - '16 min'::interval")
