"""The people a body names, as the list of people knows them, for the command it becomes.

Names are the list's where it knows the id: what the body says beside it is not looked at.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import structlog

from remiss.consultation.authority import DRAFTERS
from remiss.consultation.life.commands import EnterReply
from remiss.consultation.life.message import CommandBase, NamingCommandBase, SigningCommandBase
from remiss.consultation.named_people import persons_in
from remiss.consultation.values import Actor, PeopleNamed, Person, Value
from remiss.consultation.values.outside_body import is_reserved
from remiss.reference.people import People
from remiss.reference.people_file import ListedPerson

log = structlog.get_logger()
C = TypeVar("C", bound=CommandBase)


def naming(people: People, body: Value, *fields: str) -> dict[str, Any]:
    """The body as a command takes it, with what the list says of the people in these fields."""
    said = dict(body)
    given = {field: said[field] for field in fields if said[field] is not None}
    persons = {field: _as_listed(people, person) for field, person in given.items()}
    return {**said, **persons, "named": _looked_up(people, given.values())}


def as_listed(people: People, command: C) -> C:
    """The command with what the list says of whom it names, and of how its agency signs.

    The words of a reply stay as they are, the names in it too: its digest is over them.
    """
    told: dict[str, Any] = {}
    if isinstance(command, NamingCommandBase) and command.named is None and _may_list(command):
        told["named"] = _looked_up(people, persons_in(command))
    if isinstance(command, EnterReply):
        told["signed_by"] = _as_listed(people, command.signed_by)
    if isinstance(command, SigningCommandBase) and command.signing is None:
        told["signing"] = people.signing_order(command.actor)
    return command.model_copy(update=told)


def _may_list(command: CommandBase) -> bool:
    """Whether the list could have whom it names: it has nobody of a body outside the registry."""
    return not (isinstance(command, EnterReply) and is_reserved(command.agency))


def _looked_up(people: People, persons: Iterable[Person]) -> PeopleNamed | None:
    named = people.named(persons)
    if named and named.unlisted:
        log.warning("people_not_listed", people=named.unlisted)
    return named


def drafter(listed: ListedPerson | None) -> Actor | None:
    """Someone listed as they would draft, or in whatever else they do."""
    if listed is None:
        return None
    return next((actor for actor in listed.actors if actor.role in DRAFTERS), listed.actors[0])


def _as_listed(people: People, person: Person) -> Person:
    known = people.find(person.id)
    return Person(id=known.id, name=known.name) if known else person
