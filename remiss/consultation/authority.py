"""Who may do what: action by relation to the case by role. One table, for commands and reads.

The rules, the API and its tests all ask this table; docs/authority.md is printed from it. An
address of the API names the row of what it does where it is written (`api/routes/`).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.state import Consultation
from remiss.consultation.values import Actor, AgencyCode, Role


class Relation(StrEnum):
    """How someone stands to a case, or to one agency's request in it."""

    IN_CHARGE = "in_charge"
    """The officer in charge, and every supervisor of the drafting agency."""
    DRAFTING = "drafting"
    """Another officer of the drafting agency."""
    ASKED = "asked"
    """Of an agency asked; where it is about one request, of the agency that request went to."""
    ALSO_ASKED = "also_asked"
    """Of another agency asked in the same case than the one the request went to."""
    AFTER_CLOSING = "after_closing"
    """The same, where the case is concluded and lets all asked read what that agency replied."""
    OVERSEEING = "overseeing"
    """The Office, Home Affairs and inspectors, for every case of the province."""
    RECUSED = "recused"
    """Home Affairs and inspectors whose own agency drafts or is asked: they know of the case, and
    do not oversee it."""
    REMISS = "remiss"
    """Remiss itself."""
    NONE = "none"
    """Nothing to do with the case: for them it does not exist."""


class About(StrEnum):
    """What an action is about."""

    PROVINCE = "province"
    """No case: whoever is signed in with the role may; lists hold only what they may see."""
    CASE = "case"
    REQUEST = "request"


Standing = tuple[Relation, Role]


class Rule(NamedTuple):
    """One row of the table: what it is about, and who may, in which standing."""

    about: About
    who: frozenset[Standing]

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in which someone may, in one standing or another."""
        return frozenset(role for _, role in self.who)


Officer, Supervisor = Role.OFFICER, Role.SUPERVISOR
Official, Head, Clerk = Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD, Role.CLERK
Office, HomeAffairs, Inspector = Role.OFFICE, Role.HOME_AFFAIRS, Role.INSPECTOR
Operator, Registrar = Role.OPERATOR, Role.REGISTRAR

_IN_CHARGE = frozenset({(Relation.IN_CHARGE, Officer), (Relation.IN_CHARGE, Supervisor)})
_SUPERVISOR = frozenset({(Relation.IN_CHARGE, Supervisor)})
_HOUSE = _IN_CHARGE | {(Relation.DRAFTING, Officer)}
_HEAD = frozenset({(Relation.ASKED, Head)})
_ASKED = _HEAD | {(Relation.ASKED, Official)}
_CLERK = frozenset({(Relation.ASKED, Clerk)})
_AGENCY = _ASKED | _CLERK
_OFFICE = frozenset({(Relation.OVERSEEING, Office)})
_INSPECTOR = frozenset({(Relation.OVERSEEING, Inspector)})
_OTHERS_AFTER_CLOSING = frozenset(
    (Relation.AFTER_CLOSING, role) for role in (Head, Official, Clerk)
)
_REMISS = frozenset({(Relation.REMISS, Role.SYSTEM)})
_READERS = _HOUSE | _OFFICE | _INSPECTOR | {(Relation.OVERSEEING, HomeAffairs)}


def _case(*who: frozenset[Standing]) -> Rule:
    return Rule(About.CASE, frozenset().union(*who))


def _request(*who: frozenset[Standing]) -> Rule:
    return Rule(About.REQUEST, frozenset().union(*who))


def _anyone_of(*roles: Role) -> Rule:
    return Rule(About.PROVINCE, frozenset((Relation.NONE, role) for role in roles))


_OF_CASES = (Officer, Supervisor, Official, Head, Clerk, Office, HomeAffairs, Inspector)
_EVERYONE = (*_OF_CASES, Operator, Registrar)
_EVALUATING = (Office, HomeAffairs, Inspector)

COMMANDS: dict[str, Rule] = {
    "open": _anyone_of(Officer, Supervisor),
    "add_agency": _case(_IN_CHARGE),
    "ask_outside": _case(_IN_CHARGE),
    "amend_draft": _case(_IN_CHARGE),
    "replace_draft_file": _case(_IN_CHARGE),
    "record_letter": _request(_IN_CHARGE),
    "suspend": _case(_IN_CHARGE, _OFFICE),
    "resume": _case(_IN_CHARGE, _OFFICE),
    "move_deadlines": _case(_IN_CHARGE),
    "move_return_date": _case(_IN_CHARGE),
    "replace_officer": _case(_SUPERVISOR, _OFFICE),
    "cancel": _case(_IN_CHARGE),
    "conclude": _case(_IN_CHARGE),
    "reopen": _case(_SUPERVISOR, _OFFICE),
    "answer_clarification": _request(_IN_CHARGE),
    "decide_extension": _request(_IN_CHARGE),
    "rule_on_decline": _request(_IN_CHARGE, _OFFICE),
    "follow_up": _request(_IN_CHARGE),
    "review": _request(_IN_CHARGE, _OFFICE),
    "lay_before_head": _request(_IN_CHARGE),
    "rule_on_correction": _request(_IN_CHARGE),
    "enter_reply": _request(_IN_CHARGE, _CLERK),
    "dispose": _request(_IN_CHARGE),
    "record_final_text": _case(_IN_CHARGE),
    "explain_wordings": _request(_IN_CHARGE),
    "use_late_reply": _request(_IN_CHARGE),
    "keep_from_others": _request(_IN_CHARGE),
    "let_others_read": _request(_IN_CHARGE),
    "withdraw": _request(_IN_CHARGE),
    "end_outside": _request(_IN_CHARGE),
    "urge": _request(_OFFICE),
    "take_over": _request(_OFFICE),
    "order_deadline": _request(_OFFICE),
    "close_on_record": _request(_OFFICE),
    "end_clarification": _request(_OFFICE),
    "acknowledge": _request(_AGENCY),
    "forward": _request(_CLERK),
    "record_reply_letter": _request(_AGENCY),
    "ask_clarification": _request(_ASKED),
    "request_extension": _request(_ASKED),
    "give_delay_reason": _request(_ASKED),
    "involve": _request(_ASKED),
    "contribute": _request(_ASKED),
    "reply": _request(_ASKED),
    "correct_reply": _request(_ASKED),
    "contest": _request(_ASKED),
    "sign": _request(_ASKED),
    "assign": _request(_HEAD),
    "delegate": _request(_HEAD),
    "pass_on": _request(_ASKED),
    "send_back": _request(_ASKED),
    "decline": _request(_HEAD),
    "confirm_referral": _request(_HEAD, _IN_CHARGE),
    "object": _request(_HEAD),
    "confirm_entry": _request(_HEAD),
    "adopt_calendar": _case(_REMISS),
    "end_lost": _case(_REMISS),
    "record_assessment": _request(_REMISS),
    "time_passed": _case(_REMISS),
}
"""Who may give a command. An agency's official signs only with a head's delegation or as the last
desk of its chain, sends back only from a desk of it, and an agency's own system is an official."""

