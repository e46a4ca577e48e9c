"""Whom an event concerns: one entry for each kind of event, by chapter.

A new kind of event gets an entry in `RECIPIENTS`; one that concerns nobody has an empty one.
"""

from collections.abc import Callable
from typing import Any

from remiss.consultation.life.events import (
    Basis,
    CommentsDisposed,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    ExtensionGranted,
    QuestionsDeclined,
    ReplyAccepted,
    ReplyReceived,
    RequestEscalated,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import NO_REPLY, WITH_AGENCY, Consultation
from remiss.consultation.telling.audience import Part, Told
from remiss.consultation.telling.next_steps import NextStep

Whom = Callable[[Any, Consultation], tuple[Told, ...]]


def _fyi(part: Part) -> Told:
    """For information, in the inbox and the agency's own system."""
    return Told(part, by_mail=False)


def _asked_and_official(step: NextStep) -> tuple[Told, Told]:
    """Both who stand for the agency asked: its focal point, and the official it named."""
    return Told(Part.AGENCY, step), Told(Part.OFFICIAL, step)


RISEN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (Told(Part.OFFICIAL, NextStep.REPLY_NOW),),
    EscalationLevel.HEAD: (Told(Part.HEAD, NextStep.SEE_TO_IT),),
    EscalationLevel.OFFICE: (
        Told(Part.OFFICE, NextStep.INTERVENE),
        Told(Part.HEAD, NextStep.SEE_TO_IT),
    ),
    EscalationLevel.CHAIRMAN: (
        Told(Part.CHAIRMAN, NextStep.DIRECT),
        Told(Part.HEAD, NextStep.SEE_TO_IT),
    ),
}
RETURNED_AGAIN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),  # the return itself was told them
    EscalationLevel.HEAD: (Told(Part.HEAD, NextStep.COMPLETE_IT),),
    EscalationLevel.OFFICE: (
        Told(Part.OFFICE, NextStep.WATCH),
        Told(Part.HEAD, NextStep.COMPLETE_IT),
    ),
    EscalationLevel.CHAIRMAN: (
        Told(Part.CHAIRMAN, NextStep.WATCH),
        Told(Part.HEAD, NextStep.COMPLETE_IT),
    ),
}


DRAFTER_RISEN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),
    EscalationLevel.HEAD: (Told(Part.SUPERVISOR, NextStep.SEE_TO_CLARIFYING),),
    EscalationLevel.OFFICE: (
        Told(Part.OFFICE, NextStep.SEE_TO_CLARIFYING),
        Told(Part.SUPERVISOR, NextStep.SEE_TO_CLARIFYING),
    ),
    EscalationLevel.CHAIRMAN: (
        Told(Part.CHAIRMAN, NextStep.SEE_TO_CLARIFYING),
        Told(Part.SUPERVISOR, NextStep.SEE_TO_CLARIFYING),
    ),
}


def _on_escalation(event: RequestEscalated, _case: Consultation) -> tuple[Told, ...]:
    return (*RISEN[event.level], _fyi(Part.AGENCY), _fyi(Part.OFFICER))


def _on_repeated_return(event: ReturnEscalated, _case: Consultation) -> tuple[Told, ...]:
    return RETURNED_AGAIN[event.level]


def _on_reply(event: ReplyReceived, case: Consultation) -> tuple[Told, ...]:
    """What is assessed is told of at once; a reply after silence is on record, and waits."""
    if case.requests[event.agency].stage in NO_REPLY:
        return (Told(Part.OFFICER, NextStep.USE_IT), _fyi(Part.AGENCY))
    return (_fyi(Part.AGENCY),)


def _on_acceptance(event: ReplyAccepted, case: Consultation) -> tuple[Told, ...]:
    request = case.requests[event.agency]
    disposing = NextStep.DISPOSE if case.comments_of(request) else None
    told = (Told(Part.AGENCY), Told(Part.OFFICER, disposing))
    if event.basis is not Basis.REVIEW_LAPSED:
        return told
    by_office = request.reviewer is Reviewer.OFFICE
    return (*told, Told(Part.OFFICE if by_office else Part.SUPERVISOR))


def _on_contest(event: ReturnContested, _case: Consultation) -> tuple[Told, ...]:
    if event.before is Reviewer.OFFICE:
        return (Told(Part.OFFICE, NextStep.REVIEW), _fyi(Part.OFFICER))
    return (Told(Part.OFFICER, NextStep.REVIEW),)


def _on_drafters_delay(event: DrafterEscalated, _case: Consultation) -> tuple[Told, ...]:
    return (*DRAFTER_RISEN[event.level], Told(Part.OFFICER, NextStep.CLARIFY), _fyi(Part.AGENCY))


def _on_decline(event: QuestionsDeclined, _case: Consultation) -> tuple[Told, ...]:
    """What the registry contradicts stays; the rest lies before whoever rules."""
    rebutted = (
        (Told(Part.AGENCY, NextStep.STILL_YOURS),) if event.contradicted else (_fyi(Part.AGENCY),)
    )
    if event.settle_by is None:
        return (*rebutted, _fyi(Part.OFFICER))
    if event.before is Reviewer.OFFICE:
        return (*rebutted, Told(Part.OFFICE, NextStep.RULE), _fyi(Part.OFFICER))
    return (*rebutted, Told(Part.OFFICER, NextStep.RULE))


