"""Sheets of periods: the list, one sheet, and its files."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import does
from portal.navigation import SHEETS
from portal.pages.scorecards.periods import today
from portal.pages.sheets.sheet_page import (
    ChangesTable,
    FileLink,
    SheetPage,
    changes_table,
    sheet_table,
)
from portal.pages.sheets.sheet_tabs import card_tabs
from portal.pages.sheets.sheets_page import SheetsPage, sheets_table
from portal.parts.paging import one_page
from portal.render import show
from portal.safe_headers import download
from portal.visit import Visit, Visitor
from remiss.consultation.authority import AUTHORITY
from remiss.consultation.values import Value
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import agency_changes
from remiss.consultation.views.sheets.sheet import KeptSheet
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.period_sheet.sheet_csv import sheet_csv
from remiss.documents.period_sheet.sheet_letter import docx
from remiss.documents.period_sheet.sheet_rows import agency_rows
from remiss.documents.period_sheet.sheet_workbook import standing, title, xlsx
from remiss.files.formats.file_types import CSV, DOCX, XLSX
from remiss.problems.problem import Problem
from remiss.texts import local_date, say, text
from remiss.views.home_affairs import letterhead_of_home_affairs
from remiss.views.seen_sheets import not_recorded, scopes_of, seen_sheet, seen_sheets

FEW = 8
"""Agencies on a page: a row holds every figure of one, each a link."""

router = APIRouter()
READS, LETTER = does("read_sheets"), does("read_sheet_letter")


class ListQuery(Value):
    """From which row on."""

    cursor: Annotated[int, Query(ge=0, le=10_000)] = 0


class SheetQuery(ListQuery):
    """And of which card."""

    card: Card = Card.AGENCIES


@router.get(SHEETS, dependencies=[READS])
async def sheets(visit: Visitor, query: Annotated[ListQuery, Query()]) -> Response:
    """Every sheet there is."""
    found = await seen_sheets(visit.has.ledger, visit.actor)
    shown, pages = one_page(found, SHEETS, {}, query.cursor)
    may = visit.actor.role in AUTHORITY["read_index"].roles
    page = SheetsPage(
        title=text("portal.sheets.title"),
        index=f"/reform-index/{today().year}" if may else None,
        table=sheets_table(shown),
        paging=pages,
    )
    return show(visit, page)


@router.get(f"{SHEETS}/{{period}}", dependencies=[READS])
async def sheet(visit: Visitor, period: str, query: Annotated[SheetQuery, Query()]) -> Response:
    """One sheet: figures, and amendments beside."""
    kept = await _seen(visit, period)
    scopes = scopes_of(visit.actor)
    card = query.card if query.card in scopes else next(iter(scopes))
    path, rows = f"{SHEETS}/{kept.period.key}", agency_rows(kept, card)
    shown, pages = one_page(rows, path, {"card": card.value}, query.cursor, FEW)
    page = SheetPage(
        title=title(kept),
        days=say(
            "portal.sheets.days",
            first=local_date(kept.period.first),
            last=local_date(kept.period.last),
        ),
        standing=standing(kept),
        files=tuple(_files(visit, path)),
        cards=card_tabs(path, scopes, card),
        heading=text(f"portal.scorecards.{card}.title"),
        table=sheet_table(card, kept.period, shown),
        paging=pages,
        changes=await _changes(visit, kept),
    )
    return show(visit, page)


@router.get(f"{SHEETS}/{{period}}/workbook", dependencies=[READS])
async def workbook(visit: Visitor, period: str) -> Response:
    """As XLSX."""
    return await _file(await _seen(visit, period), xlsx, "xlsx", XLSX)


@router.get(f"{SHEETS}/{{period}}/csv", dependencies=[READS])
async def as_csv(visit: Visitor, period: str) -> Response:
    """As CSV."""
    return await _file(await _seen(visit, period), sheet_csv, "csv", CSV)


@router.get(f"{SHEETS}/{{period}}/letter", dependencies=[LETTER])
async def letter(visit: Visitor, period: str) -> Response:
    """The report to the Chairman, a draft for signature."""
    head = letterhead_of_home_affairs(visit.has.registry)
    return await _file(await _seen(visit, period), lambda kept: docx(kept, head), "docx", DOCX)


async def _seen(visit: Visit, key: str) -> KeptSheet:
    try:
        period = SheetPeriod.of_key(key)
    except ValueError:
        raise Problem("not_found") from None
    return await seen_sheet(visit.has.ledger, visit.actor, period, visit.has.registry.apart)


async def _changes(visit: Visit, kept: KeptSheet) -> tuple[ChangesTable, ...]:
    """What was amended, and what the next run will."""
    pending = await not_recorded(visit.has.ledger, visit.actor, kept, visit.has.registry.apart)
    amended = agency_changes(kept)
    later = kept
    if pending:
        later = kept.model_copy(update={"amendments": (*kept.amendments, pending)})
    waiting = agency_changes(later)[len(amended) :]
    tables = (
        changes_table("amended", amended, later.names),
        changes_table("not_recorded", waiting, later.names),
    )
    return tuple(each for each in tables if each)


async def _file(
    kept: KeptSheet, write: Callable[[KeptSheet], bytes], ending: str, media_type: str
) -> Response:
    content = await asyncio.to_thread(write, kept)
    return download(content, f"{title(kept).vi}.{ending}", media_type)


def _files(visit: Visit, path: str) -> list[FileLink]:
    names = ["workbook", "csv"]
    if visit.actor.role in AUTHORITY["read_sheet_letter"].roles:
        names.append("letter")
    return [
        FileLink(name=text(f"portal.sheets.file.{name}"), path=f"{path}/{name}") for name in names
    ]
