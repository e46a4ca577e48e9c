"""What lies with one agency, by whom it was assigned to; and the requests behind each number."""

from datetime import datetime
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


async def agency_load(source: Reader, agency: AgencyCode, old: datetime) -> tuple[Load, ...]:
    """Of the agency, the fullest desk first."""
    rows = await source.fetch(SQL["agency_load"], agency, old)
    return tuple(Load(*(row[name] for name in Load._fields)) for row in rows)


class LoadFilter(NamedTuple):
    """Which of what lies with an agency; at its default each field narrows nothing."""

    officials: tuple[str, ...] | None = None
    """Those assigned; `NOBODY` among them: what nobody was assigned."""
    signing: bool = False
    """What waits for a signature alone."""
    overdue: bool | None = None
    sent_until: datetime | None = None


WITH_AGENCY = (
    "q.in_progress and q.holder = 'agency' and ($10::timestamptz is null or q.sent_at <= $10)"
)
OF_OFFICIALS = "coalesce(q.facts ->> 'official', '-') = any(string_to_array($5, ','))"
TO_SIGN = "q.desk ->> 'task' = 'sign'"


async def list_load(
    source: Reader, agency: AgencyCode, chosen: LoadFilter, wanted: Wanted
) -> ListPage[InboxItem]:
    """The requests that lie with the agency and are so, soonest due first."""
    wants = {
        WITH_AGENCY: True,
        OF_OFFICIALS: chosen.officials is not None,
        TO_SIGN: chosen.signing,
    }
    people = None if chosen.officials is None else ",".join(p or "-" for p in chosen.officials)
    filters = (agency, None, None, people, None, chosen.overdue, None)
    arguments = (None, *filters, None, chosen.sent_until, None, None, *wanted.place())
    scope = " and ".join(condition for condition, wanted_so in wants.items() if wanted_so)
    return await read_requests(source, scope, "q.due_at", arguments, wanted.limit, desk="$5")
