"""The page of a request: whose desk it lies on, and what was made clear to others."""

from typing import Any

from portal.forms import Form, Place
from portal.pages.requests.request_page import RequestPage, request_page
from portal.present_cases import PresentCase
from remiss.consultation.life.commands import AnswerClarification, AskClarification, Assign
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.values import Actor, ClarificationGround
from remiss.texts import text
from remiss.views.seen_case import SeenCase
from tests.given.case import (
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICER,
    given,
    head,
    official,
    opening,
    order,
)

NAMED = order(Assign, head(FINANCE), MONDAY, agency=FINANCE.code, official=official(FINANCE).person)
ASKED = order(
    AskClarification,
    head(JUSTICE),
    MONDAY,
    agency=JUSTICE.code,
    text="Đề nghị gửi danh sách.",
    ground=ClarificationGround.MISSING_DOCUMENT,
)
ANSWERED = order(
    AnswerClarification, OFFICER, MONDAY, agency=JUSTICE.code, text="Danh sách kèm theo."
)


def shown(actor: Actor, *commands: Any) -> RequestPage:
    """Finance's request, once these commands were given."""
    seen = SeenCase(actor, given(opening(rules=CURRENT_RULES), *commands), (), behind=False)
    title = text("portal.request.act.acknowledge")
    place = Place(address="/x", title=title, owner="person:x", texts="portal.request", keeps=False)
    return request_page(PresentCase(seen, MONDAY), seen.request(FINANCE.code), Form(place=place))


def test_its_own_people_read_whose_desk_it_lies_on_and_for_what() -> None:
    """The drafting side reads who was named, and nothing of the inside."""
    assert "chuẩn bị văn bản trả lời" in shown(head(FINANCE), NAMED).deadline.desk.vi
    assert "giao công chức" in shown(head(FINANCE)).deadline.desk.vi
    assert "chuẩn bị" not in shown(OFFICER, NAMED).deadline.desk.vi


def test_what_was_made_clear_to_another_agency_is_read_without_its_name() -> None:
    """By an agency, which reads its own requests alone; not before it was answered."""
    assert shown(head(FINANCE), ASKED).made_clear == ()
    (clear,) = shown(head(FINANCE), ASKED, ANSWERED).made_clear
    assert (clear.asked, clear.answer) == ("Đề nghị gửi danh sách.", "Danh sách kèm theo.")
    assert JUSTICE.name.vi not in clear.model_dump_json()
    assert shown(OFFICER, ASKED, ANSWERED).made_clear == ()
