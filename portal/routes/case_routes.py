"""A case: its page, what happened in it, its table and dossier to be taken home."""

import asyncio
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from portal.declared import Seen, does
from portal.forms.typed_days import NoDayError, read_moment
from portal.pages.of_case.case_page import case_page, case_page_then
from portal.pages.of_case.ledger_page import Asked, ledger_page
from portal.pages.of_case.listed_requests import WantedRequests
from portal.pages.of_case.past_moment import written_moment
from portal.present_cases import PresentCase, at_present
from portal.render import show
from portal.routes.cases_routes import TypedAgency
from portal.safe_headers import download
from portal.visit import Visitor
from remiss.consultation.values import Value
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.visibility import sees_table
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation
from remiss.documents.table.table_form import TableForm
from remiss.files.formats.file_types import BUNDLE, DOCX, XLSX
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, Text, say, text
from remiss.views.archive.submission import submission_archive
from remiss.views.as_known import see_at
from remiss.views.chain_of_case import chain_of_case
from remiss.views.seen_case import SeenCase

router = APIRouter()
WriteTable = Callable[[Consolidation, Letterhead], bytes]
PAGE = "/cases/{case}"
PageNumber = Annotated[int, Query(ge=1, le=1000)]
PartOfName = Annotated[str, Query(max_length=100)]
Moment = Annotated[Text, Query(max_length=40)]
NOT_THEN = {"instant_ahead", "nothing_at_that_time"}


class LedgerQuery(Value):
    """Which events; blank: all of them, as they are known now."""

    agency: TypedAgency = None
    at: Moment = ""
    page: PageNumber = 1


@router.get(PAGE, dependencies=[does("read_case")])
async def show_case(
    visit: Visitor, seen: Seen, page: PageNumber = 1, name: PartOfName = "", at: Moment = ""
) -> Response:
    """What waits, every agency at a glance, what stands in the way of its end.

    At an earlier moment, the same as it stood then; where none can be shown, the page of events,
    on which moments are chosen, says why.
    """
    wanted = WantedRequests(page, name.strip())
    then, as_of, fault = await _at(visit, seen, at)
    if fault:
        return await show_ledger(visit, seen, LedgerQuery(at=at))
    if as_of is None:
        return show(visit, case_page(await at_present(visit, seen), wanted))
    wanted = wanted._replace(at=written_moment(as_of.at))
    return show(visit, case_page_then(PresentCase(then, as_of.at), wanted, as_of))


@router.get(f"{PAGE}/ledger", dependencies=[does("read_case")])
async def show_ledger(
    visit: Visitor, seen: Seen, query: Annotated[LedgerQuery, Query()]
) -> Response:
    """Each event in words with its hash; whether the chain holds."""
    then, as_of, fault = await _at(visit, seen, query.at)
    asked = Asked(agency=query.agency or "", at=query.at, page=query.page, fault=fault)
    chain = await chain_of_case(visit.has.ledger, seen.case.id)
    return show(visit, ledger_page(then, chain, asked, as_of), 422 if fault else 200)


@router.get(f"{PAGE}/papers/table.docx", dependencies=[does("read_table")])
async def download_table(visit: Visitor, seen: Seen) -> Response:
    """The consolidated table as a paper.

    Raises:
        Problem: `table_not_final`.
    """
    return await _table_as(visit, seen, table_paper.docx, "docx", DOCX)


@router.get(f"{PAGE}/papers/table.xlsx", dependencies=[does("read_table")])
async def download_workbook(visit: Visitor, seen: Seen) -> Response:
    """The same, to sort and count by.

    Raises:
        Problem: `table_not_final`.
    """
    return await _table_as(visit, seen, table_workbook.xlsx, "xlsx", XLSX)


@router.get(f"{PAGE}/papers/submission.zip", dependencies=[does("conclude")])
async def download_submission(visit: Visitor, seen: Seen) -> Response:
    """Draft, table, letters and replies in one.

    Raises:
        Problem: `attachment_damaged`.
    """
    desk = visit.has.desk.now()
    content = await asyncio.to_thread(submission_archive, seen, visit.has.store, desk)
    name = say("portal.case.submission_file", case=seen.case.id).vi
    return download(content, f"{name}.zip", BUNDLE)


async def _table_as(
    visit: Visitor, seen: SeenCase, write: WriteTable, ending: str, media_type: str
) -> Response:
    if not sees_table(seen.actor, seen.case):
        raise Problem("table_not_final")
    head = visit.has.desk.now().head(seen.case)
    events = tuple(stored.recorded.event for stored in seen.events)
    content = await asyncio.to_thread(lambda: write(consolidation(seen.case, events), head))
    name = f"{TableForm.of(seen.case.draft).label.vi} {seen.case.id}"
    return download(content, f"{name}.{ending}", media_type)


async def _at(
    visit: Visitor, seen: SeenCase, typed: str
) -> tuple[SeenCase, AsOf | None, Bilingual | None]:
    """The case at the moment typed; as it is, where no such moment can be shown, and why."""
    if not typed.strip():
        return seen, None, None
    try:
        at = read_moment(typed)
        then, as_of = await see_at(visit.has.ledger, visit.actor, seen.case.id, at)
    except NoDayError as error:
        return seen, None, text(f"portal.field.{error.kind}")
    except Problem as problem:
        if problem.code not in NOT_THEN:
            raise
        return seen, None, problem.message
    return then, as_of, None
