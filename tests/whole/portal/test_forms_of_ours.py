"""What could change something comes from a page of ours, or is refused before anything else."""

import pytest

from tests.given.portal_visits import Portal, text_of

PERSON = {"person": "stc.huong.bui"}
EVIL = "http://evil.example"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "{own}"},
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Origin": "{own}.evil.example"},
        {"Origin": EVIL, "Host": "evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": EVIL, "Host": "evil.example"},
    ],
    ids=str,
)
async def test_what_comes_from_elsewhere_changes_nothing(
    portal: Portal, said: dict[str, str]
) -> None:
    """Also where a stranger's name was made to lead to this machine."""
    headers = {name: value.format(own=portal.url) for name, value in said.items()}
    async with portal.browser() as browser:
        answer = await browser.http.post("/portal/sign-in", data=PERSON, headers=headers)
        assert answer.status_code == 403
        assert "chưa có gì thay đổi" in text_of(answer)
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "said", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "{own}"}], ids=["site", "origin"]
)
async def test_our_own_forms_are_taken(portal: Portal, said: dict[str, str]) -> None:
    """By what a browser of today says, and by what an older one does."""
    headers = {name: value.format(own=portal.url) for name, value in said.items()}
    async with portal.browser() as browser:
        answer = await browser.http.post("/portal/sign-in", data=PERSON, headers=headers)
        assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/portal/sign-in", "/portal/help", "/portal/nowhere"])
async def test_every_page_says_what_a_browser_may_do_with_it(portal: Portal, path: str) -> None:
    """No script and no style but ours, no frame around it, no copy of it but the browser's own."""
    async with portal.browser() as browser:
        headers = (await browser.get(path)).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
