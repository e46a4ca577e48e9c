"""Persons, their roles, and Remiss itself among them."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from remiss.consultation.values.codes import AgencyCode, Name, Value


class Role(StrEnum):
    """What a signed-in person may act as; `SYSTEM` is Remiss itself and never signs in."""

    OFFICER = "officer"
    AGENCY_OFFICIAL = "agency_official"
    AGENCY_HEAD = "agency_head"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    """Văn thư: receives for the agency, and signs nothing."""
    OFFICE = "office"
    HOME_AFFAIRS = "home_affairs"
    """Reads how agencies did and the cases behind it, and never what is inside one."""
    INSPECTOR = "inspector"
    OPERATOR = "operator"
    """Keeps the service, and reads no case."""
    REGISTRAR = "registrar"
    """Keeps agencies, mandates and people, and reads no case."""
    AUDITOR = "auditor"
    """An inspector, in what was stored before and in tokens; nobody acts as one any more."""
    SYSTEM = "system"


PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class Person(Value):
    """A named official; responsibility is always a person's, never a unit's."""

    id: PersonId
    name: Name


class Actor(Person):
    """Who gives a command, as the identity provider vouches for them."""

    role: Role
    agency: AgencyCode | None = None

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)


REMISS = Actor(id="remiss", name="Remiss", role=Role.SYSTEM)
