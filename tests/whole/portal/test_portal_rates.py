"""How much one asks of the portal: counted by person, and by address until one is known."""

from remiss.settings import Settings
from tests.given.portal_visits import portal_serving, text_of

HUONG, DUC = "stc.huong.bui", "stc.duc.hoang"


async def test_attempts_to_sign_in_are_counted_by_address(settings: Settings) -> None:
    """With a cookie that proves nothing as without; a page says how long to wait."""
    limited = settings.with_values({"rate_limit_unknown_per_minute": 6})
    async with portal_serving(limited) as portal, portal.browser() as browser:
        for cookie in ({}, {"Cookie": "remiss=nothing"}):
            for _ in range(3):
                answer = await browser.post("/portal/sign-in", cookie, person="nobody")
                assert answer.status_code == 404
        answer = await browser.post("/portal/sign-in", {"Cookie": "other=1"}, person=HUONG)
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] in text_of(answer)


async def test_keys_that_open_nothing_are_counted_by_address(settings: Settings) -> None:
    """Nobody tries keys one after the other."""
    limited = settings.with_values({"rate_limit_unknown_per_minute": 3})
    async with portal_serving(limited) as portal, portal.browser() as browser:
        tried = [
            (await browser.get("/portal/role", headers={"Cookie": f"remiss={n}"})).status_code
            for n in range(4)
        ]
        assert tried == [303, 303, 303, 429]


async def test_each_person_is_counted_alone(settings: Settings) -> None:
    """What one asks for leaves the others theirs."""
    limited = settings.with_values({"rate_limit_per_minute": 3})
    async with (
        portal_serving(limited) as portal,
        portal.signed_in(HUONG) as busy,
        portal.signed_in(DUC) as other,
    ):
        asked = [(await busy.get("/portal/role")).status_code for _ in range(4)]
        assert asked == [200, 200, 200, 429]
        assert (await other.get("/portal/role")).status_code == 200


async def test_style_and_script_are_not_counted(settings: Settings) -> None:
    """An office behind one address reads them all at once in the morning."""
    limited = settings.with_values({"rate_limit_unknown_per_minute": 3})
    async with portal_serving(limited) as portal, portal.browser() as browser:
        page = await browser.get("/portal/sign-in")
        sheet = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
        for _ in range(5):
            assert (await browser.get(sheet)).status_code == 200
