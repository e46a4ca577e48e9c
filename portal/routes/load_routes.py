"""The head's desk: the load of each official, what is to be signed, what nobody was assigned."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.navigation import LOAD
from portal.pages.office.load_page import (
    LoadPage,
    load_group,
    load_table,
    load_tabs,
    loads_by_unit,
    units_table,
)
from portal.parts.paging import ROWS, paging
from portal.present_cases import cases_in_time, present_of_all
from portal.render import show
from portal.visit import Visit, Visitor
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import PersonId, Value
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.agency_load import (
    NOBODY,
    SIGN,
    Load,
    LoadFilter,
    agency_load,
    list_load,
)
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.texts import say, text

router = APIRouter()
UNASSIGNED_FOR = WorkSpan(days=1)


class LoadQuery(Value):
    """Which number is opened: of an official or unit, `-` for nobody and none; or a group."""

    official: PersonId | Literal["-"] | None = None
    unit: PersonId | Literal["-"] | None = None
    overdue: bool | None = None
    group: Literal["sign", "unassigned"] | None = None
    cursor: Annotated[str | None, Query(max_length=200)] = None

    @property
    def kept(self) -> dict[str, str | None]:
        """As the address has it."""
        return {
            "official": self.official,
            "unit": self.unit,
            "overdue": "true" if self.overdue else None,
            "group": self.group,
        }


@router.get(LOAD, dependencies=[does("read_load")])
async def show_load(visit: Visitor, query: Annotated[LoadQuery, Query()]) -> Response:
    """By official, and the requests behind one number, each with the way to a new assignment."""
    has, agency = visit.has, str(visit.actor.agency)
    calendar = await has.calendars.in_force()
    old = calendar.subtract(await present_of_all(visit), UNASSIGNED_FOR)
    loads = await agency_load(has.ledger, agency, old)
    found = await _found(visit, agency, query, old, loads)
    cases = await cases_in_time(visit, found.items)
    known = has.registry.agency(agency)
    page = LoadPage(
        title=text("portal.load.title"),
        what=say("portal.load.what", agency=known.name if known else agency),
        tabs=load_tabs(loads, query.group or "all"),
        table=load_table(loads),
        units=units_table(loads, agency, has.people),
        group=load_group(found.items, cases),
        chosen=any(query.kept.values()),
        paging=paging(LOAD, query.kept, query.cursor, found.next),
    )
    return show(visit, page)


async def _found(
    visit: Visit, agency: str, query: LoadQuery, old: datetime, loads: tuple[Load, ...]
) -> ListPage[InboxItem]:
    if not any(query.kept.values()):
        return ListPage((), None)
    wanted = Wanted(query.cursor, ROWS)
    if query.group == "unassigned":
        chosen = LoadFilter(officials=(NOBODY,), sent_until=old)
    else:
        chosen = LoadFilter(
            officials=_officials(visit, agency, query, loads),
            signing=query.group == SIGN,
            overdue=True if query.overdue else None,
        )
    return await list_load(visit.has.ledger, agency, chosen, wanted)


def _officials(
    visit: Visit, agency: str, query: LoadQuery, loads: tuple[Load, ...]
) -> tuple[str, ...] | None:
    """Whose requests are opened; None: anybody's."""
    if query.official is not None:
        return (NOBODY if query.official == "-" else query.official,)
    if query.unit is None:
        return None
    unit = NOBODY if query.unit == "-" else query.unit
    of_unit = loads_by_unit(loads, agency, visit.has.people).get(unit, ())
    return tuple(load.person or NOBODY for load in of_unit)
