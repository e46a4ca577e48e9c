"""Who held a request from when to when: each with a name where there is one.

“cá thể hóa trách nhiệm cá nhân trong từng khâu”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.d).
"""

from collections.abc import Iterable

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, Holder, Request, State
from remiss.consultation.telling.labels import HOLDERS
from remiss.consultation.values import AgencyCode, DeskKind, Person, Value
from remiss.consultation.views.current_desk import DeskTask, current_desk
from remiss.texts import Bilingual


class Holding(Value):
    """One stretch of time in which the same person, or side, had the next move."""

    holder: Holder
    side: Bilingual
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
    found: list[Holding] = []
    state: State = initial_state()
    for event in events:
        state = evolve(state, event)
        if isinstance(state, Consultation) and (request := _request(state, agency, ordinal)):
            _note(found, _held(state, request, event, inside=inside))
    return tuple(found)


def _request(case: Consultation, agency: AgencyCode, ordinal: int) -> Request | None:
    return next((r for r in case.requests_of(agency) if r.ordinal == ordinal), None)


def _note(found: list[Holding], now: Holding) -> None:
    if found and found[-1].since == now.since:
        found.pop()
    last = found[-1] if found else None
    if last and last.model_copy(update={"since": now.since, "until": None}) == now:
        found[-1] = last.model_copy(update={"until": None})
        return
    if last and last.until is None:
        found[-1] = last.model_copy(update={"until": now.since})
    found.append(now)


def _held(case: Consultation, request: Request, event: Event, *, inside: bool) -> Holding:
    holder = request.holder if case.waits_for(request) else Holder.NOBODY
    desk = current_desk(request) if inside and holder is Holder.AGENCY else None
    person = request.official if holder is Holder.AGENCY else None
    if holder is Holder.OFFICER:
        person = case.officer
    return Holding(
        holder=holder,
        side=HOLDERS[holder],
        person=desk.person if desk else person,
        task=desk.task if desk else None,
        desk=desk.desk if desk else None,
        since=event.at,
    )
