"""The reports of working mornings, as they were published."""

import asyncio
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.navigation import REPORTS
from portal.pages.office.reports_pages import NOW, report_page, report_to, reports_page
from portal.parts.agency_filter import FilteredPage, agency_filter
from portal.parts.paging import ROWS, paging
from portal.present_cases import present_of_all
from portal.render import show
from portal.routes.cases_routes import TypedAgency
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.ports import PublishedReport
from remiss.consultation.values import PersonId, Role
from remiss.documents.daily_report import docx
from remiss.documents.morning_reports import MorningReports
from remiss.files.formats.file_types import DOCX
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.published_reports import list_reports, read_report
from remiss.problems.problem import Problem
from remiss.texts import say, text
from remiss.views.report_now import report_now
from remiss.views.seen_report import check_whole, seen_report

router = APIRouter()
To = Annotated[Literal["office", "chairman"] | PersonId, Query()]
"""Whose report: a Vice-Chairman's by their id."""
Start = Annotated[int, Query(ge=0)]
"""The row a page begins with."""


@router.get(REPORTS, dependencies=[does("read_reports")])
async def show_reports(
    visit: Visitor, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """One for each working day, newest first."""
    found = await list_reports(visit.has.ledger, Wanted(cursor, ROWS))
    return show(visit, reports_page(found.items, paging(REPORTS, {}, cursor, found.next)))


@router.get(f"{REPORTS}/{NOW}.docx", dependencies=[does("read_reports")])
async def download_report_now(visit: Visitor, to: To = "office") -> Response:
    """The same as of a morning, counted now and marked as not published.

    Raises:
        Problem: `nothing_for_the_chairman`, `ledger_unavailable`.
        Refusal: `party_to_the_case`.
    """
    reports = await _now(visit)
    await check_whole(visit.has.ledger, visit.actor, reports, visit.has.registry)
    return await _as_docx(reports, to)


@router.get(f"{REPORTS}/{NOW}", dependencies=[does("read_reports")])
async def show_report_now(
    visit: Visitor, to: To = "office", agency: TypedAgency = None, start: Start = 0
) -> Response:
    """What is overdue, and what stalls, at this moment; nobody is sent it, and nothing is kept.

    Raises:
        Problem: `ledger_unavailable`.
    """
    return await _page(visit, await _now(visit), NOW, to, agency, start)


@router.get(f"{REPORTS}/{{day}}.docx", dependencies=[does("read_reports")])
async def download_report(visit: Visitor, day: date, to: To = "office") -> Response:
    """A draft for signature, to the Office's leaders, the Chairman or a Vice-Chairman.

    Raises:
        Problem: `report_not_found`, `nothing_for_the_chairman`.
        Refusal: `party_to_the_case`.
    """
    report = await _report(visit, day)
    reports = MorningReports.model_validate_json(report.body)
    await check_whole(visit.has.ledger, visit.actor, reports, visit.has.registry)
    if to not in {"office", "chairman"}:
        return await _as_docx(reports, to)
    content = report.chairman_docx if to == "chairman" else report.office_docx
    if content is None:
        raise Problem("nothing_for_the_chairman", day=f"{day:%d/%m/%Y}")
    return download(content, _file_name(day, to), DOCX)


@router.get(f"{REPORTS}/{{day}}", dependencies=[does("read_reports")])
async def show_report(
    visit: Visitor, day: date, to: To = "office", agency: TypedAgency = None, start: Start = 0
) -> Response:
    """What was overdue, and what stalled, when offices opened that day; by the level reached.

    Raises:
        Problem: `report_not_found`.
    """
    published = MorningReports.model_validate_json((await _report(visit, day)).body)
    return await _page(visit, published, str(day), to, agency, start)


async def _page(
    visit: Visit, reports: MorningReports, of: str, to: str, agency: str | None, start: int
) -> Response:
    """What of it the visitor oversees; `of` is its place among the reports."""
    seen = await seen_report(visit.has.ledger, visit.actor, reports)
    kept = {"to": None if to == "office" else to, "agency": agency}
    here, label = FilteredPage(path=f"{REPORTS}/{of}", kept=kept), text("portal.cases.asked")
    asked = agency_filter("agency", label, agency, visit.has.registry.agencies, here)
    names = visit.has.registry.names
    return show(visit, report_page(seen, to, start, asked, _heads(visit), names))


async def _now(visit: Visit) -> MorningReports:
    return await report_now(visit.has.ledger, await present_of_all(visit))


async def _as_docx(reports: MorningReports, to: str) -> Response:
    report = report_to(reports, to)
    if report is None:
        raise Problem("nothing_for_the_chairman", day=f"{reports.day:%d/%m/%Y}")
    content = await asyncio.to_thread(docx, report)
    return download(content, _file_name(reports.day, to), DOCX)


def _file_name(day: date, to: str) -> str:
    key = to if to in {"office", "chairman"} else "vice_chairman"
    return f"{say(f'portal.reports.file.{key}', day=day.isoformat()).vi}.docx"


def _heads(visit: Visit) -> dict[str, str]:
    """Who heads each agency, where the list of people says so."""
    heads: dict[str, str] = {}
    for each in visit.has.people.all:
        if each.agency and Role.AGENCY_HEAD in each.roles:
            before = heads.get(each.agency)
            heads[each.agency] = f"{before}, {each.name}" if before else each.name
    return heads


async def _report(visit: Visit, day: date) -> PublishedReport:
    found = await read_report(visit.has.ledger, day)
    if found is None:
        raise Problem("report_not_found", day=f"{day:%d/%m/%Y}")
    return found
