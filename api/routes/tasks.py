"""What waits for the drafting side and the Office."""

import json
from typing import Annotated

from asyncpg import Record
from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from api.paging import Cursor, CursorText, Limit
from remiss.consultation.life.events import Reviewer
from remiss.consultation.telling.labels import TASKS
from remiss.consultation.values import Actor, Role, Value
from remiss.consultation.views.tasks import TaskKind
from remiss.views.answers import TaskItem, TaskPage

router = APIRouter(tags=["requests"])


class TaskFilters(Value):
    """Which page."""

    cursor: CursorText = None
    limit: Limit = 50


@router.get(
    "/tasks",
    **read("Việc chờ xử lý, hạn gần nhất trước", "What waits for the caller, soonest due first"),
)
async def read_tasks(has: Has, actor: Caller, filters: Annotated[TaskFilters, Query()]) -> TaskPage:
    """Of an officer in their cases; of a supervisor in the agency's; of the Office in all."""
    after = Cursor.decode(filters.cursor)
    rows = await has.ledger.fetch(
        "tasks",
        *_scope(actor),
        after.at if after else None,
        after.id if after else None,
        filters.limit + 1,
    )
    shown = rows[: filters.limit]
    more = len(rows) > filters.limit
    end = Cursor(at=shown[-1]["due"], id=shown[-1]["place"]).encode() if more else None
    return TaskPage(items=tuple(map(_item, shown)), next=end)


def _scope(actor: Actor) -> tuple[Reviewer, str | None, str | None, str | None]:
    """Before whom it lies, in whose cases, of which officer; never one's own agency's request."""
    if actor.role is Role.OFFICE:
        return Reviewer.OFFICE, None, None, actor.agency
    officer = actor.id if actor.role is Role.OFFICER else None
    return Reviewer.OFFICER, actor.agency, officer, None


def _item(row: Record) -> TaskItem:
    facts = json.loads(row["body"])
    what = TASKS[TaskKind(facts["task"]["kind"])]
    return TaskItem.model_validate({**facts, "what": what})
