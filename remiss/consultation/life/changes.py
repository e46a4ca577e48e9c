"""Changes several chapters make: to a request, to its clocks, and where it goes next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from remiss.consultation.state import Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Hold

Changes = dict[str, Any]
"""Fields of a case, or of a request, and what they hold after an event."""

NOTHING_DRAFTED: Changes = {
    "drafted": None,
    "drafted_corrects": None,
    "drafted_unlisted": (),
    "circulation": None,
}
"""A prepared reply that was signed, or that gave way."""

Move = Callable[[WorkCalendar, Clock], Clock]
"""What an event does to a clock, by the calendar of whoever it runs for."""


def put_requests(case: Consultation, *requests: Request) -> Changes:
    return {"requests": {**case.requests, **{r.agency.code: r for r in requests}}}


def change_present_or_earlier(case: Consultation, request: Request, changes: Changes) -> Changes:
    """Of a request that may be one of those before the present ones."""
    if request.ordinal == case.requests[request.agency.code].ordinal:
        return change_request(case, request, changes)
    changed = request.model_copy(update=changes)
    return {"earlier": tuple(changed if each == request else each for each in case.earlier)}


def change_request(case: Consultation, request: Request, changes: Changes) -> Changes:
    return put_requests(case, request.model_copy(update=changes))


def change_every_clock(case: Consultation, move: Move) -> Changes:
    changed = put_requests(case, *(change_clocks(case, each, move) for each in case.unsettled))
    return {**changed, **change_drafters_clocks(case, move)}


def change_drafters_clocks(case: Consultation, move: Move) -> Changes:
    """Those beside the requests: what is to be followed up, and corrections to decide on."""
    drafters = case.drafters_calendar
    changes: Changes = {}
    if case.follow_ups:
        changes["follow_ups"] = tuple(
            each if each.settled else each.model_copy(update={"clock": move(drafters, each.clock)})
            for each in case.follow_ups
        )
    if case.corrections:
        changes["corrections"] = tuple(
            each.model_copy(update={"clock": move(drafters, each.clock)})
            for each in case.corrections
        )
    return changes


def change_clocks(case: Consultation, request: Request, move: Move) -> Request:
    """The request with each clock that runs in it moved: the agency's and those of who drafts."""
    changes: Changes = {"clock": move(case.calendar_of(request.agency), request.clock)}
    drafters = case.drafters_calendar
    if request.review:
        changes["review"] = move(drafters, request.review)
    if asked := request.clarification:
        changes |= change_clarification(request, answer=move(drafters, asked.answer))
    if wanted := request.extension_pending:
        changes["extension"] = wanted.model_copy(update={"decide": move(drafters, wanted.decide)})
    if request.pending_declines:
        changes["declines"] = tuple(
            d.model_copy(update={"settle": move(drafters, d.settle)}) if d.confirmed is None else d
            for d in request.declines
        )
    return request.model_copy(update=changes)


def change_clarification(request: Request, **changed: Any) -> Changes:
    """The last clarification asked, changed."""
    *earlier, last = request.clarifications
    return {"clarifications": (*earlier, last.model_copy(update=changed))}


def move_on(request: Request, clock: Clock, at: datetime) -> Changes:
    """Back to the agency, on to whoever rules on what it declined, or to its outcome."""
    if request.owed:
        return {"stage": Stage.AWAITING, "clock": clock, "clock_from": at}
    if request.pending_declines:
        return {"stage": Stage.DECLINING, "clock": clock.hold(Hold.DECLINE, at)}
    done = Stage.ANSWERED if request.answered else Stage.TRANSFERRED
    return {"stage": done, "settled_at": at, "clock": clock}
