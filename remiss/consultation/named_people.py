"""The people a command names: of the agency it is about, and able to do what they are named for.

Asked when a command is admitted, and never again: a list of people changes, what was taken stays.
Whom a list that is not complete does not know is taken, and marked in the event.
"""

from collections.abc import Iterator
from typing import NamedTuple

from remiss.consultation.authority import COMMANDS
from remiss.consultation.life.commands import (
    Assign,
    Command,
    DelegateSignature,
    InvolveColleague,
    ReplaceOfficer,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import Agency, Person
from remiss.consultation.values.listed import PeopleNamed


class Named(NamedTuple):
    """Someone a command names, and the command they will have to be able to give."""

    person: Person
    able_to: str


NAMING = (Assign, DelegateSignature, InvolveColleague, ReplaceOfficer)
"""The commands that name people."""


def people_named(command: Command) -> Iterator[Named]:
    """Whom a command names, and what for."""
    match command:
        case Assign():
            yield Named(command.official, "reply")
            if command.deputy:
                yield Named(command.deputy, "reply")
        case DelegateSignature():
            yield Named(command.to, "sign")
        case InvolveColleague():
            yield Named(command.colleague, "contribute")
        case ReplaceOfficer():
            yield Named(command.officer, "open")
        case _:
            return


def check_people(case: Consultation, command: Command) -> None:
    """Refuse people who could not do, or even see, what they are named for.

    Raises:
        Refusal: `person_not_listed`, `person_may_not`.
    """
    if not isinstance(command, NAMING) or command.named is None:
        return
    agency = _agency_of(case, command)
    for named in people_named(command):
        _check(named, agency, command.named)


def _check(named: Named, agency: Agency, looked_up: PeopleNamed) -> None:
    listed = looked_up.find(named.person.id)
    if listed is None and not looked_up.complete:
        return
    if listed is None or listed.agency != agency.code:
        raise Refusal("person_not_listed", person=named.person.id, agency=agency.name)
    roles = COMMANDS[named.able_to].roles
    if not roles.intersection(listed.roles):
        raise Refusal("person_may_not", person=named.person.name, roles=sorted(roles))


def _agency_of(case: Consultation, command: Command) -> Agency:
    code = getattr(command, "agency", None)
    return case.drafting_agency if code is None else case.requests[code].agency
