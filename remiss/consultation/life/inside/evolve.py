"""Changes inside the agency: who has its request, may sign for it, writes a part of the reply."""

from typing import assert_never

from remiss.consultation.life.changes import Changes, change_request
from remiss.consultation.life.inside.messages import (
    ColleagueInvolved,
    ContributionGiven,
    DraftPassedOn,
    DraftSentBack,
    InsideEvent,
    InternalDeadlinePassed,
    InternalDeadlineSet,
    OfficialAssigned,
    RequestAcknowledged,
    RequestForwarded,
    SignatureDelegated,
)
from remiss.consultation.state import (
    Circulation,
    Consultation,
    Delegation,
    Forwarded,
    InternalDeadline,
    Involvement,
    PassedDesk,
    PersonAt,
    Request,
)


def evolve(case: Consultation, event: InsideEvent) -> Changes:
    request = case.requests[event.agency]
    return change_request(case, request, _changes(request, event))


def _changes(  # noqa: C901, PLR0911 -- one arm for each event
    request: Request, event: InsideEvent
) -> Changes:
    match event:
        case RequestAcknowledged():
            return {"acknowledged": PersonAt(person=event.by, at=event.at)}
        case OfficialAssigned():
            return {"official": event.official, "deputy": event.deputy, "internal": None}
        case InternalDeadlineSet():
            return {"internal": InternalDeadline(due_at=event.internal_due_at, by=event.by)}
        case InternalDeadlinePassed():
            return {"internal": request.internal and request.internal.as_passed()}
        case RequestForwarded():
            at, by = event.at, event.by
            return {
                "forwarded": Forwarded(
                    to=event.to, at=at, by=by, note=event.note, leads=event.leads
                )
            }
        case SignatureDelegated():
            lent = Delegation(to=event.to, since=event.since, until=event.until, by=event.by)
            return {"delegation": lent}
        case ColleagueInvolved():
            part = Involvement(colleague=event.colleague, part=event.part, since=event.at)
            return {"involved": (*request.involved, part)}
        case ContributionGiven():
            return {"involved": _given(request, event)}
        case DraftSentBack():
            return {"drafted": None, "circulation": None}
        case DraftPassedOn():
            return {"circulation": _passed(request, event)}
        case _:
            assert_never(event)


def _passed(request: Request, event: DraftPassedOn) -> Circulation | None:
    """On the next desk; who passed it on, and since when they had it, stays."""
    if request.circulation is None:
        return None
    since = request.circulation.since
    desk = PassedDesk(desk=event.desk, person=event.by, since=since, at=event.at, note=event.note)
    return request.circulation.model_copy(
        update={
            "place": event.place + 1,
            "since": event.at,
            "passed": (*request.circulation.passed, desk),
        }
    )


def _given(request: Request, event: ContributionGiven) -> tuple[Involvement, ...]:
    """The colleague's parts that were still open, as given."""
    return tuple(
        part.model_copy(update={"given_at": event.at})
        if part.colleague.id == event.by.id and part.given_at is None
        else part
        for part in request.involved
    )
