"""What waits for an agency."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from api.paging import Cursor, CursorText, Limit
from remiss.consultation.state import SETTLED, Stage
from remiss.consultation.values import Value
from remiss.views.answers import InboxItem, InboxPage

router = APIRouter(tags=["replies"])


class InboxFilters(Value):
    """Which requests to list: by default those that have no outcome yet."""

    stage: tuple[Stage, ...] = tuple(stage for stage in Stage if stage not in SETTLED)
    cursor: CursorText = None
    limit: Limit = 50


@router.get(
    "/inbox",
    **read("Hộp việc của cơ quan, hạn gần nhất trước", "An agency's inbox, soonest due first"),
)
async def read_inbox(
    has: Has, actor: Caller, filters: Annotated[InboxFilters, Query()]
) -> InboxPage:
    """The requests to the caller's agency."""
    after = Cursor.decode(filters.cursor)
    rows = await has.ledger.fetch(
        "inbox",
        actor.agency,
        list(filters.stage),
        after.at if after else None,
        after.id if after else None,
        filters.limit + 1,
    )
    items = tuple(InboxItem.model_validate_json(row["body"]) for row in rows[: filters.limit])
    more = len(rows) > filters.limit
    last = items[-1] if more else None
    end = Cursor(at=last.request.due_at, id=last.consultation).encode() if last else None
    return InboxPage(items=items, next=end)
