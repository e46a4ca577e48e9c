"""A proposal beyond precedent: the head of the drafting agency decides on it."""

from typing import Any

import pytest

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.commands import LayBeforeHead, ReviewReply
from remiss.consultation.life.events import Decision, ReplyAccepted, Reviewer
from remiss.consultation.state import Consultation, Holder, Stage
from remiss.consultation.values import Answer, Position
from remiss.consultation.views.open_tasks import tasks
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    MONDAY,
    OFFICE,
    OFFICER,
    RETURNED,
    SUPERVISOR,
    assessed,
    given,
    hanoi,
    kinds,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    time_passes,
    when,
)

TAGGED: dict[str, Any] = {"beyond_precedent": True}
ONE_ANSWER = Answer(
    question="money", position=Position.DISAGREE, text="Thí điểm", beyond_precedent=True
)


def review(by: Any, **what: Any) -> ReviewReply:
    return order(ReviewReply, by, MONDAY, agency=FINANCE.code, **what)


def lays(at: Any = MONDAY) -> LayBeforeHead:
    return order(LayBeforeHead, OFFICER, at, agency=FINANCE.code, reasons="Chưa nơi nào làm")


def tagged(found: Assessment = FLAGGED) -> Consultation:
    return given(opening(), replies(FINANCE, **TAGGED), assessed(FINANCE, found))


@pytest.mark.parametrize("found", [FLAGGED, RETURNED], ids=["flagged", "returned"])
@pytest.mark.parametrize("how", [TAGGED, {"answers": (ONE_ANSWER,)}], ids=["reply", "one answer"])
def test_a_tagged_reply_goes_to_the_head_instead_of_being_flagged(
    found: Assessment, how: dict[str, Any]
) -> None:
    """Nor does the rubric return it; the head of the drafting agency has the officer's time."""
    case, events = when(given(opening()), replies(FINANCE, **how), assessed(FINANCE, found))

    assert kinds(events) == ["reply_laid_before_head"]
    request = case.requests[FINANCE.code]
    assert (request.stage, request.holder, request.returns) == (Stage.IN_REVIEW, Holder.HEAD, 0)
    (task,) = tasks(case)
    assert (task.holder, task.due_at) == (Reviewer.HEAD, request.review_due_at)


def test_a_clear_one_is_accepted_like_any_other() -> None:
    """The tag asks for a protected look, not for a delay."""
    assert tagged(CLEAR).requests[FINANCE.code].stage is Stage.ANSWERED


def test_only_the_head_decides() -> None:
    """Neither the officer nor the Office; nobody in time, and it is accepted."""
    case = tagged()
    accept = {"decision": Decision.ACCEPT}
    for by in (OFFICER, OFFICE):
        assert refusal(case, review(by, **accept)) == "before_another_reviewer"
    assert when(case, review(SUPERVISOR, **accept))[0].requests[FINANCE.code].settled
    _, events = when(case, time_passes(hanoi("2026-03-04", "17:00")))
    assert any(isinstance(event, ReplyAccepted) for event in events)


def test_the_officer_lays_a_flagged_reply_before_the_head() -> None:
    """Once, with reasons, while it lies before the officer."""
    flagged = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    case, events = when(flagged, lays())
    assert kinds(events) == ["reply_laid_before_head"]
    assert case.requests[FINANCE.code].replies[-1].assessment == FLAGGED
    assert refusal(case, lays()) == "before_another_reviewer"
    assert refusal(given(opening()), lays()) == "nothing_to_review"


def test_a_reply_without_the_tag_keeps_its_bytes() -> None:
    """And one with it keeps the tag when its words are left to the ledger."""
    assert "beyond_precedent" not in reply_text("money").model_dump_json()
    kept = reply_text(answers=(ONE_ANSWER,)).without_texts()
    assert kept.is_beyond_precedent
    assert (kept.answers[0].text, kept.answers[0].position) == ("", Position.DISAGREE)
