"""What waits for the drafting side and the Office."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.ledger.reads.waiting_tasks import list_tasks
from remiss.views.answers import TaskPage

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
