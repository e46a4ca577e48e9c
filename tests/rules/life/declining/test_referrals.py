"""A referral in the words of a reply: proposed, confirmed by a person, settled by no lapse."""

from typing import Any

import pytest

from remiss.consultation.clarity.assessment import Assessment, Referral, Verdict
from remiss.consultation.life.commands import ConfirmReferral, ReviewReply
from remiss.consultation.life.declining.referral import referrals_proposed
from remiss.consultation.life.events import (
    Basis,
    Decision,
    QuestionsDeclined,
    ReplyAccepted,
    Reviewer,
)
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Stage
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import Actor, Agency, Declined, NamedBody
from remiss.consultation.views.open_tasks import TaskKind, tasks
from tests.given.case import (
    CULTURE,
    FINANCE,
    JUSTICE,
    OFFICE,
    OFFICER,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)
from tests.given.telling import told
from tests.rules.life.declining.test_declining import BOTH_LAW, REGISTRY, TUESDAY, rules

SPAN = "Việc này do Sở Văn hóa trả lời."
SENT_AWAY = Assessment(
    rubric="test",
    verdict=Verdict.OUT_OF_MANDATE,
    referrals=(Referral(question="money", span=SPAN, to="Sở Văn hóa"),),
)


def wrote(of: Agency = FINANCE, number: int = CURRENT_RULES, **changes: Any) -> Any:
    """A case in which the agency's reply sends the question about money away."""
    asked = opening(rules=number, directory=REGISTRY, **changes)
    return given(asked, replies(of, TUESDAY), assessed(of, SENT_AWAY, TUESDAY))


def confirms(by: Actor = OFFICER, of: Agency = FINANCE, **changes: Any) -> ConfirmReferral:
    declined = Declined(question="money", field="culture.festival", to=CULTURE.code)
    what = {"declined": declined, "directory": REGISTRY, **changes}
    return order(ConfirmReferral, by, TUESDAY, agency=of.code, **what)


def test_a_reply_that_sends_a_question_away_is_never_accepted_by_the_machine() -> None:
    """It lies before the officer, with the words as a task; the agency is sent nothing of it."""
    case = wrote()

    assert case.requests[FINANCE.code].stage is Stage.IN_REVIEW
    assert [(t.kind, t.question) for t in tasks(case)] == [
        (TaskKind.REVIEW, None),
        (TaskKind.REFERRAL, "money"),
    ]
    asked = given(opening(rules=CURRENT_RULES), replies(FINANCE, TUESDAY))
    notices = told(asked, assessed(FINANCE, SENT_AWAY, TUESDAY))
    assert {notice.addressee.part for notice in notices} == {Part.OFFICER}


def test_a_case_of_before_goes_on_as_it_did() -> None:
    """By the first rules a clear or rightly referred reply was accepted, and proposed nothing."""
    case = wrote(number=1)
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert tasks(case) == ()


@pytest.mark.parametrize("by", [OFFICER, head(FINANCE)], ids=["the officer", "the agency"])
def test_confirmed_it_is_a_decline_like_any_other(by: Actor) -> None:
    """The ruling opens with the words as its reasons; the question then moves."""
    case, (declined,) = when(wrote(), confirms(by))

    assert isinstance(declined, QuestionsDeclined)
    assert (declined.reasons, declined.by) == (SPAN, by.person)
    assert declined.referral == SENT_AWAY.referrals[0]
    request = case.requests[FINANCE.code]
    assert (request.stage, request.review, request.clock.held) == (Stage.DECLINING, None, True)
    moved, events = when(case, rules(confirmed=True))
    assert kinds(events) == ["decline_confirmed", "request_sent"]
    assert moved.requests[FINANCE.code].stage is Stage.TRANSFERRED
    stays, _ = when(case, rules(confirmed=False, reasons="Thuộc định mức chi"))
    assert stays.requests[FINANCE.code].stage is Stage.AWAITING
    assert stays.requests[FINANCE.code].owed == ("money",)


