"""Whom an event concerns: one entry for each kind of event, by chapter.

A new kind of event gets an entry in `RECIPIENTS`; one that concerns nobody has an empty one.
"""

from collections.abc import Callable
from typing import Any

from remiss.consultation.life.events import (
    Basis,
    CalendarChanged,
    ClarificationAnswered,
    CommentsDisposed,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    ExtensionGranted,
    ExtensionRequested,
    FollowUpRecorded,
    QuestionsDeclined,
    ReplyAccepted,
    ReplyReceived,
    RequestEscalated,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    ReviewTakenOver,
)
from remiss.consultation.state import NO_REPLY, WITH_AGENCY, Consultation, Stage
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.telling.parts import Part, Recipient
from remiss.consultation.telling.rungs import DRAFTER_RISEN, RETURNED_AGAIN, RISEN

Whom = Callable[[Any, Consultation], tuple[Recipient, ...]]


def _fyi(part: Part) -> Recipient:
    """For information, in the inbox and the agency's own system."""
    return Recipient(part, by_mail=False)


def _asked_and_official(step: NextStep) -> tuple[Recipient, Recipient]:
    """Both who stand for the agency asked: its focal point, and the official it named."""
    return Recipient(Part.AGENCY, step), Recipient(Part.OFFICIAL, step)


