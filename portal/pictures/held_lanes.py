"""Who held what as a picture: one lane a request, each stretch in the pattern of its side."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from portal.pictures.lanes import LABELS, LAST_LABEL, MOST_LANES, LaneDay
from portal.pictures.scale import Scale
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Value
from remiss.consultation.views.holding.held_time import HeldLane, HeldStretch
from remiss.consultation.views.holding.holdings import HeldBy
from remiss.texts import Bilingual, label, local_date

HEAD_HEIGHT, LANE_HEIGHT, FOOT_HEIGHT = 24, 44, 6
LEAST_WIDTH = 0.3
"""Per cent; what lasted a moment is still to be seen."""


class HeldBar(Value):
    """A stretch, in per cent."""

    held_by: HeldBy
    x: float
    width: float


class DrawnLane(Value):
    """One request, or the case itself."""

    name: Bilingual
    y: int
    bars: tuple[HeldBar, ...]


class KeyEntry(Value):
    """A pattern, and whose it is."""

    held_by: HeldBy
    name: Bilingual


class HeldLanes(Value):
    """The picture; the tables below it say the same in minutes."""

    first: str
    last: str
    height: int
    days_off: tuple[float, ...]
    width_of_day: float
    names: tuple[LaneDay, ...]
    lanes: tuple[DrawnLane, ...]
    left_out: int
    key: tuple[KeyEntry, ...]
    """Of the sides that occur in it."""


def held_lanes(
    lanes: Sequence[tuple[Bilingual, HeldLane]], calendar: WorkCalendar
) -> HeldLanes | None:
    """The first 24 of these lanes, each with its name; None where nothing was held yet."""
    drawn = [(name, lane) for name, lane in lanes if lane.stretches][:MOST_LANES]
    if not drawn:
        return None
    every = [each for _, lane in drawn for each in lane.stretches]
    scale = Scale(*_days(calendar, every))
    held = {each.held_by for each in every}
    return HeldLanes(
        first=local_date(scale.first),
        last=local_date(scale.last),
        height=HEAD_HEIGHT + LANE_HEIGHT * len(drawn) + FOOT_HEIGHT,
        days_off=tuple(
            scale.day(day)
            for day in scale.days
            if calendar.first <= day <= calendar.last and calendar.skipped(day)
        ),
        width_of_day=scale.width_of_day,
        names=tuple(_names(scale)),
        lanes=tuple(
            DrawnLane(
                name=name,
                y=HEAD_HEIGHT + LANE_HEIGHT * place,
                bars=tuple(_bars(scale, lane.stretches)),
            )
            for place, (name, lane) in enumerate(drawn)
        ),
        left_out=len(lanes) - len(drawn),
        key=tuple(KeyEntry(held_by=s, name=label(s)) for s in HeldBy if s in held),
    )


def _days(calendar: WorkCalendar, stretches: Sequence[HeldStretch]) -> tuple[date, date]:
    first = min(each.since for each in stretches)
    last = max(each.until for each in stretches)
    return calendar.local(first).date(), calendar.local(last).date()


def _names(scale: Scale) -> Iterator[LaneDay]:
    for day in scale.days[:: -(-len(scale.days) // LABELS)]:
        if (x := scale.day(day)) < LAST_LABEL:
            yield LaneDay(x=x, day=day)


def _bars(scale: Scale, stretches: Sequence[HeldStretch]) -> Iterator[HeldBar]:
    """Neighbours of one side are one bar, whoever it was there."""
    bars: list[tuple[HeldBy, datetime, datetime]] = []
    for each in stretches:
        since = bars.pop()[1] if bars and bars[-1][0] is each.held_by else each.since
        bars.append((each.held_by, since, each.until))
    for held_by, since, until in bars:
        x = scale.place(since)
        width = round(max(scale.place(until) - x, LEAST_WIDTH), 1)
        yield HeldBar(held_by=held_by, x=x, width=width)
