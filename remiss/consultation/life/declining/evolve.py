"""Changes by a decline, the ruling on it, and what follows: whose question, and whose time runs."""

from datetime import datetime
from typing import assert_never

from remiss.consultation.life.changes import Changes, change_request, move_on
from remiss.consultation.life.declining.messages import (
    DeclineConfirmed,
    DeclineRefused,
    DecliningEvent,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpRecorded,
    FollowUpReminded,
    QuestionsDeclined,
)
from remiss.consultation.state import (
    Consultation,
    Decline,
    FollowUp,
    FollowUpStep,
    Request,
    Stage,
)
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold


def evolve(case: Consultation, event: DecliningEvent) -> Changes:
    if isinstance(event, FollowUpEvent):
        return {"follow_ups": _followed_up(case, event)}
    request = case.requests[event.agency]
    return change_request(case, request, _changes(case, request, event))


def _changes(
    case: Consultation,
    request: Request,
    event: QuestionsDeclined | DeclineConfirmed | DeclineRefused,
) -> Changes:
    match event:
        case QuestionsDeclined():
            return _declined(case, request, event)
        case DeclineConfirmed() | DeclineRefused():
            return _ruled(case, request, event)
        case _:
            assert_never(event)


def _declined(case: Consultation, request: Request, event: QuestionsDeclined) -> Changes:
    rules = case.policy.decline
    assert rules is not None  # noqa: S101 -- none could be declined
    rebutted = {rebuttal.declined for rebuttal in event.contradicted}
    declines = tuple(
        Decline(
            declined=declined,
            profile=next((p for p in event.profiles if p.code == declined.to), None),
            reasons=event.reasons,
            by=event.by,
            asked_at=event.at,
            before=event.before,
            settle=case.clock(event.at, rules.settle_within),
            confirmed=False if declined in rebutted else None,
            settled_at=event.at if declined in rebutted else None,
            referral=event.referral,
        )
        for declined in event.declined
    )
    after = request.model_copy(update={"declines": (*request.declines, *declines)})
    if after.owed:
        return {"declines": after.declines}
    clock, review = request.clock, Changes()
    if request.stage is Stage.IN_REVIEW:
        clock = clock.release(case.calendar_of(request.agency), Hold.ASSESSMENT, event.at)
        review = {"review": None, "returns": _standing(request), "contested": False}
    return {"declines": after.declines, **review, **move_on(after, clock, event.at)}


def _standing(request: Request) -> int:
    """The returns left when a contested one is overtaken: what it asked for is declined."""
    return request.returns - request.contested


def _ruled(
    case: Consultation, request: Request, event: DeclineConfirmed | DeclineRefused
) -> Changes:
    ruling = {
        "confirmed": isinstance(event, DeclineConfirmed),
        "decided_by": event.by,
        "ruling": event.reasons,
        "settled_at": event.at,
    }
    declines = tuple(
        d.model_copy(update=ruling)
        if d.confirmed is None and d.declined.question == event.question
        else d
        for d in request.declines
    )
    after = request.model_copy(update={"declines": declines})
    if isinstance(event, DeclineRefused):
        clock = after_refusal(case, request, event.at)
    else:
        clock = request.clock.release(case.calendar_of(request.agency), Hold.DECLINE, event.at)
    if request.stage is not Stage.DECLINING:
        return {"declines": declines, "clock": clock}
    return {"declines": declines, **move_on(after, clock, event.at)}


def after_refusal(case: Consultation, request: Request, at: datetime) -> Clock:
    """The clock once a declined question is back: what was left, and at least a time to correct."""
    calendar, least = case.calendar_of(request.agency), case.policy.correct_within
    return request.clock.give_back(calendar, Hold.DECLINE, at, least)


def _followed_up(case: Consultation, event: FollowUpEvent) -> tuple[FollowUp, ...]:
    match event:
        case FollowUpOpened():
            return (*case.follow_ups, _opened(case, event))
        case FollowUpReminded() | FollowUpRecorded():
            asked = (event.agency, event.question)
            return tuple(
                each.model_copy(update=_step(case, each, event))
                if (each.agency, each.question) == asked and not each.settled
                else each
                for each in case.follow_ups
            )
        case _:
            assert_never(event)


def _opened(case: Consultation, event: FollowUpOpened) -> FollowUp:
    rules = case.policy.decline
    assert rules is not None  # noqa: S101 -- none could be declined
    return FollowUp(
        agency=event.agency,
        request=case.requests[event.agency].ordinal,
        question=event.question,
        body=event.body,
        opened_at=event.at,
        clock=Clock.start(case.drafters_calendar, event.at, rules.follow_up_within),
    )


def _step(
    case: Consultation, follow_up: FollowUp, event: FollowUpReminded | FollowUpRecorded
) -> Changes:
    if isinstance(event, FollowUpReminded):
        return {"reminded": True}
    rules = case.policy.decline
    assert rules is not None  # noqa: S101 -- none could be declined
    step = FollowUpStep(
        outcome=event.outcome, text=event.text, document=event.document, by=event.by, at=event.at
    )
    clock = Clock.start(case.drafters_calendar, event.at, rules.answer_within)
    steps = (*follow_up.steps, step)
    return {
        "steps": steps,
        "reminded": False,
        "clock": clock if event.answer_by else follow_up.clock,
    }
