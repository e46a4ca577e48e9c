"""The events as they are stored, read back: the one place where a stream is read as events."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, NamedTuple

import asyncpg

from remiss.consultation.life.commands import assessment_id
from remiss.consultation.life.events import RecordedEvent, ReplyReceived
from remiss.ledger.connection import Reader
from remiss.ledger.exceptions import LedgerUnreadable
from remiss.ledger.statements import SQL

PAGE = 1_000


class LedgerEvent(NamedTuple):
    """One event as the ledger holds it; `hash` is its link in the chain, hexadecimal."""

    recorded: RecordedEvent
    hash: str


class RecordedKind(NamedTuple):
    """One event: its place in its stream, and what kind it is."""

    version: int
    kind: str


async def stored_stream(
    source: Reader, consultation: str, after: int = 0, up_to: int | None = None
) -> tuple[LedgerEvent, ...]:
    """The events of one case in order, those after a version and up to one; empty if unknown.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    rows = await source.fetch(SQL["stream"], consultation, after, up_to)
    return tuple(LedgerEvent(_event(consultation, row), row["hash"].hex()) for row in rows)


async def stream(
    source: Reader, consultation: str, after: int = 0, up_to: int | None = None
) -> list[RecordedEvent]:
    """As `stored_stream`, the events alone."""
    return [each.recorded for each in await stored_stream(source, consultation, after, up_to)]


async def is_stored(source: Reader, consultation: str, version: int) -> bool:
    """Whether the ledger holds this much of a case."""
    return bool(await source.fetch(SQL["event_stored"], consultation, version))


async def recorded_by(
    source: Reader, consultation: str, command_id: str
) -> tuple[RecordedKind, ...]:
    """What a command led to, in order; none where nothing of it is stored.

    What was found in a reply belongs to it, as it does to the receipt of whoever gave the reply.
    """
    rows = await source.fetch(SQL["events_of_command"], consultation, [command_id])
    found = (_event(consultation, row).event for row in rows)
    read = [assessment_id(e.agency, e.number) for e in found if isinstance(e, ReplyReceived)]
    if read:
        rows = await source.fetch(SQL["events_of_command"], consultation, [command_id, *read])
    return tuple(RecordedKind(row["version"], row["type"]) for row in rows)


async def each_id(source: Reader, statement: str) -> AsyncIterator[str]:
    """The ids a statement finds, by keyset: it needs no transaction and little memory."""
    last = ""
    while rows := await source.fetch(SQL[statement], last, PAGE):
        for row in rows:
            yield row["id"]
        last = rows[-1]["id"]


def events_of(id_: str, rows: Iterable[asyncpg.Record]) -> Iterable[RecordedEvent]:
    """Rows of `version` and `body`, as events.

    Raises:
        LedgerUnreadable: an event has a shape this version of the domain does not know.
    """
    return (_event(id_, row) for row in rows)


def _event(id_: str, row: Any) -> RecordedEvent:
    try:
        return RecordedEvent.model_validate_json(row["body"])
    except ValueError as error:
        raise LedgerUnreadable(stream=id_, version=row["version"]) from error
