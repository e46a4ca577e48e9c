"""Persons, their roles, and Remiss itself among them."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from remiss.consultation.values.codes import AgencyCode, Name, Value


class Role(StrEnum):
    """What a signed-in person may be; `SYSTEM` is Remiss itself and never signs in."""

    OFFICER = "officer"
    AGENCY_OFFICIAL = "agency_official"
    AGENCY_HEAD = "agency_head"
    SUPERVISOR = "supervisor"
    OFFICE = "office"
    AUDITOR = "auditor"
    SYSTEM = "system"


class Person(Value):
    """A named official; responsibility is always a person's, never a unit's."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    name: Name


class Actor(Person):
    """Who gives a command, as the identity provider vouches for them."""

    role: Role
    agency: AgencyCode | None = None

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)


REMISS = Actor(id="remiss", name="Remiss", role=Role.SYSTEM)
