"""Open requests of all cases a reader takes part in or oversees, soonest due first."""

from collections.abc import Iterable

import asyncpg
from pydantic import AwareDatetime, Field

from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.rows import RequestRow
from remiss.consultation.visibility import recused_for
from remiss.ledger.connection import Reader
from remiss.ledger.reads.case_list import ReaderScope
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.pages import ListPage, Wanted, page_of
from remiss.ledger.reads.stalled_requests import ListedBy
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual


class OpenRequest(OfCase):
    """One of them: whose it is, when it is due, and whether it is late."""

    subject: str
    agency: AgencyCode
    name: Bilingual
    due_at: AwareDatetime
    overdue: bool
    request: RequestRow | None = Field(
        description="All of it; None to people of another agency asked, and to "
        "whoever oversees no case to which their agency is a party."
    )


async def list_open_requests(
    source: Reader,
    held: Iterable[Actor],
    wanted: Wanted,
    agency: AgencyCode | None = None,
    *,
    overdue: bool | None = None,
    by: ListedBy = ListedBy.OWN,
) -> ListPage[OpenRequest]:
    """Of the cases a person may know of in these roles; `overdue`: late ones alone.

    Soonest due first, or by the deadline of the task their case serves.
    """
    readers = tuple(held)
    scope = ReaderScope.of(*readers)
    recused = next(filter(None, map(recused_for, readers)), None)
    place = "r.due_at" if by is ListedBy.OWN else "r.by_task"
    query = SQL["list_open_requests"].format(scope=scope.condition, place=place)
    arguments = (*scope, agency, overdue, *wanted.place(), recused)
    return await page_of(source, query, _item, arguments, wanted.limit)


def _item(record: asyncpg.Record) -> OpenRequest:
    return OpenRequest.model_validate_json(record["body"])