READS: dict[str, Rule] = {
    "read_case": _case(_READERS, _AGENCY),
    "read_table": _case(_READERS, _AGENCY),
    "read_attachment": _case(_READERS, _AGENCY),
    "read_request": _request(_READERS, _AGENCY),
    "read_replies": _request(_READERS, _AGENCY, _OTHERS_AFTER_CLOSING),
    "read_letters_about": _request(_READERS),
    "read_apology": _case(_READERS),
    "read_review": _request(_READERS),
    "read_inside": _request(_INSPECTOR, _ASKED),
    "check_reply": _request(_ASKED),
    "read_own_opinions": _request(_AGENCY),
}
"""Who may read what of a case. Agencies read the table once the case is concluded."""

OF_THE_PROVINCE: dict[str, Rule] = {
    "list_cases": _anyone_of(*_OF_CASES),
    "look_up_command": _anyone_of(*_OF_CASES),
    "rehearse": _anyone_of(Officer, Supervisor),
    "ask_urgency": _anyone_of(Officer),
    "read_urgent_openings": _anyone_of(Officer, Supervisor),
    "decide_urgency": _anyone_of(Supervisor),
    "read_inbox": _anyone_of(Official, Head, Clerk),
    "read_load": _anyone_of(Head),
    "read_tasks": _anyone_of(Officer, Supervisor, Office),
    "read_notices": _anyone_of(*_OF_CASES),
    "read_deliveries": _anyone_of(Office, Inspector, Operator),
    "read_registry": _anyone_of(*_EVERYONE),
    "read_people": _anyone_of(Officer, Supervisor, Official, Head, Clerk, Office, Registrar),
    "read_unlisted_people": _anyone_of(Office, Registrar),
    "read_ended_bodies": _anyone_of(Office, Registrar),
    "read_calendar": _anyone_of(*_EVERYONE),
    "read_procedures": _anyone_of(*_EVERYONE),
    "keep_calendar": _anyone_of(Office),
    "upload": _anyone_of(Officer, Supervisor, Official, Head, Clerk, Office),
    "read_scorecards_of_drafters": _anyone_of(Supervisor, *_EVALUATING),
    "read_scorecards_of_agencies": _anyone_of(Supervisor, Head, *_EVALUATING),
    "read_scorecards_of_rules": _anyone_of(Supervisor, *_EVALUATING),
    "read_scorecard_of_province": _anyone_of(*_EVALUATING),
    "read_own_figures": _anyone_of(Officer, Supervisor, Official, Head),
    "read_figure_events": _anyone_of(*_EVALUATING),
    "explain_figures": _anyone_of(Head),
    "read_sheets": _anyone_of(Supervisor, Head, *_EVALUATING),
    "read_index": _anyone_of(*_EVALUATING),
    "read_task_list": _anyone_of(Official, Head, HomeAffairs),
    "read_sheet_letter": _anyone_of(Office, HomeAffairs),
    "read_looks": _anyone_of(*_EVERYONE),
    "inspect": _anyone_of(Inspector),
    "read_stalls": _anyone_of(Office, Inspector),
    "urge_several": _anyone_of(Office),
    "read_reports": _anyone_of(Office, Inspector),
    "read_checkpoints": _anyone_of(Office, Inspector, Operator),
}
"""Who may do what is not about one case. Whoever does not see every case reads their own part."""

