"""What in the registry needs somebody's look: bases not checked, due again or replaced; gaps."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from remiss.consultation.values import Value
from remiss.reference.laws import Law, LawBook, LawName, LawState
from remiss.reference.registry import Registry, RegistryFile
from remiss.texts import Bilingual, local_date, say

SOON = timedelta(days=120)
"""So long before a law is replaced it is worth a look."""


class Concern(StrEnum):
    """Why somebody should look; the first that holds of a law is named."""

    OVERDUE = "overdue"
    """The day by which to look again has passed."""
    REPLACED = "replaced"
    """A mandate names a law of which another has taken the place."""
    REPLACED_SOON = "replaced_soon"
    RECALLED = "recalled"
    UNUSED = "unused"
    """No mandate names it, and it neither replaces nor amends one that is named."""
    NO_ABBREVIATION = "no_abbreviation"
    """The agency's letters are numbered by hand."""


STALE = frozenset({Concern.OVERDUE, Concern.REPLACED})
"""What makes the check fail; the rest is a list of work."""


class RegistryRemark(Value):
    """One thing to look at."""

    concern: Concern
    said: Bilingual


def review(
    file: RegistryFile, book: LawBook, registry: Registry, day: date
) -> tuple[RegistryRemark, ...]:
    """Everything to look at on that day, what is stale first."""
    found = [*_of_laws(file, book, day), *_of_agencies(registry)]
    order = list(Concern)
    return tuple(sorted(found, key=lambda remark: order.index(remark.concern)))


def mandates_by_law(file: RegistryFile) -> dict[LawName, tuple[str, ...]]:
    """The agencies whose mandates name each law."""
    named: dict[LawName, dict[str, None]] = {}
    for agency in file.agencies:
        for mandate in agency.mandates:
            for law in mandate.laws:
                named.setdefault(law, {})[agency.name.vi] = None
    return {law: tuple(agencies) for law, agencies in named.items()}


def _of_laws(file: RegistryFile, book: LawBook, day: date) -> Iterator[RegistryRemark]:
    named = mandates_by_law(file)
    for name, law in book.laws.items():
        concern = _concern(name, law, book, named, day)
        if concern is None:
            continue
        successors = [book.laws[each] for each in _successors(name, book)]
        said = say(
            f"registry_check.{concern}",
            law=law.title,
            by=local_date(law.look_again_by),
            new=[each.title for each in successors],
            since=[local_date(each.in_force_from) for each in successors if each.in_force_from],
        )
        yield RegistryRemark(concern=concern, said=said)


def _concern(
    name: LawName, law: Law, book: LawBook, named: Iterable[LawName], day: date
) -> Concern | None:
    used = set(named)
    if name in used and (name,) != book.in_force(name, day):
        return Concern.REPLACED
    if law.look_again_by < day:
        return Concern.OVERDUE
    if name in used and (name,) != book.in_force(name, day + SOON):
        return Concern.REPLACED_SOON
    if not used.intersection({name, *law.amends, *law.replaces}):
        return Concern.UNUSED
    return Concern.RECALLED if law.state is LawState.RECALLED else None


def _successors(name: LawName, book: LawBook) -> list[LawName]:
    return [later for later, law in book.laws.items() if name in law.replaces]


def _of_agencies(registry: Registry) -> Iterator[RegistryRemark]:
    for agency in registry.agencies:
        if registry.issuer(agency).abbreviation is None:
            said = say("registry_check.no_abbreviation", agency=agency.name)
            yield RegistryRemark(concern=Concern.NO_ABBREVIATION, said=said)
