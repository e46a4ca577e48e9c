"""A filter by agency: what was typed, which agency that is, or which of several it may be."""

from collections.abc import Iterable, Mapping

from portal.parts.paging import with_query
from remiss.consultation.values import Agency, AgencyCode, Value
from remiss.reference.agency_search import find_agencies
from remiss.texts import Bilingual, Text, say, text

MOST_LISTED = 10


class AgencyLink(Value):
    """One agency that may be meant; its path is the page with that one chosen."""

    name: Bilingual
    path: Text


class AgencyFilter(Value):
    """One field of a form of filters; blank: whichever agency."""

    name: str
    """As the address has it."""
    label: Bilingual
    typed: Text
    code: AgencyCode | None
    said: Bilingual | None
    """What it was understood as, or why it was not; None where it is blank."""
    links: tuple[AgencyLink, ...]

    @property
    def unclear(self) -> bool:
        """None or several are meant: a list so filtered would say what is not so."""
        return self.said is not None and self.code is None


class FilteredPage(Value):
    """The address the field stands on: its path, and the other filters in it."""

    path: Text
    kept: Mapping[str, str | None]


def agency_filter(
    name: str, label: Bilingual, typed: str | None, agencies: Iterable[Agency], page: FilteredPage
) -> AgencyFilter:
    """The field as it was typed, among these agencies."""
    asked = (typed or "").strip()
    found = find_agencies(agencies, asked) if asked else ()
    code = found[0].code if len(found) == 1 else None
    kept = {each: value for each, value in page.kept.items() if value and each != name}
    links = tuple(
        AgencyLink(name=_named(each), path=with_query(page.path, {**kept, name: each.code}))
        for each in (found[:MOST_LISTED] if code is None else ())
    )
    said = _said(found) if asked else None
    return AgencyFilter(name=name, label=label, typed=asked, code=code, said=said, links=links)


def _named(agency: Agency) -> Bilingual:
    return say("portal.agency_filter.named", name=agency.name, code=agency.code)


def _said(found: tuple[Agency, ...]) -> Bilingual:
    if not found:
        return text("portal.agency_filter.none")
    if len(found) == 1:
        return say("portal.agency_filter.one", agency=_named(found[0]))
    if len(found) > MOST_LISTED:
        return say("portal.agency_filter.many", count=len(found), shown=MOST_LISTED)
    return say("portal.agency_filter.several", count=len(found))
