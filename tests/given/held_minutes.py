"""Who held what, counted a second way: minute by minute between events, without the views."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve, fold, initial_state
from remiss.consultation.state import CaseStage, Consultation, Holder, Request, State
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.views.holding.held_time import HeldLane, HeldTime, held_time

MINUTE = timedelta(minutes=1)
LIVES = {CaseStage.OPEN, CaseStage.SUSPENDED}
SIDES = {Holder.OFFICER: "drafting", Holder.HEAD: "drafting"}


def check_held(events: Sequence[Event], now: datetime) -> HeldTime:
    """The split of the whole case adds up, and is what the events say, for every request of it."""
    case = fold(events)
    assert isinstance(case, Consultation)
    held = held_time(case, events, case.all_requests, now, lambda _: True, itself=True)
    for request, lane in zip(case.all_requests, held.lanes, strict=False):
        assert (request.agency.code, request.ordinal) == (lane.agency, lane.ordinal)
        _check_lane(case, request, lane, events, now)
    own = [lane for lane in held.lanes if lane.agency is None]
    assert len(own) <= 1
    counted = _counted_of_case(case, events, now)
    assert Counter() + _by_side(own[0] if own else None) == Counter() + counted
    _check_sums(held)
    return held


def _check_sums(held: HeldTime) -> None:
    every = sum(each.minutes for lane in held.lanes for each in lane.stretches)
    assert held.minutes == every
    assert sum(part.minutes for part in held.sides) == every
    assert sum(part.minutes for part in held.people) == every
    for side in held.sides:
        people = [p for p in held.people if (p.held_by, p.agency) == (side.held_by, side.agency)]
        assert sum(each.minutes for each in people) == side.minutes


def _check_lane(
    case: Consultation, request: Request, lane: HeldLane, events: Sequence[Event], now: datetime
) -> None:
    for one, other in pairwise(lane.stretches):
        assert one.until == other.since
    if not lane.stretches:
        return
    first, last = lane.stretches[0].since, lane.stretches[-1].until
    calendar = case.calendar_of(request.agency)
    assert first == request.sent_at
    assert lane.minutes == calendar.time_between(first, last) // MINUTE
    assert last == _ended(case, request, events, now)
    assert _by_side(lane) == _counted(case, request, events, last)


def _ended(
    case: Consultation, request: Request, events: Sequence[Event], now: datetime
) -> datetime:
    """When it had its outcome, or its case was over; the present where it goes on."""
    if request.settled:
        assert request.settled_at
        return request.settled_at
    return now if case.stage in LIVES else case.closed_at or events[-1].at


def _by_side(lane: HeldLane | None) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in lane.stretches if lane else ():
        found[each.held_by] += each.minutes
    return +found


def _states(
    events: Sequence[Event], now: datetime
) -> Iterator[tuple[Consultation, datetime, datetime]]:
    """The case between each two events; no event takes time back."""
    state: State = initial_state()
    moments = [*accumulate((event.at for event in events), max), now]
    for event, (since, until) in zip(events, pairwise(moments), strict=True):
        state = evolve(state, event)
        if isinstance(state, Consultation):
            yield state, since, until


def _counted(
    case: Consultation, request: Request, events: Sequence[Event], end: datetime
) -> Counter[str]:
    found: Counter[str] = Counter()
    code, ordinal = request.agency.code, request.ordinal
    calendar = case.calendar_of(request.agency)
    settled = request.settled_at if request.settled else None
    for then, since, next_at in _states(events, end):
        until = min(next_at, end)
        was = next((r for r in then.requests_of(code) if r.ordinal == ordinal), None)
        if was is None or since >= end:
            continue
        side = _side(then, was)
        if side == "over" and until >= end and settled and since >= settled:
            continue
        away = 0 if side in {"pause", "over"} else _away(case, calendar, since, until)
        found[side] += calendar.time_between(since, until) // MINUTE - away
        found["outage"] += away
    return +found


def _side(case: Consultation, request: Request) -> str:
    if case.stage is CaseStage.OPEN and not request.settled:
        return SIDES.get(request.holder, str(request.holder))
    return "pause" if case.stage is CaseStage.SUSPENDED and not request.settled else "over"


def _away(case: Consultation, calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """The working minutes in which the service was away, each once."""
    minutes, at = 0, since
    for outage in sorted(case.outages, key=lambda each: each.since):
        begin, end = max(outage.since, at), min(outage.until, until)
        if begin < end:
            minutes += calendar.time_between(begin, end) // MINUTE
            at = end
    return minutes


def _counted_of_case(case: Consultation, events: Sequence[Event], now: datetime) -> Counter[str]:
    """While nothing was open in a living case."""
    found: Counter[str] = Counter()
    calendar = case.drafters_calendar
    for then, since, until in _states(events, now):
        if then.stage not in LIVES or then.unsettled:
            continue
        side = "drafting" if then.stage is CaseStage.OPEN else "pause"
        away = 0 if side == "pause" else _away(case, calendar, since, until)
        found[side] += calendar.time_between(since, until) // MINUTE - away
        found["outage"] += away
    return found
