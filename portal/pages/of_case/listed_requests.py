"""The requests of a case that one page lists: in their order, by a part of the agency's name."""

from typing import NamedTuple

from portal.parts.paging import Paging, with_query
from portal.paths import case_path
from remiss.consultation.diacritics import folded
from remiss.consultation.state import Request
from remiss.views.seen_case import SeenCase

ALONE = 25
"""Rows of a page that holds nothing else."""


class WantedRequests(NamedTuple):
    """Which requests: a page of them, counted from 1; of agencies whose name holds these words."""

    page: int = 1
    name: str = ""
    at: str = ""
    """The moment that is shown, as the address has it; blank: the present."""

    @property
    def whole_case(self) -> bool:
        """Whether the rest of the case stands on the page as well."""
        return self.page == 1 and not self.name


class ListedRequests(NamedTuple):
    """Those of one page, how many there are on all of them, and the pages beside it."""

    rows: list[Request]
    total: int
    paging: Paging


def list_requests(seen: SeenCase, wanted: WantedRequests, beside: int) -> ListedRequests:
    """The page; the first one of the whole case holds `beside` rows."""
    found = [each for each in in_order(seen) if _is_named(each, wanted.name)]
    first = ALONE if wanted.name else beside
    start = 0 if wanted.page == 1 else first + (wanted.page - 2) * ALONE
    rows = found[start : start + (first if wanted.page == 1 else ALONE)]
    more = start + len(rows) < len(found)
    return ListedRequests(rows, len(found), _paging(seen.case.id, wanted, more=more))


def in_order(seen: SeenCase) -> list[Request]:
    """Every request the visitor may see: those without an outcome, late or soonest due first."""
    return sorted(
        (*seen.requests, *seen.earlier),
        key=lambda each: (each.settled, not each.overdue, each.due_at, each.agency.code),
    )


def _is_named(request: Request, part: str) -> bool:
    """Whether the agency's name, in either language, or its code holds this, whatever its marks."""
    agency, sought = request.agency, " ".join(folded(part).split())
    return any(sought in folded(each) for each in (agency.name.vi, agency.name.en, agency.code))


def _paging(case: str, wanted: WantedRequests, *, more: bool) -> Paging:
    path, then = case_path(case), {"at": wanted.at} if wanted.at else {}
    kept = {**then, "name": wanted.name} if wanted.name else then
    following = {**kept, "page": str(wanted.page + 1)}
    return Paging(
        first=with_query(path, then) + "#requests" if not wanted.whole_case else None,
        next=with_query(path, following) + "#requests" if more else None,
    )
