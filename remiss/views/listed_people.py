"""The people of one agency as its list has them: who may be named for what, and who signs what."""

from pydantic import Field

from remiss.consultation.authority import COMMANDS
from remiss.consultation.named_people import ABLE_TO, NamedFor
from remiss.consultation.values import (
    AgencyCode,
    DeskKind,
    FieldCode,
    Name,
    Person,
    PersonId,
    Role,
    Value,
)
from remiss.reference.people import People
from remiss.reference.people_file import ListedPerson
from remiss.texts import Text


class ListedUnit(Value):
    """A phòng of the agency, and who heads it."""

    id: PersonId
    name: Name
    head: PersonId


class Colleague(Person):
    """One of the agency, and what they may be named for."""

    roles: tuple[Role, ...]
    post: Text | None = Field(description="Chức vụ.")
    unit: PersonId | None = Field(description="The phòng they work in.")
    fields: tuple[FieldCode, ...] = Field(description="What they are in charge of as deputy head.")
    may: tuple[NamedFor, ...]


class PeopleOfAgency(Value):
    """The list as far as it is of one agency; `complete` is None where no list is kept."""

    complete: bool | None
    chain: tuple[DeskKind, ...] = Field(description="The desks a reply passes; the last signs.")
    units: tuple[ListedUnit, ...]
    people: tuple[Colleague, ...] = Field(description="By name.")


def people_of(
    people: People, agency: AgencyCode | None, may: NamedFor | None = None
) -> PeopleOfAgency:
    """Those of an agency, or of them who may be named for something."""
    found = people.of(agency) if agency else ()
    colleagues = (_colleague(people, each) for each in found)
    named = [each for each in colleagues if may is None or may in each.may]
    file = people.file
    return PeopleOfAgency(
        complete=file.complete if file else None,
        chain=people.chain_of(agency) if agency else (),
        units=tuple(
            ListedUnit(id=unit.id, name=unit.name, head=unit.head)
            for unit in (file.units if file else ())
            if unit.agency == agency
        ),
        people=tuple(sorted(named, key=lambda each: each.name)),
    )


def _colleague(people: People, listed: ListedPerson) -> Colleague:
    return Colleague(
        id=listed.id,
        name=listed.name,
        roles=listed.roles,
        post=listed.post,
        unit=listed.unit,
        fields=people.charge_of(listed.id),
        may=tuple(
            named
            for named, command in ABLE_TO.items()
            if COMMANDS[command].roles.intersection(listed.roles)
        ),
    )
