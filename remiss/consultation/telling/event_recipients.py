"""Whom an event concerns, where that follows from what it says or from how its case stands."""

from remiss.consultation.life.events import (
    Basis,
    CalendarChanged,
    ClarificationAnswered,
    CommentsDisposed,
    CorrectionAccepted,
    CorrectionReceived,
    DeclineConfirmed,
    DeclineRefused,
    DrafterEscalated,
    DraftPassedOn,
    DraftSentBack,
    ExtensionGranted,
    ExtensionRequested,
    FollowUpRecorded,
    QuestionsDeclined,
    ReplyAccepted,
    ReplyDrafted,
    ReplyFlagged,
    ReplyReceived,
    RequestEscalated,
    RequestForwarded,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
    ReviewTakenOver,
)
from remiss.consultation.state import NO_REPLY, Consultation, Request, Stage
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.telling.parts import Part, Recipient, asked_and_official, fyi
from remiss.consultation.telling.rung_recipients import DRAFTER_RISEN, RETURNED_AGAIN, RISEN


def on_escalation(event: RequestEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return (*RISEN[event.level], fyi(Part.AGENCY), fyi(Part.OFFICER))


def on_calendar_change(event: CalendarChanged, _case: Consultation) -> tuple[Recipient, ...]:
    """Whose deadline moved; where none did, it is for the officer's information."""
    if not event.moved:
        return (fyi(Part.OFFICER),)
    return (*asked_and_official(NextStep.NEW_DEADLINE), Recipient(Part.OFFICER))


def on_repeated_return(event: ReturnEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return RETURNED_AGAIN[event.level]


def on_reply(event: ReplyReceived, case: Consultation) -> tuple[Recipient, ...]:
    """What is assessed is told of at once; a reply after silence is on record, and waits."""
    if event.entry:
        if event.entry.own:
            return (Recipient(Part.HEAD, NextStep.CONFIRM_OWN_ENTRY), *_unknown(event))
        confirms = NextStep.CONFIRM_ENTRY
        told = (Recipient(Part.HEAD, confirms), Recipient(Part.AGENCY, confirms))
        return (*told, *_unknown(event))
    if case.requests[event.agency].stage in NO_REPLY:
        return (Recipient(Part.OFFICER, NextStep.USE_IT), fyi(Part.AGENCY), *_unknown(event))
    return (fyi(Part.AGENCY), *_unknown(event))


def on_correction(event: CorrectionReceived, _case: Consultation) -> tuple[Recipient, ...]:
    rules = NextStep.RULE_ON_CORRECTION
    return (Recipient(Part.OFFICER, rules), fyi(Part.AGENCY), *_unknown(event))


def _unknown(event: ReplyReceived | CorrectionReceived) -> tuple[Recipient, ...]:
    """The Office reads of replies that name somebody whom the list of people does not have."""
    return (fyi(Part.OFFICE),) if event.unlisted else ()


def on_acceptance(event: ReplyAccepted, case: Consultation) -> tuple[Recipient, ...]:
    request = case.requests[event.agency]
    disposing = NextStep.DISPOSE if case.comments_of(request) else None
    told = (Recipient(Part.AGENCY), Recipient(Part.OFFICER, disposing))
    if event.basis is not Basis.REVIEW_LAPSED:
        return told
    by_office = request.reviewer is Reviewer.OFFICE
    return (*told, Recipient(Part.OFFICE if by_office else Part.SUPERVISOR))


def on_forwarding(event: RequestForwarded, _case: Consultation) -> tuple[Recipient, ...]:
    step = NextStep.ASSIGN if event.leads else NextStep.PREPARE
    relieved = Recipient(Part.RELIEVED, NextStep.RELIEVED)
    return (Recipient(Part.DESK if event.to else Part.HEAD, step), relieved)


def on_draft(event: ReplyDrafted, case: Consultation) -> tuple[Recipient, ...]:
    return _next_desk(case.requests[event.agency])


def on_passing(event: DraftPassedOn, case: Consultation) -> tuple[Recipient, ...]:
    return (*_next_desk(case.requests[event.agency]), Recipient(Part.RELIEVED))


def on_sending_back(event: DraftSentBack, case: Consultation) -> tuple[Recipient, ...]:
    """Whoever prepared it, and the official named, where that is somebody else."""
    official = Recipient(Part.OFFICIAL, NextStep.REWRITE)
    named = case.requests[event.agency].official
    if event.to is None or event.to == named:
        return (official,)
    preparer = Recipient(Part.PREPARER, NextStep.REWRITE)
    return (preparer, official) if named else (preparer,)


def _next_desk(request: Request) -> tuple[Recipient, ...]:
    """Whoever has a prepared reply on their desk now; without a chain, whoever may sign."""
    way, correction = request.circulation, request.drafted_corrects
    if way and not way.at_last_desk:
        step = NextStep.PASS_ON_CORRECTION if correction else NextStep.PASS_ON
        return (Recipient(Part.DESK, step),)
    step = NextStep.SIGN_CORRECTION if correction else NextStep.SIGN
    signatory = Part.DESK if way and way.desk.person else Part.HEAD
    return (Recipient(signatory, step), Recipient(Part.DELEGATE, step))


def on_flag(event: ReplyFlagged, case: Consultation) -> tuple[Recipient, ...]:
    """Who decides: a correction in review lies before whom the reply lay that it replaces."""
    match case.requests[event.agency].reviewer:
        case Reviewer.OFFICE:
            return (Recipient(Part.OFFICE, NextStep.REVIEW), fyi(Part.OFFICER))
        case Reviewer.HEAD:
            return (Recipient(Part.SUPERVISOR, NextStep.REVIEW), fyi(Part.OFFICER))
        case _:
            return (Recipient(Part.OFFICER, NextStep.REVIEW),)


def on_accepted_correction(event: CorrectionAccepted, case: Consultation) -> tuple[Recipient, ...]:
    comments = case.comments_of(case.requests_of(event.agency)[event.request - 1])
    open_ones = any(c.reply == event.number and c.waits for c in comments)
    told = (
        Recipient(Part.AGENCY),
        Recipient(Part.OFFICER, NextStep.DISPOSE if open_ones else None),
    )
    return told if event.by else (*told, Recipient(Part.SUPERVISOR))


def on_contest(event: ReturnContested, _case: Consultation) -> tuple[Recipient, ...]:
    if event.before is Reviewer.OFFICE:
        return (Recipient(Part.OFFICE, NextStep.REVIEW), fyi(Part.OFFICER))
    return (Recipient(Part.OFFICER, NextStep.REVIEW),)


def on_take_over(event: ReviewTakenOver, case: Consultation) -> tuple[Recipient, ...]:
    """A flag is nobody's finding yet: its agency is told once a person has decided."""
    request = case.requests[event.agency]
    flagged = request.stage is Stage.IN_REVIEW and not request.contested
    if flagged and not request.pending_declines:
        return (Recipient(Part.OFFICER),)
    return (Recipient(Part.OFFICER), fyi(Part.AGENCY))


def on_drafters_delay(event: DrafterEscalated, _case: Consultation) -> tuple[Recipient, ...]:
    return (
        *DRAFTER_RISEN[event.level],
        Recipient(Part.OFFICER, NextStep.CLARIFY),
        fyi(Part.AGENCY),
    )


def on_decline(event: QuestionsDeclined, _case: Consultation) -> tuple[Recipient, ...]:
    """What the registry contradicts stays; the rest lies before whoever rules."""
    rebutted = (
        (Recipient(Part.AGENCY, NextStep.STILL_YOURS),)
        if event.contradicted
        else (fyi(Part.AGENCY),)
    )
    if event.settle_by is None:
        return (*rebutted, fyi(Part.OFFICER))
    if event.before is Reviewer.OFFICE:
        return (*rebutted, Recipient(Part.OFFICE, NextStep.RULE), fyi(Part.OFFICER))
    return (*rebutted, Recipient(Part.OFFICER, NextStep.RULE))


def on_settled_decline(
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


def on_follow_up(event: FollowUpRecorded, _case: Consultation) -> tuple[Recipient, ...]:
    """The agency whose question it was learns what becomes of it."""
    awaits = NextStep.AWAIT_ANSWER if event.answer_by else None
    return (Recipient(Part.OFFICER, awaits), fyi(Part.SUPERVISOR), fyi(Part.AGENCY))


def on_request_for_time(event: ExtensionRequested, _case: Consultation) -> tuple[Recipient, ...]:
    late = not event.grants_itself
    step = NextStep.DECIDE_LATE_EXTENSION if late else NextStep.DECIDE_EXTENSION
    return (Recipient(Part.OFFICER, step),)


def on_clarification(event: ClarificationAnswered, _case: Consultation) -> tuple[Recipient, ...]:
    told = (*asked_and_official(NextStep.RESUME), Recipient(Part.OFFICER))
    if not event.shared:
        return told
    reads = NextStep.READ_CLARIFICATION
    return (*told, *(Recipient(p, reads, others=True) for p in (Part.AGENCY, Part.OFFICIAL)))


def on_extension(event: ExtensionGranted, _case: Consultation) -> tuple[Recipient, ...]:
    told = (
        Recipient(Part.AGENCY, NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICIAL, NextStep.NEW_DEADLINE),
        Recipient(Part.OFFICER),
    )
    return told if event.by else (*told, Recipient(Part.SUPERVISOR))


def on_disposition(event: CommentsDisposed, _case: Consultation) -> tuple[Recipient, ...]:
    return (
        Recipient(Part.AGENCY, NextStep.OBJECT if event.object_until else None),
        Recipient(Part.OFFICER),
    )
