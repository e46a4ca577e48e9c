"""A wrong file of the draft replaced: what is asked stays, no time under the wrong one counts."""

from collections.abc import Iterator

from remiss.consultation.life.changes import Changes, put_requests
from remiss.consultation.life.events import Event
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.life.opening.messages import DraftFileReplaced, ReplaceDraftFile
from remiss.consultation.life.steering.calendar_messages import LatenessCorrected
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import NO_REPLY, Consultation, Request
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import FileReplaced
from remiss.consultation.values import ReplacedFile


def replace_file(case: Consultation, command: ReplaceDraftFile) -> tuple[Event, ...]:
    """As long as nothing is settled by the wrong file: what is, has to be asked anew."""
    _check(case, command)
    sent = _sent_with_it(case)
    replaced = DraftFileReplaced(
        at=command.at,
        round=case.round,
        draft=case.draft.model_copy(update={"sha256": command.sha256, "file": command.file}),
        wrong=ReplacedFile(sha256=case.draft.sha256, file=case.draft.file, until=command.at),
        reason=command.reason,
        by=command.actor.person,
        moved=tuple(
            DeadlineMoved(
                agency=request.agency.code,
                due_before=request.due_at,
                due_at=_clock_anew(case, request, FileReplaced(at=command.at)).due_at,
            )
            for request in sent
        ),
    )
    corrected = (each for request in sent for each in _less_late(request, replaced))
    return (replaced, *corrected)


def put_file(case: Consultation, event: DraftFileReplaced) -> Changes:
    """The case with the right file: its requests begin anew, reminders and rungs with them."""
    *earlier, version = case.versions
    version = version.model_copy(
        update={"draft": event.draft, "replaced": (*version.replaced, event.wrong)}
    )
    begun = FileReplaced(at=event.at)
    requests = (case.requests[each.agency] for each in event.moved)
    return {
        "draft": event.draft,
        "versions": (*earlier, version),
        **put_requests(case, *(_anew(case, request, begun) for request in requests)),
    }


def _check(case: Consultation, command: ReplaceDraftFile) -> None:
    if command.sha256 == case.draft.sha256:
        raise Refusal("draft_file_not_changed", sha256=command.sha256[:12])
    known = case.version_with(command.sha256)
    if known is not None and known.round != case.round:
        raise Refusal("draft_not_changed", sha256=command.sha256[:12])
    if settled := [one.agency.name for one in case.all_requests if _is_settled_by_it(case, one)]:
        raise Refusal("draft_file_relied_on", agencies=settled)


def _is_settled_by_it(case: Consultation, request: Request) -> bool:
    """Whether a reply to this version counts, or silence on it does."""
    if request.round == case.round and request.stage in NO_REPLY:
        return True
    settled = set(request.answered)
    replies = (reply for reply in request.replies if reply.version == case.round)
    return any(settled & set(reply.answers) for reply in replies)


def _sent_with_it(case: Consultation) -> tuple[Request, ...]:
    return tuple(request for request in case.unsettled if request.round == case.round)


def _clock_anew(case: Consultation, request: Request, begun: FileReplaced) -> Clock:
    return request.clock.moved(case.calendar_of(request.agency), begun)


def _anew(case: Consultation, request: Request, begun: FileReplaced) -> Request:
    return request.model_copy(
        update={
            "clock": _clock_anew(case, request, begun),
            "clock_from": begun.at,
            "reminders": 0,
            "overdue": False,
            "level": EscalationLevel.NONE,
            **_needless(case, request, begun),
        }
    )


def _needless(case: Consultation, request: Request, begun: FileReplaced) -> Changes:
    """Time asked for that the new deadline gives already: it may be asked for again."""
    wanted, calendar = request.extension_pending, case.calendar_of(request.agency)
    if wanted is None or calendar.end_of(wanted.to) > _clock_anew(case, request, begun).due_at:
        return {}
    return {"extension": None}


def _less_late(request: Request, event: DraftFileReplaced) -> Iterator[LatenessCorrected]:
    """Replies that wait for a decision: what was late before this version stays."""
    stays = request.clock.late_at_start
    for reply in request.replies:
        if reply.version == event.round and reply.days_late > stays:
            yield LatenessCorrected(
                agency=request.agency.code,
                at=event.at,
                request=request.ordinal,
                number=reply.number,
                days_before=reply.days_late,
                days_late=stays,
                late=stays > 0,
                file_replaced=True,
            )
