"""Every notice told of one case: to whom, on which way, and what became of it."""

from pydantic import AwareDatetime, TypeAdapter

from remiss.consultation.telling.notice import Notice
from remiss.consultation.values import Value
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL

_NOTICES = TypeAdapter(tuple[Notice, ...])


class ToldNotice(Value):
    """One notice of one event, on one way to one recipient."""

    id: str
    version: int
    channel: str
    recipient: str
    kind: str
    status: str
    attempts: int
    created_at: AwareDatetime
    deliver_after: AwareDatetime
    next_attempt_at: AwareDatetime | None
    sent_at: AwareDatetime | None
    last_error: str | None
    notices: tuple[Notice, ...]


async def list_told(source: Reader, consultation: str) -> list[ToldNotice]:
    """Every notice of a case in order of its events."""
    found = []
    for record in await source.fetch(SQL["told_of_case"], consultation):
        row = dict(record)
        found.append(ToldNotice(notices=_NOTICES.validate_json(row.pop("body")), **row))
    return found
