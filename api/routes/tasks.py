"""What waits for the drafting side and the Office."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import Actor, AgencyCode, DraftKind
from remiss.consultation.visibility import recused_for
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.stalled_requests import (
    ListedBy,
    StallFilter,
    WhoseDesk,
    list_stalls,
)
from remiss.ledger.reads.waiting_tasks import list_tasks
from remiss.views.answers import InboxPage, TaskPage
from remiss.views.seen_case import request_seen_by

router = APIRouter(prefix=V1, tags=["requests"])


@router.get(
    "/tasks",
    **read(
        "read_tasks",
        "Việc chờ xử lý, hạn gần nhất trước",
        "What waits for the caller, soonest due first",
    ),
)
async def read_tasks(has: Has, actor: Caller, page: Annotated[Paged, Query()]) -> TaskPage:
    """Of an officer in their cases; of a supervisor in the agency's; of the Office in all."""
    found = await list_tasks(has.ledger, actor, page.wanted)
    return TaskPage(items=found.items, next=found.next)


class StallFilters(Paged):
    """Which of what stalls; left out: whichever."""

    agency: AgencyCode | None = None
    drafting: AgencyCode | None = None
    level: int | None = Field(default=None, ge=0, le=int(EscalationLevel.CHAIRMAN))
    desk: WhoseDesk | None = None
    kind: DraftKind | None = None
    overdue: bool | None = None
    listed_from: date | None = Field(
        default=None, description="Chậm, có trong danh sách từ ngày này. / Newly overdue since."
    )
    by: ListedBy = Field(
        default=ListedBy.OWN,
        description="Theo thời hạn của chính việc đó, hay theo thời hạn trình của nhiệm vụ được "
        "giao. / By its own deadline, or by that of the task the case serves.",
    )


@router.get(
    "/stalls",
    **read(
        "read_stalls",
        "Đề nghị chậm, chưa chuyển biến",
        "Requests that stall, by when their next move or their task is due",
    ),
)
async def read_stalls(
    has: Has, actor: Caller, query: Annotated[StallFilters, Query()]
) -> InboxPage:
    """Late with an agency, the drafter or the Office; reported; or returned often."""
    level = None if query.level is None else EscalationLevel(query.level)
    chosen = StallFilter(
        query.agency,
        query.drafting,
        level,
        query.desk,
        query.kind,
        query.overdue,
        query.listed_from,
        recused_for(actor),
    )
    found = await list_stalls(has.ledger, has.present.now(), chosen, query.wanted, query.by)
    items = tuple(_without_inside(actor, item) for item in found.items)
    return InboxPage(items=items, next=found.next)


def _without_inside(actor: Actor, item: InboxItem) -> InboxItem:
    """What lies where inside an agency is read there, and by inspectors in the case itself."""
    seen = request_seen_by(actor, item.request).model_copy(update={"desk": None})
    return item.model_copy(update={"request": seen})
