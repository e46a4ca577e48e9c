"""The people a body names, as the list of people knows them, for the command it becomes.

Names are the list's where it knows the id: what the body says beside it is not looked at.
"""

from typing import Any

import structlog

from remiss.consultation.authority import DRAFTERS
from remiss.consultation.values import Actor, Person, Value
from remiss.reference.people import People
from remiss.reference.people_file import ListedPerson

log = structlog.get_logger()


def naming(people: People, body: Value, *fields: str) -> dict[str, Any]:
    """The body as a command takes it, with what the list says of the people in these fields."""
    said = dict(body)
    given = {field: said[field] for field in fields if said[field] is not None}
    persons = {field: _as_listed(people, person) for field, person in given.items()}
    named = people.named(given.values())
    if named and named.unlisted:
        log.warning("people_not_listed", people=named.unlisted)
    return {**said, **persons, "named": named}


def drafter(listed: ListedPerson | None) -> Actor | None:
    """Someone listed as they would draft, or in whatever else they do."""
    if listed is None:
        return None
    return next((actor for actor in listed.actors if actor.role in DRAFTERS), listed.actors[0])


def _as_listed(people: People, person: Person) -> Person:
    known = people.find(person.id)
    return Person(id=known.id, name=known.name) if known else person
