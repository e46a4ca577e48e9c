"""Open requests and when each is due."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.open_requests_page import (
    OPEN_REQUESTS,
    OpenRequestsPage,
    open_requests_table,
)
from portal.parts.agency_filter import FilteredPage, agency_filter
from portal.parts.paging import ROWS, paging
from portal.present_cases import cases_in_time
from portal.render import show
from portal.routes.cases_routes import Blank, TypedAgency
from portal.visit import Visitor
from remiss.consultation.values import Value
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.reads.open_requests import list_open_requests
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.stalled_requests import ListedBy
from remiss.texts import text

router = APIRouter()


class OpenRequestsQuery(Value):
    """Which of them; blank: all."""

    agency: TypedAgency = None
    overdue: Annotated[bool | None, Blank] = None
    by: Annotated[ListedBy | None, Blank] = None
    cursor: Annotated[str | None, Query(max_length=200), Blank] = None

    @property
    def filters(self) -> dict[str, str | None]:
        """As they stand in the address."""
        return {
            "agency": self.agency,
            "overdue": "true" if self.overdue else None,
            "by": ListedBy.TASK.value if self.by is ListedBy.TASK else None,
        }


@router.get(OPEN_REQUESTS, dependencies=[does("list_cases")])
async def show_open_requests(
    visit: Visitor, query: Annotated[OpenRequestsQuery, Query()]
) -> Response:
    """Of cases the agency drafts or is asked in, or of all, by the role acted in."""
    wanted, label = Wanted(query.cursor, ROWS), text("portal.open_requests.column.agency")
    late = True if query.overdue else None
    here = FilteredPage(path=OPEN_REQUESTS, kept=query.filters)
    agency = agency_filter("agency", label, query.agency, visit.has.registry.agencies, here)
    found = (
        ListPage((), None)
        if agency.unclear
        else await list_open_requests(
            visit.has.ledger,
            (visit.actor,),
            wanted,
            agency.code,
            overdue=late,
            by=query.by or ListedBy.OWN,
        )
    )
    page = OpenRequestsPage(
        title=text("portal.open_requests.heading"),
        agency=agency,
        overdue=bool(query.overdue),
        by_task=query.by is ListedBy.TASK,
        filtered=any(query.filters.values()),
        asked=answers_for_agency(visit.actor),
        table=open_requests_table(found.items, await cases_in_time(visit, found.items)),
        paging=paging(OPEN_REQUESTS, query.filters, query.cursor, found.next),
        behind=bool(visit.has.ledger.behind),
    )
    return show(visit, page)
