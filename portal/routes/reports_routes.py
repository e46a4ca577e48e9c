"""The reports of working mornings, as they were published."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.navigation import REPORTS
from portal.pages.office.reports_pages import report_page, reports_page
from portal.parts.agency_filter import FilteredPage, agency_filter
from portal.parts.paging import ROWS, paging
from portal.render import show
from portal.routes.cases_routes import TypedAgency
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.ports import PublishedReport
from remiss.consultation.values import Role
from remiss.documents.morning_reports import MorningReports
from remiss.files.formats.file_types import DOCX
from remiss.ledger.reads.pages import Wanted
from remiss.ledger.reads.published_reports import list_reports, read_report
from remiss.problems.problem import Problem
from remiss.texts import say, text
from remiss.views.seen_report import check_whole, seen_report

router = APIRouter()
To = Annotated[Literal["office", "chairman"], Query()]


@router.get(REPORTS, dependencies=[does("read_reports")])
async def show_reports(
    visit: Visitor, cursor: Annotated[str | None, Query(max_length=200)] = None
) -> Response:
    """One for each working day, newest first."""
    found = await list_reports(visit.has.ledger, Wanted(cursor, ROWS))
    return show(visit, reports_page(found.items, paging(REPORTS, {}, cursor, found.next)))


@router.get(f"{REPORTS}/{{day}}.docx", dependencies=[does("read_reports")])
async def download_report(visit: Visitor, day: date, to: To = "office") -> Response:
    """A draft for signature, to the Office's leaders or to the Chairman.

    Raises:
        Problem: `report_not_found`, `nothing_for_the_chairman`.
        Refusal: `party_to_the_case`.
    """
    report = await _report(visit, day)
    reports = MorningReports.model_validate_json(report.body)
    await check_whole(visit.has.ledger, visit.actor, reports, visit.has.registry)
    content = report.chairman_docx if to == "chairman" else report.office_docx
    if content is None:
        raise Problem("nothing_for_the_chairman", day=f"{day:%d/%m/%Y}")
    return download(
        content, f"{say(f'portal.reports.file.{to}', day=day.isoformat()).vi}.docx", DOCX
    )


@router.get(f"{REPORTS}/{{day}}", dependencies=[does("read_reports")])
async def show_report(
    visit: Visitor,
    day: date,
    to: To = "office",
    agency: TypedAgency = None,
    start: Annotated[int, Query(ge=0)] = 0,
) -> Response:
    """What was overdue, and what stalled, when offices opened that day; by the level reached.

    Raises:
        Problem: `report_not_found`.
    """
    published = MorningReports.model_validate_json((await _report(visit, day)).body)
    reports = await seen_report(visit.has.ledger, visit.actor, published)
    reader = EscalationLevel.CHAIRMAN if to == "chairman" else EscalationLevel.OFFICE
    kept = {"to": to if to == "chairman" else None, "agency": agency}
    here, label = FilteredPage(path=f"{REPORTS}/{day}", kept=kept), text("portal.cases.asked")
    asked = agency_filter("agency", label, agency, visit.has.registry.agencies, here)
    return show(visit, report_page(reports, reader, start, asked, _heads(visit)))


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
