"""What each event changes. No rule is checked here: what happened, happened."""

from collections.abc import Iterable
from functools import partial
from typing import Any, assert_never

from consultation.events import (
    ConsultationArchived,
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationOpened,
    Event,
    OfficialAssigned,
    OutageRecorded,
    ReminderSent,
    ReplyAccepted,
    ReplyDrafted,
    ReplyFlagged,
    ReplyReceived,
    ReplyReturned,
    RequestAcknowledged,
    RequestEscalated,
    RequestEventBase,
    RequestOverdue,
    RequestSent,
    RequestWithdrawn,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    SilenceRecorded,
)
from consultation.state import (
    CaseStage,
    Consultation,
    Outage,
    PersonAt,
    ReceivedReply,
    Request,
    Stage,
    State,
    Unopened,
)

RequestEvent = (
    RequestAcknowledged
    | OfficialAssigned
    | ReplyDrafted
    | ReplyReceived
    | ReplyAccepted
    | ReplyFlagged
    | ReplyReturned
    | ReturnContested
    | ReturnEscalated
    | ReminderSent
    | RequestOverdue
    | RequestEscalated
    | SilenceRecorded
    | RequestWithdrawn
)


def initial_state() -> Unopened:
    return Unopened()


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """The state a series of events leads to."""
    state = state or initial_state()
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: Event) -> State:
    if isinstance(state, Unopened):
        return _opened(event)
    return evolve_case(state, event)


def evolve_case(case: Consultation, event: Event) -> Consultation:
    changes = _case_changes(case, event)
    return case.model_copy(update={"version": case.version + 1, **changes})


def _opened(event: Event) -> Consultation:
    if not isinstance(event, ConsultationOpened):
        message = f"a stream begins with consultation_opened, not {event.kind}"
        raise TypeError(message)
    return Consultation(
        version=1,
        id=event.consultation,
        drafting_agency=event.drafting_agency,
        officer=event.officer,
        draft=event.draft,
        questions=event.questions,
        directory=event.directory,
        policy=event.policy,
        calendar=event.calendar,
        opened_at=event.at,
    )


def _case_changes(case: Consultation, event: Event) -> dict[str, Any]:
    match event:
        case RequestSent():
            return {"requests": {**case.requests, event.agency: _sent(event)}}
        case OutageRecorded():
            return _after_outage(case, event)
        case ConsultationConcluded():
            return {
                "stage": CaseStage.CONCLUDED,
                "closed_at": event.at,
                "archive_at": event.archive_at,
            }
        case ConsultationCancelled():
            return {"stage": CaseStage.CANCELLED, "closed_at": event.at}
        case ConsultationArchived():
            return {"stage": CaseStage.ARCHIVED}
        case ConsultationOpened():
            message = f"{case.id} is open already"
            raise TypeError(message)
        case RequestEventBase():
            request = case.requests[event.agency]
            changed = request.model_copy(update=_request_changes(case, request, event))
            return {"requests": {**case.requests, event.agency: changed}}
        case _:
            assert_never(event)


def _after_outage(case: Consultation, event: OutageRecorded) -> dict[str, Any]:
    """Give every open request back the working time nobody could use."""
    outage = Outage(since=event.since, until=event.at, given_back=event.given_back)
    later = partial(case.calendar.add_time, working=event.given_back)
    moved = {
        request.agency.code: request.model_copy(
            update={"review_due_at": later(request.review_due_at)}
            if request.review_due_at
            else {"due_at": later(request.due_at)}
        )
        for request in case.open_requests
    }
    return {"outages": (*case.outages, outage), "requests": {**case.requests, **moved}}


def _sent(event: RequestSent) -> Request:
    return Request(
        agency=event.profile,
        round=event.round,
        matches=event.matches,
        override=event.override,
        sent_at=event.at,
        first_due_at=event.due_at,
        due_at=event.due_at,
        clock_from=event.at,
    )


def _request_changes(  # noqa: C901, PLR0911, PLR0912 -- one arm for each event
    case: Consultation, request: Request, event: RequestEvent
) -> dict[str, Any]:
    match event:
        case RequestAcknowledged():
            return {"acknowledged": PersonAt(person=event.by, at=event.at)}
        case OfficialAssigned():
            return {"official": event.official}
        case ReplyDrafted():
            return {"drafted": event.reply}
        case ReplyReceived():
            return _received(case, request, event)
        case ReplyAccepted():
            return {
                "stage": Stage.ANSWERED,
                "settled_at": event.at,
                "review_due_at": None,
                "returns": request.returns - request.contested,
                "replies": _decided(request, event),
            }
        case ReplyFlagged():
            return {
                "stage": Stage.IN_REVIEW,
                "reviewer": Reviewer.OFFICER,
                "review_due_at": event.review_due_at,
                "replies": _last_reply(request, assessment=event.assessment),
            }
        case ReplyReturned():
            return {
                "stage": Stage.RETURNED,
                "returns": request.returns + (not request.contested),
                "contested": False,
                "review_due_at": None,
                "due_at": event.due_at,
                "clock_from": event.at,
                "clock_left": None,
                "reminders": 0,
                "replies": _decided(request, event),
            }
        case ReturnContested():
            return {
                "stage": Stage.IN_REVIEW,
                "contested": True,
                "reviewer": event.before,
                "review_due_at": event.review_due_at,
                "clock_left": case.calendar.time_between(event.at, request.due_at),
            }
        case ReturnEscalated():
            return {"return_level": event.level}
        case ReminderSent():
            return {"reminders": event.ordinal, "last_notice_at": event.at}
        case RequestOverdue():
            return {"overdue": True, "last_notice_at": event.at}
        case RequestEscalated():
            return {"level": event.level, "last_notice_at": event.at}
        case SilenceRecorded():
            return {
                "stage": Stage.SILENT,
                "silence": event.outcome,
                "settled_at": event.fell_due_at,
            }
        case RequestWithdrawn():
            return {"stage": Stage.WITHDRAWN, "settled_at": event.at}
        case _:
            assert_never(event)


def _received(case: Consultation, request: Request, event: ReplyReceived) -> dict[str, Any]:
    reply = ReceivedReply(
        number=event.number,
        reply=event.reply,
        signatory=event.signatory,
        received_at=event.at,
        late=event.late,
        days_late=event.days_late,
    )
    changes = {"replies": (*request.replies, reply), "drafted": None}
    if request.stage is Stage.SILENT:
        return changes
    left = case.calendar.time_between(event.at, request.due_at)
    return {**changes, "stage": Stage.ASSESSING, "clock_left": left}


def _decided(request: Request, event: ReplyAccepted | ReplyReturned) -> tuple[ReceivedReply, ...]:
    found = {"assessment": event.assessment} if event.assessment else {}
    return _last_reply(
        request, basis=event.basis, decided_by=event.by, reasons=event.reasons, **found
    )


def _last_reply(request: Request, **changes: Any) -> tuple[ReceivedReply, ...]:
    *earlier, last = request.replies
    return (*earlier, last.model_copy(update=changes))
