"""The embedded PostgreSQL, really started; as root these run below pytest's 0700 folder."""

import asyncio
import os
import stat
from pathlib import Path

import asyncpg
import pytest

from remiss.cli.cases.notices_command import notices
from remiss.cli.proof.verify_command import verify
from remiss.cli.upkeep.migrate_command import migrate as migrate_command
from remiss.ledger import migrate
from remiss.machine.database import database, service
from remiss.machine.network_ports import free_port
from remiss.machine.os_user import CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, unprivileged_user
from remiss.machine.postgres import postgres_server
from remiss.settings import Settings
from remiss.texts import BilingualError


async def _value(dsn: str, query: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def _execute(dsn: str, query: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(query)
    finally:
        await connection.close()


async def test_data_survives_and_a_command_starts_the_server(tmp_path: Path) -> None:
    """What one server stored, `remiss verify` with the service stopped reads on another port."""
    async with postgres_server(tmp_path, free_port()) as dsn:
        await _execute(dsn, "CREATE TABLE kept AS SELECT 'Sở Tài chính'::text AS name")
    async with database(Settings(data_dir=tmp_path, postgres_port=free_port()), owner=True) as dsn:
        assert await _value(dsn, "SELECT name FROM kept") == "Sở Tài chính"
        assert await _value(dsn, "SHOW data_checksums") == "on"
        assert await _value(dsn, "SHOW fsync") == "on"
        assert await _value(dsn, "SELECT upper('đ')") == "Đ"


async def test_a_password_is_required_and_kept_private(tmp_path: Path) -> None:
    """Another user of the machine cannot connect by knowing the port."""
    async with postgres_server(tmp_path, free_port()) as dsn:
        password = (tmp_path / "postgres.password").read_text()
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(dsn.replace(password, "guess"))
    mode = (tmp_path / "postgres.password").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


async def test_data_of_before_gets_a_login_for_the_service(tmp_path: Path) -> None:
    """Where only the owner was known, a start makes the service's login, and its rights follow."""
    async with postgres_server(tmp_path, free_port()) as dsn:
        await migrate(dsn)
        await _execute(dsn, "DROP ROLE remiss_service")
    (tmp_path / "postgres.service.password").unlink()
    settings = Settings(data_dir=tmp_path, postgres_port=free_port())
    async with database(settings, owner=True) as dsn:
        await migrate(dsn, service(settings, dsn))
        assert await _value(dsn, "SELECT current_user") == "remiss"
    async with database(settings) as dsn:
        assert await _value(dsn, "SELECT current_user") == "remiss_service"
        assert await _value(dsn, "SELECT count(*) FROM event") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await _execute(dsn, "DELETE FROM event")
    mode = (tmp_path / "postgres.service.password").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


async def test_a_command_before_the_migration_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database nobody brought up to date is no stack trace."""
    monkeypatch.setenv("REMISS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REMISS_POSTGRES_PORT", str(free_port()))
    with pytest.raises(BilingualError, match="remiss migrate"):
        await asyncio.to_thread(notices)
    await asyncio.to_thread(migrate_command)
    await asyncio.to_thread(verify)


async def test_a_first_start_cut_short_is_begun_again(tmp_path: Path) -> None:
    """Half-made data left by an interrupted start is replaced."""
    half = tmp_path / "postgres.new" / "cluster"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (tmp_path / "postgres.password").write_text("of the interrupted start")
    async with postgres_server(tmp_path, free_port()) as dsn:
        assert await _value(dsn, "SELECT 1") == 1
    assert not (tmp_path / "postgres.new").exists()


async def test_a_lost_password_is_explained(tmp_path: Path) -> None:
    """Data without its password names the file to restore."""
    (tmp_path / "postgres").mkdir()
    with pytest.raises(BilingualError, match=r"postgres\.password"):
        async with postgres_server(tmp_path, free_port()):
            pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives up its rights")
def test_as_root_a_closed_folder_needs_one_capability(tmp_path: Path) -> None:
    """PostgreSQL runs as another user that may look into folders and nothing more."""
    tmp_path.chmod(0o700)
    user = unprivileged_user(tmp_path / "postgres", Path("/usr/bin"))
    assert user is not None
    assert user.uid != 0
    assert user.capability in {CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives up its rights")
def test_without_the_capability_the_closed_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which folder and what to do."""
    tmp_path.chmod(0o700)
    monkeypatch.setattr("remiss.machine.os_user._capability", lambda: None)
    with pytest.raises(BilingualError, match=f"chmod o\\+x {tmp_path}"):
        unprivileged_user(tmp_path / "postgres", Path("/usr/bin"))
