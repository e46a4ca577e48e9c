"""Who looked at the visitor's figures."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.figure_looks_page import LOOKS, figure_looks_page
from portal.parts.paging import ROWS, paging
from portal.render import show
from portal.visit import Visitor
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.scorecards.figure_looks import looks_at

router = APIRouter()


@router.get(LOOKS, dependencies=[does("read_looks")])
async def read_looks(
    visit: Visitor, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """Each look with its reader, period and, of an inspector, the inspection."""
    found = await looks_at(visit.has.ledger, visit.actor.id, Wanted(cursor, ROWS))
    pages = paging(LOOKS, {}, cursor, found.next)
    return show(visit, figure_looks_page(found.items, visit.has.registry, pages))
