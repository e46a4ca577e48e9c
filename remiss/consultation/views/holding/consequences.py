"""What a defect led to: working days lost, a milestone missed; what led to nothing is a reminder.

“để xảy ra hậu quả thì phải kiểm điểm” (003_01b725cbc92395e7.txt, điểm 2).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from remiss.consultation.state import Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.holding.held_time import HeldLane, HeldPart, HeldTime
from remiss.consultation.views.holding.holdings import HeldBy
from remiss.consultation.views.lateness import days_late, days_late_on_record
from remiss.consultation.views.task_deadline import TaskStanding, task_standing

MINUTE = timedelta(minutes=1)
NOBODYS = frozenset({HeldBy.OVER})
"""Had its outcome meanwhile: no part of a delay."""


class Defect(StrEnum):
    """What the record holds against an agency's request; whose fault is for a person to say."""

    LATE = "late"
    SILENT = "silent"
    RETURNED = "returned"


class Consequence(Value):
    """A defect, and beside it what the record says it led to."""

    agency: AgencyCode
    ordinal: int = Field(description="Of this agency's requests in the case.")
    defect: Defect
    days_lost: int = Field(
        description="Working days: late by, or held by the agency to complete what was returned."
    )
    milestone_missed: bool = Field(
        description="It lost days, the task the case serves was not concluded in time, and was not "
        "overdue already as the request was sent."
    )
    remind_only: bool = Field(description="No consequence is on record: a reminder, and no more.")


class DelayShare(Value):
    """One side's part of a delay, by the time it held the case; a measure of time, not of fault."""

    held_by: HeldBy
    agency: AgencyCode | None
    held_minutes: int = Field(description="Working minutes it held requests of the case.")
    minutes: int = Field(
        description="Working minutes of the delay; of who drafts, those before the opening too."
    )


class CaseConsequences(Value):
    """Of a case: its task, each defect with what it led to, and the delay split by side."""

    task: TaskStanding | None
    defects: tuple[Consequence, ...]
    delay_minutes: int = Field(description="Working minutes past the task's deadline; 0: none.")
    shares: tuple[DelayShare, ...] = Field(description="Their minutes are `delay_minutes`.")


def consequences(case: Consultation, held: HeldTime) -> CaseConsequences:
    """At the present `held` was counted at; of the requests in it, and of the whole delay."""
    task = task_standing(case, held.at)
    missed = task is not None and task.missed
    before, since = _delay(case, task, held.at) if task and missed else (0, 0)
    shares = split(since, held.sides)
    if shares or not since:  # else nobody held any of it, and nothing is split
        shares = _with_before(shares, case.drafting_agency.code, before)
    return CaseConsequences(
        task=task,
        defects=tuple(_consequences(case, held, task if missed else None)),
        delay_minutes=before + since,
        shares=shares,
    )


def split(minutes: int, sides: tuple[HeldPart, ...]) -> tuple[DelayShare, ...]:
    """Minutes in proportion to what each side held, to the minute; empty where none held any.

    Largest remainders get what rounding down leaves; equal ones in the order of the sides.
    """
    parts = [each for each in sides if each.minutes and each.held_by not in NOBODYS]
    whole = sum(each.minutes for each in parts)
    if not (minutes and whole):
        return ()
    given = [minutes * each.minutes // whole for each in parts]
    rests = [minutes * each.minutes % whole for each in parts]
    for place in sorted(range(len(parts)), key=lambda n: -rests[n])[: minutes - sum(given)]:
        given[place] += 1
    return tuple(
        DelayShare(held_by=p.held_by, agency=p.agency, held_minutes=p.minutes, minutes=share)
        for p, share in zip(parts, given, strict=True)
    )


def _with_before(
    shares: tuple[DelayShare, ...], drafts: AgencyCode, minutes: int
) -> tuple[DelayShare, ...]:
    """With those of before the case opened, when nobody but the drafting agency had the task."""
    if not minutes:
        return shares
    own = next((s for s in shares if s.held_by is HeldBy.DRAFTING), None)
    if own is None:
        before = DelayShare(held_by=HeldBy.DRAFTING, agency=drafts, held_minutes=0, minutes=minutes)
        return (*shares, before)
    more = own.model_copy(update={"minutes": own.minutes + minutes})
    return tuple(more if each is own else each for each in shares)


def _delay(case: Consultation, task: TaskStanding, now: datetime) -> tuple[int, int]:
    """Working minutes past the deadline, before the case opened and since."""
    calendar, end = case.drafters_calendar, case.closed_at or now
    if not (calendar.knows(task.due_at) and calendar.knows(end)):
        return 0, 0
    opened = max(task.due_at, case.opened_at)
    before = calendar.time_between(task.due_at, opened) // MINUTE
    return before, calendar.time_between(opened, end) // MINUTE


def _consequences(
    case: Consultation, held: HeldTime, missed: TaskStanding | None
) -> Iterator[Consequence]:
    for lane in held.lanes:
        if lane.agency is None:
            continue
        request = case.requests_of(lane.agency)[lane.ordinal - 1]
        led = missed is not None and request.sent_at <= missed.due_at
        for defect, days in _defects(case, request, lane, held.at):
            yield Consequence(
                agency=lane.agency,
                ordinal=lane.ordinal,
                defect=defect,
                days_lost=days,
                milestone_missed=led and days > 0,
                remind_only=days == 0,
            )


def _defects(
    case: Consultation, request: Request, lane: HeldLane, now: datetime
) -> Iterator[tuple[Defect, int]]:
    """A body outside the registry is asked by letter, and nothing is held against it."""
    if request.outside:
        return
    days = _days_late(case, request, now)
    if request.stage is Stage.SILENT:
        yield Defect.SILENT, days
    elif days or request.overdue:
        yield Defect.LATE, days
    if request.returned_before:
        yield Defect.RETURNED, _days_completing(case.calendar_of(request.agency), request, lane)


def _days_late(case: Consultation, request: Request, now: datetime) -> int:
    """On record; of a request nobody answered yet, by now or by when its case was closed."""
    on_record = days_late_on_record(case, request) or 0
    if request.settled or not request.overdue:
        return on_record
    return max(on_record, days_late(case, request, case.closed_at or now))


def _days_completing(calendar: WorkCalendar, request: Request, lane: HeldLane) -> int:
    """Whole working days the agency itself held what was returned to it."""
    day = calendar.local(request.sent_at).date()
    whole = sum(
        (calendar.moment(day, s.closes) - calendar.moment(day, s.opens)) // MINUTE
        for s in calendar.sessions
    )
    own = (
        each.minutes
        for each in lane.stretches
        if each.held_by is HeldBy.AGENCY and each.stage is Stage.RETURNED
    )
    return sum(own) // whole
