"""What the visitor was told."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.navigation import NOTICES
from portal.pages.notices_page import NoticesPage, told
from portal.pages.opening.approval_page import urgent_group, urgent_openings
from portal.parts.paging import ROWS, paging
from portal.render import show
from portal.visit import Visitor
from remiss.ledger.reads.notices.told_notices import list_notices
from remiss.ledger.reads.pages import Wanted
from remiss.texts import text

router = APIRouter()


@router.get("/notices", dependencies=[does("read_notices")])
async def read_notices(
    visit: Visitor, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """Those addressed to the person by name, or to a part their role plays there.

    Urgent openings that wait for the visitor stand first, as they do in their work.
    """
    found = await list_notices(visit.has.ledger, (visit.actor,), Wanted(cursor, ROWS))
    asked = () if cursor else await urgent_openings(visit)
    page = NoticesPage(
        title=text("portal.navigation.notices"),
        first=urgent_group(visit, asked),
        notices=told(found.items),
        paging=paging(NOTICES, {}, cursor, found.next),
    )
    return show(visit, page)
