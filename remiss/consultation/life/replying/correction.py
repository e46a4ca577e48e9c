"""Đính chính, thay thế: a reply corrected before its case is concluded, the earlier one on record.

While it is in review the new one takes its place there. One that counts already stands until the
officer accepts the correction, or lets the time for that pass.
docs/decisions/0046-a-reply-is-corrected-on-record.md
"""

from collections.abc import Iterator

from remiss.consultation.life.events import Event
from remiss.consultation.life.preconditions import request_of
from remiss.consultation.life.replying.desks import way_of
from remiss.consultation.life.replying.messages import (
    CorrectionAccepted,
    CorrectionReceived,
    CorrectionRefused,
    CorrectReply,
    RuleOnCorrection,
    SignReply,
)
from remiss.consultation.life.replying.signatory import check_signatory, form_of, may_sign
from remiss.consultation.life.replying.taken_reply import (
    check_reply,
    lent_by,
    prepared,
    received,
    unlisted_in,
    version_answered,
)
from remiss.consultation.life.reviewing.messages import Basis
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import (
    CaseStage,
    Consultation,
    PendingCorrection,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.values import AgencyCode, Reply, ReplyCorrection


def correct(case: Consultation, command: CorrectReply) -> tuple[Event, ...]:
    """The correction of whoever may sign counts at once; another's waits for a signature."""
    request = request_of(case, command.agency)
    _check_correctable(case, request, command.corrects)
    check_reply(case, request, command.reply)
    way = way_of(case, request, command)
    if may_sign(request, command.actor, command.at, way):
        return (_received(case, request, command, command.corrects, command.reply),)
    return (prepared(command, way),)


def sign_correction(
    case: Consultation, command: SignReply, corrects: ReplyCorrection, reply: Reply
) -> tuple[Event, ...]:
    """The prepared correction, signed; its text is the one the signatory read."""
    request = request_of(case, command.agency)
    _check_correctable(case, request, corrects)
    check_signatory(request, command)
    if command.reply_sha256 != reply.sha256():
        raise Refusal("another_text_to_sign")
    return (_received(case, request, command, corrects, reply),)


def rule_on_correction(case: Consultation, command: RuleOnCorrection) -> tuple[Event, ...]:
    """Accepted it replaces the reply; refused, with reasons, that reply stands."""
    pending = pending_of(case, command.agency)
    if pending is None:
        raise Refusal(
            "no_correction_to_rule_on", agency=request_of(case, command.agency).agency.name
        )
    by = command.actor.person
    if command.accepted:
        facts = {"basis": Basis.REVIEW, "by": by, "reasons": command.reasons}
        return (accept(case, pending).model_copy(update={"at": command.at, **facts}),)
    if command.reasons is None:
        raise Refusal("correction_needs_reason")
    return (
        CorrectionRefused(
            agency=command.agency,
            at=command.at,
            request=pending.request,
            stands=pending.corrects.number,
            by=by,
            reasons=command.reasons,
        ),
    )


def accept(case: Consultation, pending: PendingCorrection) -> CorrectionAccepted:
    """The event that accepts it because its time has passed; whoever decides says so in it."""
    request = case.requests_of(pending.agency)[pending.request - 1]
    return CorrectionAccepted(
        agency=pending.agency,
        at=pending.clock.due_at,
        request=pending.request,
        number=len(request.replies) + 1,
        replaces=pending.corrects.number,
        basis=Basis.REVIEW_LAPSED,
    )


def next_to_lapse(case: Consultation) -> PendingCorrection | None:
    """The correction whose time runs out first; none does while the case does not run."""
    if case.stage is not CaseStage.OPEN:
        return None
    return min(case.corrections, key=lambda each: each.clock.due_at, default=None)


def pending_of(case: Consultation, agency: AgencyCode) -> PendingCorrection | None:
    return next((each for each in case.corrections if each.agency == agency), None)


def correctable(request: Request) -> Iterator[ReceivedReply]:
    """The reply in review, or each that counts once the request is answered."""
    last = request.replies[-1:]
    if request.stage is Stage.IN_REVIEW:
        yield from last
    if request.stage is Stage.ANSWERED:
        yield from (
            reply for reply in request.replies if reply.stands and (reply.accepted or reply in last)
        )


def _check_correctable(case: Consultation, request: Request, corrects: ReplyCorrection) -> None:
    if case.stage not in {CaseStage.OPEN, CaseStage.SUSPENDED}:
        raise Refusal("correction_after_the_end", stage=case.stage)
    numbers = [reply.number for reply in correctable(request)]
    if not numbers:
        raise Refusal("nothing_to_correct", agency=request.agency.name)
    if corrects.number not in numbers:
        raise Refusal("another_reply_to_correct", number=corrects.number, numbers=numbers)
    pending = pending_of(case, request.agency.code)
    if pending and pending.request != request.ordinal:
        raise Refusal("correction_awaits_ruling", review_due_at=pending.clock.due_at)


def _received(
    case: Consultation,
    request: Request,
    command: SignReply | CorrectReply,
    corrects: ReplyCorrection,
    reply: Reply,
) -> Event:
    """In review it is a reply like any other, as late as the one whose place it takes.

    In place of one that was returned and contested, it is as late as if given when that was.
    """
    if request.stage is Stage.IN_REVIEW:
        first = request.replies[corrects.number - 1]
        as_late = {"late": first.late, "days_late": first.days_late}
        fresh = received(case, request, command, reply)
        late = {} if request.contested else as_late
        return fresh.model_copy(update={"corrects": corrects, **late})
    return CorrectionReceived(
        agency=command.agency,
        at=command.at,
        request=request.ordinal,
        corrects=corrects,
        reply=reply,
        signatory=command.actor.person,
        delegated_by=lent_by(request, command),
        version=version_answered(case, reply),
        review_due_at=case.until(command.at, case.policy.review_within),
        form=form_of(case, request, command),
        unlisted=unlisted_in(request, command),
    )
