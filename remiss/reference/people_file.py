"""A list of people as it is written: people, units, deputy heads, chains, Vice-Chairmen."""

from pydantic import Field

from remiss.consultation.values import (
    Actor,
    AgencyCode,
    DeskKind,
    FieldCode,
    Name,
    Person,
    PersonId,
    Role,
    Value,
)
from remiss.texts import Text


class ListedPerson(Person):
    """Someone on the list; the id is the one in their sign-in token."""

    agency: AgencyCode | None = Field(
        default=None, description="None only for who inspects or keeps the service."
    )
    roles: tuple[Role, ...] = Field(min_length=1)
    post: Text | None = Field(default=None, description="Chức vụ: Chuyên viên, Trưởng phòng.")
    unit: PersonId | None = Field(default=None, description="The phòng they work in, by its id.")

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The person once in each role."""
        return tuple(
            Actor(id=self.id, name=self.name, role=role, agency=self.agency) for role in self.roles
        )


class Unit(Value):
    """A phòng of an agency, and who heads it."""

    id: PersonId
    agency: AgencyCode
    name: Name
    head: PersonId


class SigningChain(Value):
    """The desks a reply of an agency passes, nearest first; the last of them signs."""

    agency: AgencyCode
    desks: tuple[DeskKind, ...] = Field(min_length=1)


class DeputyHead(Value):
    """A deputy head of an agency, and the fields they are in charge of there."""

    person: PersonId
    fields: tuple[FieldCode, ...] = Field(min_length=1)


class ViceChairman(Person):
    """A Vice-Chairman of the province, and the fields they are in charge of; signs in nowhere."""

    fields: tuple[FieldCode, ...] = Field(min_length=1)


class PeopleFile(Value):
    """The list as it is written."""

    complete: bool = Field(
        default=False, description="Whoever is not on it is nobody of an agency, and not named."
    )
    people: tuple[ListedPerson, ...]
    units: tuple[Unit, ...] = ()
    deputy_heads: tuple[DeputyHead, ...] = ()
    chains: tuple[SigningChain, ...] = ()
    vice_chairmen: tuple[ViceChairman, ...] = ()
