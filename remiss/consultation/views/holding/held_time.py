"""Whose time it was: a request, and a case, split between everyone who held it, to the minute.

Working time by the calendar of the agency that was asked; what lies with the case itself, by that
of who drafts. Each stretch has one owner, so that the parts are the whole. A recorded outage is cut
out of whatever it fell on, a suspension is nobody's, and neither is the time after an outcome.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Event
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode, DeskKind, Person, Value
from remiss.consultation.views.current_desk import DeskTask
from remiss.consultation.views.holding.holdings import (
    HeldBy,
    Holding,
    SeesInside,
    case_by_case,
    every_holding,
)

NOT_CUT = frozenset({HeldBy.PAUSE, HeldBy.OVER})
"""Nobody's anyway: an outage meanwhile takes it from no one."""
LIVES = frozenset({CaseStage.OPEN, CaseStage.SUSPENDED})


class HeldStretch(Value):
    """A stretch of one owner; what follows begins where it ends."""

    held_by: HeldBy
    agency: AgencyCode | None = Field(description="Whose it was; None: no agency's of the case.")
    person: Person | None = Field(description="None: nobody by name.")
    stage: Stage | None = Field(description="Of the request meanwhile; None: of the case itself.")
    task: DeskTask | None = None
    desk: DeskKind | None = None
    since: AwareDatetime
    until: AwareDatetime
    still: bool = Field(description="Has it still; `until` is then the present.")
    minutes: int = Field(description="Working minutes.")


class HeldPart(Value):
    """What one owner held in all; `person` None: nobody by name, or of all persons of a side."""

    held_by: HeldBy
    agency: AgencyCode | None
    person: Person | None = None
    minutes: int = Field(description="Working minutes.")


class HeldLane(Value):
    """One request from its sending to its outcome; or the case while no request of it was open."""

    agency: AgencyCode | None = Field(description="None: the case itself.")
    ordinal: int = Field(description="Of this agency's requests in the case; 0: the case itself.")
    stretches: tuple[HeldStretch, ...]
    minutes: int = Field(description="Working minutes: those of its stretches together.")


class HeldTime(Value):
    """Lanes and their sums. Of a whole case the minutes of requests that ran side by side add."""

    consultation: str
    at: AwareDatetime = Field(description="The present it was counted at.")
    lanes: tuple[HeldLane, ...]
    sides: tuple[HeldPart, ...] = Field(description="By side, agency by agency; their sum: all.")
    people: tuple[HeldPart, ...] = Field(description="The same person by person.")
    minutes: int


def held_time(
    case: Consultation,
    events: Sequence[Event],
    requests: Iterable[Request],
    now: datetime,
    sees_inside: SeesInside,
    *,
    itself: bool = False,
) -> HeldTime:
    """Of these requests of `case`, at its present; with `itself` what lay with the case besides."""
    every = every_holding(events, sees_inside)
    lanes = [_lane(case, r, every[r.agency.code, r.ordinal], now) for r in requests]
    if itself:
        lanes += _case_lane(case, events, now)
    stretches = [each for lane in lanes for each in lane.stretches]
    return HeldTime(
        consultation=case.id,
        at=now,
        lanes=tuple(lanes),
        sides=_sums(stretches, by_person=False),
        people=_sums(stretches, by_person=True),
        minutes=sum(lane.minutes for lane in lanes),
    )


def _sums(stretches: Iterable[HeldStretch], *, by_person: bool) -> tuple[HeldPart, ...]:
    """By owner, in the order of the sides, the longest first within each."""
    found: dict[tuple[Any, ...], HeldPart] = {}
    for each in stretches:
        person = each.person if by_person else None
        owner = (each.held_by, each.agency, person.id if person else None)
        before = found[owner].minutes if owner in found else 0
        found[owner] = HeldPart(
            held_by=each.held_by,
            agency=each.agency,
            person=person,
            minutes=before + each.minutes,
        )
    order = list(HeldBy)
    return tuple(sorted(found.values(), key=lambda p: (order.index(p.held_by), -p.minutes)))


