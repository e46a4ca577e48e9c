"""Not ours: an agency says of a question that it is another's, and somebody settles that.

“tuyệt đối không được đùn đẩy, lòng vòng, né tránh”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.h).
"""

from typing import assert_never

from remiss.consultation.life.declining.evolve import after_refusal
from remiss.consultation.life.declining.messages import (
    DeclineConfirmed,
    DeclineQuestions,
    DeclineRebutted,
    DeclineRefused,
    DecliningCommand,
    QuestionsDeclined,
    RuleOnDecline,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.opening.asking import asked_instead
from remiss.consultation.life.preconditions import duplicates, request_of, with_agency
from remiss.consultation.life.reviewing.messages import Reviewer
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import mandate_for
from remiss.consultation.state import Consultation, Decline, Request
from remiss.consultation.values import Agency, Declined, Role


def decide(case: Consultation, command: DecliningCommand) -> tuple[Event, ...]:
    match command:
        case DeclineQuestions():
            return decline(case, command)
        case RuleOnDecline():
            return rule_on(case, command)
        case _:
            assert_never(command)


def decline(case: Consultation, command: DeclineQuestions) -> tuple[Event, ...]:
    """What the registry contradicts is settled at once; a person rules on the rest.

    The registry contradicts an agency whose own mandate covers the field it names, and one that
    names an agency whose mandate does not. A question that comes back to an agency which had
    declined it goes round in circles: the Office rules on it.
    """
    request = with_agency(case, command.agency)
    rules = case.policy.decline
    if rules is None:
        raise Refusal("decline_not_foreseen")
    _check(request, command)
    rebutted = tuple(
        rebuttal
        for declined in command.declined
        if (rebuttal := _rebuttal(case, request, declined, command))
    )
    open_ones = len(rebutted) < len(command.declined)
    named = {declined.to for declined in command.declined}
    return (
        QuestionsDeclined(
            agency=command.agency,
            at=command.at,
            declined=command.declined,
            contradicted=rebutted,
            profiles=tuple(a for a in command.directory.agencies if a.code in named),
            reasons=command.reasons,
            by=command.actor.person,
            before=Reviewer.OFFICE if _circles(case, command) else Reviewer.OFFICER,
            settle_by=case.calendar.add(command.at, rules.settle_within) if open_ones else None,
        ),
    )


def rule_on(case: Consultation, command: RuleOnDecline) -> tuple[Event, ...]:
    """Confirm, and ask the agency named; or refuse with reasons, and the question stays."""
    request = request_of(case, command.agency)
    pending = _pending(request, command)
    by = command.actor.person
    if command.confirmed:
        confirmed = DeclineConfirmed(
            agency=command.agency,
            at=command.at,
            question=command.question,
            to=pending.declined.to,
            by=by,
            reasons=command.reasons,
        )
        return (confirmed, *asked_instead(case, pending, command.at))
    if command.reasons is None:
        raise Refusal("reasons_needed_to_refuse")
    return (
        DeclineRefused(
            agency=command.agency,
            at=command.at,
            question=command.question,
            by=by,
            reasons=command.reasons,
            due_at=after_refusal(case, request.clock, command.at).due_at,
        ),
    )


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


def _check(request: Request, command: DeclineQuestions) -> None:
    questions = [declined.question for declined in command.declined]
    if twice := duplicates(questions):
        raise Refusal("question_declined_twice", questions=twice)
    before = {d.declined.question for d in request.declines}
    for declined in command.declined:
        if declined.question in before:
            raise Refusal("declined_before", question=declined.question)
        if declined.question not in request.owed:
            raise Refusal("question_not_owed", question=declined.question, owed=list(request.owed))
        if declined.to == command.agency:
            raise Refusal("declined_to_itself", question=declined.question)
        if command.directory.agency(declined.to) is None:
            raise Refusal("unknown_agency", agency=declined.to)
        if declined.field not in command.directory.fields:
            raise Refusal("unknown_field", question=declined.question, field=declined.field)


def _rebuttal(
    case: Consultation, request: Request, declined: Declined, command: DeclineQuestions
) -> DeclineRebutted | None:
    territories = case.draft.territories
    own = mandate_for(request.agency, declined.field, territories)
    if own is not None:
        return DeclineRebutted(declined=declined, mandate=own)
    target = _named(command, declined)
    if mandate_for(target, declined.field, territories) is None:
        return DeclineRebutted(declined=declined, mandate=None)
    return None


def _named(command: DeclineQuestions, declined: Declined) -> Agency:
    found = command.directory.agency(declined.to)
    assert found is not None  # noqa: S101 -- checked before
    return found


def _circles(case: Consultation, command: DeclineQuestions) -> bool:
    """Whether a question would go back to an agency that had declined it itself."""
    return any(
        declined.question in request.transferred
        for declined in command.declined
        for request in case.requests_of(declined.to)
    )
