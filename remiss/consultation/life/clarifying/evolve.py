"""Changes by a clarification or an extension: the clock stops, runs on, or moves."""

from datetime import datetime
from typing import assert_never

from remiss.consultation.life.changes import Changes, change_clarification, change_request
from remiss.consultation.life.clarifying.messages import (
    ClarificationAnswered,
    ClarificationAsked,
    ClarificationEnded,
    ClarifyingEvent,
    ExtensionGranted,
    ExtensionLapsed,
    ExtensionRefused,
    ExtensionRequested,
)
from remiss.consultation.state import Clarification, Consultation, Extension, Request, Stage
from remiss.consultation.time.moves import Extended, Hold


def evolve(case: Consultation, event: ClarifyingEvent) -> Changes:
    request = case.requests[event.agency]
    return change_request(case, request, _changes(case, request, event))


def _changes(case: Consultation, request: Request, event: ClarifyingEvent) -> Changes:
    match event:
        case ClarificationAsked():
            return _asked(case, request, event)
        case ClarificationAnswered():
            return _clarified(case, request, event)
        case ClarificationEnded():
            return _ended(case, request, event)
        case ExtensionRequested():
            return {"extension": _wanted(case, event)}
        case ExtensionGranted():
            granted = Extended(at=event.at, to=event.to)
            clock = request.clock.moved(case.calendar_of(request.agency), granted)
            moved = {"clock": clock, "clock_from": event.at, "reminders": 0}
            overdue = request.overdue and clock.due_at <= event.at
            return {**moved, "overdue": overdue, **_decided(request, event)}
        case ExtensionRefused() | ExtensionLapsed():
            return _decided(request, event)
        case _:
            assert_never(event)


def _asked(case: Consultation, request: Request, event: ClarificationAsked) -> Changes:
    rules = case.policy.clarification
    assert rules is not None  # noqa: S101 -- none could be asked
    asked = Clarification(
        ordinal=event.ordinal,
        ground=event.ground,
        question=event.question,
        text=event.text,
        by=event.by,
        asked_at=event.at,
        repeated=event.repeated,
        last_day=event.last_day,
        answer=case.clock(event.at, rules.answer_within),
        stage_before=request.stage,
        papers=event.papers,
    )
    return {
        "stage": Stage.CLARIFYING,
        "clarifications": (*request.clarifications, asked),
        "clock": request.clock.hold(Hold.CLARIFICATION, event.at),
    }


def _clarified(case: Consultation, request: Request, event: ClarificationAnswered) -> Changes:
    answer = change_clarification(
        request,
        closed_at=event.at,
        answered_by=event.by,
        answered_text=event.text,
        attachments=event.attachments,
        files=event.files,
        shared=event.shared,
    )
    return {**_waits_no_more(case, request, event.at), **answer}


def _ended(case: Consultation, request: Request, event: ClarificationEnded) -> Changes:
    ended = change_clarification(
        request, closed_at=event.at, ended_by=event.by, ended_because=event.reasons
    )
    return {**_waits_no_more(case, request, event.at), **ended}


def _waits_no_more(case: Consultation, request: Request, at: datetime) -> Changes:
    """Back with the agency, whose clock runs on."""
    calendar = case.calendar_of(request.agency)
    return {
        "stage": request.clarifications[-1].stage_before,
        "clock": request.clock.release(calendar, Hold.CLARIFICATION, at),
        "clock_from": at,
    }


def _wanted(case: Consultation, event: ExtensionRequested) -> Extension:
    rules = case.policy.extension
    assert rules is not None  # noqa: S101 -- none could be asked for
    decide = case.clock(event.at, rules.decide_within)
    return Extension(
        to=event.to,
        reason=event.reason,
        by=event.by,
        asked_at=event.at,
        decide=decide,
        grants_itself=event.grants_itself,
    )


def _decided(
    request: Request, event: ExtensionGranted | ExtensionRefused | ExtensionLapsed
) -> Changes:
    assert request.extension is not None  # noqa: S101 -- one was asked for
    decided: Changes = {"granted": isinstance(event, ExtensionGranted)}
    if not isinstance(event, ExtensionLapsed):
        decided |= {"decided_by": event.by, "reasons": event.reasons}
    return {"extension": request.extension.model_copy(update=decided)}
