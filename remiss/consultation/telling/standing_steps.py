"""Whether a next step somebody was told of still stands, as the case is now, and by when."""

from collections.abc import Callable
from datetime import datetime

from remiss.consultation.state import NO_REPLY, WITH_AGENCY, CaseStage, Consultation, Request, Stage
from remiss.consultation.telling.next_steps import NAMED_BY, NextStep, find_due
from remiss.consultation.telling.notice import Notice
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import Person
from remiss.consultation.views.current_desk import current_desk

Stands = Callable[[Consultation, Request], bool]


def stands(notice: Notice, case: Consultation) -> bool:
    """Whether what the notice asks for is still to be done; what asks for nothing never is.

    A notice stored before it named its step stands while its request is open.
    """
    if notice.todo is None:
        return False
    request = case.requests.get(notice.agency or "")
    if request is None:
        return case.stage is CaseStage.OPEN
    if notice.step is None:
        return request in case.open_requests
    elsewhere = notice.addressee.part is Part.DESK and not _on_desk(
        request, notice.addressee.person
    )
    return not elsewhere and STANDS[notice.step](case, request)


def _on_desk(request: Request, person: Person | None) -> bool:
    desk = current_desk(request)
    return desk is not None and desk.person == person


def due_now(notice: Notice, case: Consultation) -> datetime | None:
    """By when it is to be done, as clocks stand now."""
    if notice.step is None or notice.step in NAMED_BY:
        return notice.due_at
    return find_due(notice.step, None, case, case.requests.get(notice.agency or ""))


def _with_agency(case: Consultation, request: Request) -> bool:
    return case.stage is CaseStage.OPEN and request.stage in WITH_AGENCY


def _to_complete(case: Consultation, request: Request) -> bool:
    return case.stage is CaseStage.OPEN and request.stage is Stage.RETURNED


def _in_review(case: Consultation, request: Request) -> bool:
    return case.stage is CaseStage.OPEN and request.stage is Stage.IN_REVIEW


def _drafted(case: Consultation, request: Request) -> bool:
    return _with_agency(case, request) and request.drafted is not None


def _correction_drafted(case: Consultation, request: Request) -> bool:
    return case.stage is CaseStage.OPEN and request.drafted_corrects is not None


def _to_confirm(case: Consultation, request: Request) -> bool:
    waits = any(reply.entry and reply.entry_confirmed is None for reply in request.replies)
    return case.stage is CaseStage.OPEN and waits


def _correcting(case: Consultation, request: Request) -> bool:
    waiting = any(each.agency == request.agency.code for each in case.corrections)
    return case.stage is CaseStage.OPEN and waiting


def _clarifying(case: Consultation, request: Request) -> bool:
    return request in case.open_requests and request.clarification is not None


def _extending(case: Consultation, request: Request) -> bool:
    return request in case.open_requests and request.extension_pending is not None


def _ruling(case: Consultation, request: Request) -> bool:
    return request in case.open_requests and bool(request.pending_declines)


def _following_up(case: Consultation, request: Request) -> bool:
    of = (each for each in case.follow_ups if each.agency == request.agency.code)
    return case.stage in {CaseStage.OPEN, CaseStage.CONCLUDED} and any(not f.settled for f in of)


def _undisposed(case: Consultation, request: Request) -> bool:
    waiting = any(comment.waits for comment in case.comments_of(request))
    return case.stage is CaseStage.OPEN and waiting


def _unanswered(case: Consultation, request: Request) -> bool:
    """No reply came beside the outcome yet, and one is still taken."""
    over = case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}
    return not over and request.stage in NO_REPLY and not _beside(request)


def _unused(_case: Consultation, request: Request) -> bool:
    return any(reply.used is None for reply in request.replies if request.came_beside(reply))


def _beside(request: Request) -> bool:
    return any(request.came_beside(reply) for reply in request.replies)


def _ended(case: Consultation, request: Request) -> bool:
    return case.stage is CaseStage.CANCELLED or request.stage is Stage.WITHDRAWN


def _suspended(case: Consultation, _request: Request) -> bool:
    return case.stage is CaseStage.SUSPENDED


def _open(case: Consultation, _request: Request) -> bool:
    return case.stage is CaseStage.OPEN


FOR_THE_AGENCY = (
    NextStep.REPLY,
    NextStep.REPLY_IN_TIME,
    NextStep.REPLY_NOW,
    NextStep.REPLY_URGED,
    NextStep.REPLY_OR_EXPLAIN,
    NextStep.SEE_TO_IT,
    NextStep.ASSIGN,
    NextStep.PREPARE,
    NextStep.INTERVENE,
    NextStep.DIRECT,
    NextStep.NEW_DEADLINE,
    NextStep.RESUME,
    NextStep.STAND_IN,
    NextStep.CONTRIBUTE,
    NextStep.SIGN_FOR,
    NextStep.REWRITE,
    NextStep.STILL_YOURS,
)
STANDS: dict[NextStep, Stands] = {
    **dict.fromkeys(FOR_THE_AGENCY, _with_agency),
    NextStep.SIGN: _drafted,
    NextStep.PASS_ON: _drafted,
    NextStep.PASS_ON_CORRECTION: _correction_drafted,
    NextStep.COMPLETE: _to_complete,
    NextStep.COMPLETE_IT: _to_complete,
    NextStep.WATCH: _to_complete,
    NextStep.REVIEW: _in_review,
    NextStep.CLARIFY: _clarifying,
    NextStep.SEE_TO_CLARIFYING: _clarifying,
    NextStep.DECIDE_EXTENSION: _extending,
    NextStep.DECIDE_LATE_EXTENSION: _extending,
    NextStep.RULE: _ruling,
    NextStep.FOLLOW_UP: _following_up,
    NextStep.FOLLOW_UP_NOW: _following_up,
    NextStep.AWAIT_ANSWER: _following_up,
    NextStep.SIGN_CORRECTION: _correction_drafted,
    NextStep.RULE_ON_CORRECTION: _correcting,
    NextStep.CONFIRM_ENTRY: _to_confirm,
    NextStep.CONFIRM_OWN_ENTRY: _to_confirm,
    NextStep.DISPOSE: _undisposed,
    NextStep.DISPOSE_AGAIN: _undisposed,
    NextStep.OBJECT: _open,
    NextStep.TAKE_CHARGE: _open,
    NextStep.USE_IT: _unused,
    NextStep.LATE_STILL: _unanswered,
    NextStep.LATE_UNTIL: _unanswered,
    NextStep.NO_REPLY_NEEDED: _ended,
    NextStep.PAUSED: _suspended,
    NextStep.RELIEVED: _with_agency,
    NextStep.READ_CLARIFICATION: _with_agency,
    NextStep.READ_NEW_FILE: _with_agency,
}
"""When a step stands; a new one gets its entry here."""
