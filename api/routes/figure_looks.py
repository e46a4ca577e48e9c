"""Who looked at the caller's figures."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.ledger.reads.scorecards.figure_looks import looks_at
from remiss.views.scorecard_lists import FigureLooks

router = APIRouter(prefix=f"{V1}/figure-looks", tags=["scorecards"])


@router.get(
    "",
    **read("read_looks", "Ai đã xem số liệu của tôi", "Who looked at the caller's figures"),
)
async def looks(has: Has, actor: Caller, page: Annotated[Paged, Query()]) -> FigureLooks:
    """The last first: who, in which role, of which period, and in which inspection."""
    found = await looks_at(has.ledger, actor.id, page.wanted)
    return FigureLooks(items=found.items, next=found.next)
