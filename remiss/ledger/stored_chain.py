"""One chain as it is stored: every event with the hash it follows and its own."""

import json
from typing import Any, NamedTuple

from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


class ChainedEvent(NamedTuple):
    """One event: its JSON as stored, and its links, hexadecimal; `previous` is None for the first.

    Nothing is checked here: whoever reads it to judge it wants it as it lies.
    """

    body: dict[str, Any]
    previous: str | None
    hash: str


async def chain(source: Reader, consultation: str) -> list[ChainedEvent]:
    """The events of one consultation in order; none where it is unknown."""
    return [
        ChainedEvent(
            json.loads(row["body"]),
            row["previous_hash"] and row["previous_hash"].hex(),
            row["hash"].hex(),
        )
        for row in await source.fetch(SQL["chain"], consultation)
    ]
