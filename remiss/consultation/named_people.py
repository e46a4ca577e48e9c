"""The people a command names: of the agency it is about, and able to do what they are named for.

Asked when a command is admitted, and never again: a list of people changes, what was taken stays.
Whom a list that is not complete does not know is taken, and marked in the event.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.authority import COMMANDS
from remiss.consultation.life.commands import (
    Assign,
    Command,
    CommandBase,
    CorrectReply,
    DelegateSignature,
    EnterReply,
    Forward,
    InvolveColleague,
    ReplaceOfficer,
    SubmitReply,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import Agency, Person
from remiss.consultation.values.listed import PeopleNamed


class NamedFor(StrEnum):
    """What somebody is named for, under the name of the command that names them."""

    ASSIGN = "assign"
    FORWARD = "forward"
    DELEGATE = "delegate"
    INVOLVE = "involve"
    REPLACE_OFFICER = "replace_officer"


ABLE_TO: Mapping[NamedFor, str] = {
    NamedFor.ASSIGN: "reply",
    NamedFor.FORWARD: "reply",
    NamedFor.DELEGATE: "sign",
    NamedFor.INVOLVE: "contribute",
    NamedFor.REPLACE_OFFICER: "open",
}
"""The command whoever is named for something has to be able to give."""


class Named(NamedTuple):
    """Someone a command names, and what for."""

    person: Person
    what: NamedFor


NAMING = (Assign, Forward, DelegateSignature, InvolveColleague, ReplaceOfficer)
"""The commands that name people."""


def people_named(command: CommandBase) -> Iterator[Named]:
    """Whom a command names, and what for."""
    match command:
        case Assign():
            yield Named(command.official, NamedFor.ASSIGN)
            if command.deputy:
                yield Named(command.deputy, NamedFor.ASSIGN)
        case Forward():
            if command.to:
                yield Named(command.to, NamedFor.FORWARD)
        case DelegateSignature():
            yield Named(command.to, NamedFor.DELEGATE)
        case InvolveColleague():
            yield Named(command.colleague, NamedFor.INVOLVE)
        case ReplaceOfficer():
            yield Named(command.officer, NamedFor.REPLACE_OFFICER)
        case _:
            return


def persons_in(command: CommandBase) -> tuple[Person, ...]:
    """Everybody a command names: those it checks, and whom a reply in it names."""
    match command:
        case EnterReply():
            return (command.reply.responsible_official, command.signed_by)
        case SubmitReply() | CorrectReply():
            return (command.reply.responsible_official,)
        case _:
            return tuple(named.person for named in people_named(command))


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
    roles = COMMANDS[ABLE_TO[named.what]].roles
    if not roles.intersection(listed.roles):
        raise Refusal("person_may_not", person=named.person.name, roles=sorted(roles))


def _agency_of(case: Consultation, command: Command) -> Agency:
    code = getattr(command, "agency", None)
    return case.drafting_agency if code is None else case.requests[code].agency
