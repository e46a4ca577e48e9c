"""The time of a request: what was given for the reply, what it took, and who had it how long."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from remiss.consultation.life.events import Event, ReplyReceived, RequestSent
from remiss.consultation.views.scores.counted_case import CountedCase
from remiss.consultation.views.scores.counted_event import CountedEvent
from remiss.consultation.views.scores.held_minutes import with_held
from remiss.consultation.views.scores.working_days import Stop
from remiss.texts import VIET_NAM

RUNS_ON = frozenset({"clarification_answered", "clarification_ended"})


def timed(
    event: Event, counted: CountedEvent, case: CountedCase, before: Sequence[CountedEvent]
) -> CountedEvent:
    """The counted event with its working days, by the calendar known when it happened.

    `before`: what was counted of the agency until then.
    """
    counted = with_held(counted, event.at, case, before)
    match event:
        case RequestSent():
            since = case.days.effective(event.at)
            if case.policy_days is None:
                return counted._replace(since=since)
            return counted._replace(since=since, given=case.days.between(since, _day(event.due_at)))
        case ReplyReceived():
            request = _since_sent(before)
            if not request or any(each.kind == event.kind for each in request):
                return counted
            return counted._replace(took=_took(event, case, request))
        case _:
            return counted


def _since_sent(before: Sequence[CountedEvent]) -> Sequence[CountedEvent]:
    """The events of the last request, from its sending on."""
    for place in reversed(range(len(before))):
        if before[place].kind == "request_sent":
            return before[place:]
    return ()


def _took(event: ReplyReceived, case: CountedCase, request: Sequence[CountedEvent]) -> int | None:
    since = request[0].since
    if since is None:
        return None
    received = event.entry.received_on.isoformat() if event.entry else None
    day = received or case.days.effective(event.at)
    return case.days.between(since, day, [*case.stops, *_clarifications(request)])


def _clarifications(request: Sequence[CountedEvent]) -> Iterator[Stop]:
    """While the drafting side owed an answer."""
    asked: str | None = None
    for event in request:
        if event.kind == "clarification_asked":
            asked = event.day
        elif event.kind in RUNS_ON and asked:
            yield asked, event.day
            asked = None
    if asked:
        yield asked, None


def _day(at: datetime) -> str:
    return at.astimezone(VIET_NAM).date().isoformat()
