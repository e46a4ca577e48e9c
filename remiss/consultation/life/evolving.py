"""What each event changes in the case. No rule is checked here: what happened, happened."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, assert_never

from remiss.consultation.life.changing import changes as request_changes
from remiss.consultation.life.changing import sent, settled, widened, with_clocks
from remiss.consultation.life.events import (
    CalendarChanged,
    CommentsDisposed,
    ConsultationArchived,
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationOpened,
    ConsultationResumed,
    ConsultationSuspended,
    DeadlineMoved,
    DispositionObjected,
    DraftAmended,
    Event,
    LateReplyUsed,
    OfficerReplaced,
    OutageRecorded,
    ReplyAccepted,
    RequestEventBase,
    RequestSent,
    RequestWidened,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import (
    CaseStage,
    Comment,
    Consultation,
    Disposition,
    DraftVersion,
    Objection,
    Outage,
    Request,
    State,
    Unopened,
    UsedLate,
)
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock, GivenBack, Hold, with_warning


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
        versions=(DraftVersion(round=1, draft=event.draft, at=event.at),),
        questions=event.questions,
        directory=event.directory,
        policy=event.policy,
        calendar=event.calendar,
        opened_at=event.at,
    )


def _case_changes(  # noqa: C901, PLR0911, PLR0912 -- one arm for each event
    case: Consultation, event: Event
) -> dict[str, Any]:
    match event:
        case RequestSent():
            return _sent(case, event)
        case RequestWidened():
            return _with(case, widened(case, case.requests[event.agency], event))
        case DraftAmended():
            return _amended(case, event)
        case OutageRecorded():
            return _after_outage(case, event)
        case CalendarChanged():
            return _under(case, event)
        case ConsultationSuspended():
            held = partial(Clock.hold, hold=Hold.SUSPENSION, at=event.at)
            return {
                "stage": CaseStage.SUSPENDED,
                "suspended_at": event.at,
                **_every_clock(case, held),
            }
        case ConsultationResumed():
            return {"stage": CaseStage.OPEN, "suspended_at": None, **_resumed(case, event.at)}
        case OfficerReplaced():
            return {"officer": event.officer}
        case ReplyAccepted():
            return _accepted(case, event)
        case LateReplyUsed():
            return _used(case, event)
        case CommentsDisposed():
            return _disposed(case, event)
        case DispositionObjected():
            return _objected(case, event)
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
            changed = request.model_copy(update=request_changes(case, request, event))
            return _with(case, changed)
        case _:
            assert_never(event)


def _with(case: Consultation, *requests: Request) -> dict[str, Any]:
    return {"requests": {**case.requests, **{r.agency.code: r for r in requests}}}


def _sent(case: Consultation, event: RequestSent) -> dict[str, Any]:
    """The agency's request; one it had before, which is settled, is kept among the earlier."""
    before = case.requests.get(event.agency)
    ordinal = before.ordinal + 1 if before else 1
    changes = _with(case, sent(case, event, ordinal))
    return changes if before is None else {**changes, "earlier": (*case.earlier, before)}


def _amended(case: Consultation, event: DraftAmended) -> dict[str, Any]:
    changed = {question.id: question for question in event.changed}
    kept = [changed.pop(question.id, question) for question in case.questions]
    version = DraftVersion(round=event.round, draft=event.draft, at=event.at)
    return {
        "draft": event.draft,
        "versions": (*case.versions, version),
        "questions": (*kept, *changed.values()),
        "changed_in": {**case.changed_in, **{q.id: event.round for q in event.changed}},
        "directory": event.directory,
    }


# Clocks: what befalls every clock of the case at once


def _every_clock(case: Consultation, change: Callable[[Clock], Clock]) -> dict[str, Any]:
    return _with(case, *(with_clocks(request, change) for request in case.unsettled))


def _after_outage(case: Consultation, event: OutageRecorded) -> dict[str, Any]:
    """Give every running clock back the working time nobody could use."""
    outage = Outage(since=event.since, until=event.at, given_back=event.given_back)
    lost = GivenBack(since=event.since, until=event.at, working=event.given_back)

    def given_back(clock: Clock) -> Clock:
        return clock if clock.held else clock.moved(case.calendar, lost)

    return {"outages": (*case.outages, outage), **_every_clock(case, given_back)}


