"""A case as a picture: one lane an agency, with what it held, what stood still, what was late."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from portal.pictures.scale import Scale
from remiss.consultation.life.events import Event
from remiss.consultation.state import Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import Ordered, Pause, Postponed, Reopened, Returned
from remiss.consultation.values import Value
from remiss.texts import local_date
from remiss.views.seen_case import SeenCase

MOST_LANES = 24
LANE_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 46, 24, 22
LABELS, LAST_LABEL = 3, 82.0
"""So many days are named along the top, none too far right: a phone has room for no more."""
Times = tuple[datetime, datetime]


class BarKind(StrEnum):
    """What a stretch of time was."""

    HELD = "a"
    """With the agency, its clock running."""
    STOPPED = "p"
    """The clock stood still: somebody else held the request."""
    LATE = "l"
    AHEAD = "f"
    """What is to come if nobody replies."""


class MarkKind(StrEnum):
    """What happened at a moment."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    RISEN = "risen"
    TRANSFERRED = "transferred"
    DUE = "due"


OF_EVENTS = {"reply_returned": MarkKind.RETURNED, "request_escalated": MarkKind.RISEN}
OF_OUTCOMES = {Stage.ANSWERED: MarkKind.ACCEPTED, Stage.TRANSFERRED: MarkKind.TRANSFERRED}


class Bar(Value):
    """A stretch, in per cent."""

    kind: BarKind
    x: float
    width: float


class LaneMark(Value):
    """A moment, in per cent."""

    kind: MarkKind
    x: float


class Lane(Value):
    """One request of one agency."""

    name: str
    """The agency's code and name, as papers write it."""
    y: int
    bars: tuple[Bar, ...]
    marks: tuple[LaneMark, ...]


class LaneDay(Value):
    """A day named along the top."""

    x: float
    day: date


class Lanes(Value):
    """The whole picture; its table stands below it and has every request."""

    first: str
    last: str
    height: int
    days_off: tuple[float, ...]
    width_of_day: float
    names: tuple[LaneDay, ...]
    lanes: tuple[Lane, ...]
    left_out: int
    """Requests that the table alone shows."""
    now: float | None
    """None where the present lies outside the picture."""


def lanes_of(seen: SeenCase, now: datetime) -> Lanes | None:
    """The picture of what the visitor may see of a case, at its present; None before any request.

    At most 24 lanes: those without an outcome, late or returned first.
    """
    requests = sorted((*seen.requests, *seen.earlier), key=_needs_no_look)
    if not requests:
        return None
    drawn = sorted(requests[:MOST_LANES], key=lambda each: (each.agency.code, each.ordinal))
    calendar = seen.case.calendar
    scale = _scale(calendar, drawn, now, over=not seen.case.open_requests)
    return Lanes(
        first=local_date(scale.first),
        last=local_date(scale.last),
        height=HEAD_HEIGHT + LANE_HEIGHT * len(drawn) + FOOT_HEIGHT,
        days_off=tuple(scale.day(day) for day in scale.days if calendar.skipped(day)),
        width_of_day=scale.width_of_day,
        names=tuple(_names(scale)),
        lanes=tuple(_lane(seen, scale, each, place, now) for place, each in enumerate(drawn)),
        left_out=len(requests) - len(drawn),
        now=scale.place(now) if scale.first <= calendar.local(now).date() <= scale.last else None,
    )


def _needs_no_look(request: Request) -> tuple[bool, bool, bool]:
    return request.settled, not request.overdue, not request.returns


def _scale(calendar: WorkCalendar, requests: list[Request], now: datetime, *, over: bool) -> Scale:
    ends = [request.due_at for request in requests]
    ends += [request.settled_at for request in requests if request.settled_at]
    last = max(ends if over else (*ends, now))
    first = min(request.sent_at for request in requests)
    return Scale(calendar.local(first).date(), calendar.local(last).date())


def _names(scale: Scale) -> Iterator[LaneDay]:
    for day in scale.days[:: -(-len(scale.days) // LABELS)]:
        if (x := scale.day(day)) < LAST_LABEL:
            yield LaneDay(x=x, day=day)


def _lane(seen: SeenCase, scale: Scale, request: Request, place: int, now: datetime) -> Lane:
    due = LaneMark(kind=MarkKind.DUE, x=scale.place(request.due_at))
    happened = tuple(_marks(scale, request, seen.told_in(request)))
    round_ = f" ({request.ordinal})" if request.ordinal > 1 else ""
    return Lane(
        name=f"{request.agency.code} {request.agency.name.vi}{round_}",
        y=HEAD_HEIGHT + LANE_HEIGHT * place,
        bars=tuple(_bars(scale, request, now)),
        marks=(*happened, due),
    )


def _marks(scale: Scale, request: Request, told: tuple[Event, ...]) -> Iterator[LaneMark]:
    for event in told:
        if kind := OF_EVENTS.get(event.kind):
            yield LaneMark(kind=kind, x=scale.place(event.at))
    if request.settled_at and (outcome := OF_OUTCOMES.get(request.stage)):
        yield LaneMark(kind=outcome, x=scale.place(request.settled_at))


def _bars(scale: Scale, request: Request, now: datetime) -> Iterator[Bar]:
    end = request.settled_at or max(now, request.sent_at)
    at = request.sent_at
    for since, until in _stops(request.clock, end):
        yield from _held(scale, request.due_at, at, since)
        yield from _bar(scale, BarKind.STOPPED, since, until)
        at = until
    yield from _held(scale, request.due_at, at, end)
    if not request.settled and end < request.due_at:
        yield from _bar(scale, BarKind.AHEAD, end, request.due_at)


def _held(scale: Scale, due: datetime, since: datetime, until: datetime) -> Iterator[Bar]:
    """In time up to the deadline, late after it."""
    yield from _bar(scale, BarKind.HELD, since, min(until, max(due, since)))
    yield from _bar(scale, BarKind.LATE, max(since, due), until)


def _bar(scale: Scale, kind: BarKind, since: datetime, until: datetime) -> Iterator[Bar]:
    if since < until:
        x, end = scale.place(since), scale.place(until)
        yield Bar(kind=kind, x=x, width=round(max(end - x, 0.3), 1))


def _stops(clock: Clock, end: datetime) -> Iterator[Times]:
    """When the clock stood still, first to last."""
    for move in clock.moves:
        match move:
            case Pause(since=since, until=until):
                yield since, until
            case Returned(since=since, at=at) | Reopened(since=since, at=at):
                yield since, at
            case Ordered(paused=Pause() as paused) | Postponed(paused=Pause() as paused):
                yield paused.since, paused.until
            case _:
                pass
    if clock.held_since is not None and clock.held_since < end:
        yield clock.held_since, end
