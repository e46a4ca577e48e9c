"""Changes by time: notices given, levels reached, silence, the archive, an outage given back."""

from typing import assert_never

from remiss.consultation.life.changes import (
    Changes,
    change_clarification,
    change_every_clock,
    change_request,
)
from remiss.consultation.life.ladder.messages import (
    ConsultationArchived,
    DelayReasonGiven,
    DrafterEscalated,
    DrafterReminded,
    LadderEvent,
    ListingForetold,
    NoticeGiven,
    OutageRecorded,
    ReminderSent,
    RequestEscalated,
    RequestOverdue,
    SilenceRecorded,
    ViceChairmanInformed,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import (
    CaseStage,
    Consultation,
    DelayReason,
    Outage,
    Request,
    Stage,
)
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import GivenBack

RequestLadderEvent = (
    ReminderSent
    | RequestOverdue
    | RequestEscalated
    | ViceChairmanInformed
    | SilenceRecorded
    | DrafterReminded
    | DrafterEscalated
)


def evolve(case: Consultation, event: LadderEvent) -> Changes:
    match event:
        case OutageRecorded():
            return _after_outage(case, event)
        case ConsultationArchived():
            return {"stage": CaseStage.ARCHIVED}
        case DelayReasonGiven() | ListingForetold():
            return change_request(case, case.requests[event.agency], _listing(case, event))
        case _:
            request = case.requests[event.agency]
            return change_request(case, request, _changes(request, event))


def _listing(case: Consultation, event: DelayReasonGiven | ListingForetold) -> Changes:
    if isinstance(event, ListingForetold):
        return {"listing_foretold": case.calendar.local(event.due_at).date()}
    return {"delay_reason": DelayReason(reason=event.reason, by=event.by, at=event.at)}


def _changes(  # noqa: PLR0911 -- one arm for each event
    request: Request, event: RequestLadderEvent
) -> Changes:
    match event:
        case ReminderSent():
            return {"reminders": event.ordinal, **_noticed(request, event, "reminder")}
        case RequestOverdue():
            return {"overdue": True, **_noticed(request, event, "overdue")}
        case RequestEscalated():
            return {"level": event.level, **_noticed(request, event, "escalation", event.level)}
        case ViceChairmanInformed():
            return _noticed(request, event, "vice_chairman")
        case SilenceRecorded():
            return {
                "stage": Stage.SILENT,
                "silence": event.outcome,
                "settled_at": event.fell_due_at,
            }
        case DrafterReminded():
            return change_clarification(request, reminders=event.ordinal)
        case DrafterEscalated():
            return change_clarification(request, level=event.level)
        case _:
            assert_never(event)


def _noticed(
    request: Request,
    event: ReminderSent | RequestOverdue | RequestEscalated | ViceChairmanInformed,
    kind: str,
    level: EscalationLevel = EscalationLevel.NONE,
) -> Changes:
    given = NoticeGiven.model_validate({"kind": kind, "at": event.at, "level": level})
    return {"notices": (*request.notices, given), "last_notice_at": event.at}


def _after_outage(case: Consultation, event: OutageRecorded) -> Changes:
    """Give every running clock back the working time nobody could use."""
    outage = Outage(since=event.since, until=event.at, given_back=event.given_back)
    lost = GivenBack(since=event.since, until=event.at, working=event.given_back)

    def give_back(calendar: WorkCalendar, clock: Clock) -> Clock:
        return clock if clock.held else clock.moved(calendar, lost)

    return {"outages": (*case.outages, outage), **change_every_clock(case, give_back)}
