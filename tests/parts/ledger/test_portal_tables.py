"""What the portal keeps: in every backup, in no proof, and nobody's without its key."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from remiss.consultation.values import Role
from remiss.ledger import append, rebuild, verify
from remiss.ledger.portal.attempts import SignInAttempt, begin_attempt, take_attempt
from remiss.ledger.portal.sessions import (
    KEPT,
    Arrival,
    act_as,
    begin_session,
    find_session,
    forget_sessions,
)
from remiss.ledger.portal.tables import PortalTables
from tests.given.backup import Backup
from tests.given.ledger_cases import case, merged
from tests.given.people import HEAD

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HALF_A_DAY = timedelta(hours=12)
IDLE = timedelta(hours=1)


@pytest.fixture
async def tables(database: str) -> AsyncIterator[PortalTables]:
    """The service's connections to them."""
    tables = await PortalTables.connect(database)
    yield tables
    await tables.close()


async def begun(tables: PortalTables, *, remembered: bool = False) -> None:
    came = Arrival((HEAD,), HEAD.id, proved_at=NOW, remembered=remembered)
    await begin_session(tables, came, "key", now=NOW, whole=HALF_A_DAY)


async def test_a_restored_backup_knows_who_is_signed_in(
    tables: PortalTables, owner_dsn: str, tmp_path: Path
) -> None:
    """Nobody signs in anew, and the service may go on changing what is there."""
    await begun(tables)
    backup = Backup(owner_dsn, tmp_path / "backup.dump")
    await backup.take()
    await backup.restore()
    restored = await PortalTables.connect(owner_dsn)
    session = await find_session(restored, "key")
    await restored.close()
    assert session is not None
    assert session.actor == HEAD


async def test_no_proof_and_no_read_table_knows_of_it(
    tables: PortalTables, pool: asyncpg.Pool, database: str, owner_dsn: str
) -> None:
    """The chains hold as before, and making the read tables anew leaves it alone."""
    await append(pool, merged(case("HS-1")))
    before = await verify(database)
    await begun(tables)
    await rebuild(owner_dsn)
    assert await verify(database) == before
    assert await find_session(tables, "key") is not None


async def test_a_role_one_does_not_hold_is_refused_by_the_table(tables: PortalTables) -> None:
    """Whoever asks: the table itself holds the two together."""
    await begun(tables)
    session = await find_session(tables, "key")
    assert session is not None
    with pytest.raises(asyncpg.CheckViolationError):
        await act_as(tables, session.id, Role.OFFICE)


@pytest.mark.parametrize(
    ("remembered", "after", "lives", "rests"),
    [
        (False, timedelta(minutes=59), True, False),
        (False, timedelta(minutes=60), False, True),
        (True, timedelta(minutes=60), True, True),
        (True, HALF_A_DAY, False, True),
    ],
)
async def test_when_a_session_lives(
    tables: PortalTables, *, remembered: bool, after: timedelta, lives: bool, rests: bool
) -> None:
    """Idle it ends, or in a remembered device rests; at its end it is over in any case."""
    await begun(tables, remembered=remembered)
    session = await find_session(tables, "key")
    assert session is not None
    assert session.lives(NOW + after, IDLE) is lives
    assert session.rests(NOW + after, IDLE) is rests


async def test_an_ended_session_is_known_for_a_week(tables: PortalTables) -> None:
    """So that a form sent after its end is kept for its person; then it is forgotten."""
    await begun(tables)
    await forget_sessions(tables, NOW + HALF_A_DAY + KEPT)
    assert await find_session(tables, "key") is not None
    await forget_sessions(tables, NOW + HALF_A_DAY + KEPT + timedelta(seconds=1))
    assert await find_session(tables, "key") is None


async def test_a_way_to_the_provider_is_taken_once_and_in_time(tables: PortalTables) -> None:
    """And those nobody came back from are forgotten when the next sets out."""
    for state in ("one", "two"):
        await begin_attempt(tables, state, SignInAttempt("/portal/work", NOW))
    assert await take_attempt(tables, "one", NOW) == SignInAttempt("/portal/work", NOW)
    assert await take_attempt(tables, "one", NOW) is None
    later = NOW + timedelta(minutes=11)
    await begin_attempt(tables, "three", SignInAttempt("/portal/work", later))
    left = await tables.fetch("select began_at from portal.sign_in_attempt")
    assert [row["began_at"] for row in left] == [later]
