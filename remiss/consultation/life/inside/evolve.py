"""Changes inside the agency: who has its request, may sign for it, writes a part of the reply."""

from typing import assert_never

from remiss.consultation.life.changes import Changes, change_request
from remiss.consultation.life.inside.messages import (
    ColleagueInvolved,
    ContributionGiven,
    DraftSentBack,
    InsideEvent,
    OfficialAssigned,
    RequestAcknowledged,
    SignatureDelegated,
)
from remiss.consultation.state import Consultation, Delegation, Involvement, PersonAt, Request


def evolve(case: Consultation, event: InsideEvent) -> Changes:
    request = case.requests[event.agency]
    return change_request(case, request, _changes(request, event))


def _changes(request: Request, event: InsideEvent) -> Changes:
    match event:
        case RequestAcknowledged():
            return {"acknowledged": PersonAt(person=event.by, at=event.at)}
        case OfficialAssigned():
            return {"official": event.official, "deputy": event.deputy}
        case SignatureDelegated():
            lent = Delegation(to=event.to, since=event.since, until=event.until, by=event.by)
            return {"delegation": lent}
        case ColleagueInvolved():
            part = Involvement(colleague=event.colleague, part=event.part, since=event.at)
            return {"involved": (*request.involved, part)}
        case ContributionGiven():
            return {"involved": _given(request, event)}
        case DraftSentBack():
            return {"drafted": None}
        case _:
            assert_never(event)


def _given(request: Request, event: ContributionGiven) -> tuple[Involvement, ...]:
    """The colleague's parts that were still open, as given."""
    return tuple(
        part.model_copy(update={"given_at": event.at})
        if part.colleague.id == event.by.id and part.given_at is None
        else part
        for part in request.involved
    )
