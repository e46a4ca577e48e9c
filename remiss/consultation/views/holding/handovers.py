"""Each time work passed from one person to another: who had it, who has it, by whose order.

“cá thể hóa trách nhiệm cá nhân trong từng khâu”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.d).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import (
    DraftPassedOn,
    DraftSentBack,
    Event,
    OfficerReplaced,
    OfficialAssigned,
    RequestForwarded,
    ReviewTakenOver,
    SignatureDelegated,
)
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, State
from remiss.consultation.values import AgencyCode, Person, Value
from remiss.consultation.views.holding.holdings import SeesInside

ASSIGNED = "official_assigned"


class Handover(Value):
    """One of them; `to` None: whoever heads the agency, or the Office."""

    kind: str = Field(description="Of the event that records it.")
    agency: AgencyCode | None = Field(description="Whose request; None: of the case as a whole.")
    at: AwareDatetime
    before: tuple[Person, ...] = Field(description="Who had it, and has it no longer.")
    to: Person | None
    by: Person = Field(description="Who ordered it.")
    reason: str | None = None
    cover: Person | None = Field(default=None, description="Who stands in for `to` (xử lý thay).")
    since: AwareDatetime | None = Field(default=None, description="From when the cover holds.")
    until: AwareDatetime | None = Field(
        default=None, description="Until when it holds; None: until it is changed."
    )


def handovers(
    events: Iterable[Event], sees: Callable[[Event], bool], sees_inside: SeesInside
) -> tuple[Handover, ...]:
    """Of a case, first to last, out of the events a reader may read.

    Why an official has it now, and how long another stands in, is for the agency and inspectors.
    """
    return tuple(
        each
        if each.agency is None or each.kind != ASSIGNED or sees_inside(each.agency)
        else each.model_copy(update={"reason": None, "until": None})
        for each in _handovers(events, sees)
    )


def _handovers(events: Iterable[Event], sees: Callable[[Event], bool]) -> Iterator[Handover]:
    state: State = initial_state()
    for event in events:
        before, state = state, evolve(state, event)
        if isinstance(before, Consultation) and sees(event) and (what := _what(before, event)):
            about = {"agency": getattr(event, "agency", None), "at": event.at, **what}
            yield Handover(kind=event.kind, **about)


def _what(case: Consultation, event: Event) -> dict[str, Any] | None:  # noqa: PLR0911 -- one arm for each event
    match event:
        case OfficerReplaced():
            return _passed((event.previous,), event.officer, event.by, event.reason)
        case OfficialAssigned():
            return _assigned(case, event)
        case RequestForwarded():
            forwarded = case.requests[event.agency].forwarded
            had = _others((forwarded.to if forwarded else None,), event.to)
            return _passed(had, event.to, event.by, event.note)
        case SignatureDelegated():
            return _lent(case, event)
        case DraftPassedOn():
            return _passed(event.relieved or (event.by,), event.to, event.by, event.note)
        case DraftSentBack():
            return _passed((event.by,), event.to, event.by, event.reasons)
        case ReviewTakenOver():
            return _passed((case.officer,), event.by, event.by, event.reasons)
        case _:
            return None


def _passed(
    before: tuple[Person, ...], to: Person | None, by: Person, reason: str | None
) -> dict[str, Any]:
    return {"before": before, "to": to, "by": by, "reason": reason}


def _assigned(case: Consultation, event: OfficialAssigned) -> dict[str, Any]:
    request = case.requests[event.agency]
    return {
        "before": _others((request.official, request.deputy), event.official, event.deputy),
        "to": event.official,
        "by": event.by,
        "cover": event.deputy,
        "until": event.deputy_until,
        "reason": event.reason,
    }


def _lent(case: Consultation, event: SignatureDelegated) -> dict[str, Any]:
    """A head lends the signature, and keeps the work: who could sign until now no longer may."""
    lent = case.requests[event.agency].delegation
    still = lent.to if lent and lent.until > event.at else None
    return {
        "before": _others((still,), event.to),
        "to": event.to,
        "by": event.by,
        "reason": event.reason,
        "since": event.since,
        "until": event.until,
    }


def _others(before: tuple[Person | None, ...], *now: Person | None) -> tuple[Person, ...]:
    kept = {person.id for person in now if person}
    return tuple(person for person in before if person and person.id not in kept)
