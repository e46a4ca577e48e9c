"""Who held a request from when to when: each with a name where there is one.

“cá thể hóa trách nhiệm cá nhân trong từng khâu”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.d).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import CaseStage, Consultation, Holder, Request, Stage, State
from remiss.consultation.telling.labels import HOLDERS
from remiss.consultation.values import AgencyCode, DeskKind, Person, Value
from remiss.consultation.views.current_desk import DeskTask, current_desk
from remiss.texts import Bilingual

Place = tuple[AgencyCode, int]
"""A request: its agency, and which of the requests to it."""
SeesInside = Callable[[AgencyCode], bool]


class HeldBy(StrEnum):
    """Whose time a stretch is; every minute is of one of them."""

    AGENCY = "agency"
    DRAFTING = "drafting"
    OFFICE = "office"
    REMISS = "remiss"
    PAUSE = "pause"
    """The whole case was suspended."""
    OUTAGE = "outage"
    """The service was away, as recorded."""
    OVER = "over"
    """It had its outcome, or its case was closed, and went on later."""


SIDES: Mapping[Holder, HeldBy] = {
    Holder.AGENCY: HeldBy.AGENCY,
    Holder.OFFICER: HeldBy.DRAFTING,
    Holder.HEAD: HeldBy.DRAFTING,
    Holder.OFFICE: HeldBy.OFFICE,
    Holder.REMISS: HeldBy.REMISS,
}


class Holding(Value):
    """One stretch of time in which the same person, or side, had the next move."""

    holder: Holder
    side: Bilingual
    held_by: HeldBy
    stage: Stage = Field(description="Where the request stood meanwhile.")
    person: Person | None = Field(description="None: nobody by name.")
    task: DeskTask | None = Field(
        default=None, description="What for, inside the agency; for itself and for inspectors."
    )
    desk: DeskKind | None = Field(default=None, description="Of the chain the agency keeps.")
    since: AwareDatetime
    until: AwareDatetime | None = Field(default=None, description="None: has it still.")


def holdings(
    events: Iterable[Event], agency: AgencyCode, ordinal: int, *, inside: bool
) -> tuple[Holding, ...]:
    """Of one request of a case, first to last; `inside` tells the desks within the agency too.

    Whoever held it for no time at all, as Remiss does while it reads a reply, is left out.
    """
    return every_holding(events, lambda _: inside).get((agency, ordinal), ())


def every_holding(
    events: Iterable[Event], sees_inside: SeesInside
) -> Mapping[Place, tuple[Holding, ...]]:
    """Of every request of a case, in the order they were sent."""
    found: dict[Place, list[Holding]] = {}
    before: Consultation | None = None
    for case, at in case_by_case(events):
        for request in _touched(before, case):
            inside = sees_inside(request.agency.code)
            stretches = found.setdefault((request.agency.code, request.ordinal), [])
            _note(stretches, _held(case, request, at, inside=inside))
        before = case
    return {place: tuple(stretches) for place, stretches in found.items()}


def _touched(before: Consultation | None, case: Consultation) -> Iterator[Request]:
    """The requests that are others than before; all of them where the case is."""
    if before is None or (before.stage, before.officer) != (case.stage, case.officer):
        yield from case.all_requests
        return
    yield from (r for code, r in case.requests.items() if before.requests.get(code) is not r)
    if case.earlier is not before.earlier:
        known = {id(request) for request in before.earlier}
        yield from (request for request in case.earlier if id(request) not in known)


def case_by_case(events: Iterable[Event]) -> Iterator[tuple[Consultation, datetime]]:
    """The case after each event, and since when it stood so; no event takes time back."""
    state: State = initial_state()
    at: datetime | None = None
    for event in events:
        state = evolve(state, event)
        at = max(at, event.at) if at else event.at
        if isinstance(state, Consultation):
            yield state, at


def _note(found: list[Holding], now: Holding) -> None:
    while found and found[-1].since >= now.since:
        found.pop()
    last = found[-1] if found else None
    if last and last.model_copy(update={"since": now.since, "until": None}) == now:
        found[-1] = last.model_copy(update={"until": None})
        return
    if last:
        found[-1] = last.model_copy(update={"until": now.since})
    found.append(now)


def _held(case: Consultation, request: Request, at: datetime, *, inside: bool) -> Holding:
    holder = request.holder if case.waits_for(request) else Holder.NOBODY
    desk = current_desk(request) if inside and holder is Holder.AGENCY else None
    person = request.official if holder is Holder.AGENCY else None
    if holder is Holder.OFFICER:
        person = case.officer
    settled = request.settled_at if request.settled else None
    return Holding(
        holder=holder,
        side=HOLDERS[holder],
        held_by=_side(case, request, holder),
        stage=request.stage,
        person=desk.person if desk else person,
        task=desk.task if desk else None,
        desk=desk.desk if desk else None,
        since=min(at, settled) if settled else at,
    )


def _side(case: Consultation, request: Request, holder: Holder) -> HeldBy:
    if holder is not Holder.NOBODY:
        return SIDES[holder]
    paused = case.stage is CaseStage.SUSPENDED and not request.settled
    return HeldBy.PAUSE if paused else HeldBy.OVER