def _on_escalation(event: RequestEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return (*RISEN[event.level], _fyi(Part.AGENCY), _fyi(Part.OFFICER))


def _on_calendar_change(event: CalendarChanged, _case: Consultation) -> tuple[Recipient, ...]:
    """Whose deadline moved; where none did, it is for the officer's information."""
    if not event.moved:
        return (_fyi(Part.OFFICER),)
    return (*_asked_and_official(NextStep.NEW_DEADLINE), Recipient(Part.OFFICER))


def _on_repeated_return(event: ReturnEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return RETURNED_AGAIN[event.level]


def _on_reply(event: ReplyReceived, case: Consultation) -> tuple[Recipient, ...]:
    """What is assessed is told of at once; a reply after silence is on record, and waits."""
    if case.requests[event.agency].stage in NO_REPLY:
        return (Recipient(Part.OFFICER, NextStep.USE_IT), _fyi(Part.AGENCY))
    return (_fyi(Part.AGENCY),)


def _on_acceptance(event: ReplyAccepted, case: Consultation) -> tuple[Recipient, ...]:
    request = case.requests[event.agency]
    disposing = NextStep.DISPOSE if case.comments_of(request) else None
    told = (Recipient(Part.AGENCY), Recipient(Part.OFFICER, disposing))
    if event.basis is not Basis.REVIEW_LAPSED:
        return told
    by_office = request.reviewer is Reviewer.OFFICE
    return (*told, Recipient(Part.OFFICE if by_office else Part.SUPERVISOR))


def _on_contest(event: ReturnContested, _case: Consultation) -> tuple[Recipient, ...]:
    if event.before is Reviewer.OFFICE:
        return (Recipient(Part.OFFICE, NextStep.REVIEW), _fyi(Part.OFFICER))
    return (Recipient(Part.OFFICER, NextStep.REVIEW),)


def _on_take_over(event: ReviewTakenOver, case: Consultation) -> tuple[Recipient, ...]:
    """A flag is nobody's finding yet: its agency is told once a person has decided."""
    request = case.requests[event.agency]
    flagged = request.stage is Stage.IN_REVIEW and not request.contested
    if flagged and not request.pending_declines:
        return (Recipient(Part.OFFICER),)
    return (Recipient(Part.OFFICER), _fyi(Part.AGENCY))


def _on_drafters_delay(event: DrafterEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return (
        *DRAFTER_RISEN[event.level],
        Recipient(Part.OFFICER, NextStep.CLARIFY),
        _fyi(Part.AGENCY),
    )


def _on_decline(event: QuestionsDeclined, _case: Consultation) -> tuple[Recipient, ...]:
    """What the registry contradicts stays; the rest lies before whoever rules."""
    rebutted = (
        (Recipient(Part.AGENCY, NextStep.STILL_YOURS),)
        if event.contradicted
        else (_fyi(Part.AGENCY),)
    )
    if event.settle_by is None:
        return (*rebutted, _fyi(Part.OFFICER))
    if event.before is Reviewer.OFFICE:
        return (*rebutted, Recipient(Part.OFFICE, NextStep.RULE), _fyi(Part.OFFICER))
    return (*rebutted, Recipient(Part.OFFICER, NextStep.RULE))


def _on_settled_decline(
    event: DeclineConfirmed | DeclineRefused, _case: Consultation
) -> tuple[Recipient, ...]:
    """Where nobody ruled in time, those above learn of it."""
    stays = event.kind == "decline_refused"
    agency = Recipient(Part.AGENCY, NextStep.STILL_YOURS if stays else None)
    lapsed = (
        ()
        if event.by
        else (Recipient(Part.SUPERVISOR), *((Recipient(Part.OFFICE),) if stays else ()))
    )
    return (agency, Recipient(Part.OFFICER), *lapsed)


def _on_follow_up(event: FollowUpRecorded, _case: Consultation) -> tuple[Recipient, ...]:
    """The agency whose question it was learns what becomes of it."""
    awaits = NextStep.AWAIT_ANSWER if event.answer_by else None
    return (Recipient(Part.OFFICER, awaits), _fyi(Part.SUPERVISOR), _fyi(Part.AGENCY))


def _on_request_for_time(event: ExtensionRequested, _case: Consultation) -> tuple[Recipient, ...]:
    late = not event.grants_itself
    step = NextStep.DECIDE_LATE_EXTENSION if late else NextStep.DECIDE_EXTENSION
    return (Recipient(Part.OFFICER, step),)


def _on_clarification(event: ClarificationAnswered, _case: Consultation) -> tuple[Recipient, ...]:
    told = (*_asked_and_official(NextStep.RESUME), Recipient(Part.OFFICER))
    if not event.shared:
        return told
    reads = NextStep.READ_CLARIFICATION
    return (*told, *(Recipient(p, reads, others=True) for p in (Part.AGENCY, Part.OFFICIAL)))


def _on_extension(event: ExtensionGranted, _case: Consultation) -> tuple[Recipient, ...]:
    told = (
        Recipient(Part.AGENCY, NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICIAL, NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
    )
    return told if event.by else (*told, Recipient(Part.SUPERVISOR))


def _on_disposition(event: CommentsDisposed, _case: Consultation) -> tuple[Recipient, ...]:
    return (
        Recipient(Part.AGENCY, NextStep.OBJECT if event.object_until else None),
        Recipient(Part.OFFICER),
    )


RECIPIENTS: dict[str, tuple[Recipient, ...] | Whom] = {
    # opening
    "consultation_opened": (_fyi(Part.SUPERVISOR),),
    "request_sent": (Recipient(Part.AGENCY, NextStep.REPLY),),
    "request_widened": _asked_and_official(NextStep.REPLY),
    "letter_recorded": (_fyi(Part.AGENCY),),
    "draft_amended": (_fyi(Part.AGENCY), Recipient(Part.OFFICER), _fyi(Part.SUPERVISOR)),
    # inside
    "request_acknowledged": (_fyi(Part.OFFICER),),
    "official_assigned": (
        Recipient(Part.OFFICIAL, NextStep.PREPARE),
        Recipient(Part.DEPUTY, NextStep.STAND_IN),
        Recipient(Part.RELIEVED, NextStep.RELIEVED),
    ),
    "signature_delegated": (
        Recipient(Part.DELEGATE, NextStep.SIGN_FOR),
        Recipient(Part.RELIEVED, NextStep.RELIEVED),
    ),
    "colleague_involved": (Recipient(Part.COLLEAGUE, NextStep.CONTRIBUTE),),
    "contribution_given": (Recipient(Part.OFFICIAL),),
    "draft_sent_back": (Recipient(Part.OFFICIAL, NextStep.REWRITE),),
    # clarifying
    "clarification_asked": (Recipient(Part.OFFICER, NextStep.CLARIFY),),
    "clarification_answered": _on_clarification,
    "extension_requested": _on_request_for_time,
    "extension_granted": _on_extension,
    "extension_lapsed": (
        *_asked_and_official(NextStep.REPLY_IN_TIME),
        Recipient(Part.OFFICER),
        Recipient(Part.SUPERVISOR),
    ),
    "clarification_ended": (
        *_asked_and_official(NextStep.RESUME),
        Recipient(Part.OFFICER),
        Recipient(Part.SUPERVISOR),
    ),
    "extension_refused": (*_asked_and_official(NextStep.REPLY_IN_TIME), Recipient(Part.OFFICER)),
    # declining
    "questions_declined": _on_decline,
    "decline_confirmed": _on_settled_decline,
    "decline_refused": _on_settled_decline,
    "follow_up_opened": (Recipient(Part.OFFICER, NextStep.FOLLOW_UP), _fyi(Part.SUPERVISOR)),
    "follow_up_reminded": (
        Recipient(Part.OFFICER, NextStep.FOLLOW_UP_NOW),
        Recipient(Part.SUPERVISOR, NextStep.FOLLOW_UP_NOW),
    ),
    "follow_up_recorded": _on_follow_up,
    # replying
    "reply_drafted": (
        Recipient(Part.HEAD, NextStep.SIGN),
        Recipient(Part.DELEGATE, NextStep.SIGN),
    ),
    "reply_received": _on_reply,
    # reviewing
    "reply_accepted": _on_acceptance,
    "reply_flagged": (Recipient(Part.OFFICER, NextStep.REVIEW),),
    "reply_laid_before_head": (
        Recipient(Part.SUPERVISOR, NextStep.REVIEW),
        _fyi(Part.OFFICER),
        _fyi(Part.AGENCY),
    ),
    "reply_returned": (*_asked_and_official(NextStep.COMPLETE), _fyi(Part.OFFICER)),
    "return_contested": _on_contest,
    "return_escalated": _on_repeated_return,
    "review_taken_over": _on_take_over,
    # commenting
    "comments_disposed": _on_disposition,
    "disposition_objected": (Recipient(Part.OFFICER, NextStep.DISPOSE_AGAIN),),
    "late_reply_used": (Recipient(Part.AGENCY),),
    # ladder
    "reminder_sent": _asked_and_official(NextStep.REPLY_IN_TIME),
    "listing_foretold": (
        Recipient(Part.HEAD, NextStep.REPLY_OR_EXPLAIN),
        Recipient(Part.OFFICIAL, NextStep.REPLY_OR_EXPLAIN),
    ),
    "delay_reason_given": (_fyi(Part.OFFICER), _fyi(Part.OFFICE), _fyi(Part.HEAD)),
    "request_overdue": (*_asked_and_official(NextStep.REPLY_NOW), Recipient(Part.OFFICER)),
    "request_escalated": _on_escalation,
    "silence_recorded": (Recipient(Part.AGENCY, NextStep.LATE_STILL), Recipient(Part.OFFICER)),
    "drafter_reminded": (Recipient(Part.OFFICER, NextStep.CLARIFY),),
    "drafter_escalated": _on_drafters_delay,
    "outage_recorded": (Recipient(Part.AGENCY, NextStep.NEW_DEADLINE), Recipient(Part.OFFICER)),
    "consultation_archived": (_fyi(Part.OFFICER),),
    # steering
    "deadline_ordered": (*_asked_and_official(NextStep.NEW_DEADLINE), Recipient(Part.OFFICER)),
    "deadlines_moved": (
        *_asked_and_official(NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "return_date_moved": (
        *_asked_and_official(NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "request_closed_on_record": (
        Recipient(Part.AGENCY, NextStep.LATE_STILL),
        Recipient(Part.OFFICER),
    ),
    "request_withdrawn": (*_asked_and_official(NextStep.NO_REPLY_NEEDED), Recipient(Part.OFFICER)),
    "officer_replaced": (
        Recipient(Part.OFFICER, NextStep.TAKE_CHARGE),
        Recipient(Part.PREVIOUS_OFFICER),
        _fyi(Part.AGENCY),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_suspended": (
        Recipient(Part.AGENCY, NextStep.PAUSED),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_resumed": (
        Recipient(Part.AGENCY, NextStep.RESUME, stages=WITH_AGENCY),
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "calendar_changed": _on_calendar_change,
    "lateness_corrected": (_fyi(Part.AGENCY), _fyi(Part.OFFICIAL), _fyi(Part.OFFICER)),
    "consultation_concluded": (
        Recipient(Part.AGENCY, NextStep.LATE_UNTIL, stages=NO_REPLY),
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_cancelled": (
        Recipient(Part.AGENCY, NextStep.NO_REPLY_NEEDED),
        Recipient(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
}
