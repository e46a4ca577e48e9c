"""The requests to an agency, soonest due first."""

from collections.abc import Iterable

import asyncpg

from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.values import AgencyCode, DraftKind, Urgency, Value
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.connection import Reader
from remiss.ledger.reads.pages import Page, Wanted, read_page


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


async def list_inbox(
    source: Reader, agency: AgencyCode | None, stages: Iterable[Stage], wanted: Wanted
) -> Page[InboxItem]:
    """Those to `agency` at one of these stages."""
    arguments = (agency, list(stages), *wanted.place())
    return await read_page(source, "inbox", _item, arguments, wanted.limit)


def _item(record: asyncpg.Record) -> InboxItem:
    return InboxItem.model_validate_json(record["body"])
