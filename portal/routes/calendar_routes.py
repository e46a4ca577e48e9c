"""The working calendar in force."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.frame import opening_hours
from portal.pages.calendar_page import calendar_page
from portal.render import show
from portal.visit import Visitor
from remiss.views.calendar.working_calendar import calendar_answer, this_year

router = APIRouter()


@router.get("/calendar", dependencies=[does("read_calendar")])
async def read_calendar(
    visit: Visitor, year: Annotated[int | None, Query(ge=2000, le=2100)] = None
) -> Response:
    """Days off, whole or in part or in one commune; working weekends; each with its document."""
    calendar = calendar_answer(await visit.has.calendars.recorded())
    return show(visit, calendar_page(calendar, opening_hours(), year or this_year()))
