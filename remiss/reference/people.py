"""The people of a province as its registrar keeps them: who they are, where, and in charge of what.

The list shipped is the demo's, with invented names; a province names its own in REMISS_PEOPLE_FILE.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from remiss.consultation.relevance import in_charge
from remiss.consultation.values import (
    Actor,
    AgencyCode,
    Charge,
    DeskKind,
    FieldCode,
    Listed,
    PeopleNamed,
    Person,
    Role,
    SigningOrder,
)
from remiss.reference.people_checks import mistakes_in
from remiss.reference.people_file import ListedPerson, PeopleFile, ViceChairman
from remiss.reference.yaml_file import DATA, ReferenceDataError, read
from remiss.settings import InvalidSettingsError, Settings, variable


@dataclass(frozen=True)
class People:
    """The list in force; None: no list is kept, and nothing is known of anyone."""

    file: PeopleFile | None = None

    def find(self, person_id: str) -> ListedPerson | None:
        """Who has this id."""
        return self._by_id.get(person_id)

    @property
    def all(self) -> tuple[ListedPerson, ...]:
        """Everyone on the list."""
        return tuple(self._by_id.values())

    def has(self, person_id: str, agency: AgencyCode) -> bool:
        """Whether this person is on the list, in this agency."""
        found = self.find(person_id)
        return found is not None and found.agency == agency

    def of(self, agency: AgencyCode) -> tuple[ListedPerson, ...]:
        """The people of one agency, as the list has them."""
        return tuple(person for person in self.all if person.agency == agency)

    def named(self, people: Iterable[Person]) -> PeopleNamed | None:
        """What the list says of these; None where none is kept."""
        if self.file is None:
            return None
        ids = list(dict.fromkeys(person.id for person in people))
        found = [person for each in ids if (person := self.find(each))]
        return PeopleNamed(
            complete=self.file.complete,
            listed=tuple(Listed(id=p.id, agency=p.agency, roles=p.roles) for p in found),
            unlisted=tuple(each for each in ids if each not in self._by_id),
        )

    def signing_order(self, giver: Actor) -> SigningOrder | None:
        """How the agency of whoever gives a reply signs; None where the list does not say."""
        if self.file is None or giver.agency is None:
            return None
        desks = self.chain_of(giver.agency)
        deputies = tuple(
            Charge(person=listed.person, fields=each.fields)
            for each in self.file.deputy_heads
            if (listed := self.find(each.person)) and listed.agency == giver.agency
        )
        if not desks and not deputies:
            return None
        return SigningOrder(
            desks=desks,
            unit_head=self._unit_head(giver.id),
            deputies=deputies,
            head=self.head_of(giver.agency),
            complete=self.file.complete,
        )

    def chain_of(self, agency: AgencyCode) -> tuple[DeskKind, ...]:
        """The desks a reply of this agency passes; none where it keeps no chain."""
        chains = self.file.chains if self.file else ()
        return next((chain.desks for chain in chains if chain.agency == agency), ())

    def charge_of(self, person_id: str) -> tuple[FieldCode, ...]:
        """The fields somebody is in charge of as a deputy head."""
        deputies = self.file.deputy_heads if self.file else ()
        return tuple(f for each in deputies if each.person == person_id for f in each.fields)

    def _unit_head(self, person_id: str) -> Person | None:
        """Who heads the unit this person works in."""
        listed = self.find(person_id)
        units = self.file.units if self.file else ()
        heads = (unit.head for unit in units if listed and unit.id == listed.unit)
        found = self.find(next(heads, ""))
        return found.person if found else None

    def head_of(self, agency: AgencyCode) -> Person | None:
        """The head of an agency, where the list has just one who is no deputy."""
        deputies = {each.person for each in self.file.deputy_heads} if self.file else set()
        heads = [
            person
            for person in self.of(agency)
            if Role.AGENCY_HEAD in person.roles and person.id not in deputies
        ]
        return heads[0].person if len(heads) == 1 else None

    def deputy_head(self, agency: AgencyCode, field: FieldCode) -> ListedPerson | None:
        """Which deputy of an agency is in charge of a field, the narrowest charge first."""
        own = {person.id for person in self.of(agency)}
        deputies = self.file.deputy_heads if self.file else ()
        charged = [(each.person, each.fields) for each in deputies if each.person in own]
        found = in_charge(charged, field)
        return self.find(found) if found else None

    @property
    def vice_chairmen(self) -> tuple[Charge, ...]:
        """Each Vice-Chairman with their fields, as a case that opens now keeps them."""
        return tuple(
            Charge(person=Person(id=each.id, name=each.name), fields=each.fields)
            for each in (self.file.vice_chairmen if self.file else ())
        )

    def vice_chairman(self, field: FieldCode) -> ViceChairman | None:
        """Which Vice-Chairman is in charge of a field, the narrowest charge first."""
        known = self.file.vice_chairmen if self.file else ()
        return in_charge([(each, each.fields) for each in known], field)

    @cached_property
    def _by_id(self) -> dict[str, ListedPerson]:
        return {person.id: person for person in (self.file.people if self.file else ())}


@cache
def load_people(path: Path = DATA / "people.yaml") -> People:
    """The list at `path`; the demo's by itself.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return People(read(path, PeopleFile, mistakes_in))


def kept_people(settings: Settings) -> People | None:
    """The list the settings name; None where they name none.

    Raises:
        InvalidSettingsError: the file is wrong or cannot be read.
    """
    if settings.people_file is None:
        return None
    try:
        return load_people(settings.people_file)
    except (ReferenceDataError, OSError) as error:
        raise InvalidSettingsError(f"{variable('people_file')}: {error}") from error
