"""What waits: for an agency, for who drafts, for the Office; others begin elsewhere."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from portal.addresses import WORK
from portal.declared import FOR_SIGNED_IN
from portal.navigation import entries
from portal.pages.agency_work import agency_item, waits_for
from portal.pages.drafting_work import task_item, waiting_items
from portal.pages.opening.approval_page import urgent_group, urgent_openings
from portal.pages.work_page import WorkPage, grouped, tab, title_of
from portal.parts.paging import ROWS, paging
from portal.parts.tabs import Tab
from portal.parts.time_left import left_today, say_left
from portal.parts.work import WorkGroup, WorkItem
from portal.present_cases import cases_in_time
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.state import SETTLED, Stage
from remiss.consultation.values import Role, Value
from remiss.ledger.reads.agency_inbox import list_inbox
from remiss.ledger.reads.awaited_cases import list_awaited
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.waiting_tasks import list_tasks
from remiss.texts import Bilingual, say

router = APIRouter()
FEW_OF = 50
"""Of an agency's requests, to find one's own among."""
CASES = 5
"""On a page of what agencies are waited for, several rows each."""
PENDING = tuple(stage for stage in Stage if stage not in SETTLED)
Cursor = Annotated[str | None, Query(max_length=200)]


class WorkQuery(Value):
    """Which part of one's work, and which page of it."""

    tab: Literal["agency", "mine", "settled", "decide", "waiting"] | None = None
    cursor: Cursor = None


@router.get("/work", dependencies=[FOR_SIGNED_IN])
async def read_work(visit: Visitor, query: Annotated[WorkQuery, Query()]) -> Response:
    """Of an agency's people its requests; of who drafts and the Office what waits for decision."""
    role = visit.actor.role
    if role in AUTHORITY["read_inbox"].roles:
        return await _of_an_agency(visit, query)
    if role in AUTHORITY["read_tasks"].roles:
        return await _of_who_decides(visit, query)
    return RedirectResponse(visit.to(entries(role)[0]), 303)


async def _of_an_agency(visit: Visit, query: WorkQuery) -> Response:
    actor, chosen = visit.actor, query.tab if query.tab in {"mine", "settled"} else "agency"
    stages = SETTLED if chosen == "settled" else PENDING
    rows = FEW_OF if chosen == "mine" else ROWS
    found = await list_inbox(visit.has.ledger, actor.agency, stages, Wanted(query.cursor, rows))
    cases = await cases_in_time(visit, found.items)
    items = [agency_item(actor, item, cases[item.consultation]) for item in found.items]
    mine = [
        item
        for item, of in zip(items, found.items, strict=True)
        if waits_for(actor, of.request, cases[of.consultation].now)
    ]
    whole = chosen != "settled" and not (query.cursor or found.next)
    counts = {"agency": len(items), "mine": len(mine)} if whole else {}
    tabs = tuple(
        tab("agency", name, chosen, counts.get(name)) for name in ("agency", "mine", "settled")
    )
    agency = visit.has.registry.agency(str(actor.agency))
    empty = say(f"portal.work.empty.{chosen}", agency=agency.name if agency else actor.agency)
    shown = mine if chosen == "mine" else items
    return await _shown(visit, query, tabs, shown, "agency", empty, found.next)


async def _of_who_decides(visit: Visit, query: WorkQuery) -> Response:
    if visit.actor.role is not Role.OFFICE and query.tab == "waiting":
        return await _waited_for(visit, query)
    found = await list_tasks(visit.has.ledger, visit.actor, Wanted(query.cursor, ROWS))
    cases = await cases_in_time(visit, found.items)
    items = [task_item(item, cases[item.consultation]) for item in found.items]
    count = None if query.cursor or found.next else len(items)
    asked = () if query.cursor else await urgent_openings(visit)
    tabs = _drafting_tabs(visit, "decide", None if count is None else count + len(asked))
    empty = say("portal.work.empty.decide", name=visit.actor.name)
    first = urgent_group(visit, asked)
    return await _shown(visit, query, tabs, items, "decide", empty, found.next, first)


async def _waited_for(visit: Visit, query: WorkQuery) -> Response:
    """The requests of one's cases that lie with an agency; a page of cases at a time."""
    found = await list_awaited(visit.has.ledger, visit.actor, Wanted(query.cursor, CASES))
    cases = await cases_in_time(visit, found.items)
    waiting = (waiting_items(item, cases[item.consultation]) for item in found.items)
    items = sorted((each for of_case in waiting for each in of_case), key=_due)
    tabs = _drafting_tabs(visit, "waiting", None)
    empty = say("portal.work.empty.waiting")
    return await _shown(visit, query, tabs, items, "agency", empty, found.next)


def _due(item: WorkItem) -> datetime:
    return item.due_at or datetime.max.replace(tzinfo=UTC)


def _drafting_tabs(visit: Visit, here: str, count: int | None) -> tuple[Tab, ...]:
    if visit.actor.role is Role.OFFICE:
        return ()
    return (tab("decide", "decide", here, count), tab("decide", "waiting", here))


async def _shown(  # noqa: PLR0913, PLR0917 -- one page from its parts
    visit: Visit,
    query: WorkQuery,
    tabs: tuple[Tab, ...],
    items: list[WorkItem],
    kind: str,
    empty: Bilingual,
    following: str | None,
    first: tuple[WorkGroup, ...] = (),
) -> Response:
    calendar = await visit.has.calendars.in_force()
    left = left_today(calendar, visit.has.present.now())
    page = WorkPage(
        title=title_of([*(item for group in first for item in group.items), *items]),
        tabs=tabs,
        left_today=say_left(left) if left and query.tab != "settled" else None,
        behind=bool(visit.has.ledger.behind),
        groups=(*first, *grouped(items, kind)),
        empty=empty,
        paging=paging(WORK, {"tab": query.tab}, query.cursor, following),
    )
    return show(visit, page)
