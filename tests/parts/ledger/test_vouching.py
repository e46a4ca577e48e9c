"""Which checkpoint first vouches for an event of a case."""

from datetime import UTC, datetime, timedelta

import asyncpg

from remiss.evidence.checkpoint import CheckpointFile, as_json, sign_checkpoint
from remiss.ledger import append, record_checkpoint
from remiss.ledger.reads.signed_checkpoints import checkpoint_over, covering_checkpoint
from tests.given.checkpoints import a_signer, head
from tests.given.ledger_cases import case, merged

ID = "HS-2026-01"


async def test_an_event_is_covered_by_the_first_head_at_or_beyond_it(pool: asyncpg.Pool) -> None:
    """By none that was signed before it, nor by one that speaks of other cases alone."""
    await append(pool, merged(case(ID)))
    now = datetime.now(UTC)
    log: list[CheckpointFile] = []
    for number, moved in enumerate(([head(ID, 1)], [head("b", 9)], [head(ID, 5)], [head(ID, 7)])):
        at = now + timedelta(hours=number)
        log.append(sign_checkpoint(log, moved, at, a_signer()))
        await record_checkpoint(pool, number + 1, at, as_json(log[-1]))
    assert [await _number(pool, version) for version in (1, 2, 5, 6, 8)] == [1, 3, 3, 4, None]
    assert await checkpoint_over(pool, "HS-2026-99", 1) is None


async def test_a_case_is_covered_once_its_newest_event_is_signed(pool: asyncpg.Pool) -> None:
    """With the head that was signed; one that was signed of an event that is gone speaks too."""
    await append(pool, merged(case(ID)[:2]))
    newest = await pool.fetchval("select max(version) from event")
    log: list[CheckpointFile] = []
    found = []
    for number, version in enumerate((newest - 1, newest, newest + 1), start=1):
        at = datetime.now(UTC) + timedelta(hours=number)
        log.append(sign_checkpoint(log, [head(ID, version)], at, a_signer()))
        await record_checkpoint(pool, number, at, as_json(log[-1]))
        found.append(await covering_checkpoint(pool, ID))
    assert [each and (each.number, each.version) for each in found] == [
        None,
        (2, newest),
        (3, newest + 1),
    ]
    assert found[1] is not None
    assert (found[1].root, found[1].hash) == (log[1].statement.root, log[1].heads[0].hash)
    assert await covering_checkpoint(pool, "HS-2026-99") is None


async def _number(pool: asyncpg.Pool, version: int) -> int | None:
    over = await checkpoint_over(pool, ID, version)
    return over.number if over else None
