"""In which of several roles a person acts, and that holding several allows no more than each."""

from itertools import combinations

import pytest

from remiss.consultation.acting import PRECEDENCE, acting, needs_case
from remiss.consultation.authority import AUTHORITY, About, Relation, relation
from remiss.consultation.values import Actor, Role
from tests.given.case import FINANCE, HOME, OFFICER, SUPERVISOR, given, opening

PAIRS = list(combinations([role for role in PRECEDENCE if role is not Role.SYSTEM], 2))
CASE = given(opening())
AGENCIES = (HOME.code, FINANCE.code, "H99.99")


def holding(*roles: Role, agency: str, person: str = "someone") -> list[Actor]:
    return [Actor(id=person, name="Người nào đó", role=role, agency=agency) for role in roles]


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_two_roles_may_just_what_one_or_the_other_may(pair: tuple[Role, Role]) -> None:
    """Every action, of the drafting agency, one asked and a stranger, about each request."""
    for action in AUTHORITY:
        rule = AUTHORITY[action]
        for own in AGENCIES:
            for person in ("someone", OFFICER.id):
                held = holding(*pair, agency=own, person=person)
                for asked in AGENCIES:
                    where = asked if rule.about is About.REQUEST else None
                    allowed = {a.role for a in held if _may(a, action, where)}
                    chosen = acting(held, action, CASE, asked)
                    assert chosen in held
                    assert (chosen.role in allowed) == bool(allowed), (action, own, asked)


def test_every_role_has_its_place() -> None:
    """A role that is added is ranked, or nobody could act in it beside another."""
    assert set(PRECEDENCE) >= {role for rule in AUTHORITY.values() for role in rule.roles}


def test_a_leader_acts_as_one() -> None:
    """Who leads and drafts rules as a leader; who heads and prepares signs as the head."""
    both = holding(Role.OFFICER, Role.SUPERVISOR, agency=HOME.code)
    assert acting(both, "conclude", CASE, None).role is Role.SUPERVISOR
    asked = holding(Role.AGENCY_OFFICIAL, Role.AGENCY_HEAD, agency=FINANCE.code)
    assert acting(asked, "reply", CASE, FINANCE.code).role is Role.AGENCY_HEAD


def test_an_agency_drafts_one_case_and_is_asked_in_another() -> None:
    """The same account acts as the drafter of the one, and for its agency in the other."""
    roles = (Role.OFFICER, Role.AGENCY_OFFICIAL)
    drafting = holding(*roles, agency=HOME.code, person=OFFICER.id)
    assert acting(drafting, "read_case", CASE, None).role is Role.OFFICER
    asked = holding(*roles, agency=FINANCE.code)
    assert acting(asked, "read_case", CASE, None).role is Role.AGENCY_OFFICIAL
    assert acting(asked, "acknowledge", CASE, FINANCE.code).role is Role.AGENCY_OFFICIAL


def test_who_oversees_stands_closer_to_their_own_agencys_request() -> None:
    """The Office's own head reads what is inside their request, and every case as the Office."""
    held = holding(Role.OFFICE, Role.AGENCY_HEAD, agency=FINANCE.code)
    assert acting(held, "read_request", CASE, FINANCE.code).role is Role.AGENCY_HEAD
    assert acting(held, "read_request", CASE, HOME.code).role is Role.OFFICE
    assert acting(held, "read_case", CASE, None).role is Role.OFFICE


def test_the_case_is_asked_only_where_roles_of_two_sides_may() -> None:
    """A command only one side gives needs no look at the case, and works while reads do not."""
    held = holding(Role.OFFICER, Role.AGENCY_HEAD, agency=FINANCE.code)
    assert not needs_case(held, "reply")
    assert acting(held, "reply", None, FINANCE.code).role is Role.AGENCY_HEAD
    assert not needs_case(held, "open")
    assert needs_case(held, "confirm_referral")
    assert needs_case(held, "read_case")
    assert not needs_case([SUPERVISOR], "read_case")


def _may(actor: Actor, action: str, agency: str | None) -> bool:
    rule = AUTHORITY[action]
    if rule.about is About.PROVINCE:
        return (Relation.NONE, actor.role) in rule.who
    return (relation(actor, CASE, agency), actor.role) in rule.who
