"""The reports of working mornings, as they were published."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from asyncpg import Record
from fastapi import APIRouter, Path, Query, Response
from pydantic import AwareDatetime, Field

from api.callers import Caller, Has
from api.documentation import read
from api.paging import Cursor, CursorText, Limit
from api.papers import Docx, saved_as
from api.services import Services
from remiss.consultation.values import Value
from remiss.documents.compilation import MorningReports
from remiss.problems.problem import Problem

router = APIRouter(prefix="/reports", tags=["reports"])
BASE = "/v1/reports"
Day = Annotated[date, Path(description="Ngày báo cáo / The day", examples=["2026-12-01"])]


class Addressee(StrEnum):
    """Whom a report goes to."""

    OFFICE = "office"
    CHAIRMAN = "chairman"


class ReportEntry(Value):
    """One morning's reports: how much is in them, and where they are."""

    day: date
    made_at: AwareDatetime
    overdue: int
    stalled: int
    to_chairman: int = Field(description="Of those, how many had risen to the Chairman.")
    json_path: str
    docx_path: str
    chairman_docx_path: str | None = Field(description="None where nothing had risen to him.")


class ReportList(Value):
    """Working mornings, newest first; `next` is the cursor of the page after this one."""

    items: tuple[ReportEntry, ...]
    next: str | None


class Filters(Value):
    """Which page."""

    cursor: CursorText = None
    limit: Limit = 50


@router.get("", **read("Báo cáo hằng ngày, mới nhất trước", "Daily reports, newest first"))
async def list_reports(
    has: Has, _actor: Caller, filters: Annotated[Filters, Query()]
) -> ReportList:
    """One for each working day, made when offices open."""
    rows = await has.ledger.fetch("reports", _before(filters.cursor), filters.limit + 1)
    items = tuple(_entry(row) for row in rows[: filters.limit])
    more = len(rows) > filters.limit
    end = Cursor(at=items[-1].made_at, id=str(items[-1].day)).encode() if more else None
    return ReportList(items=items, next=end)


@router.get(
    "/{day}.json", **read("Báo cáo của một ngày (JSON)", "The reports of one morning (JSON)")
)
async def report_json(has: Has, _actor: Caller, day: Day) -> MorningReports:
    """What is overdue and what stalls, with levels and names; and what the Chairman is told."""
    return MorningReports.model_validate_json((await _report(has, day))["body"])


@router.get(
    "/{day}.docx",
    response_class=Docx,
    **read("Báo cáo của một ngày (DOCX)", "The report of one morning (DOCX)"),
)
async def report_docx(
    has: Has,
    _actor: Caller,
    day: Day,
    to: Annotated[Addressee, Query(description="Nơi nhận / The addressee")] = Addressee.OFFICE,
) -> Response:
    """A draft for signature; the Office hands the Chairman's on."""
    content = (await _report(has, day))[f"{to}_docx"]
    if content is None:
        raise Problem("nothing_for_the_chairman", day=f"{day:%d/%m/%Y}")
    name = "Báo cáo Chủ tịch" if to is Addressee.CHAIRMAN else "Báo cáo quá hạn"
    saved = saved_as(f"{name} {day}.docx")
    return Docx(bytes(content), headers={"Content-Disposition": saved})


async def _report(has: Services, day: date) -> Record:
    rows = await has.ledger.fetch("report", day)
    if not rows:
        raise Problem("report_not_found", day=f"{day:%d/%m/%Y}")
    return rows[0]


def _before(cursor: str | None) -> date | None:
    """The day of the last row seen.

    Raises:
        Problem: `invalid_cursor`.
    """
    seen = Cursor.decode(cursor)
    try:
        return date.fromisoformat(seen.id) if seen else None
    except ValueError as error:
        raise Problem("invalid_cursor") from error


def _entry(row: Record) -> ReportEntry:
    path = f"{BASE}/{row['day']}"
    return ReportEntry(
        **dict(row),
        json_path=f"{path}.json",
        docx_path=f"{path}.docx",
        chairman_docx_path=f"{path}.docx?to=chairman" if row["to_chairman"] else None,
    )
