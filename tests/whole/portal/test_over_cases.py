"""Pages of acts in a case that was stopped or ended meanwhile: who did it, when, and no form."""

import re
from collections.abc import AsyncIterator

import pytest

from portal.declared import actions_of
from portal.portal_app import ROUTES
from remiss.consultation.authority import AUTHORITY, Relation
from remiss.consultation.values import Actor
from tests.given.api_cases import Case, open_case
from tests.given.html_forms import form_on
from tests.given.people import FINANCE, HEAD, OFFICER, OFFICIAL
from tests.given.portal_visits import SAME_ORIGIN, Portal, text_of
from tests.given.served import Served, plain_client
from tests.given.standing import PEOPLE
from tests.given.story import until

ACTIONS = actions_of([route for module in ROUTES for route in module.router.routes])
ACTS = sorted(
    path
    for method, _, path in (address.partition(" ") for address in ACTIONS)
    if method == "POST" and f"GET {path}" in ACTIONS and "{case}" in path
)
WORKLIST = "/cases/{case}/comments"
"""Read by whoever reads the case; it has a form only where somebody may answer."""
REQUEST, CASE = "/requests/{case}/{agency}", "/cases/{case}"
LATER = {
    f"{REQUEST}/{each}"
    for each in (
        *("reply", "sign", "entry", "late-reply", "follow-up", "replies/{number}/letter"),
        *("keep-from-others", "let-others-read"),
    )
}
WHILE_STOPPED = {
    f"{REQUEST}/{each}"
    for each in ("assign", "forward", "delegation", "colleagues", "contribution")
} | {f"{REQUEST}/replies/{{number}}/correction"}
STOPPED = {f"{CASE}/{each}" for each in ("officer", "draft-file", "resume", "cancel")}
STILL = {
    "cancel": {f"{CASE}/reopen"},
    "suspend": LATER | WHILE_STOPPED | STOPPED,
    "conclude": {f"{CASE}/reopen"},
}
"""What the rules still take, by what was done to the case."""
SAID = {
    "cancel": "đã hủy hồ sơ lúc",
    "suspend": "đã tạm dừng hồ sơ lúc",
    "conclude": "đã kết thúc việc lấy ý kiến lúc",
}
REASON = "Nội dung đã được tách sang văn bản khác."
WORDS = "Chờ số liệu quyết toán quý III của các xã, phường."


@pytest.fixture(scope="module")
async def cases(whole_portal: Portal) -> AsyncIterator[dict[str, Case]]:
    """A case of two replies for each way in which it does not run."""
    async with plain_client(whole_portal.url) as http:
        found = {}
        for way in SAID:
            found[way] = case = await open_case(Served(http, whole_portal.settings))
            await case.settle()
            body = {} if way == "conclude" else {"reason": REASON}
            await case.does(OFFICER, way, agency="", **body)
        await until(lambda: _is_archived(found["conclude"]))
        yield found


@pytest.mark.parametrize("path", [each for each in ACTS if each != WORKLIST])
async def test_a_page_of_an_act_says_who_ended_the_case_and_when(
    whole_portal: Portal, cases: dict[str, Case], path: str
) -> None:
    """And has no form, unless the rules take the act in such a case."""
    for way, case in cases.items():
        filled = path.format(case=case.id, agency=FINANCE, number=1)
        async with whole_portal.acting(_who_may(ACTIONS[f"POST {path}"])) as browser:
            page = await browser.get(f"/portal{filled}")
        assert page.status_code == 200, text_of(page)
        told = f"{OFFICER.name} {SAID[way]}" in text_of(page)
        assert told == (path not in STILL[way]), way
        assert not (told and re.search(r'name="do" value="(send|sign)"', page.text)), way


async def test_what_was_typed_is_read_where_it_cannot_be_sent(whole_portal: Portal) -> None:
    """Saved before the case was cancelled, or sent after; in the words it was typed in."""
    async with plain_client(whole_portal.url) as http:
        case = await open_case(Served(http, whole_portal.settings))
        address = f"/portal/requests/{case.id}/{FINANCE}/more-time"
        async with whole_portal.acting(OFFICIAL) as browser:
            form = form_on((await browser.get(address)).text)
            sent = {**form, "reason": WORDS, "do": "save"}
            await browser.http.post(address, data=sent, headers=SAME_ORIGIN)
            await case.does(OFFICER, "cancel", agency="", reason=REASON)
            page = await browser.get(address)
            assert WORDS in page.text
            assert "<textarea" not in page.text
            late = {**form, "draft": "1", "reason": f"{WORDS} Xin.", "do": "send"}
            answer = await browser.http.post(address, data=late, headers=SAME_ORIGIN)
            assert answer.status_code == 422
            assert f"{WORDS} Xin." in answer.text
            assert f"{OFFICER.name} {SAID['cancel']}" in text_of(answer)


async def test_a_case_suspended_twice_leads_to_the_same(whole_portal: Portal) -> None:
    """The second press comes when the case is stopped already, and says nothing else."""
    async with plain_client(whole_portal.url) as http:
        case = await open_case(Served(http, whole_portal.settings))
    address = f"/portal/cases/{case.id}/suspend"
    async with whole_portal.acting(OFFICER) as browser:
        form = form_on((await browser.get(address)).text)
        sent = {**form, "reason": REASON, "do": "send"}
        for _ in range(2):
            answer = await browser.http.post(address, data=sent, headers=SAME_ORIGIN)
            assert answer.status_code == 303, text_of(answer)
        page = await browser.get(address)
        assert f"{OFFICER.name} {SAID['suspend']}" in text_of(page)


async def _is_archived(case: Case) -> bool:
    """The time of these tests skips on to it."""
    return "consultation_archived" in await case.told(OFFICER)


def _who_may(action: str) -> Actor:
    """Somebody of the case who may do this, and sign."""
    if action in {"sign", "reply", "correct_reply"}:
        return HEAD
    who = AUTHORITY[action].who
    return next(
        person
        for person, standing in PEOPLE.items()
        if (standing, person.role) in who and standing is not Relation.NONE
    )
