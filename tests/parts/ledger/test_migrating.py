import asyncio
from pathlib import Path

import asyncpg
import pytest

from remiss import ledger
from remiss.ledger import MigrationChanged, migrate
from remiss.ledger import schema as migrating

NAMES = sorted(path.stem for path in Path(ledger.__file__).parent.glob("migrations/*.sql"))


@pytest.fixture
async def empty(owner: asyncpg.Pool, owner_dsn: str) -> str:
    """A database without a schema."""
    await owner.execute("drop schema public cascade; create schema public")
    await owner.execute("grant usage on schema public to public")
    return owner_dsn


async def test_migrates_once(empty: str) -> None:
    """The first call applies every file in order, the second none."""
    assert await migrate(empty) == NAMES
    assert await migrate(empty) == []


async def test_concurrent_migrations_are_safe(empty: str) -> None:
    """Of many services starting together each file is applied by exactly one."""
    applied = await asyncio.gather(*(migrate(empty) for _ in range(8)))
    assert sorted(name for names in applied for name in names) == NAMES


async def test_refuses_a_changed_file(
    owner_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file edited after it was applied stops the migration and is named."""
    for name in NAMES:
        text = (migrating.FOLDER / f"{name}.sql").read_text(encoding="utf-8")
        (tmp_path / f"{name}.sql").write_text(text + "-- edited", encoding="utf-8")
    (tmp_path / "0003_new.sql").write_text("create table never ()", encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", tmp_path)
    with pytest.raises(MigrationChanged, match="File 0001_event changed"):
        await migrate(owner_dsn)


async def test_a_failing_file_leaves_nothing(
    owner_dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that fails half way is undone whole and can be applied later."""
    file = tmp_path / "0003_new.sql"
    file.write_text("create table half (); select 1 / 0", encoding="utf-8")
    monkeypatch.setattr(migrating, "FOLDER", tmp_path)
    with pytest.raises(asyncpg.DivisionByZeroError):
        await migrate(owner_dsn)
    file.write_text("create table half ()", encoding="utf-8")
    assert await migrate(owner_dsn) == ["0003_new"]
