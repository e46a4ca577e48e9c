"""Permission: what the table of authority does not allow is refused, and nothing given away."""

from remiss.consultation.authority import (
    AUTHORITY,
    SCORECARDS,
    SEES_ALL,
    About,
    Relation,
    Scorecard,
    may,
    relation,
)
from remiss.consultation.life.commands import Command, Open
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State
from remiss.consultation.values import Actor, AgencyCode, Role
from remiss.texts import Bilingual


def permit(
    actor: Actor, action: str, case: Consultation | None, agency: AgencyCode | None = None
) -> None:
    """Refuse what `actor` may not do in this case, or about its request to `agency`.

    Raises:
        Refusal: `consultation_not_found` or `request_not_found` for anything the actor may
            not know of, exactly as if it did not exist; else `not_permitted`, `party_to_the_case`
            or `not_the_officer_in_charge`.
    """
    rule = AUTHORITY[action]
    if case is None:
        raise Refusal("consultation_not_found")
    standing = relation(actor, case, agency if rule.about is About.REQUEST else None)
    if may(actor, action, standing):
        return
    match standing:
        case Relation.NONE:
            raise Refusal("consultation_not_found")
        case Relation.ALSO_ASKED | Relation.AFTER_CLOSING:
            raise Refusal("request_not_found")
        case Relation.RECUSED if (Relation.OVERSEEING, actor.role) in rule.who:
            raise Refusal("party_to_the_case", agency=_own_agency(actor, case))
        case Relation.DRAFTING if actor.role in rule.roles:
            raise Refusal("not_the_officer_in_charge", officer=case.officer.name)
        case _:
            raise not_permitted(actor, rule.roles)


def _own_agency(actor: Actor, case: Consultation) -> Bilingual:
    asked = case.requests.get(actor.agency or "")
    return asked.agency.name if asked else case.drafting_agency.name


def permit_role(actor: Actor, action: str) -> None:
    """Refuse whose role may not do what is about no case.

    Raises:
        Refusal: `not_permitted`.
    """
    if not may(actor, action, Relation.NONE):
        raise not_permitted(actor, AUTHORITY[action].roles)


def check_command(state: State, command: Command) -> None:
    """Refuse a command its actor may not give.

    Raises: as `permit`.
    """
    if isinstance(command, Open):
        _check_opening(state, command)
        return
    case = state if isinstance(state, Consultation) else None
    permit(command.actor, command.kind, case, getattr(command, "agency", None))


def _check_opening(state: State, command: Open) -> None:
    """Each drafts for their own agency; a case that is open already is its officer's."""
    actor = command.actor
    permit_role(actor, command.kind)
    known = state if isinstance(state, Consultation) else command
    if actor.agency != known.drafting_agency.code:
        raise Refusal("consultation_not_found")
    if isinstance(state, Consultation) and relation(actor, state) is Relation.DRAFTING:
        raise Refusal("not_the_officer_in_charge", officer=state.officer.name)


def scorecard_scope(actor: Actor, scorecard: Scorecard) -> AgencyCode | None:
    """The one agency whose row `actor` may read; None for all of them.

    Raises:
        Refusal: `not_permitted`, also for a person of no agency who may read only their own.
    """
    roles = SCORECARDS[scorecard]
    everything = actor.role in SEES_ALL
    if actor.role not in roles or not (everything or actor.agency):
        raise not_permitted(actor, roles)
    return None if everything else actor.agency


def not_permitted(actor: Actor, roles: frozenset[Role]) -> Refusal:
    """The refusal that names the actor's role and those that may."""
    return Refusal("not_permitted", role=actor.role, allowed=sorted(roles))
