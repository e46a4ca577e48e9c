"""Marked material at the door of the running service: the API and the page say what to do."""

from tests.given.api_cases import open_case
from tests.given.html_forms import form_on
from tests.given.people import FINANCE, HEAD, OFFICIAL
from tests.given.portal_visits import SAME_ORIGIN, Portal, text_of
from tests.given.served import Served, plain_client

MARKED = "SỞ TÀI CHÍNH\nMẬT\nThống nhất với dự thảo."


async def test_api_and_page_refuse_what_is_marked(whole_portal: Portal) -> None:
    """A file, a reply through the API, a question on the page; no record, and no draft of it."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        case = await open_case(served)
        sent = {"file": ("cong-van.txt", MARKED.encode(), "text/plain")}
        upload = await served.call(OFFICIAL, "POST", "/attachments", files=sent)
        assert (upload.status_code, upload.json()["code"]) == (422, "classified_file")
        refused = await case.is_refused(HEAD, "reply", **case.reply(text=MARKED))
        assert refused == (422, "classified_text")
        address = f"/portal/requests/{case.id}/{FINANCE}/ask"
        async with whole_portal.acting(HEAD) as browser:
            shown = await browser.get(address)
            assert shown.status_code == 200, text_of(shown)
            typed = {**form_on(shown.text), "ground": "unclear_question", "text": MARKED}
            for button in ("save", "send"):
                answer = await browser.http.post(
                    address, data={**typed, "do": button}, headers=SAME_ORIGIN
                )
                assert answer.status_code == 422
                assert "không tiếp nhận thông tin bí mật nhà nước" in text_of(answer)
                assert "Thống nhất với dự thảo." in text_of(answer)
                assert "Thống nhất với dự thảo." not in text_of(await browser.get(address))
        assert (await case.seen(HEAD))["row"]["clarifications"] == 0
