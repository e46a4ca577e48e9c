"""Changes by the decision on a reply: it counts, goes back, or lies before a reviewer."""

from datetime import datetime
from typing import Any, assert_never

from remiss.consultation.clarity.assessment import HOLDING_RULES
from remiss.consultation.life.changes import Changes, change_request, move_on
from remiss.consultation.life.commenting.comments_made import with_comments_of
from remiss.consultation.life.reviewing.messages import (
    Basis,
    ReplyAccepted,
    ReplyFlagged,
    ReplyLaidBeforeHead,
    ReplyReturned,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    ReviewingEvent,
    ReviewTakenOver,
)
from remiss.consultation.rule_number import CORRECTIONS_TRACED, HONEST_NOT_HIT
from remiss.consultation.state import (
    CaseStage,
    Consultation,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold
from remiss.consultation.values import QuestionId

PROMISES_EARN_NOTHING = 2
"""The number of the rules from which on this holds for returns by people too."""


def evolve(case: Consultation, event: ReviewingEvent) -> Changes:
    request = case.requests[event.agency]
    changed = change_request(case, request, _changes(case, request, event))
    if isinstance(event, ReplyAccepted):
        return {**changed, "comments": with_comments_of(case, request, request.replies[-1])}
    return changed


def _changes(case: Consultation, request: Request, event: ReviewingEvent) -> Changes:
    match event:
        case ReplyAccepted():
            return _accepted(case, request, event)
        case ReplyFlagged() | ReplyLaidBeforeHead():
            return _before_reviewer(case, request, event)
        case ReplyReturned():
            return _returned(case, request, event)
        case ReturnContested():
            return {
                "stage": Stage.IN_REVIEW,
                "contested": True,
                "reviewer": event.before,
                "review": case.clock(event.at, case.policy.review_within),
                "clock": request.clock.hold(Hold.ASSESSMENT, event.at),
            }
        case ReviewTakenOver():
            return _taken_over(case, request, event)
        case ReturnEscalated():
            return {"return_level": event.level}
        case _:
            assert_never(event)


def _before_reviewer(
    case: Consultation, request: Request, event: ReplyFlagged | ReplyLaidBeforeHead
) -> Changes:
    found = {"assessment": event.assessment} if event.assessment else {}
    by_head = isinstance(event, ReplyLaidBeforeHead)
    same = request.replies[-1].corrects is not None
    return {
        "stage": Stage.IN_REVIEW,
        "reviewer": Reviewer.HEAD if by_head else (request.reviewer if same else Reviewer.OFFICER),
        "review": _review(case, event.at),
        "replies": _last_reply(request, **found),
    }


def _accepted(case: Consultation, request: Request, event: ReplyAccepted) -> Changes:
    """The reply counts; the request ends unless a question is still open in it."""
    settled = (q for q in request.replies[-1].answers if q not in _sent_away(request, event))
    answered = tuple(dict.fromkeys((*request.answered, *settled)))
    traced = {"accepted": True} if case.rules >= CORRECTIONS_TRACED else {}
    changes: Changes = {
        "review": None,
        "returns": request.returns - request.contested,
        "contested": False,
        "replies": _decided(request, event, **traced),
        "answered": answered,
    }
    after = request.model_copy(update=changes)
    calendar = case.calendar_of(request.agency)
    if event.left_open:
        least = case.policy.correct_within
        clock = request.clock.give_back(calendar, Hold.ASSESSMENT, event.at, least)
    else:
        clock = request.clock.release(calendar, Hold.ASSESSMENT, event.at)
    return {**changes, **move_on(after, clock, event.at)}


def _sent_away(request: Request, event: ReplyAccepted) -> set[QuestionId]:
    """What the words of the reply do not answer: declined by them, or left for a person."""
    meant = (d.declined.question for d in request.declines if d.referral)
    return {*event.left_open, *meant}


def _review(case: Consultation, at: datetime) -> Clock:
    """The officer's clock; a reply to a suspended case waits until the case runs on."""
    clock = case.clock(at, case.policy.review_within)
    return clock.hold(Hold.SUSPENSION, at) if case.stage is CaseStage.SUSPENDED else clock


def _returned(case: Consultation, request: Request, event: ReplyReturned) -> Changes:
    return {
        "stage": Stage.RETURNED,
        "returns": request.returns + (not request.contested),
        "contested": False,
        "review": None,
        "clock": after_return(case, request, event),
        "clock_from": event.at,
        "reminders": 0,
        "replies": _decided(request, event),
    }


def after_return(case: Consultation, request: Request, event: ReplyReturned) -> Clock:
    """The clock once a reply is back: what was left when it came; for something new, a least time.

    Were the least given every time, an empty reply a day would hold the ladder off for ever. A
    holding reply ("sẽ trả lời sau") is no reply: it stops nothing, and earns no time. Where a
    person had to find that, it earns no time either; but their look is not charged to the agency.
    """
    holding = _is_holding(event)
    promises = holding or _is_promise(case, request, event)
    again = request.returned_before and not _names_something_new(case, event)
    least = None if promises or again else case.policy.correct_within
    calendar = case.calendar_of(request.agency)
    return request.clock.give_back(calendar, Hold.ASSESSMENT, event.at, least, charged=holding)


def _names_something_new(case: Consultation, event: ReplyReturned) -> bool:
    """Whether a person returned it for what was not named before; the rubric only repeats."""
    if case.rules < HONEST_NOT_HIT:
        return False
    return event.basis is not Basis.RUBRIC and not event.named_before


def _is_holding(event: ReplyReturned) -> bool:
    if event.basis is not Basis.RUBRIC or event.assessment is None:
        return False
    faults = {finding.rule for finding in event.assessment.findings if finding.returns}
    return bool(faults) and faults <= HOLDING_RULES


def _is_promise(case: Consultation, request: Request, event: ReplyReturned) -> bool:
    """Whether a person returned a reply in which nothing but a promise of one was found."""
    found = request.replies[-1].assessment
    if case.rules < PROMISES_EARN_NOTHING or event.basis is Basis.RUBRIC or found is None:
        return False
    rules = {finding.rule for finding in found.findings}
    return bool(rules) and rules <= HOLDING_RULES and not request.contested


def _taken_over(case: Consultation, request: Request, event: ReviewTakenOver) -> Changes:
    fresh = case.clock(event.at, case.policy.review_within)
    declines = tuple(
        d.model_copy(update={"before": Reviewer.OFFICE, "settle": fresh})
        if d.confirmed is None
        else d
        for d in request.declines
    )
    if request.stage is not Stage.IN_REVIEW:
        return {"declines": declines}
    return {"declines": declines, "reviewer": Reviewer.OFFICE, "review": fresh}


def _decided(
    request: Request, event: ReplyAccepted | ReplyReturned, **traced: bool
) -> tuple[ReceivedReply, ...]:
    found = {"assessment": event.assessment} if event.assessment else {}
    return _last_reply(
        request,
        basis=event.basis,
        decided_by=event.by,
        reasons=event.reasons,
        **traced,
        **found,
    )


def _last_reply(request: Request, **changed: Any) -> tuple[ReceivedReply, ...]:
    *earlier, last = request.replies
    return (*earlier, last.model_copy(update=changed))
