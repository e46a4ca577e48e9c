"""The tasks of a year for assessment files: facts of each request, with the events behind them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime, Field

from api.callers import Caller, Has
from api.documentation import read
from api.downloads import Csv, Xlsx, answer
from api.path_prefixes import V1
from remiss.consultation.values import Actor, AgencyCode, PersonId, Value
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.consultation.views.sheets.task_record import TaskRecord
from remiss.documents.period_sheet.task_files import TaskList, task_csv, task_xlsx
from remiss.ledger.sheets.task_reads import TasksWanted, tasks_of, tasks_page
from remiss.serving.services import Services
from remiss.texts import say
from remiss.views.personal_figures import Looking
from remiss.views.task_scope import look_at_tasks, tasks_wanted

router = APIRouter(prefix=f"{V1}/task-lists", tags=["scorecards"])
Year = Annotated[int, Path(ge=2000, le=2099, description="Năm / The year", examples=[2026])]


class TaskQuery(Value):
    """Whose tasks: without an agency, one's own agency's; without a person, all of the agency."""

    agency: AgencyCode | None = Field(default=None, description="Mã cơ quan / The agency.")
    person: PersonId | None = Field(default=None, description="Công chức / The official.")


class TaskPageQuery(TaskQuery):
    """And after which case, and how many."""

    cursor: str | None = Field(
        default=None,
        pattern="^[!-~]*$",
        max_length=100,
        description="`next` của trang trước / of the page before.",
    )
    limit: int = Field(default=50, ge=1, le=200)


Wanted = Annotated[TaskQuery, Query()]


class TaskListAnswer(Value):
    """Requests sent to an agency in a year, in the order of cases, as the ledger has them now."""

    year: int
    agency: AgencyCode
    person: PersonId | None
    at: AwareDatetime
    tasks: tuple[TaskRecord, ...]
    next: str | None = Field(description="The cursor of the page after this one.")


@router.get("/{year}.json", **read("read_task_list", "Danh mục nhiệm vụ của năm (JSON)", "Tasks"))
async def tasks_json(
    has: Has, actor: Caller, year: Year, query: Annotated[TaskPageQuery, Query()]
) -> TaskListAnswer:
    """Assigned, finished, in time, faults, the reason given, and every event with its hash.

    A page ends with a case, so it may hold a few more than `limit`.
    """
    wanted = _wanted(actor, year, query)
    page = await tasks_page(has.ledger, wanted, query.cursor, query.limit)
    looking = Looking(actor, has.ledger, has.portal)
    await look_at_tasks(looking, wanted, page.tasks)
    return TaskListAnswer(
        year=year,
        agency=wanted.agency,
        person=wanted.person,
        at=datetime.now(UTC),
        tasks=tuple(page.tasks),
        next=page.next,
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
    await look_at_tasks(Looking(actor, has.ledger, has.portal), wanted, tasks)
    known = has.registry.agency(wanted.agency)
    whose = known.name if known else wanted.agency
    title = say("task_list.title", period=wanted.period.name, whose=wanted.person or whose)
    return TaskList(title, tasks, datetime.now(UTC))
