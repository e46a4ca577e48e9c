"""Open requests and when each is due."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.open_requests_page import (
    OPEN_REQUESTS,
    OpenRequestsPage,
    agency_choices,
    open_requests_table,
)
from portal.parts.paging import ROWS, paging
from portal.present_cases import cases_in_time
from portal.render import show
from portal.routes.cases_routes import Blank
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.reads.open_requests import list_open_requests
from remiss.ledger.reads.pages import Wanted
from remiss.texts import text

router = APIRouter()


class OpenRequestsQuery(Value):
    """Which of them; blank: all."""

    agency: Annotated[AgencyCode | None, Blank] = None
    overdue: Annotated[bool | None, Blank] = None
    cursor: Annotated[str | None, Query(max_length=200), Blank] = None

    @property
    def filters(self) -> dict[str, str | None]:
        """As they stand in the address."""
        return {"agency": self.agency, "overdue": "true" if self.overdue else None}


@router.get(OPEN_REQUESTS, dependencies=[does("list_cases")])
async def show_open_requests(
    visit: Visitor, query: Annotated[OpenRequestsQuery, Query()]
) -> Response:
    """Of cases the agency drafts or is asked in, or of all, by the role acted in."""
    wanted = Wanted(query.cursor, ROWS)
    late = True if query.overdue else None
    found = await list_open_requests(
        visit.has.ledger, (visit.actor,), wanted, query.agency, overdue=late
    )
    names = {agency.code: agency.name for agency in visit.has.registry.agencies}
    page = OpenRequestsPage(
        title=text("portal.open_requests.heading"),
        agencies=agency_choices(names, query.agency),
        overdue=bool(query.overdue),
        filtered=any(query.filters.values()),
        asked=answers_for_agency(visit.actor),
        table=open_requests_table(found.items, await cases_in_time(visit, found.items)),
        paging=paging(OPEN_REQUESTS, query.filters, query.cursor, found.next),
        behind=bool(visit.has.ledger.behind),
    )
    return show(visit, page)
