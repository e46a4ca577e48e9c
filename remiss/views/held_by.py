"""Who held a request or a case, who passed it on, and what came of it; as far as one may know."""

from collections.abc import Sequence
from datetime import datetime

from remiss.consultation.life.events import Event
from remiss.consultation.state import Request
from remiss.consultation.values import Value
from remiss.consultation.views.holding.consequences import CaseConsequences, consequences
from remiss.consultation.views.holding.handovers import Handover, handovers
from remiss.consultation.views.holding.held_time import HeldTime, held_time
from remiss.consultation.views.holding.holdings import SeesInside
from remiss.consultation.visibility import answers_for_agency, sees_event, sees_inside
from remiss.views.seen_case import SeenCase


class SeenHeldTime(Value):
    """Whose time it was, and each handover in it."""

    held: HeldTime
    handovers: tuple[Handover, ...]
    consequences: CaseConsequences


def held_of_request(seen: SeenCase, request: Request, now: datetime) -> SeenHeldTime:
    """Of one request; its handovers are those recorded from its sending on."""
    told = seen.told_in(request)
    passed = [each for each in _passed(seen) if each.agency == request.agency.code]
    ours = {(event.kind, event.at) for event in told}
    held = _held(seen, (request,), now, itself=False)
    return SeenHeldTime(
        held=held,
        handovers=tuple(each for each in passed if (each.kind, each.at) in ours),
        consequences=_consequences(seen, held),
    )


def held_of_case(seen: SeenCase, now: datetime) -> SeenHeldTime:
    """Of every request the reader may read; an agency's readers see its own, and no more."""
    requests = (*seen.earlier, *seen.requests)
    itself = not answers_for_agency(seen.actor)
    held = _held(seen, requests, now, itself=itself)
    return SeenHeldTime(
        held=held, handovers=tuple(_passed(seen)), consequences=_consequences(seen, held)
    )


def _held(seen: SeenCase, requests: Sequence[Request], now: datetime, *, itself: bool) -> HeldTime:
    now = max(now, seen.events[-1].recorded.event.at)
    inside = _inside(seen)
    return held_time(seen.case, _events(seen), requests, now, inside, itself=itself)


def _consequences(seen: SeenCase, held: HeldTime) -> CaseConsequences:
    """Of the requests held; a delay is split over the whole case, an agency reads its own share."""
    case = seen.case
    whole = held
    if case.task:
        every = case.all_requests
        whole = held_time(case, _events(seen), every, held.at, _inside(seen), itself=True)
    found = consequences(case, whole)
    read = {(lane.agency, lane.ordinal) for lane in held.lanes}
    alone = answers_for_agency(seen.actor)
    return found.model_copy(
        update={
            "defects": tuple(d for d in found.defects if (d.agency, d.ordinal) in read),
            "shares": tuple(s for s in found.shares if not alone or s.agency == seen.actor.agency),
        }
    )


def _passed(seen: SeenCase) -> tuple[Handover, ...]:
    return handovers(_events(seen), lambda event: sees_event(seen.actor, event), _inside(seen))


def _inside(seen: SeenCase) -> SeesInside:
    return lambda agency: sees_inside(seen.actor, agency)


def _events(seen: SeenCase) -> tuple[Event, ...]:
    return tuple(stored.recorded.event for stored in seen.events)
