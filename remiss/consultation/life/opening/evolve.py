"""A case as its opening makes it; a draft amended, an agency asked, an open request widened."""

from typing import assert_never

from remiss.consultation.life.changes import Changes, change_request, put_requests
from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.messages import (
    ConsultationOpened,
    DraftAmended,
    DraftFileReplaced,
    LetterRecorded,
    OpeningEvent,
    RequestSent,
    RequestWidened,
)
from remiss.consultation.life.opening.replaced_file import put_file
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import (
    Consultation,
    DraftVersion,
    IssuedLetter,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.first_clock import first_clock
from remiss.consultation.time.moves import Hold


def open_case(event: Event) -> Consultation:
    """The case as its first event makes it."""
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
        procedure=event.procedure,
        calendar=event.calendar,
        rules=event.rules,
        vice_chairmen=event.vice_chairmen,
        urgency_approval=event.urgency_approval,
        task=event.task,
        opened_at=event.at,
    )


def evolve(case: Consultation, event: OpeningEvent) -> Changes:
    match event:
        case ConsultationOpened():
            message = f"{case.id} is open already"
            raise TypeError(message)
        case DraftAmended():
            return _amended(case, event)
        case DraftFileReplaced():
            return put_file(case, event)
        case RequestSent():
            return _sent(case, event)
        case RequestWidened():
            return put_requests(case, _widened(case, case.requests[event.agency], event))
        case LetterRecorded():
            letter = IssuedLetter(number=event.number, signed_on=event.signed_on)
            return change_request(case, case.requests[event.agency], {"letter": letter})
        case _:
            assert_never(event)


def _amended(case: Consultation, event: DraftAmended) -> Changes:
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


def _sent(case: Consultation, event: RequestSent) -> Changes:
    """The agency's request; one it had before, which is settled, is kept among the earlier."""
    before = case.requests.get(event.agency)
    ordinal = before.ordinal + 1 if before else 1
    changes = put_requests(case, _request(case, event, ordinal))
    return changes if before is None else {**changes, "earlier": (*case.earlier, before)}


def _request(case: Consultation, event: RequestSent, ordinal: int) -> Request:
    return Request(
        agency=event.profile,
        ordinal=ordinal,
        round=event.round,
        matches=event.matches,
        override=event.override,
        sent_at=event.at,
        clock=first_clock(
            case.calendar_of(event.profile),
            event.at,
            case.policy.reply_within,
            event.reply_by,
            case.reply_bound,
        ),
        clock_from=event.at,
    )


def _widened(case: Consultation, request: Request, event: RequestWidened) -> Request:
    """More is asked: a full clock, held by whoever holds the request now; lateness stays."""
    added = {match.question: match for match in event.matches}
    kept = tuple(added.pop(match.question, match) for match in request.matches)
    fresh = Clock.start(
        case.calendar_of(request.agency),
        event.at,
        case.policy.reply_within,
        event.days_late,
        case.reply_bound,
    )
    for hold in request.clock.holds:
        fresh = fresh if hold is Hold.DECLINE else fresh.hold(hold, event.at)
    asked_anew = {match.question for match in event.matches}
    return request.model_copy(
        update={
            "round": event.round,
            "matches": (*kept, *added.values()),
            "clock": fresh,
            "clock_from": event.at,
            "answered": tuple(q for q in request.answered if q not in asked_anew),
            "replies": tuple(_settles_no_more(reply, asked_anew) for reply in request.replies),
            "declines": tuple(d for d in request.declines if d.declined.question not in asked_anew),
            "reminders": 0,
            "overdue": False,
            "level": EscalationLevel.NONE,
            **_back_from_declining(request, asked_anew),
        }
    )


def _back_from_declining(request: Request, asked_anew: set[str]) -> Changes:
    """What was wholly declined is with the agency again once something new is asked of it."""
    if request.stage is not Stage.DECLINING or not asked_anew:
        return {}
    return {"stage": Stage.AWAITING}


def _settles_no_more(reply: ReceivedReply, asked_anew: set[str]) -> ReceivedReply:
    """No reply answers what was put anew after it came, not even one returned and contested."""
    return reply.model_copy(
        update={"answers": tuple(q for q in reply.answers if q not in asked_anew)}
    )
