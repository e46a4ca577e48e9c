"""What lies with one agency, by whom it was assigned to; and the requests behind each number."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from remiss.consultation.values import AgencyCode, PersonId
from remiss.ledger.connection import Reader
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.pages import ListPage, Wanted
from remiss.ledger.reads.stalled_requests import read_requests
from remiss.ledger.statements import SQL

NOBODY = ""
"""In place of a person, where nobody was assigned."""
SIGN = "sign"


class Load(NamedTuple):
    """What one official has; `person` is None for what nobody was assigned."""

    person: PersonId | None
    name: str | None
    requests: int
    due_at: datetime
    """Of the one due first."""
    overdue: int
    signing: int
    """Of these, those that wait for a signature."""
    old: int
    """Of these, those sent before the moment that was asked about."""


class By(StrEnum):
    """What the requests of a list have in common; the value is read so in SQL, of a row q."""

    OFFICIAL = "coalesce(q.facts ->> 'official', '')"
    TASK = "q.desk ->> 'task'"


async def agency_load(source: Reader, agency: AgencyCode, old: datetime) -> tuple[Load, ...]:
    """Of the agency, the fullest desk first."""
    rows = await source.fetch(SQL["agency_load"], agency, old)
    return tuple(Load(*(row[name] for name in Load._fields)) for row in rows)


async def list_load(  # noqa: PLR0913 -- two of them narrow what the others choose
    source: Reader,
    agency: AgencyCode,
    by: By,
    of: str,
    wanted: Wanted,
    *,
    overdue: bool | None = None,
    sent_until: datetime | None = None,
) -> ListPage[InboxItem]:
    """The requests that lie with the agency and have that in common, soonest due first."""
    scope = (
        "q.in_progress and q.holder = 'agency' and ($10::timestamptz is null or q.sent_at <= $10)"
    )
    chosen = (agency, None, None, of, None, overdue, None)
    arguments = (None, *chosen, None, sent_until, None, None, *wanted.place())
    return await read_requests(source, scope, "q.due_at", arguments, wanted.limit, desk=by.value)
