"""The tasks of a year on pages: one's own, a head's officials', any agency's for Home Affairs."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.sheets.sheet_tabs import year_tabs
from portal.pages.sheets.tasks_page import TasksPage, tasks_table
from portal.parts.paging import paging
from portal.render import show
from portal.routes.cases_routes import Blank
from portal.visit import Visitor
from remiss.consultation.values import AgencyCode, PersonId, Value
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.ledger.sheets.task_reads import tasks_page
from remiss.texts import say
from remiss.views.personal_figures import Looking
from remiss.views.task_scope import look_at_tasks, tasks_wanted

router = APIRouter()
ADDRESS = "/tasks-of-year"
ROWS = 50


class TasksQuery(Value):
    """Whose, and after which case."""

    agency: Annotated[AgencyCode | None, Blank] = None
    person: Annotated[PersonId | None, Blank] = None
    cursor: Annotated[str | None, Query(pattern="^[!-~]*$", max_length=100)] = None


@router.get(f"{ADDRESS}/{{year}}", dependencies=[does("read_task_list")])
async def tasks_of_year(
    visit: Visitor,
    year: Annotated[int, Path(ge=2000, le=2099)],
    query: Annotated[TasksQuery, Query()],
) -> Response:
    """Fifty at a time; whose they are is on record before they are shown."""
    period = SheetPeriod(year, Length.YEAR, 1)
    has, actor = visit.has, visit.actor
    wanted = tasks_wanted(actor, period, query.agency or None, query.person or None)
    found = await tasks_page(has.ledger, wanted, query.cursor, ROWS)
    await look_at_tasks(Looking(actor, has.ledger, has.portal), wanted, found.tasks)
    path, kept = f"{ADDRESS}/{year}", {"agency": query.agency, "person": query.person}
    asked = {name: value for name, value in kept.items() if value}
    name = has.registry.name_of(wanted.agency)
    official = next((t.official.name for t in found.tasks if t.official), wanted.person)
    whose = say("portal.tasks_of_year.of_person", agency=name, person=official or "")
    page = TasksPage(
        title=say("portal.tasks_of_year.title", year=str(year)),
        whose=whose if wanted.person else name,
        years=year_tabs(ADDRESS, year, asked),
        table=tasks_table(found.tasks),
        paging=paging(path, kept, query.cursor, found.next),
    )
    return show(visit, page)
