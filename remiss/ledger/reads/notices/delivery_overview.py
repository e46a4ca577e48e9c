"""Figures of the outbox, for whoever runs the service: sent, waiting, failed."""

from pydantic import AwareDatetime

from remiss.consultation.values import Value
from remiss.ledger.connection import session
from remiss.ledger.reads.service_signs import Sign, database_time, ledger_signs
from remiss.ledger.statements import SQL


class Tally(Value):
    """How many notices of one channel stand where."""

    channel: str
    waiting: int
    sent: int
    retrying: int
    given_up: int
    bounced: int


class Failure(Value):
    """One notice that did not arrive."""

    channel: str
    recipient: str
    stream: str
    version: int
    status: str
    attempts: int
    next_attempt_at: AwareDatetime | None
    last_error: str


class Overview(Value):
    """All channels, what stands still, and the newest failures."""

    tallies: tuple[Tally, ...]
    failures: tuple[Failure, ...]
    signs: tuple[Sign, ...] = ()


async def overview(dsn: str, failures: int = 20) -> Overview:
    """What stands in the outbox now."""
    async with session(dsn) as source:
        return Overview(
            tallies=tuple(Tally(**row) for row in await source.fetch(SQL["count_deliveries"])),
            failures=tuple(
                Failure(**row) for row in await source.fetch(SQL["not_delivered"], failures)
            ),
            signs=await ledger_signs(source, await database_time(source)),
        )
