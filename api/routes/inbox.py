"""What waits for an agency."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.page_query import CursorText, Limit
from api.path_prefixes import V1
from remiss.consultation.state import SETTLED, Stage
from remiss.consultation.values import Actor, Value
from remiss.ledger.reads.agency_inbox import InboxItem, list_inbox
from remiss.ledger.reads.pages import Wanted
from remiss.views.answers import InboxPage
from remiss.views.seen_case import request_seen_by

router = APIRouter(prefix=V1, tags=["replies"])


class InboxFilters(Value):
    """Which requests to list: by default those that have no outcome yet."""

    stage: tuple[Stage, ...] = tuple(stage for stage in Stage if stage not in SETTLED)
    mine: bool = Field(
        default=False, description="Chỉ việc đang chờ người gọi. / Only what lies on one's desk."
    )
    cursor: CursorText = None
    limit: Limit = 50


@router.get(
    "/inbox",
    **read(
        "read_inbox",
        "Hộp việc của cơ quan, hạn gần nhất trước",
        "An agency's inbox, soonest due first",
    ),
)
async def read_inbox(
    has: Has, actor: Caller, filters: Annotated[InboxFilters, Query()]
) -> InboxPage:
    """The requests to the caller's agency."""
    wanted = Wanted(filters.cursor, filters.limit)
    own = actor if filters.mine else None
    found = await list_inbox(has.ledger, actor.agency, filters.stage, wanted, own)
    items = tuple(_seen(actor, item) for item in found.items)
    return InboxPage(items=items, next=found.next)


def _seen(actor: Actor, item: InboxItem) -> InboxItem:
    return item.model_copy(update={"request": request_seen_by(actor, item.request)})