def _under(case: Consultation, event: CalendarChanged) -> dict[str, Any]:
    """Every clock, and whatever else ends on a day, as the new calendar has it."""

    def under(clock: Clock) -> Clock:
        return clock.under(event.calendar, event.at)

    requests = (_not_late_after_all(with_clocks(r, under), event.at) for r in case.unsettled)
    return {
        "calendar": event.calendar,
        **_with(case, *requests),
        "comments": {id_: _disputed_under(case, c, event) for id_, c in case.comments.items()},
        "archive_at": _archived_under(case, event),
    }


def _not_late_after_all(request: Request, at: datetime) -> Request:
    """Overdue no more where the deadline now lies ahead; the ladder then begins anew."""
    if not request.overdue or request.due_at <= (request.clock.held_since or at):
        return request
    return request.model_copy(update={"overdue": False, "level": EscalationLevel.NONE})


def _disputed_under(case: Consultation, comment: Comment, event: CalendarChanged) -> Comment:
    """How long an agency may object to what became of its comment."""
    rules, disposition, until = case.policy.comments, comment.disposition, comment.object_until
    if rules is None or disposition is None or until is None:
        return comment
    derived = event.calendar.add(disposition.at, rules.object_within)
    moved = with_warning(event.calendar, derived, until, event.at)
    return comment.model_copy(update={"object_until": moved})


def _archived_under(case: Consultation, event: CalendarChanged) -> datetime | None:
    """How long a concluded case takes late replies, if it waits for any."""
    if case.archive_at is None or case.closed_at is None or case.archive_at == case.closed_at:
        return case.archive_at
    derived = event.calendar.add(case.closed_at, case.policy.late_replies_for)
    return with_warning(event.calendar, derived, case.archive_at, event.at)


def _resumed(case: Consultation, at: datetime) -> dict[str, Any]:
    def released(clock: Clock) -> Clock:
        return clock.release(case.calendar, Hold.SUSPENSION, at)

    return _every_clock(case, released)


def deadlines_under(
    case: Consultation, calendar: WorkCalendar, at: datetime
) -> tuple[DeadlineMoved, ...]:
    """Each deadline another calendar would move."""
    deadlines = (
        DeadlineMoved(
            agency=request.agency.code,
            due_before=request.due_at,
            due_at=request.clock.under(calendar, at).due_at,
        )
        for request in case.unsettled
    )
    return tuple(each for each in deadlines if each.due_at != each.due_before)


# Replies and their comments


def _accepted(case: Consultation, event: ReplyAccepted) -> dict[str, Any]:
    request = case.requests[event.agency]
    changed = settled(case, request, event)
    return {**_with(case, changed), "comments": {**case.comments, **_comments(request)}}


def _comments(request: Request) -> dict[str, Comment]:
    """What the reply just accepted asks for, each under an id of its own."""
    received = request.replies[-1]
    base = f"{request.agency.code}-{request.ordinal}-{received.number}"
    comments = [
        Comment(
            id=f"{base}-{question}" if question else base,
            agency=request.agency.code,
            request=request.ordinal,
            round=request.round,
            reply=received.number,
            question=question,
        )
        for question in received.reply.remarks
    ]
    return {comment.id: comment for comment in comments}


def _used(case: Consultation, event: LateReplyUsed) -> dict[str, Any]:
    request = case.requests_of(event.agency)[event.request - 1]
    used = UsedLate(use=event.use, explanation=event.explanation, by=event.by, at=event.at)
    replies = tuple(
        reply.model_copy(update={"used": used}) if reply.number == event.number else reply
        for reply in request.replies
    )
    changed = request.model_copy(update={"replies": replies})
    if request.ordinal == case.requests[event.agency].ordinal:
        return _with(case, changed)
    earlier = tuple(changed if other == request else other for other in case.earlier)
    return {"earlier": earlier}


def _disposed(case: Consultation, event: CommentsDisposed) -> dict[str, Any]:
    changed = {
        disposed.comment: case.comments[disposed.comment].model_copy(
            update={
                "disposition": Disposition(
                    kind=disposed.kind, explanation=disposed.explanation, by=event.by, at=event.at
                ),
                "object_until": None
                if case.comments[disposed.comment].objection
                else event.object_until,
            }
        )
        for disposed in event.dispositions
    }
    return {"comments": {**case.comments, **changed}}


def _objected(case: Consultation, event: DispositionObjected) -> dict[str, Any]:
    objection = Objection(reasons=event.reasons, by=event.by, at=event.at)
    changed = {
        id_: case.comments[id_].model_copy(
            update={
                "objection": objection,
                "set_aside": case.comments[id_].disposition,
                "disposition": None,
                "object_until": None,
            }
        )
        for id_ in event.comments
    }
    return {"comments": {**case.comments, **changed}}
