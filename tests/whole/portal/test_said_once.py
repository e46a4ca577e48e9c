"""What an act has led to is said at the top of the page one lands on: once, for every act."""

from typing import get_args

import pytest

from portal.declared import actions_of
from portal.portal_app import ROUTES
from remiss.consultation.authority import AUTHORITY, About
from remiss.consultation.inspecting import messages
from remiss.consultation.life.commands import Command
from remiss.texts.catalogue import TEXTS
from tests.given.acts_at_portal import AtPortal
from tests.given.html_forms import form_on
from tests.given.people import HEAD, OFFICIAL
from tests.given.portal_visits import SAME_ORIGIN, text_of

ACTIONS = actions_of([route for module in ROUTES for route in module.router.routes])
KINDS = {each.model_fields["kind"].default for each in get_args(get_args(Command)[0])}
OF_NO_CASE = {name for name, each in AUTHORITY.items() if each.about is About.PROVINCE}
OF_INSPECTIONS = {each.model_fields["kind"].default for each in get_args(messages.Command)}
DONE_AT_PORTAL = sorted(
    {done for address, done in ACTIONS.items() if address.startswith("POST ") and done in KINDS}
)


def test_every_act_of_the_portal_says_what_it_has_led_to() -> None:
    """None lands on a page that says nothing of it; and nothing is said of what is no act."""
    said = {key.removeprefix("portal.done.") for key in TEXTS if key.startswith("portal.done.")}
    assert set(DONE_AT_PORTAL) <= said
    assert said - {"reply_drafted"} <= KINDS | OF_NO_CASE | OF_INSPECTIONS


async def test_it_is_said_once_and_in_the_language_of_the_page(desk: AtPortal) -> None:
    """On the first page after the press; on the next one no more."""
    async with desk.portal.acting(HEAD) as browser:
        form = form_on((await browser.get(desk.address())).text)
        sent = {**form, "do": "send"}
        address = desk.address("acknowledge").replace("/portal/", "/portal/en/")
        answer = await browser.http.post(address, data=sent, headers=SAME_ORIGIN)
        landing = answer.headers["location"].partition("#")[0]
        assert "Receipt is recorded." in text_of(await browser.get(landing))
        assert "Receipt is recorded." not in text_of(await browser.get(landing))


async def test_a_reply_laid_before_the_head_is_not_said_to_be_sent(desk: AtPortal) -> None:
    """Of an official it is laid, of a head it is recorded."""
    for by, told in ((OFFICIAL, "Đã trình dự thảo"), (HEAD, "Đã ghi nhận văn bản trả lời")):
        async with desk.portal.acting(by) as browser:
            form = form_on((await browser.get(desk.address("reply"))).text)
            typed = {"position": "agree", "text": "Sở Tài chính thống nhất với dự thảo."}
            answers = {"answers.1.position": "agree", "answers.1.text": "Lấy từ dự toán."}
            official = {"responsible_official": "stc.duc.hoang"}
            sent = {**form, **typed, **answers, **official, "do": "send"}
            answer = await browser.http.post(desk.address("reply"), data=sent, headers=SAME_ORIGIN)
            assert answer.status_code == 303, text_of(answer)
            landing = answer.headers["location"].partition("#")[0]
            assert told in text_of(await browser.get(landing))


@pytest.mark.parametrize("cookie", ["nothing", "", "<b>"])
async def test_nothing_is_said_of_what_is_no_act(desk: AtPortal, cookie: str) -> None:
    """The cookie names a text of ours, and else nothing."""
    async with desk.portal.acting(HEAD) as browser:
        key = browser.http.cookies.get("remiss")
        headers = {"Cookie": f"remiss={key}; remiss_said={cookie}"}
        page = await browser.http.get(desk.address(), headers=headers)
        assert page.status_code == 200
        assert "note ok" not in page.text
