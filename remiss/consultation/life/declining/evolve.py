"""Changes by a decline and the ruling on it: whose question it is, and whose time runs."""

from datetime import datetime
from typing import assert_never

from remiss.consultation.life.changes import Changes, change_request, move_on
from remiss.consultation.life.declining.messages import (
    DeclineConfirmed,
    DeclineRefused,
    DecliningEvent,
    QuestionsDeclined,
)
from remiss.consultation.state import Consultation, Decline, Request, Stage
from remiss.consultation.time.clock import Clock, Hold


def evolve(case: Consultation, event: DecliningEvent) -> Changes:
    request = case.requests[event.agency]
    return change_request(case, request, _changes(case, request, event))


def _changes(case: Consultation, request: Request, event: DecliningEvent) -> Changes:
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
            profile=next(p for p in event.profiles if p.code == declined.to),
            reasons=event.reasons,
            by=event.by,
            asked_at=event.at,
            before=event.before,
            settle=Clock.start(case.calendar, event.at, rules.settle_within),
            confirmed=False if declined in rebutted else None,
            settled_at=event.at if declined in rebutted else None,
        )
        for declined in event.declined
    )
    after = request.model_copy(update={"declines": (*request.declines, *declines)})
    if after.owed:
        return {"declines": after.declines}
    return {"declines": after.declines, **move_on(after, request.clock, event.at)}


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
        clock = after_refusal(case, request.clock, event.at)
    else:
        clock = request.clock.release(case.calendar, Hold.DECLINE, event.at)
    if request.stage is not Stage.DECLINING:
        return {"declines": declines, "clock": clock}
    return {"declines": declines, **move_on(after, clock, event.at)}


def after_refusal(case: Consultation, clock: Clock, at: datetime) -> Clock:
    """The clock once a declined question is back: what was left, and at least a time to correct."""
    return clock.give_back(case.calendar, Hold.DECLINE, at, case.policy.correct_within)
