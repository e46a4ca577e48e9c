"""The people of a province as its registrar keeps them: who they are, where, and in charge of what.

The list shipped is the demo's, with invented names; a province names its own in REMISS_PEOPLE_FILE.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from remiss.consultation.relevance import covers
from remiss.consultation.values import (
    AgencyCode,
    FieldCode,
    Listed,
    PeopleNamed,
    Person,
    PersonId,
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

    def deputy_head(self, agency: AgencyCode, field: FieldCode) -> ListedPerson | None:
        """Which deputy of an agency is in charge of a field, the narrowest charge first."""
        own = {person.id for person in self.of(agency)}
        deputies = self.file.deputy_heads if self.file else ()
        charged = [(each.person, each.fields) for each in deputies if each.person in own]
        found = _in_charge(charged, field)
        return self.find(found) if found else None

    def vice_chairman(self, field: FieldCode) -> ViceChairman | None:
        """Which Vice-Chairman is in charge of a field, the narrowest charge first."""
        known = self.file.vice_chairmen if self.file else ()
        found = _in_charge([(each.id, each.fields) for each in known], field)
        return next((each for each in known if each.id == found), None)

    @cached_property
    def _by_id(self) -> dict[str, ListedPerson]:
        return {person.id: person for person in (self.file.people if self.file else ())}


def _in_charge(
    charged: Sequence[tuple[PersonId, Sequence[FieldCode]]], field: FieldCode
) -> PersonId | None:
    covering = [(len(own), who) for who, fields in charged for own in fields if covers(own, field)]
    return max(covering, key=lambda each: each[0], default=(0, None))[1]


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
