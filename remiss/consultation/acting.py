"""Acting: in which of the roles a person holds they do what they ask, told by the one table.

A person acts in one role at a time, and the record says in which: the one that the action allows in
their standing to the case. Of several that do, the closest to the case acts, and of those the first
in `PRECEDENCE`; whoever means another says so.
"""

from collections.abc import Sequence
from enum import Enum, auto

from remiss.consultation.authority import (
    ANSWERING,
    AUTHORITY,
    DRAFTERS,
    RECUSABLE,
    About,
    Relation,
    relation,
)
from remiss.consultation.state import Consultation
from remiss.consultation.values import Actor, AgencyCode, Role

PRECEDENCE = (
    Role.INSPECTOR,
    Role.OFFICE,
    Role.HOME_AFFAIRS,
    Role.SUPERVISOR,
    Role.OFFICER,
    Role.AGENCY_HEAD,
    Role.AGENCY_OFFICIAL,
    Role.CLERK,
    Role.REGISTRAR,
    Role.OPERATOR,
    Role.AUDITOR,
    Role.SYSTEM,
)
"""Whoever sees most comes first, and whoever leads before whoever they lead."""

_CLOSEST: dict[About, tuple[Relation, ...]] = {
    About.PROVINCE: (),
    About.CASE: (Relation.IN_CHARGE, Relation.DRAFTING, Relation.OVERSEEING, Relation.ASKED),
    About.REQUEST: (Relation.IN_CHARGE, Relation.ASKED, Relation.DRAFTING, Relation.OVERSEEING),
}
"""The standings by how close they are; an agency's own request is closer than overseeing it."""


class _Side(Enum):
    """Where a role stands in a case."""

    DRAFTING = auto()
    ASKED = auto()
    RECUSABLE = auto()
    """Oversees, but for what the own agency is a party to."""
    BEYOND = auto()


def candidates(held: Sequence[Actor], action: str) -> list[Actor]:
    """Those of `held`, one person in each of their roles, who may do it in some standing."""
    roles = AUTHORITY[action].roles
    return [actor for actor in _ranked(held) if actor.role in roles]


def needs_case(held: Sequence[Actor], action: str) -> bool:
    """Whether only the case can say in which of these roles the person acts."""
    if AUTHORITY[action].about is About.PROVINCE:
        return False
    return len({_side(actor.role) for actor in candidates(held, action) or held}) > 1


def acting(
    held: Sequence[Actor], action: str, case: Consultation | None, agency: AgencyCode | None
) -> Actor:
    """In which of these roles the person acts in `case`, or about its request to `agency`.

    Nobody is allowed anything by being chosen: where the table allows it in no role, the one
    closest to the case is refused by it.
    """
    found = candidates(held, action) or _ranked(held)
    if case is None or not needs_case(held, action):
        return found[0]
    rule = AUTHORITY[action]
    asked, order = agency if rule.about is About.REQUEST else None, _CLOSEST[rule.about]

    def distance(actor: Actor) -> tuple[bool, int]:
        standing = relation(actor, case, asked)
        far = order.index(standing) if standing in order else len(order)
        return (standing, actor.role) not in rule.who, far

    return min(found, key=distance)


def _ranked(held: Sequence[Actor]) -> list[Actor]:
    return sorted(held, key=lambda actor: PRECEDENCE.index(actor.role))


def _side(role: Role) -> _Side:
    if role in DRAFTERS:
        return _Side.DRAFTING
    if role in RECUSABLE:
        return _Side.RECUSABLE
    return _Side.ASKED if role in ANSWERING else _Side.BEYOND
