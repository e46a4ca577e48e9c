"""Everybody there is, by how they stand to a case and to its request to FINANCE."""

from remiss.consultation.authority import AUTHORITY, About, Relation
from remiss.consultation.values import Actor, Role
from tests.given.people import (
    AUDITOR,
    COLLEAGUE,
    FINANCE,
    FOREIGN_OFFICER,
    HEAD,
    HOME,
    JUSTICE,
    OFFICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    SCIENCE,
    STRANGER,
    SUPERVISOR,
    actor,
)

OTHER_OFFICIAL = actor("minh", Role.AGENCY_OFFICIAL, SCIENCE)
STRANGE_OFFICIAL = actor("long", Role.AGENCY_OFFICIAL, JUSTICE)
FOREIGN_SUPERVISOR = actor("bich", Role.SUPERVISOR, JUSTICE)
CLERK = actor("nga", Role.CLERK, FINANCE)
OTHER_CLERK = actor("tam", Role.CLERK, SCIENCE)
STRANGE_CLERK = actor("chi", Role.CLERK, JUSTICE)
HOME_AFFAIRS = actor("an", Role.HOME_AFFAIRS, JUSTICE)
OPERATOR = actor("tri", Role.OPERATOR, None)
REGISTRAR = actor("ly", Role.REGISTRAR, HOME)
OWN_SYSTEM = Actor(
    id="system.stc-eoffice",
    name="Hệ thống/System stc-eoffice",
    role=Role.AGENCY_OFFICIAL,
    agency=FINANCE,
)

# How each stands to the case below, and to its request to FINANCE.
PEOPLE: dict[Actor, Relation] = {
    OFFICER: Relation.IN_CHARGE,
    SUPERVISOR: Relation.IN_CHARGE,
    COLLEAGUE: Relation.DRAFTING,
    HEAD: Relation.ASKED,
    OFFICIAL: Relation.ASKED,
    OWN_SYSTEM: Relation.ASKED,
    CLERK: Relation.ASKED,
    OTHER_HEAD: Relation.ALSO_ASKED,
    OTHER_OFFICIAL: Relation.ALSO_ASKED,
    OTHER_CLERK: Relation.ALSO_ASKED,
    OFFICE: Relation.OVERSEEING,
    AUDITOR: Relation.OVERSEEING,
    HOME_AFFAIRS: Relation.OVERSEEING,
    STRANGER: Relation.NONE,
    STRANGE_OFFICIAL: Relation.NONE,
    FOREIGN_OFFICER: Relation.NONE,
    FOREIGN_SUPERVISOR: Relation.NONE,
    STRANGE_CLERK: Relation.NONE,
    OPERATOR: Relation.NONE,
    REGISTRAR: Relation.NONE,
}
OUTSIDE = [person for person, standing in PEOPLE.items() if standing is Relation.NONE]
INSIDE = list({person.role: person for person in PEOPLE if person not in OUTSIDE}.values())
"""One of each role that has to do with the case: where there is none, the role alone is left."""
BESIDE = [person for person, standing in PEOPLE.items() if standing is Relation.ALSO_ASKED]


def expected(person: Actor, action: str) -> str:
    """What the table says to one person: yes, no, or nothing, as of what is not there."""
    rule, standing = AUTHORITY[action], PEOPLE[person]
    if rule.about is About.PROVINCE:
        return "yes" if (Relation.NONE, person.role) in rule.who else "no"
    if rule.about is About.CASE and standing is Relation.ALSO_ASKED:
        standing = Relation.ASKED
    if (standing, person.role) in rule.who:
        return "yes"
    return "nothing" if standing in {Relation.NONE, Relation.ALSO_ASKED} else "no"
