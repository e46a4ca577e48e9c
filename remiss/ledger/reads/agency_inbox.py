"""The requests to an agency, soonest due first."""

from collections.abc import Iterable

import asyncpg
from pydantic import Field

from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import AgencyCode, DraftKind, Urgency, Value
from remiss.consultation.views.overdue_list import say_listing
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import Page, Wanted, read_page
from remiss.texts import Bilingual


class InboxItem(Value):
    """One request, with the case it belongs to."""

    consultation: str
    case_stage: CaseStage
    subject: str
    kind: DraftKind
    urgency: Urgency
    drafting_agency: AgencyCode
    officer_name: str
    request: RequestRow
    overdue_list: Bilingual | None = Field(
        default=None,
        description="On which morning's overdue list it stands unless a reply is received, and how "
        "to say why.",
    )


async def list_inbox(
    source: Reader, agency: AgencyCode | None, stages: Iterable[Stage], wanted: Wanted
) -> Page[InboxItem]:
    """Those to `agency` at one of these stages."""
    arguments = (agency, list(stages), *wanted.place())
    return await read_page(source, "inbox", _item, arguments, wanted.limit)


def _item(record: asyncpg.Record) -> InboxItem:
    item = InboxItem.model_validate_json(record["body"])
    row = item.request
    told = say_listing(row.listed_on, row.due_at, overdue=row.overdue)
    return item.model_copy(update={"overdue_list": told})
