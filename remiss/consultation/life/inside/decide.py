"""Inside the agency asked: who does what, each step with a name and a time.

“cá thể hóa trách nhiệm cá nhân trong từng khâu”
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.d).
"""

from typing import assert_never

from remiss.consultation.life.events import Event
from remiss.consultation.life.inside.circulation import pass_on, send_back
from remiss.consultation.life.inside.messages import (
    Acknowledge,
    Assign,
    ColleagueInvolved,
    Contribute,
    ContributionGiven,
    DelegateSignature,
    Forward,
    InsideCommand,
    InternalDeadlineSet,
    InvolveColleague,
    OfficialAssigned,
    PassOn,
    RequestAcknowledged,
    RequestForwarded,
    SendBackDraft,
    SignatureDelegated,
)
from remiss.consultation.life.preconditions import at_work, with_agency
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import HONEST_NOT_HIT, INTERNAL_DEADLINES
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Person, Role


def decide(  # noqa: C901, PLR0911 -- one arm for each command
    case: Consultation, command: InsideCommand
) -> tuple[Event, ...]:
    match command:
        case Acknowledge():
            return acknowledge(case, command)
        case Assign():
            return assign(case, command)
        case Forward():
            return forward(case, command)
        case DelegateSignature():
            return delegate(case, command)
        case InvolveColleague():
            return involve(case, command)
        case Contribute():
            return contribute(case, command)
        case PassOn():
            return pass_on(case, command)
        case SendBackDraft():
            return send_back(case, command)
        case _:
            assert_never(command)


def acknowledge(case: Consultation, command: Acknowledge) -> tuple[Event, ...]:
    request = with_agency(case, command.agency)
    if request.acknowledged:
        raise Refusal("already_acknowledged", acknowledged_at=request.acknowledged.at)
    by = command.actor.person
    return (RequestAcknowledged(agency=command.agency, at=command.at, by=by),)


def assign(case: Consultation, command: Assign) -> tuple[Event, ...]:
    request = at_work(case, command.agency)
    if command.deputy and command.deputy.id == command.official.id:
        raise Refusal("deputy_of_oneself", official=command.official.name)
    until = command.deputy_until
    if until and command.deputy is None:
        raise Refusal("nobody_stands_in")
    if until and until <= command.at:
        raise Refusal("cover_is_over", until=until)
    set_by_head = _internal_deadline(case, request, command)
    return (
        OfficialAssigned(
            agency=command.agency,
            at=command.at,
            official=command.official,
            deputy=command.deputy,
            by=command.actor.person,
            relieved=_relieved(
                case, (request.official, request.deputy), (command.official, command.deputy)
            ),
            unlisted=command.unlisted,
            deputy_until=until,
            reason=command.reason,
        ),
        *set_by_head,
    )


def _internal_deadline(
    case: Consultation, request: Request, command: Assign
) -> tuple[InternalDeadlineSet, ...]:
    """Ahead of the present, and not beyond the deadline of the request itself."""
    due = command.internal_due_at
    if due is None:
        return ()
    if case.rules < INTERNAL_DEADLINES:
        raise Refusal("no_internal_deadline_here")
    if due <= command.at:
        raise Refusal("internal_deadline_is_past", until=due)
    if due > request.due_at:
        raise Refusal("internal_deadline_beyond", until=due, due_at=request.due_at)
    return (
        InternalDeadlineSet(
            agency=command.agency,
            at=command.at,
            internal_due_at=due,
            official=command.official,
            by=command.actor.person,
        ),
    )


def forward(case: Consultation, command: Forward) -> tuple[Event, ...]:
    """To whoever heads the agency, or to somebody named; passed on again, the last counts."""
    before = at_work(case, command.agency).forwarded
    listed = command.named.find(command.to.id) if command.named and command.to else None
    return (
        RequestForwarded(
            agency=command.agency,
            at=command.at,
            to=command.to,
            leads=command.to is None or (listed is not None and Role.AGENCY_HEAD in listed.roles),
            note=command.note,
            by=command.actor.person,
            relieved=_relieved(case, (before.to if before else None,), (command.to,)),
            unlisted=command.unlisted,
        ),
    )


def delegate(case: Consultation, command: DelegateSignature) -> tuple[Event, ...]:
    """Lend the signature for a time; a later delegation takes the place of this one."""
    request = at_work(case, command.agency)
    lent = request.delegation
    before = lent.to if lent and lent.until > command.at else None
    if command.until <= max(command.since, command.at):
        raise Refusal("delegation_is_over", until=command.until)
    return (
        SignatureDelegated(
            agency=command.agency,
            at=command.at,
            to=command.to,
            since=command.since,
            until=command.until,
            reason=command.reason,
            by=command.actor.person,
            relieved=_relieved(case, (before,), (command.to,)),
            unlisted=command.unlisted,
        ),
    )


def _relieved(
    case: Consultation, before: tuple[Person | None, ...], now: tuple[Person | None, ...]
) -> tuple[Person, ...]:
    """Who had a part before and has none now: they are told that it is no longer theirs."""
    if case.rules < HONEST_NOT_HIT:
        return ()
    kept = {person.id for person in now if person}
    return tuple(person for person in before if person and person.id not in kept)


def involve(case: Consultation, command: InvolveColleague) -> tuple[Event, ...]:
    at_work(case, command.agency)
    return (
        ColleagueInvolved(
            agency=command.agency,
            at=command.at,
            colleague=command.colleague,
            part=command.part,
            by=command.actor.person,
            unlisted=command.unlisted,
        ),
    )


def contribute(case: Consultation, command: Contribute) -> tuple[Event, ...]:
    request, by = at_work(case, command.agency), command.actor.person
    asked = [part for part in request.involved if part.colleague.id == by.id and not part.given_at]
    if not asked:
        raise Refusal("no_part_to_give")
    return (ContributionGiven(agency=command.agency, at=command.at, text=command.text, by=by),)
