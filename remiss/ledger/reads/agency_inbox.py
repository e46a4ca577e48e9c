"""The requests to an agency, soonest due first."""

from collections.abc import Iterable

import asyncpg
from pydantic import Field

from remiss.consultation.state import SETTLED, Stage
from remiss.consultation.values import Actor, AgencyCode, DraftKind, Role, Urgency
from remiss.consultation.views.overdue_list import say_listing
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.connection import Reader
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.texts import Bilingual


class InboxItem(OfCase):
    """One request, with the case it belongs to."""

    subject: str
    kind: DraftKind
    urgency: Urgency
    drafting_agency: AgencyCode
    request: RequestRow
    overdue_list: Bilingual | None = Field(
        default=None,
        description="On which morning's overdue list it stands unless a reply is received, and how "
        "to say why.",
    )


async def list_inbox(
    source: Reader,
    agency: AgencyCode | None,
    stages: Iterable[Stage],
    wanted: Wanted,
    at_desk_of: Actor | None = None,
) -> ListPage[InboxItem]:
    """Those to `agency` at one of these stages, or of them what lies on one person's desk."""
    is_head = at_desk_of is not None and at_desk_of.role is Role.AGENCY_HEAD
    desk = at_desk_of.id if at_desk_of else None
    chosen = frozenset(stages)
    settled = bool(chosen & SETTLED)
    mixed = settled and chosen - SETTLED
    which = None if mixed else settled
    arguments = (agency, list(chosen), desk, is_head, which, *wanted.place())
    return await read_page(source, "inbox", _item, arguments, wanted.limit)


def _item(record: asyncpg.Record) -> InboxItem:
    item = InboxItem.model_validate_json(record["body"])
    row = item.request
    told = say_listing(row.listed_on, row.due_at, overdue=row.overdue)
    return item.model_copy(update={"overdue_list": told})