def _on_settled_decline(
    event: DeclineConfirmed | DeclineRefused, _case: Consultation
) -> tuple[Told, ...]:
    """Where nobody ruled in time, those above learn of it."""
    stays = event.kind == "decline_refused"
    agency = Told(Part.AGENCY, NextStep.STILL_YOURS if stays else None)
    lapsed = () if event.by else (Told(Part.SUPERVISOR), *((Told(Part.OFFICE),) if stays else ()))
    return (agency, Told(Part.OFFICER), *lapsed)


def _on_extension(event: ExtensionGranted, _case: Consultation) -> tuple[Told, ...]:
    told = (
        Told(Part.AGENCY, NextStep.NEW_DEADLINE),
        Told(Part.OFFICIAL, NextStep.NEW_DEADLINE),
        Told(Part.OFFICER),
    )
    return told if event.by else (*told, Told(Part.SUPERVISOR))


def _on_disposition(event: CommentsDisposed, _case: Consultation) -> tuple[Told, ...]:
    return (Told(Part.AGENCY, NextStep.OBJECT if event.object_until else None), Told(Part.OFFICER))


RECIPIENTS: dict[str, tuple[Told, ...] | Whom] = {
    # opening
    "consultation_opened": (_fyi(Part.SUPERVISOR),),
    "request_sent": (Told(Part.AGENCY, NextStep.REPLY),),
    "request_widened": _asked_and_official(NextStep.REPLY),
    "draft_amended": (_fyi(Part.AGENCY), Told(Part.OFFICER), _fyi(Part.SUPERVISOR)),
    # inside
    "request_acknowledged": (_fyi(Part.OFFICER),),
    "official_assigned": (
        Told(Part.OFFICIAL, NextStep.PREPARE),
        Told(Part.DEPUTY, NextStep.STAND_IN),
    ),
    "signature_delegated": (Told(Part.DELEGATE, NextStep.SIGN_FOR),),
    "colleague_involved": (Told(Part.COLLEAGUE, NextStep.CONTRIBUTE),),
    "contribution_given": (Told(Part.OFFICIAL),),
    "draft_sent_back": (Told(Part.OFFICIAL, NextStep.REWRITE),),
    # clarifying
    "clarification_asked": (Told(Part.OFFICER, NextStep.CLARIFY),),
    "clarification_answered": (*_asked_and_official(NextStep.RESUME), Told(Part.OFFICER)),
    "extension_requested": (Told(Part.OFFICER, NextStep.DECIDE_EXTENSION),),
    "extension_granted": _on_extension,
    "extension_refused": (*_asked_and_official(NextStep.REPLY_IN_TIME), Told(Part.OFFICER)),
    # declining
    "questions_declined": _on_decline,
    "decline_confirmed": _on_settled_decline,
    "decline_refused": _on_settled_decline,
    # replying
    "reply_drafted": (Told(Part.HEAD, NextStep.SIGN),),
    "reply_received": _on_reply,
    # reviewing
    "reply_accepted": _on_acceptance,
    "reply_flagged": (Told(Part.OFFICER, NextStep.REVIEW), _fyi(Part.AGENCY)),
    "reply_returned": (*_asked_and_official(NextStep.COMPLETE), _fyi(Part.OFFICER)),
    "return_contested": _on_contest,
    "return_escalated": _on_repeated_return,
    "review_taken_over": (Told(Part.OFFICER), _fyi(Part.AGENCY)),
    # commenting
    "comments_disposed": _on_disposition,
    "disposition_objected": (Told(Part.OFFICER, NextStep.DISPOSE_AGAIN),),
    "late_reply_used": (Told(Part.AGENCY),),
    # ladder
    "reminder_sent": _asked_and_official(NextStep.REPLY_IN_TIME),
    "request_overdue": (*_asked_and_official(NextStep.REPLY_NOW), Told(Part.OFFICER)),
    "request_escalated": _on_escalation,
    "silence_recorded": (Told(Part.AGENCY, NextStep.LATE_STILL), Told(Part.OFFICER)),
    "drafter_reminded": (Told(Part.OFFICER, NextStep.CLARIFY),),
    "drafter_escalated": _on_drafters_delay,
    "outage_recorded": (Told(Part.AGENCY, NextStep.NEW_DEADLINE), Told(Part.OFFICER)),
    "consultation_archived": (_fyi(Part.OFFICER),),
    # steering
    "deadline_ordered": (*_asked_and_official(NextStep.NEW_DEADLINE), Told(Part.OFFICER)),
    "request_closed_on_record": (Told(Part.AGENCY, NextStep.LATE_STILL), Told(Part.OFFICER)),
    "request_withdrawn": (*_asked_and_official(NextStep.NO_REPLY_NEEDED), Told(Part.OFFICER)),
    "officer_replaced": (
        Told(Part.OFFICER, NextStep.TAKE_CHARGE),
        Told(Part.PREVIOUS_OFFICER),
        _fyi(Part.AGENCY),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_suspended": (
        Told(Part.AGENCY, NextStep.PAUSED),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_resumed": (
        Told(Part.AGENCY, NextStep.RESUME, stages=WITH_AGENCY),
        Told(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "calendar_changed": (*_asked_and_official(NextStep.NEW_DEADLINE), Told(Part.OFFICER)),
    "consultation_concluded": (
        Told(Part.AGENCY, NextStep.LATE_UNTIL, stages=NO_REPLY),
        Told(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_cancelled": (
        Told(Part.AGENCY, NextStep.NO_REPLY_NEEDED),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
}
