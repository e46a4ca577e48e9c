"""The tasks of a year for assessment files: facts of each request, with the events behind them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime, Field

from api.callers import Caller, Has
from api.documentation import read
from api.downloads import Csv, Xlsx, answer
from api.path_prefixes import V1
from remiss.consultation.authority import Scorecard
from remiss.consultation.values import Actor, AgencyCode, PersonId, Value
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.consultation.views.sheets.task_record import TaskRecord
from remiss.documents.period_sheet.task_files import TaskList, task_csv, task_xlsx
from remiss.ledger.sheets.period_count import days_of
from remiss.ledger.sheets.task_reads import TasksWanted, tasks_of
from remiss.serving.services import Services
from remiss.texts import say
from remiss.views.personal_figures import Looking, open_to
from remiss.views.task_scope import tasks_wanted

router = APIRouter(prefix=f"{V1}/task-lists", tags=["scorecards"])
Year = Annotated[int, Path(ge=2000, le=2099, description="Năm / The year", examples=[2026])]


class TaskQuery(Value):
    """Whose tasks: without an agency, one's own agency's; without a person, all of the agency."""

    agency: AgencyCode | None = Field(default=None, description="Mã cơ quan / The agency.")
    person: PersonId | None = Field(default=None, description="Công chức / The official.")


Wanted = Annotated[TaskQuery, Query()]


class TaskListAnswer(Value):
    """Requests sent to an agency in a year, in the order of cases, as the ledger has them now."""

    year: int
    agency: AgencyCode
    person: PersonId | None
    at: AwareDatetime
    tasks: tuple[TaskRecord, ...]


@router.get("/{year}.json", **read("read_task_list", "Danh mục nhiệm vụ của năm (JSON)", "Tasks"))
async def tasks_json(has: Has, actor: Caller, year: Year, query: Wanted) -> TaskListAnswer:
    """Assigned, finished, in time, faults, the reason given, and every event with its hash."""
    wanted = _wanted(actor, year, query)
    listed = await _list(has, actor, wanted)
    return TaskListAnswer(
        year=year,
        agency=wanted.agency,
        person=wanted.person,
        at=listed.at,
        tasks=tuple(listed.tasks),
    )


@router.get(
    "/{year}.xlsx",
    response_class=Xlsx,
    **read("read_task_list", "Danh mục nhiệm vụ của năm (XLSX)", "Tasks (XLSX)"),
)
async def tasks_xlsx(has: Has, actor: Caller, year: Year, query: Wanted) -> Response:
    """The same as a workbook."""
    listed = await _list(has, actor, _wanted(actor, year, query))
    return await answer(Xlsx, listed.title.vi, "xlsx", lambda: task_xlsx(listed))


@router.get(
    "/{year}.csv",
    response_class=Csv,
    **read("read_task_list", "Danh mục nhiệm vụ của năm (CSV)", "Tasks (CSV)"),
)
async def tasks_csv(has: Has, actor: Caller, year: Year, query: Wanted) -> Response:
    """The same as CSV."""
    listed = await _list(has, actor, _wanted(actor, year, query))
    return await answer(Csv, listed.title.vi, "csv", lambda: task_csv(listed))


def _wanted(actor: Actor, year: int, query: TaskQuery) -> TasksWanted:
    period = SheetPeriod(year, Length.YEAR, 1)
    return tasks_wanted(actor, period, query.agency, query.person)


async def _list(has: Services, actor: Actor, wanted: TasksWanted) -> TaskList:
    """The tasks; that these people's were read is on record before.

    Raises:
        Problem: `ledger_unavailable`: it cannot be put on record, so nothing is shown.
    """
    tasks = [task async for task in tasks_of(has.ledger, wanted)]
    people = {task.official.id for task in tasks if task.official}
    looking = Looking(actor, has.ledger, has.portal)
    if not await open_to(looking, Scorecard.AGENCIES, people, days_of(wanted.period)):
        tasks = []
    known = has.registry.agency(wanted.agency)
    whose = known.name if known else wanted.agency
    title = say("task_list.title", period=wanted.period.name, whose=wanted.person or whose)
    return TaskList(title, tasks, datetime.now(UTC))
