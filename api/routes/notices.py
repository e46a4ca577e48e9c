"""What the caller has been told, and what could not be delivered to whom."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from api.paging import Cursor, CursorText, Limit
from remiss.consultation.telling.audience import READS
from remiss.consultation.values import Value
from remiss.views.notices import DeliveryItem, DeliveryPage, NoticeItem, NoticePage

router = APIRouter(prefix="/notices", tags=["notices"])


class Delivery(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


class NoticePages(Value):
    """Which page."""

    cursor: CursorText = None
    limit: Limit = 50


class DeliveryFilters(NoticePages):
    """Which deliveries to list: by default those that did not arrive."""

    status: tuple[Delivery, ...] = (Delivery.FAILED, Delivery.BOUNCED)


@router.get("", **read("Thông báo gửi đến người dùng, mới nhất trước", "The caller's notices"))
async def read_notices(
    has: Has, actor: Caller, page: Annotated[NoticePages, Query()]
) -> NoticePage:
    """Those addressed to the caller by name, or to a part their role plays in their agency."""
    after = Cursor.decode(page.cursor)
    rows = await has.ledger.fetch(
        "notices",
        actor.id,
        actor.agency,
        list(READS.get(actor.role, ())),
        after.at if after else None,
        after.id if after else None,
        page.limit + 1,
    )
    items = tuple(NoticeItem.model_validate_json(row["body"]) for row in rows[: page.limit])
    more = len(rows) > page.limit
    end = Cursor(at=items[-1].at, id=items[-1].id).encode() if more else None
    return NoticePage(items=items, next=end)


@router.get("/deliveries", **read("Thông báo chưa gửi được", "Notices that did not arrive"))
async def read_deliveries(
    has: Has, _actor: Caller, filters: Annotated[DeliveryFilters, Query()]
) -> DeliveryPage:
    """Mail and webhooks with their last error; for the Office and auditors."""
    after = Cursor.decode(filters.cursor)
    rows = await has.ledger.fetch(
        "deliveries",
        list(filters.status),
        after.at if after else None,
        after.id if after else None,
        filters.limit + 1,
    )
    items = tuple(DeliveryItem.model_validate_json(row["body"]) for row in rows[: filters.limit])
    more = len(rows) > filters.limit
    end = Cursor(at=items[-1].created_at, id=items[-1].id).encode() if more else None
    return DeliveryPage(items=items, next=end)
