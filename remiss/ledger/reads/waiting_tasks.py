"""What waits for the drafting side and the Office, soonest due first."""

import json

import asyncpg
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from remiss.consultation.life.events import Reviewer
from remiss.consultation.telling.labels import TASKS
from remiss.consultation.values import Actor, AgencyCode, DraftKind, Role, Urgency
from remiss.consultation.views.open_tasks import Task, TaskKind
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.connection import Reader
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.texts import Bilingual


class TaskItem(OfCase):
    """One thing to do, with the case it belongs to; `request` is the agency's present one."""

    subject: str
    kind: DraftKind
    urgency: Urgency
    drafting_agency: AgencyCode
    agency_name: str
    task: Task
    what: Bilingual
    request: SkipJsonSchema[RequestRow] = Field(exclude=True)


async def list_tasks(source: Reader, actor: Actor, wanted: Wanted) -> ListPage[TaskItem]:
    """Of an officer in their cases; of a supervisor in the agency's; of the Office in all."""
    arguments = (*_scope(actor), *wanted.place())
    return await read_page(source, "tasks", _item, arguments, wanted.limit)


def _scope(actor: Actor) -> tuple[list[Reviewer], str | None, str | None, str | None]:
    """Before whom it lies, in whose cases, of which officer; of one's own agency's nothing."""
    if actor.role is Role.OFFICE:
        return [Reviewer.OFFICE], None, None, actor.agency
    if actor.role is Role.OFFICER:
        return [Reviewer.OFFICER], actor.agency, actor.id, None
    return [Reviewer.OFFICER, Reviewer.HEAD], actor.agency, None, None


def _item(record: asyncpg.Record) -> TaskItem:
    facts = json.loads(record["body"])
    what = TASKS[TaskKind(facts["task"]["kind"])]
    return TaskItem.model_validate({**facts, "what": what})
