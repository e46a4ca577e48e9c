"""The page of what happened in a case: every event with its hash, and whether the chain holds."""

from datetime import datetime
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.pages.of_case.case_heading import case_tabs
from portal.pages.of_case.past_moment import case_at
from portal.parts.agency_filter import AgencyFilter, FilteredPage, agency_filter
from portal.parts.paging import Paging, with_query
from portal.parts.tabs import Tab
from portal.paths import case_path
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import names_in
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.retrospect import AsOf
from remiss.ledger.reads.stored_events import LedgerEvent
from remiss.texts import Bilingual, Text, local_time, say, text
from remiss.views.chain_of_case import ChainOfCase
from remiss.views.seen_case import SeenCase

ROWS = 10


class EventRow(Value):
    """One event, in words."""

    number: int
    at: str
    case_then: str
    """The case as it stood with this event in it."""
    by: Text
    said: Bilingual
    hash: str
    broken: bool


class Proof(Value):
    """A checkpoint that speaks for the case."""

    number: int
    at: datetime
    version: int
    root: str
    key: str


class LedgerPage(Page):
    """Events of a case, newest first, as far as the visitor may read them."""

    template: ClassVar[str] = "cases/ledger.html"
    here: ClassVar[str] = CASES

    case: str
    subject: Text
    tabs: tuple[Tab, ...]
    events: int
    """In the chain, also those the visitor does not read."""
    broken: tuple[int, ...]
    last: str
    proof: Proof | None
    agency: AgencyFilter
    at: str
    """The moment asked for, as it was typed."""
    at_fault: Bilingual | None
    as_of: Bilingual | None
    case_then: str | None
    """The case at the moment shown."""
    rows: tuple[EventRow, ...]
    found: int
    paging: Paging


class Asked(Value):
    """What of the ledger is asked for."""

    agency: Text = ""
    """As it was typed."""
    at: str = ""
    page: int = 1
    fault: Bilingual | None = None


def ledger_page(seen: SeenCase, chain: ChainOfCase, asked: Asked, as_of: AsOf | None) -> LedgerPage:
    """The page; `seen` is the case at the moment asked for."""
    case, agency = seen.case, _agency(seen, asked)
    events = (
        []
        if agency.unclear
        else [each for each in reversed(seen.timeline) if _is_about(each, agency.code)]
    )
    start = (asked.page - 1) * ROWS
    rows = events[start : start + ROWS]
    return LedgerPage(
        title=say("portal.ledger.title", case=case.id),
        case=case.id,
        subject=case.draft.subject,
        tabs=case_tabs(seen, "ledger"),
        events=chain.events,
        broken=chain.broken,
        last=chain.last,
        proof=_proof(chain),
        agency=agency,
        at=asked.at,
        at_fault=asked.fault,
        as_of=as_of.text if as_of else None,
        case_then=case_at(case.id, as_of.at) if as_of else None,
        rows=tuple(_row(seen, each, chain) for each in rows),
        found=len(events),
        paging=_paging(case.id, asked, more=start + ROWS < len(events)),
    )


def _agency(seen: SeenCase, asked: Asked) -> AgencyFilter:
    """Among those whose requests the visitor reads."""
    path, label = case_path(seen.case.id, "ledger"), text("portal.case.column.agency")
    here = FilteredPage(path=path, kept={"agency": asked.agency, "at": asked.at})
    return agency_filter(
        "agency", label, asked.agency, (each.agency for each in seen.requests), here
    )


def _is_about(stored: LedgerEvent, agency: AgencyCode | None) -> bool:
    return agency is None or getattr(stored.recorded.event, "agency", None) == agency


def _row(seen: SeenCase, stored: LedgerEvent, chain: ChainOfCase) -> EventRow:
    recorded = stored.recorded
    return EventRow(
        number=recorded.version,
        at=local_time(recorded.event.at),
        case_then=case_at(seen.case.id, recorded.event.at),
        by=recorded.actor.name,
        said=describe(recorded, names_in(seen.case)),
        hash=stored.hash,
        broken=recorded.version in chain.broken,
    )


def _proof(chain: ChainOfCase) -> Proof | None:
    found = chain.covering
    if found is None:
        return None
    return Proof(
        number=found.number, at=found.at, version=found.version, root=found.root, key=found.key
    )


def _paging(case: str, asked: Asked, *, more: bool) -> Paging:
    path = case_path(case, "ledger")
    kept = {"agency": asked.agency, "at": asked.at}
    kept = {name: value for name, value in kept.items() if value}
    following = {**kept, "page": str(asked.page + 1)}
    return Paging(
        first=with_query(path, kept) if asked.page > 1 else None,
        next=with_query(path, following) if more else None,
    )
