"""What is stored, read back."""

from collections.abc import AsyncIterator, Iterable

from remiss.consultation.life.events import RecordedEvent
from remiss.ledger.connection import Source
from remiss.ledger.exceptions import LedgerUnreadable
from remiss.ledger.statements import SQL

PAGE = 1_000


async def stream(source: Source, consultation: str, after: int = 0) -> list[RecordedEvent]:
    """The events of one consultation in order, those after version `after`; empty if unknown.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    rows = await source.fetch(SQL["stream"], consultation, after)
    return list(parsed(consultation, ((row["version"], row["body"]) for row in rows)))


def streams(source: Source) -> AsyncIterator[str]:
    """The ids of all consultations with events, in order."""
    return paged(source, SQL["streams"])


async def paged(source: Source, query: str) -> AsyncIterator[str]:
    """The ids `query` finds, by keyset: it needs no transaction and little memory."""
    last = ""
    while rows := await source.fetch(query, last, PAGE):
        for row in rows:
            yield row["id"]
        last = rows[-1]["id"]


def parsed(id_: str, bodies: Iterable[tuple[int, str]]) -> Iterable[RecordedEvent]:
    """Versions with their JSON, as events.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    for version, body in bodies:
        try:
            yield RecordedEvent.model_validate_json(body)
        except ValueError as error:
            raise LedgerUnreadable(stream=id_, version=version) from error
