"""The reports of working mornings, as they were published."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime, Field

from api.callers import Caller, Has
from api.documentation import read
from api.downloads import Docx
from api.page_query import Paged
from api.path_prefixes import V1
from remiss.consultation.ports import PublishedReport
from remiss.consultation.values import Value
from remiss.documents.morning_reports import MorningReports
from remiss.ledger.reads import published_reports
from remiss.ledger.reads.published_reports import ReportLine
from remiss.problems.problem import Problem
from remiss.serving.download_name import saved_as
from remiss.serving.services import Services
from remiss.views.seen_report import check_whole, seen_report

router = APIRouter(prefix=f"{V1}/reports", tags=["reports"])
Day = Annotated[date, Path(description="Ngày báo cáo / The day", examples=["2026-12-01"])]


class ReportReader(StrEnum):
    """Whom a report goes to."""

    OFFICE = "office"
    CHAIRMAN = "chairman"


class ReportEntry(Value):
    """One morning's reports: how much is in them, and where they are."""

    day: date
    made_at: AwareDatetime
    overdue: int
    stalled: int
    to_chairman: int = Field(description="Of those, how many stand in the Chairman's list.")
    json_path: str
    docx_path: str
    chairman_docx_path: str | None = Field(description="None where his list was empty.")


class ReportList(Value):
    """Working mornings, newest first; `next` is the cursor of the page after this one."""

    items: tuple[ReportEntry, ...]
    next: str | None


@router.get(
    "", **read("read_reports", "Báo cáo hằng ngày, mới nhất trước", "Daily reports, newest first")
)
async def list_reports(has: Has, _actor: Caller, page: Annotated[Paged, Query()]) -> ReportList:
    """One for each working day, made when offices open."""
    found = await published_reports.list_reports(has.ledger, page.wanted)
    return ReportList(items=tuple(map(_entry, found.items)), next=found.next)


@router.get(
    "/{day}.json",
    **read("read_reports", "Báo cáo của một ngày (JSON)", "The reports of one morning (JSON)"),
)
async def report_json(has: Has, actor: Caller, day: Day) -> MorningReports:
    """What is overdue and what stalls, with levels and names; and what the Chairman is told.

    Rows of cases to which the caller's agency is a party are left out, and counted.
    """
    reports = MorningReports.model_validate_json((await _report(has, day)).body)
    return await seen_report(has.ledger, actor, reports)


@router.get(
    "/{day}.docx",
    response_class=Docx,
    **read("read_reports", "Báo cáo của một ngày (DOCX)", "The report of one morning (DOCX)"),
)
async def report_docx(
    has: Has,
    actor: Caller,
    day: Day,
    to: Annotated[
        ReportReader, Query(description="Nơi nhận / The addressee")
    ] = ReportReader.OFFICE,
) -> Response:
    """A draft for signature; the Office hands the Chairman's on."""
    report = await _report(has, day)
    reports = MorningReports.model_validate_json(report.body)
    await check_whole(has.ledger, actor, reports, has.registry)
    content = report.chairman_docx if to is ReportReader.CHAIRMAN else report.office_docx
    if content is None:
        raise Problem("nothing_for_the_chairman", day=f"{day:%d/%m/%Y}")
    name = "Báo cáo Chủ tịch" if to is ReportReader.CHAIRMAN else "Báo cáo quá hạn"
    saved = saved_as(f"{name} {day}.docx")
    return Docx(content, headers={"Content-Disposition": saved})


async def _report(has: Services, day: date) -> PublishedReport:
    found = await published_reports.read_report(has.ledger, day)
    if found is None:
        raise Problem("report_not_found", day=f"{day:%d/%m/%Y}")
    return found


def _entry(line: ReportLine) -> ReportEntry:
    path = f"{router.prefix}/{line.day}"
    return ReportEntry(
        **line._asdict(),
        json_path=f"{path}.json",
        docx_path=f"{path}.docx",
        chairman_docx_path=f"{path}.docx?to=chairman" if line.to_chairman else None,
    )
