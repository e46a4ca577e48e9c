"""Not ours: an agency says of a question that it is another's, and somebody settles that.

“tuyệt đối không được đùn đẩy, lòng vòng, né tránh”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.h).
"""

from typing import assert_never

from remiss.consultation.life.declining.circle import goes_in_circles
from remiss.consultation.life.declining.evolve import after_refusal
from remiss.consultation.life.declining.follow_up import drafters_own, opened_outside, record_step
from remiss.consultation.life.declining.messages import (
    ConfirmReferral,
    DeclineConfirmed,
    DeclineQuestions,
    DeclineRebutted,
    DeclineRefused,
    DecliningCommand,
    QuestionsDeclined,
    RecordFollowUp,
    RuleOnDecline,
)
from remiss.consultation.life.declining.referral import referral_meant
from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.asking import asked_instead
from remiss.consultation.life.preconditions import duplicates, request_of, with_agency
from remiss.consultation.life.reviewing.messages import Reviewer
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import mandate_for
from remiss.consultation.rule_number import HONEST_NOT_HIT
from remiss.consultation.state import Consultation, Decline, Request
from remiss.consultation.values import Declined, Directory, Role

MOST_QUOTED = 2_000
"""Characters of a reply that stand as reasons, at most."""


def decide(case: Consultation, command: DecliningCommand) -> tuple[Event, ...]:
    match command:
        case DeclineQuestions():
            return decline(case, command)
        case ConfirmReferral():
            return confirm_referral(case, command)
        case RuleOnDecline():
            return rule_on(case, command)
        case RecordFollowUp():
            return record_step(case, command)
        case _:
            assert_never(command)


def decline(case: Consultation, command: DeclineQuestions) -> tuple[Event, ...]:
    """What the registry contradicts is settled at once; a person rules on the rest.

    The registry contradicts an agency whose own mandate covers the field it names, and one that
    names an agency whose mandate does not; of a body outside it the registry knows nothing. A
    question that comes back to an agency which had declined it goes round in circles: the Office
    rules on it.
    """
    request = with_agency(case, command.agency)
    return (_declined(case, request, command, command.declined, reasons=command.reasons),)


def confirm_referral(case: Consultation, command: ConfirmReferral) -> tuple[Event, ...]:
    """Words of the last reply, meant as a decline: from here on it is one like any other."""
    request = request_of(case, command.agency)
    referral = referral_meant(request, command)
    reasons = command.reasons or referral.span[:MOST_QUOTED]
    declined = _declined(case, request, command, (command.declined,), reasons=reasons)
    return (declined.model_copy(update={"referral": referral}),)


def _declined(
    case: Consultation,
    request: Request,
    command: DeclineQuestions | ConfirmReferral,
    named: tuple[Declined, ...],
    *,
    reasons: str,
) -> QuestionsDeclined:
    rules = case.policy.decline
    if rules is None:
        raise Refusal("decline_not_foreseen")
    _check(request, command.directory, named)
    found = (_rebuttal(case, request, declined, command.directory) for declined in named)
    rebutted = tuple(rebuttal for rebuttal in found if rebuttal)
    open_ones = len(rebutted) < len(named)
    codes = {declined.to for declined in named}
    circles = goes_in_circles(case, command.agency, named)
    return QuestionsDeclined(
        agency=command.agency,
        at=command.at,
        declined=named,
        contradicted=rebutted,
        profiles=tuple(a for a in command.directory.agencies if a.code in codes),
        reasons=reasons,
        by=command.actor.person,
        before=Reviewer.OFFICE if circles else Reviewer.OFFICER,
        settle_by=case.until(command.at, rules.settle_within) if open_ones else None,
    )


def rule_on(case: Consultation, command: RuleOnDecline) -> tuple[Event, ...]:
    """Confirm, and ask the agency named; or refuse with reasons, and the question stays.

    Nobody can ask a body outside the registry: the drafter then says what becomes of the question.
    """
    request = request_of(case, command.agency)
    pending = _pending(request, command)
    by = command.actor.person
    if command.confirmed:
        confirmed = DeclineConfirmed(
            agency=command.agency,
            at=command.at,
            question=command.question,
            to=pending.declined.to,
            body=pending.declined.body,
            by=by,
            reasons=command.reasons,
        )
        return (confirmed, *moved_on(case, request, pending, confirmed))
    if command.reasons is None:
        raise Refusal("reasons_needed_to_refuse")
    return (
        DeclineRefused(
            agency=command.agency,
            at=command.at,
            question=command.question,
            by=by,
            reasons=command.reasons,
            due_at=after_refusal(case, request, command.at).due_at,
        ),
    )


def moved_on(
    case: Consultation, request: Request, decline: Decline, confirmed: DeclineConfirmed
) -> tuple[Event, ...]:
    """Where the question goes: to the agency named, or into the drafter's hands."""
    declined = decline.declined
    if declined.body is not None:
        return opened_outside(case, request, declined.question, declined.body, confirmed.at)
    if declined.to == case.drafting_agency.code and case.rules >= HONEST_NOT_HIT:
        own = drafters_own(case, declined)
        return opened_outside(case, request, declined.question, own, confirmed.at)
    return asked_instead(case, decline, confirmed.at)


def _pending(request: Request, command: RuleOnDecline) -> Decline:
    pending = next(
        (d for d in request.pending_declines if d.declined.question == command.question), None
    )
    if pending is None or request.settled:
        raise Refusal("no_decline_to_settle", agency=request.agency.name)
    by_office = command.actor.role is Role.OFFICE
    if by_office != (pending.before is Reviewer.OFFICE):
        raise Refusal("before_another_reviewer", reviewer=pending.before)
    if by_office and command.actor.agency == command.agency:
        raise Refusal("judge_in_own_case", agency=request.agency.name)
    return pending


def _check(request: Request, directory: Directory, named: tuple[Declined, ...]) -> None:
    if twice := duplicates(declined.question for declined in named):
        raise Refusal("question_declined_twice", questions=twice)
    before = {d.declined.question for d in request.declines}
    for declined in named:
        if declined.question in before:
            raise Refusal("declined_before", question=declined.question)
        if declined.question not in request.owed:
            raise Refusal("question_not_owed", question=declined.question, owed=list(request.owed))
        if declined.to == request.agency.code:
            raise Refusal("declined_to_itself", question=declined.question)
        if declined.to and directory.agency(declined.to) is None:
            raise Refusal("unknown_agency", agency=declined.to)
        if declined.field not in directory.fields:
            raise Refusal("unknown_field", question=declined.question, field=declined.field)


def _rebuttal(
    case: Consultation, request: Request, declined: Declined, directory: Directory
) -> DeclineRebutted | None:
    """What the registry has against it; of a matter above the province's powers, nothing."""
    if declined.to is None:
        return None
    territories = case.draft.territories
    own = mandate_for(request.agency, declined.field, territories)
    if own is not None:
        return DeclineRebutted(declined=declined, mandate=own)
    target = directory.agency(declined.to)
    assert target is not None  # noqa: S101 -- checked before
    if mandate_for(target, declined.field, territories) is None:
        return DeclineRebutted(declined=declined, mandate=None)
    return None
