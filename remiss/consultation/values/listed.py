"""What the list of people a province keeps says of those a command names."""

from pydantic import Field

from remiss.consultation.values.codes import AgencyCode, Value
from remiss.consultation.values.person import PersonId, Role


class Listed(Value):
    """Someone named who is on the list: of which agency, and what they may act as."""

    id: PersonId
    agency: AgencyCode | None
    roles: tuple[Role, ...]


class PeopleNamed(Value):
    """What was looked up of the people one command names."""

    complete: bool = Field(description="Whoever is not on the list is nobody of an agency.")
    listed: tuple[Listed, ...]
    unlisted: tuple[PersonId, ...] = ()

    def not_of(self, agency: AgencyCode) -> tuple[PersonId, ...]:
        """Those the list does not have in this agency."""
        elsewhere = (each.id for each in self.listed if each.agency != agency)
        return (*self.unlisted, *elsewhere)

    def find(self, person_id: str) -> Listed | None:
        return next((one for one in self.listed if one.id == person_id), None)