def _lane(
    case: Consultation, request: Request, holdings: Sequence[Holding], now: datetime
) -> HeldLane:
    calendar = case.calendar_of(request.agency)
    owners = {HeldBy.AGENCY: request.agency.code, HeldBy.DRAFTING: case.drafting_agency.code}
    if holdings[-1].held_by is HeldBy.OVER:
        holdings = holdings[:-1] if len(holdings) > 1 else ()
    stretches = [
        piece
        for each in holdings
        for piece in _pieces(
            case,
            calendar,
            HeldStretch(
                held_by=each.held_by,
                agency=owners.get(each.held_by),
                person=each.person,
                stage=each.stage,
                task=each.task,
                desk=each.desk,
                since=each.since,
                until=each.until or max(now, each.since),
                still=each.until is None,
                minutes=0,
            ),
        )
    ]
    return _lane_of(request.agency.code, request.ordinal, stretches)


def _lane_of(agency: AgencyCode | None, ordinal: int, stretches: list[HeldStretch]) -> HeldLane:
    minutes = sum(each.minutes for each in stretches)
    return HeldLane(agency=agency, ordinal=ordinal, stretches=tuple(stretches), minutes=minutes)


def _pieces(
    case: Consultation, calendar: WorkCalendar, whole: HeldStretch
) -> Iterator[HeldStretch]:
    """A stretch cut at the outages in it, each piece with its working minutes."""
    for since, until, away in _cut(case, whole):
        lost: dict[str, Any] = {"held_by": HeldBy.OUTAGE, "agency": None, "person": None}
        lost |= {"task": None, "desk": None}
        yield whole.model_copy(
            update={
                **(lost if away else {}),
                "since": since,
                "until": until,
                "still": whole.still and until == whole.until,
                "minutes": _minutes(calendar, since, until),
            }
        )


def _cut(case: Consultation, whole: HeldStretch) -> Iterator[tuple[datetime, datetime, bool]]:
    """Since, until, and whether the service was away; pieces that follow on are one."""
    outages = [] if whole.held_by in NOT_CUT else case.outages
    inside = {at for o in outages for at in (o.since, o.until) if whole.since < at < whole.until}
    pieces: list[tuple[datetime, datetime, bool]] = []
    for since, until in pairwise((whole.since, *sorted(inside), whole.until)):
        away = any(o.since <= since and until <= o.until for o in outages)
        if pieces and pieces[-1][2] is away:
            pieces[-1] = (pieces[-1][0], until, away)
            continue
        pieces.append((since, until, away))
    yield from pieces


def _minutes(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """Up to the last day the calendar knows: nothing is counted that nobody knows."""
    end = min(until, calendar.moment(calendar.last, time(23, 59)))
    return calendar.time_between(since, end) // timedelta(minutes=1)


def _case_lane(case: Consultation, events: Sequence[Event], now: datetime) -> Iterator[HeldLane]:
    """While no request was open and the case was not over: with whoever drafts."""
    calendar, code = case.drafters_calendar, case.drafting_agency.code
    moments = [*_own_moments(events), (now, None, None)]
    stretches: list[HeldStretch] = []
    for (since, held_by, officer), (until, _, _) in pairwise(moments):
        if held_by is None or until <= since:
            continue
        drafts = held_by is HeldBy.DRAFTING
        own = HeldStretch(
            held_by=held_by,
            agency=code if drafts else None,
            person=officer if drafts else None,
            stage=None,
            since=since,
            until=until,
            still=until == now,
            minutes=0,
        )
        stretches += _pieces(case, calendar, own)
    if stretches:
        yield _lane_of(None, 0, stretches)


def _own_moments(
    events: Iterable[Event],
) -> Iterator[tuple[datetime, HeldBy | None, Person | None]]:
    """When what the case itself waits for changes: for whom from then on; None: not for itself."""
    last: tuple[HeldBy | None, Person | None] = (None, None)
    lived = False
    for case, at in case_by_case(events):
        waits = _waits_itself(case)
        now = (waits, case.officer if waits else None)
        settles = lived and waits and not last[0]
        lived = case.stage in LIVES
        if now != last:
            last = now
            yield (_settled_when(case, at) if settles else at), *now


def _waits_itself(case: Consultation) -> HeldBy | None:
    if case.stage not in LIVES or case.unsettled:
        return None
    return HeldBy.DRAFTING if case.stage is CaseStage.OPEN else HeldBy.PAUSE


def _settled_when(case: Consultation, at: datetime) -> datetime:
    """A silence is dated when it was due, which may be before it was recorded."""
    return max((r.settled_at for r in case.requests.values() if r.settled_at), default=at)