AUTHORITY: Mapping[str, Rule] = {**COMMANDS, **READS, **OF_THE_PROVINCE}

DRAFTERS = COMMANDS["open"].roles
"""Who may draft, each for their own agency."""
ANSWERING = COMMANDS["acknowledge"].roles
"""Who is asked, rather than asking or overseeing."""
RECUSABLE = frozenset({HomeAffairs, Inspector, Role.AUDITOR})
"""Who oversees every case but those to which their own agency is a party."""
SEES_ALL = frozenset({*_EVALUATING, Role.SYSTEM})
"""Who may know of every case of the province."""


class Scorecard(StrEnum):
    """What is counted: whom agencies ask, how they answer, how the rubric judges."""

    DRAFTERS = "drafters"
    AGENCIES = "agencies"
    RULES = "rules"


SCORECARDS: dict[Scorecard, frozenset[Role]] = {
    card: AUTHORITY[f"read_scorecards_of_{card}"].roles for card in Scorecard
}

UPDATES = tuple(kind for kind, rule in COMMANDS.items() if rule.who != _REMISS)
"""The commands people may give; each is a Temporal Update of the same name."""


def relation(actor: Actor, case: Consultation, agency: AgencyCode | None = None) -> Relation:
    """How `actor` stands to the case, or to its request to `agency`."""
    match actor.role:
        case Role.SYSTEM:
            return Relation.REMISS
        case Role.OFFICE | Role.HOME_AFFAIRS | Role.INSPECTOR | Role.AUDITOR:
            recused = actor.role in RECUSABLE and _is_party(actor, case)
            return Relation.RECUSED if recused else Relation.OVERSEEING
        case Role.OFFICER | Role.SUPERVISOR:
            return _among_drafters(actor, case)
        case Role.AGENCY_OFFICIAL | Role.AGENCY_HEAD | Role.CLERK:
            return _among_asked(actor, case, agency)
        case Role.OPERATOR | Role.REGISTRAR:
            return Relation.NONE


def _is_party(actor: Actor, case: Consultation) -> bool:
    return actor.agency in {case.drafting_agency.code, *case.requests}


def _among_drafters(actor: Actor, case: Consultation) -> Relation:
    if actor.agency != case.drafting_agency.code:
        return Relation.NONE
    covers = actor.role is Role.SUPERVISOR or actor.id == case.officer.id
    return Relation.IN_CHARGE if covers else Relation.DRAFTING


def _among_asked(actor: Actor, case: Consultation, agency: AgencyCode | None) -> Relation:
    request = case.requests.get(actor.agency or "")
    if request is None or request.outside:
        return Relation.NONE
    if agency in {None, actor.agency}:
        return Relation.ASKED
    asked = agency in case.requests and case.replies_are_shared
    shared = asked and not case.kept_from_others(agency)
    return Relation.AFTER_CLOSING if shared else Relation.ALSO_ASKED


def may_see(actor: Actor, case: Consultation) -> bool:
    """Whether `actor` may know that the case exists."""
    return relation(actor, case) is not Relation.NONE


def may(actor: Actor, action: str, standing: Relation) -> bool:
    """Whether the table lets `actor` do this in such a standing."""
    return (standing, actor.role) in AUTHORITY[action].who
