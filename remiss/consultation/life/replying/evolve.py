"""Changes by a reply: prepared, it waits for a signature; received, the clock stops.

A correction takes the place of a reply; what is replaced stays, and says by what.
"""

from typing import Any, assert_never

from remiss.consultation.life.changes import (
    NOTHING_DRAFTED,
    Changes,
    change_clarification,
    change_present_or_earlier,
    change_request,
)
from remiss.consultation.life.commenting.comments_made import with_comments_of
from remiss.consultation.life.replying.entry import after_dispute
from remiss.consultation.life.replying.messages import (
    CorrectionAccepted,
    CorrectionReceived,
    CorrectionRefused,
    EntryConfirmed,
    EntryDisputed,
    ReplyDrafted,
    ReplyingEvent,
    ReplyLetterRecorded,
    ReplyReceived,
)
from remiss.consultation.state import (
    NO_REPLY,
    CaseStage,
    Circulation,
    Consultation,
    IssuedLetter,
    PendingCorrection,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.time.moves import Hold


def evolve(  # noqa: C901, PLR0911 -- one arm for each event
    case: Consultation, event: ReplyingEvent
) -> Changes:
    request = case.requests[event.agency]
    match event:
        case ReplyDrafted():
            return change_request(case, request, _drafted(event))
        case ReplyReceived():
            return change_request(case, request, _received(case, request, event))
        case EntryConfirmed():
            confirmed = _changed(request, event.number, entry_confirmed=True)
            return change_request(case, request, {"replies": confirmed})
        case EntryDisputed():
            return _disputed(case, request, event)
        case ReplyLetterRecorded():
            letter = IssuedLetter(number=event.letter, signed_on=event.signed_on, files=event.files)
            recorded = _changed(request, event.number, letter=letter)
            return change_request(case, request, {"replies": recorded})
        case CorrectionReceived():
            return _pending(case, request, event)
        case CorrectionAccepted():
            return {**_replaced(case, event), "corrections": _others(case, event)}
        case CorrectionRefused():
            return {"corrections": _others(case, event)}
        case _:
            assert_never(event)


def _drafted(event: ReplyDrafted) -> Changes:
    on_its_way = Circulation(
        prepared_by=event.by, desks=event.desks, place=event.place, since=event.at
    )
    return {
        "drafted": event.reply,
        "drafted_corrects": event.corrects,
        "drafted_unlisted": event.unlisted,
        "circulation": on_its_way if event.desks else None,
    }


def _received(case: Consultation, request: Request, event: ReplyReceived) -> Changes:
    reply = ReceivedReply(
        number=event.number,
        reply=event.reply,
        signatory=event.signatory,
        delegated_by=event.delegated_by,
        received_at=event.at,
        late=event.late,
        days_late=event.days_late,
        version=event.version,
        outdated=event.outdated,
        answers=request.owed,
        corrects=event.corrects,
        entry=event.entry,
        form=event.form,
        unlisted=event.unlisted,
    )
    changed: Changes = {"replies": (*request.replies, reply), **NOTHING_DRAFTED}
    if request.stage in NO_REPLY:
        return changed
    if event.corrects:
        before = _taken_over(request, event.corrects.number, event.number)
        return {**changed, "replies": (*before, reply), "stage": Stage.ASSESSING}
    clock = request.clock.hold(Hold.ASSESSMENT, event.at)
    if request.clarification:
        clock = clock.release(case.calendar_of(request.agency), Hold.CLARIFICATION, event.at)
        changed |= change_clarification(request, closed_at=event.at)
    return {**changed, "stage": Stage.ASSESSING, "clock": clock}


def _pending(case: Consultation, request: Request, event: CorrectionReceived) -> Changes:
    """Before the officer; one that waits there already makes room for it."""
    clock = case.clock(event.at, case.policy.review_within)
    pending = PendingCorrection(
        agency=event.agency,
        request=event.request,
        corrects=event.corrects,
        reply=event.reply,
        signatory=event.signatory,
        delegated_by=event.delegated_by,
        received_at=event.at,
        version=event.version,
        form=event.form,
        unlisted=event.unlisted,
        clock=clock.hold(Hold.SUSPENSION, event.at) if case.stage is CaseStage.SUSPENDED else clock,
    )
    signed = change_request(case, request, NOTHING_DRAFTED)
    return {**signed, "corrections": (*_others(case, event), pending)}


def _others(
    case: Consultation,
    event: CorrectionReceived | CorrectionAccepted | CorrectionRefused | EntryDisputed,
) -> tuple[PendingCorrection, ...]:
    return tuple(each for each in case.corrections if each.agency != event.agency)


def _replaced(case: Consultation, event: CorrectionAccepted) -> Changes:
    """The correction counts from here on, with comments of its own, as late as the first was."""
    request = case.requests_of(event.agency)[event.request - 1]
    pending = next(each for each in case.corrections if each.agency == event.agency)
    first = request.replies[event.replaces - 1]
    reply = ReceivedReply(
        number=event.number,
        reply=pending.reply,
        signatory=pending.signatory,
        delegated_by=pending.delegated_by,
        form=pending.form,
        unlisted=pending.unlisted,
        received_at=pending.received_at,
        late=first.late,
        days_late=first.days_late,
        version=pending.version,
        answers=first.answers,
        basis=event.basis,
        decided_by=event.by,
        reasons=event.reasons,
        accepted=True,
        corrects=pending.corrects,
    )
    replies = (*_taken_over(request, event.replaces, event.number), reply)
    changed = change_present_or_earlier(case, request, {"replies": replies})
    return {**changed, "comments": with_comments_of(case, request, reply)}


def _disputed(case: Consultation, request: Request, event: EntryDisputed) -> Changes:
    """What it answered is owed again, and what it asked for is no comment of the agency."""
    disputed = request.replies[event.number - 1]
    answered = tuple(q for q in request.answered if q not in disputed.answers)
    comments = {
        id_: comment
        for id_, comment in case.comments.items()
        if comment not in case.comments_of(request) or comment.reply != event.number
    }
    asked_again: Changes = {
        "stage": Stage.AWAITING,
        "settled_at": None,
        "review": None,
        "contested": False,
        "answered": answered,
        "clock": after_dispute(case, request, event.at),
        "clock_from": event.at,
        "reminders": 0,
        "replies": _changed(request, event.number, entry_confirmed=False),
    }
    return {
        **change_request(case, request, asked_again),
        "comments": comments,
        "corrections": _others(case, event),
    }


def _taken_over(request: Request, number: int, by: int) -> tuple[ReceivedReply, ...]:
    return _changed(request, number, replaced_by=by)


def _changed(request: Request, number: int, **facts: Any) -> tuple[ReceivedReply, ...]:
    """The replies with one of them changed."""
    return tuple(
        reply.model_copy(update=facts) if reply.number == number else reply
        for reply in request.replies
    )
