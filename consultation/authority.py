"""Who may give which command: role by command by relation to the case."""

from enum import StrEnum

from consultation.commands import Command, Open
from consultation.labels import ROLES
from consultation.refusals import Refusal
from consultation.state import Consultation, State, Unopened
from consultation.values import Actor, AgencyCode, Role


class Relation(StrEnum):
    """How the actor must stand to the case."""

    DRAFTER = "drafter"
    ASKED = "asked"
    DRAFTER_OR_OFFICE = "drafter_or_office"
    OFFICE = "office"
    REMISS = "remiss"


DRAFTERS = frozenset({Role.OFFICER, Role.SUPERVISOR})
"""Who may draft, each for their own agency."""

_DRAFTERS = (Relation.DRAFTER, DRAFTERS)
_DRAFTERS_OR_OFFICE = (
    Relation.DRAFTER_OR_OFFICE,
    DRAFTERS | {Role.OFFICE},
)
_SUPERVISOR_OR_OFFICE = (Relation.DRAFTER_OR_OFFICE, frozenset({Role.SUPERVISOR, Role.OFFICE}))
_AGENCY = (Relation.ASKED, frozenset({Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD}))
_HEAD = (Relation.ASKED, frozenset({Role.AGENCY_HEAD}))
_OFFICE = (Relation.OFFICE, frozenset({Role.OFFICE}))
_REMISS = (Relation.REMISS, frozenset({Role.SYSTEM}))

AUTHORITY: dict[str, tuple[Relation, frozenset[Role]]] = {
    "open": _DRAFTERS,
    "add_agency": _DRAFTERS,
    "amend_draft": _DRAFTERS,
    "answer_clarification": _DRAFTERS,
    "decide_extension": _DRAFTERS,
    "rule_on_decline": _DRAFTERS_OR_OFFICE,
    "review": _DRAFTERS_OR_OFFICE,
    "dispose": _DRAFTERS,
    "use_late_reply": _DRAFTERS,
    "withdraw": _DRAFTERS,
    "suspend": _DRAFTERS_OR_OFFICE,
    "resume": _DRAFTERS_OR_OFFICE,
    "replace_officer": _SUPERVISOR_OR_OFFICE,
    "cancel": _DRAFTERS,
    "conclude": _DRAFTERS,
    "take_over": _OFFICE,
    "order_deadline": _OFFICE,
    "close_on_record": _OFFICE,
    "acknowledge": _AGENCY,
    "ask_clarification": _AGENCY,
    "request_extension": _AGENCY,
    "involve": _AGENCY,
    "contribute": _AGENCY,
    "reply": _AGENCY,
    "contest": _AGENCY,
    "sign": _AGENCY,
    "assign": _HEAD,
    "delegate": _HEAD,
    "send_back": _HEAD,
    "decline": _HEAD,
    "object": _HEAD,
    "adopt_calendar": _REMISS,
    "record_assessment": _REMISS,
    "time_passed": _REMISS,
}
"""Who may give a command. An agency's official signs only with a head's delegation."""

SEES_ALL = frozenset({Role.AUDITOR, Role.OFFICE, Role.SYSTEM})
"""Who may know of every case of the province."""


class Scorecard(StrEnum):
    """What is counted: whom agencies ask, how they answer, how the rubric judges."""

    DRAFTERS = "drafters"
    AGENCIES = "agencies"
    RULES = "rules"


SCORECARDS: dict[Scorecard, frozenset[Role]] = {
    Scorecard.DRAFTERS: frozenset({Role.AUDITOR, Role.OFFICE, Role.SUPERVISOR}),
    Scorecard.AGENCIES: frozenset({Role.AUDITOR, Role.OFFICE, Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Scorecard.RULES: frozenset({Role.AUDITOR, Role.OFFICE, Role.SUPERVISOR}),
}
"""Who reads which scorecards; those who do not see every case read their own agency's row."""

UPDATES = tuple(kind for kind, (relation, _) in AUTHORITY.items() if relation != Relation.REMISS)
"""The commands people may give; each is a Temporal Update of the same name."""


READS_REPORTS = frozenset({Role.AUDITOR, Role.OFFICE})
"""Who reads the daily reports; the Office hands the Chairman's on."""


def may_see(actor: Actor, case: Consultation) -> bool:
    """Whether `actor` may know that the case exists."""
    if actor.role in SEES_ALL:
        return True
    match actor.role:
        case Role.OFFICER | Role.SUPERVISOR:
            return actor.agency == case.drafting_agency.code
        case _:
            return actor.agency in case.requests


def check(state: State, command: Command) -> None:
    """Refuse what the actor may not do.

    Raises:
        Refusal: `consultation_not_found` or `request_not_found` for anything the actor may
            not know of, exactly as if it did not exist; else `not_permitted` or
            `not_the_officer_in_charge`.
    """
    actor = command.actor
    known = may_see(actor, state) if isinstance(state, Consultation) else command.kind == "open"
    if not known:
        raise Refusal("consultation_not_found")
    relation, roles = AUTHORITY[command.kind]
    if actor.role not in roles:
        raise not_permitted(actor, roles)
    match relation:
        case Relation.DRAFTER:
            _check_drafter(state, command)
        case Relation.DRAFTER_OR_OFFICE if actor.role is not Role.OFFICE:
            _check_drafter(state, command)
        case Relation.ASKED if actor.agency != getattr(command, "agency", None):
            raise Refusal("request_not_found")
        case _:
            pass


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
    """The refusal that names, as people call them, the actor's role and those that may."""
    allowed = [ROLES[role] for role in sorted(roles)]
    return Refusal("not_permitted", role=ROLES[actor.role], allowed=allowed)


def _check_drafter(state: State, command: Command) -> None:
    actor = command.actor
    if isinstance(state, Unopened):
        if isinstance(command, Open) and actor.agency != command.drafting_agency.code:
            raise Refusal("consultation_not_found")
    elif actor.role is not Role.SUPERVISOR and actor.id != state.officer.id:
        raise Refusal("not_the_officer_in_charge", officer=state.officer.name)
