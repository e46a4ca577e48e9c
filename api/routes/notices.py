"""What the caller has been told, and what could not be delivered to whom."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Account, Caller, Has
from api.documentation import read
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.consultation.acting import candidates
from remiss.ledger.reads.notices.told_notices import list_deliveries, list_notices
from remiss.views.answers import DeliveryPage, NoticePage

router = APIRouter(prefix=f"{V1}/notices", tags=["notices"])


class DeliveryState(StrEnum):
    """What became of a notice."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"


class DeliveryFilters(Paged):
    """Which deliveries to list: by default those that did not arrive."""

    status: tuple[DeliveryState, ...] = (DeliveryState.FAILED, DeliveryState.BOUNCED)


@router.get(
    "",
    **read("read_notices", "Thông báo gửi đến người dùng, mới nhất trước", "The caller's notices"),
)
async def read_notices(
    has: Has, _actor: Caller, held: Account, page: Annotated[Paged, Query()]
) -> NoticePage:
    """Those addressed to the caller by name, or to a part one of their roles plays there."""
    found = await list_notices(has.ledger, candidates(held, "read_notices"), page.wanted)
    return NoticePage(items=found.items, next=found.next)


@router.get(
    "/deliveries",
    **read("read_deliveries", "Thông báo chưa gửi được", "Notices that did not arrive"),
)
async def read_deliveries(
    has: Has, _actor: Caller, filters: Annotated[DeliveryFilters, Query()]
) -> DeliveryPage:
    """Mail and webhooks with their last error; for the Office, inspectors and operators."""
    found = await list_deliveries(has.ledger, filters.status, filters.wanted)
    return DeliveryPage(items=found.items, next=found.next)
