"""What a list of people has to be right in beyond its form, each mistake with what to write."""

from collections import Counter
from collections.abc import Iterable, Iterator

from remiss.consultation.values import AgencyCode, DeskKind, FieldCode, Role
from remiss.reference.people_file import PeopleFile
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import Mistake
from remiss.texts import Bilingual, say

OF_NO_AGENCY = frozenset({Role.INSPECTOR, Role.OPERATOR, Role.REGISTRAR})
NOT_GIVEN = frozenset({Role.SYSTEM, Role.AUDITOR})


def mistakes_in(file: PeopleFile) -> Iterator[Mistake]:
    """Ids twice, agencies, units and fields that are not there, people out of place."""
    yield from _ids(file)
    yield from _people(file)
    yield from _units(file)
    yield from _deputies(file)
    yield from _chains(file)
    for row, vice in enumerate(file.vice_chairmen):
        yield from _fields(vice.fields, ("vice_chairmen", row, "fields"))
    yield from _twice_in_charge(file)


def _ids(file: PeopleFile) -> Iterator[Mistake]:
    ids = Counter(person.id for person in (*file.people, *file.vice_chairmen))
    if twice := sorted(each for each, times in ids.items() if times > 1):
        yield Mistake(("people",), say("reference.people.ids_twice", ids=", ".join(twice)))
    units = Counter(unit.id for unit in file.units)
    if twice := sorted(each for each, times in units.items() if times > 1):
        yield Mistake(("units",), say("reference.people.ids_twice", ids=", ".join(twice)))


def _people(file: PeopleFile) -> Iterator[Mistake]:
    units = {unit.id: unit.agency for unit in file.units}
    for row, person in enumerate(file.people):
        place = ("people", row)
        if given := sorted(NOT_GIVEN.intersection(person.roles)):
            said = say("reference.people.role_not_given", roles=", ".join(given))
            yield Mistake((*place, "roles"), said)
        if person.agency is None:
            if set(person.roles) - OF_NO_AGENCY:
                yield Mistake(place, say("reference.people.no_agency", person=person.id))
        elif load_registry().agency(person.agency) is None:
            yield Mistake((*place, "agency"), _unknown_agency(person.agency))
        if person.unit is not None and units.get(person.unit) != person.agency:
            said = say("reference.people.unit_elsewhere", unit=person.unit)
            yield Mistake((*place, "unit"), said)


def _units(file: PeopleFile) -> Iterator[Mistake]:
    homes = {person.id: person.agency for person in file.people}
    for row, unit in enumerate(file.units):
        if load_registry().agency(unit.agency) is None:
            yield Mistake(("units", row, "agency"), _unknown_agency(unit.agency))
        if homes.get(unit.head) != unit.agency:
            said = say("reference.people.head_elsewhere", person=unit.head, agency=unit.agency)
            yield Mistake(("units", row, "head"), said)


def _deputies(file: PeopleFile) -> Iterator[Mistake]:
    known = {person.id: person for person in file.people}
    for row, deputy in enumerate(file.deputy_heads):
        place = ("deputy_heads", row)
        person = known.get(deputy.person)
        if person is None or Role.AGENCY_HEAD not in person.roles:
            said = say("reference.people.deputy_not_head", person=deputy.person)
            yield Mistake((*place, "person"), said)
        yield from _fields(deputy.fields, (*place, "fields"))


def _chains(file: PeopleFile) -> Iterator[Mistake]:
    """One for each agency, of desks that rise."""
    order, seen = list(DeskKind), set[AgencyCode]()
    for row, chain in enumerate(file.chains):
        place = ("chains", row)
        if load_registry().agency(chain.agency) is None:
            yield Mistake((*place, "agency"), _unknown_agency(chain.agency))
        if chain.agency in seen:
            yield Mistake(place, say("reference.people.two_chains", agency=chain.agency))
        seen.add(chain.agency)
        places = [order.index(desk) for desk in chain.desks]
        if places != sorted(set(places)):
            said = say("reference.people.desks_do_not_rise", desks=", ".join(order))
            yield Mistake((*place, "desks"), said)


def _fields(fields: Iterable[FieldCode], place: tuple[int | str, ...]) -> Iterator[Mistake]:
    for column, field in enumerate(fields):
        if field not in load_registry().fields:
            said = say("reference.people.unknown_field", field=field)
            yield Mistake((*place, column), said)


def _twice_in_charge(file: PeopleFile) -> Iterator[Mistake]:
    """Of one field one Vice-Chairman is in charge, and of one agency's field one deputy."""
    homes = {person.id: person.agency for person in file.people}
    vice = Counter(field for each in file.vice_chairmen for field in each.fields)
    charged = [(homes.get(each.person), each.fields) for each in file.deputy_heads]
    deputies = Counter((agency, field) for agency, fields in charged for field in fields)
    yield from _two([field for field, times in vice.items() if times > 1], "vice_chairmen")
    yield from _two([field for (_, field), times in deputies.items() if times > 1], "deputy_heads")


def _two(fields: Iterable[FieldCode], place: str) -> Iterator[Mistake]:
    for field in fields:
        yield Mistake((place,), say("reference.people.two_in_charge", field=field))


def _unknown_agency(code: str) -> Bilingual:
    return say("reference.people.unknown_agency", agency=code)
