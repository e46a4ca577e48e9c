"""The lines of a reform index on pages, and their files."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from portal.declared import does
from portal.pages.sheets.index_page import IndexPage, index_table
from portal.pages.sheets.sheet_page import FileLink
from portal.pages.sheets.sheet_tabs import card_tabs, year_tabs
from portal.parts.paging import one_page
from portal.render import show
from portal.routes.scorecards.sheets_routes import SheetQuery
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.views.sheets.sheet import SHEET_CARDS
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.documents.period_sheet.index_files import (
    index_csv,
    index_standing,
    index_title,
    index_xlsx,
)
from remiss.documents.period_sheet.index_lines import IndexExport
from remiss.files.formats.file_types import CSV, XLSX
from remiss.strict.canonical_json import canonical_json
from remiss.texts import text
from remiss.views.index_export import index_of_year

router = APIRouter()
READS = does("read_index")
ADDRESS = "/reform-index"
JSON = "application/json"
Year = Annotated[int, Path(ge=2000, le=2099)]


@router.get(f"{ADDRESS}/{{year}}", dependencies=[READS])
async def reform_index(
    visit: Visitor, year: Year, query: Annotated[SheetQuery, Query()]
) -> Response:
    """Criterion, numerator, denominator; a number opens what was counted."""
    export = await _export(visit, year)
    lines = [line for line in export.lines if line.card is query.card]
    path, kept = f"{ADDRESS}/{year}", {"card": query.card.value}
    shown, pages = one_page(lines, path, kept, query.cursor)
    page = IndexPage(
        title=index_title(export),
        standing=index_standing(export),
        files=tuple(
            FileLink(name=text(f"portal.index.file.{name}"), path=f"{path}/{name}")
            for name in ("workbook", "csv", "json")
        ),
        years=year_tabs(ADDRESS, year, kept),
        cards=card_tabs(path, SHEET_CARDS, query.card),
        table=index_table(shown, SheetPeriod(year, Length.YEAR, 1)),
        paging=pages,
    )
    return show(visit, page)


@router.get(f"{ADDRESS}/{{year}}/workbook", dependencies=[READS])
async def index_workbook(visit: Visitor, year: Year) -> Response:
    """As XLSX."""
    return await _file(visit, year, index_xlsx, "xlsx", XLSX)


@router.get(f"{ADDRESS}/{{year}}/csv", dependencies=[READS])
async def index_as_csv(visit: Visitor, year: Year) -> Response:
    """As CSV."""
    return await _file(visit, year, index_csv, "csv", CSV)


@router.get(f"{ADDRESS}/{{year}}/json", dependencies=[READS])
async def index_as_json(visit: Visitor, year: Year) -> Response:
    """As JSON."""
    return await _file(visit, year, _json, "json", JSON)


async def _export(visit: Visit, year: int) -> IndexExport:
    has = visit.has
    return await index_of_year(has.ledger, visit.actor, year, has.registry, has.public_url)


async def _file(
    visit: Visit, year: int, write: Callable[[IndexExport], bytes], ending: str, media_type: str
) -> Response:
    export = await _export(visit, year)
    content = await asyncio.to_thread(write, export)
    return download(content, f"{index_title(export).vi}.{ending}", media_type)


def _json(export: IndexExport) -> bytes:
    return canonical_json(export.model_dump(mode="json"))
