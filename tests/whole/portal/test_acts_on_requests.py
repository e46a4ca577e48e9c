"""What an agency does with a request at the portal, one page for each act: sent, recorded, kept."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from remiss.consultation.values import Actor, Role
from remiss.texts import VIET_NAM
from tests.given.acts_at_portal import AtPortal
from tests.given.html_forms import form_on
from tests.given.people import FINANCE, HEAD, OFFICIAL, actor
from tests.given.portal_visits import text_of

CLERK = actor("nga", Role.CLERK, FINANCE)
DUC = "stc.duc.hoang"
WORDS = "Chờ số liệu quyết toán quý III của các xã, phường."


@dataclass(frozen=True)
class Act:
    """One act: who does it, on which page, what they type, and which event that becomes."""

    by: Actor
    page: str
    typed: dict[str, str]
    event: str
    wrong: str | None = None
    """A field that is asked for, left blank."""


ACTS = [
    Act(HEAD, "assign", {"official": DUC}, "official_assigned", "official"),
    Act(CLERK, "forward", {"note": WORDS}, "request_forwarded"),
    Act(
        OFFICIAL,
        "colleagues",
        {"colleague": DUC, "part": WORDS},
        "colleague_involved",
        "part",
    ),
    Act(
        HEAD,
        "delegation",
        {
            "to": DUC,
            "since": f"07:30 {datetime.now(VIET_NAM):%d/%m/%Y}",
            "until": f"17:00 {datetime.now(VIET_NAM) + timedelta(days=3):%d/%m/%Y}",
            "reason": WORDS,
        },
        "signature_delegated",
        "reason",
    ),
    Act(OFFICIAL, "delay-reason", {"reason": WORDS}, "delay_reason_given", "reason"),
    Act(
        OFFICIAL,
        "ask",
        {"ground": "legal_basis_needed", "text": WORDS},
        "clarification_asked",
        "text",
    ),
    Act(
        HEAD,
        "not-ours",
        {
            "declined.0.question": "kinh-phi",
            "declined.0.field": "industry.chemical",
            "declined.0.body.name": "Bộ Công Thương",
            "declined.0.body.rule": "Khoản 2 Điều 15 Luật Hóa chất",
            "reasons": WORDS,
        },
        "questions_declined",
        "reasons",
    ),
]


@pytest.mark.parametrize("act", ACTS, ids=[act.page for act in ACTS])
async def test_an_act_is_named_at_its_field_kept_and_done_once(desk: AtPortal, act: Act) -> None:
    """Blank where something is asked for: 422 at the field, the rest kept; pressed twice: once."""
    form = await desk.form(act.by, act.page)
    if act.wrong:
        left = {name: "" if name == act.wrong else typed for name, typed in act.typed.items()}
        page = await desk.sends(act.by, act.page, form, **left)
        assert page.status_code == 422
        assert f'href="#{act.wrong}' in page.text
        again = form_on(page.text)
        for name, typed in left.items():
            chosen = f'<option value="{typed}" selected>' in page.text
            assert again.get(name, "") == typed or chosen, name
        form = again
    presses = [desk.sends(act.by, act.page, form, **act.typed) for _ in range(2)]
    answers = await asyncio.gather(*presses)
    assert [a.status_code for a in answers] == [303, 303], text_of(answers[0])
    assert {a.headers["location"] for a in answers} == {f"{desk.address()}#main"}
    seen = await desk.page(act.by)
    assert seen.status_code == 200
    assert await desk.count(act.event) == 1


async def test_receiving_is_one_button_that_acts_once(desk: AtPortal) -> None:
    """The page then says who received it, and has no such button."""
    form = await desk.form(HEAD, "")
    answers = [await desk.sends(HEAD, "acknowledge", form) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert await desk.count("request_acknowledged") == 1
    page = await desk.page(HEAD)
    assert HEAD.name in text_of(page)
    assert f'action="{desk.address("acknowledge")}' not in page.text


async def test_more_time_is_asked_to_a_day_of_the_list(desk: AtPortal) -> None:
    """Another day than the rules leave is refused in their words, and the reason stands."""
    due = date.fromisoformat((await desk.case.seen(HEAD))["row"]["due_at"][:10])
    form = await desk.form(OFFICIAL, "more-time")
    page = await desk.sends(OFFICIAL, "more-time", form, to="2031-01-02", reason=WORDS)
    assert page.status_code == 422
    assert form_on(page.text)["reason"] == WORDS
    day = f"{due + timedelta(days=4):%d/%m/%Y}"
    sent = await desk.sends(OFFICIAL, "more-time", form_on(page.text), to=day, reason=WORDS)
    assert sent.status_code == 303
    assert await desk.count("extension_requested") == 1


async def test_whoever_was_given_a_part_gives_it_once(desk: AtPortal) -> None:
    """What was asked stands above the field; nobody else of the agency has the page's form."""
    colleague = {"id": OFFICIAL.id, "name": OFFICIAL.name}
    await desk.case.does(HEAD, "colleagues", colleague=colleague, part="Định mức chi.")
    page = await desk.page(OFFICIAL, "contribution")
    assert "Định mức chi." in page.text
    answers = [
        await desk.sends(OFFICIAL, "contribution", form_on(page.text), text=WORDS) for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [303, 303]
    assert await desk.count("contribution_given") == 1


async def test_fields_are_those_of_the_question_and_of_the_agency_chosen(desk: AtPortal) -> None:
    """Never all of them; nothing is ticked beforehand, and choosing an agency adds its own."""
    page = await desk.page(HEAD, "not-ours")
    fields = page.text.count('name="declined.0.field"')
    assert 0 < fields <= 10
    assert "theo các từ" in text_of(page)
    form = form_on(page.text)
    assert "declined.0.field" not in form
    saved = await desk.sends(HEAD, "not-ours", form, do="save", **{"declined.0.to": "H99.03"})
    assert saved.status_code == 303
    more = await desk.page(HEAD, "not-ours")
    assert more.text.count('name="declined.0.field"') > fields


async def test_whoever_may_read_and_not_act_sees_who_may(desk: AtPortal) -> None:
    """Passing a request on is its clerk's: the head's page names the role, and 403 says it too."""
    assert "Văn thư" in text_of(await desk.page(HEAD))
    refused = await desk.page(HEAD, "forward")
    assert refused.status_code == 403
    assert "Văn thư" in text_of(refused)
