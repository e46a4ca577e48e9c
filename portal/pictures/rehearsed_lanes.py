"""A rehearsal as the picture of its case: all of it lies ahead."""

from collections.abc import Iterator
from datetime import datetime

from portal.pictures.lanes import (
    FOOT_HEIGHT,
    HEAD_HEIGHT,
    LABELS,
    LANE_HEIGHT,
    LAST_LABEL,
    MOST_LANES,
    Bar,
    BarKind,
    Lane,
    LaneDay,
    LaneMark,
    Lanes,
    MarkKind,
)
from portal.pictures.scale import Scale
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.views.rehearsals.rehearsal import Rehearsal, RehearsedAgency
from remiss.texts import local_date


def rehearsed_lanes(rehearsal: Rehearsal, calendar: WorkCalendar) -> Lanes:
    """One lane an agency, 24 at most: its time, and of one that stays silent what follows."""
    drawn = rehearsal.agencies[:MOST_LANES]
    opens = rehearsal.opens_at
    last = max(_end(each) for each in rehearsal.agencies)
    scale = Scale(calendar.local(opens).date(), calendar.local(last).date())
    every = -(-len(scale.days) // LABELS)
    return Lanes(
        first=local_date(scale.first),
        last=local_date(scale.last),
        height=HEAD_HEIGHT + LANE_HEIGHT * len(drawn) + FOOT_HEIGHT,
        days_off=tuple(scale.day(day) for day in scale.days if calendar.skipped(day)),
        width_of_day=scale.width_of_day,
        names=tuple(
            LaneDay(x=scale.day(day), day=day)
            for day in scale.days[::every]
            if scale.day(day) < LAST_LABEL
        ),
        lanes=tuple(_lane(scale, opens, each, place) for place, each in enumerate(drawn)),
        left_out=len(rehearsal.agencies) - len(drawn),
        now=scale.place(opens),
    )


def _end(agency: RehearsedAgency) -> datetime:
    return max((agency.deadline.due_at, *(step.at for step in agency.steps)))


def _lane(scale: Scale, opens: datetime, agency: RehearsedAgency, place: int) -> Lane:
    due = agency.deadline.due_at
    return Lane(
        name=f"{agency.code} {agency.name.vi}",
        y=HEAD_HEIGHT + LANE_HEIGHT * place,
        bars=tuple(_bars(scale, opens, due, _end(agency))),
        marks=(*_risen(scale, agency), LaneMark(kind=MarkKind.DUE, x=scale.place(due))),
    )


def _bars(scale: Scale, opens: datetime, due: datetime, end: datetime) -> Iterator[Bar]:
    for kind, since, until in ((BarKind.AHEAD, opens, due), (BarKind.LATE, due, end)):
        if since < until:
            x = scale.place(since)
            yield Bar(kind=kind, x=x, width=round(max(scale.place(until) - x, 0.3), 1))


def _risen(scale: Scale, agency: RehearsedAgency) -> Iterator[LaneMark]:
    for step in agency.steps:
        if step.level is not EscalationLevel.NONE and step.at > agency.deadline.due_at:
            yield LaneMark(kind=MarkKind.RISEN, x=scale.place(step.at))