def test_the_rest_of_the_reply_is_decided_on_its_own() -> None:
    """Accepted, it answers what its words do not send away."""
    case = wrote(BOTH_LAW, agencies=(BOTH_LAW.code,))
    case, _ = when(case, confirms(of=BOTH_LAW))
    assert case.requests[BOTH_LAW.code].stage is Stage.IN_REVIEW

    accept = order(ReviewReply, OFFICER, TUESDAY, agency=BOTH_LAW.code, decision=Decision.ACCEPT)
    case, _ = when(case, accept)
    request = case.requests[BOTH_LAW.code]
    assert (request.stage, request.answered) == (Stage.DECLINING, ("law",))
    settled, _ = when(case, rules(BOTH_LAW, confirmed=True))
    assert settled.requests[BOTH_LAW.code].stage is Stage.ANSWERED


def test_a_ruling_before_the_review_leaves_the_rest_to_it() -> None:
    """Confirmed or refused, the reply still lies before the officer; refused, it is owed."""
    case = given(
        opening(rules=CURRENT_RULES, directory=REGISTRY, agencies=(BOTH_LAW.code,)),
        replies(BOTH_LAW, TUESDAY),
        assessed(BOTH_LAW, SENT_AWAY, TUESDAY),
        confirms(of=BOTH_LAW),
        rules(BOTH_LAW, confirmed=False, reasons="Thuộc nhiệm vụ của kho bạc"),
    )
    accept = order(ReviewReply, OFFICER, TUESDAY, agency=BOTH_LAW.code, decision=Decision.ACCEPT)
    case, _ = when(case, accept)
    request = case.requests[BOTH_LAW.code]
    assert (request.stage, request.owed) == (Stage.AWAITING, ("money",))


def test_no_lapse_of_time_settles_what_nobody_confirmed() -> None:
    """The question neither moves nor counts as answered: it is the agency's, with time for it."""
    lapsed = hanoi("2026-03-05", "17:00")
    case, events = when(wrote(), time_passes(lapsed))

    accepted = next(event for event in events if isinstance(event, ReplyAccepted))
    assert (accepted.basis, accepted.left_open) == (Basis.REVIEW_LAPSED, ("money",))
    request = case.requests[FINANCE.code]
    assert (request.stage, request.answered, request.owed) == (Stage.AWAITING, (), ("money",))
    assert CULTURE.code not in case.requests
    assert request.due_at > lapsed
    assert referrals_proposed(request) == SENT_AWAY.referrals
    late = confirms(head(FINANCE)).model_copy(update={"at": lapsed})
    assert when(case, late)[0].requests[FINANCE.code].stage is Stage.DECLINING


def test_accepting_the_reply_is_saying_that_it_answers() -> None:
    """That is a person's decision, and ends the proposal."""
    accept = order(ReviewReply, OFFICER, TUESDAY, agency=FINANCE.code, decision=Decision.ACCEPT)
    case, _ = when(wrote(), accept)
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert refusal(case, confirms()) == "no_referral_to_confirm"


def test_only_what_the_reply_sends_away_is_confirmed_and_once() -> None:
    """By the head of the agency or the drafting side."""
    case = wrote()
    other = Declined(question="law", field="culture.festival", to=CULTURE.code)
    assert refusal(case, confirms(declined=other)) == "no_referral_to_confirm"
    assert refusal(case, confirms(official(FINANCE))) == "not_permitted"
    assert refusal(case, confirms(OFFICE)) == "not_permitted"
    again, _ = when(case, confirms())
    assert refusal(again, confirms()) == "no_referral_to_confirm"


def test_words_that_name_a_ministry_become_the_drafters_task() -> None:
    """With the rule whoever confirms it names."""
    body = NamedBody(name="Bộ Tài chính", rule="Khoản 3 Điều 21 Luật Ngân sách nhà nước")
    outside = Declined(question="money", field="fin.norms", body=body)
    case, events = when(wrote(), confirms(declined=outside), rules(confirmed=True))
    assert kinds(events) == ["decline_confirmed", "follow_up_opened"]
    assert case.follow_ups[0].body == body


def test_what_the_registry_contradicts_stays_although_confirmed() -> None:
    """Words of the reply are no better than a decline."""
    own = Declined(question="money", field="fin.norms", to=JUSTICE.code)
    case, (declined,) = when(wrote(), confirms(declined=own))
    assert isinstance(declined, QuestionsDeclined)
    assert declined.settle_by is None
    request = case.requests[FINANCE.code]
    assert (request.stage, request.owed) == (Stage.IN_REVIEW, ("money",))
    assert declined.before is Reviewer.OFFICER
