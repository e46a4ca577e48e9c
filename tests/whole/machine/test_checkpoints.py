"""The commands about checkpoints, on an embedded database as a person runs them."""

import asyncio
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from typer.testing import CliRunner

from remiss import ledger
from remiss.cli import program as cli
from remiss.evidence.signature import Signer
from remiss.files.store import Store
from remiss.machine.database import database
from remiss.machine.network_ports import free_port
from remiss.settings import Settings, load
from remiss.texts import BilingualError
from tests.given.case import DRAFT
from tests.given.ledger_cases import case

Run = Callable[..., str]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a data folder whose service was started once."""
    monkeypatch.setenv("REMISS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REMISS_POSTGRES_PORT", str(free_port()))
    monkeypatch.setenv("COLUMNS", "200")
    Signer.ensure(tmp_path / "identity" / "checkpoint.pem")
    return load()


@pytest.fixture
def run(settings: Settings) -> Run:
    """Runs one command to its end; what it said."""

    def called(*words: str) -> str:
        result = CliRunner().invoke(cli.app, words)
        if isinstance(result.exception, BilingualError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return called


async def _stores(settings: Settings, id_: str) -> None:
    async with database(settings) as dsn:
        pool = await ledger.connect(dsn)
        for batch in case(id_):
            await ledger.append(pool, batch)
        await pool.close()


async def _tampers(settings: Settings, *statements: str) -> None:
    async with database(settings, owner=True) as dsn:
        connection: Any = await asyncpg.connect(dsn)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()


def test_from_signing_to_finding_what_was_cut_off(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    """A person signs, keeps the file, and later finds that a case was cut short."""
    run("migrate")
    Store(tmp_path / "attachments", 1000).keep(io.BytesIO(DRAFT), "H99.03")
    asyncio.run(_stores(settings, "HS-1"))
    assert " 1 " in run("checkpoint")
    asyncio.run(_stores(settings, "HS-2"))
    run("checkpoint")
    cells = [line.split("│") for line in run("checkpoint", "--list").splitlines()]
    roots = "".join(cell[3].strip() for cell in cells if len(cell) > 3)
    for number in (1, 2):
        content = json.loads((tmp_path / "checkpoints" / f"{number:08}.json").read_bytes())
        assert content["checkpoint"]["statement"]["root"] in roots
    kept = tmp_path / "from-the-mail.json"
    kept.write_bytes((tmp_path / "checkpoints" / "00000002.json").read_bytes())
    assert "is the one the system shows" in run("checkpoint", "--check", str(kept))
    assert "Đã đối chiếu 2 bản chốt sổ" in run("verify")

    asyncio.run(
        _tampers(
            settings,
            "alter table event disable trigger event_append_only",
            "delete from event where stream = 'HS-2' and version > 3",
            "alter table event enable always trigger event_append_only",
            "delete from request",
            "delete from consultation",
        )
    )
    run("rebuild")
    with pytest.raises(BilingualError, match=r"HS-2 #4–#\d+: The ledger lacks the events"):
        run("verify")
    with pytest.raises(BilingualError, match="No new checkpoint was signed"):
        run("checkpoint")

    asyncio.run(
        _tampers(
            settings,
            "alter table checkpoint disable trigger checkpoint_append_only",
            "delete from checkpoint where number = 2",
        )
    )
    with pytest.raises(BilingualError, match="no longer has checkpoint 2"):
        run("checkpoint", "--check", str(kept))


def test_without_a_key_the_command_says_what_to_set(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    """Nothing is signed with a key that nobody chose."""
    (tmp_path / "identity" / "checkpoint.pem").unlink()
    run("migrate")
    with pytest.raises(BilingualError, match="REMISS_CHECKPOINT_KEY_FILE is not set"):
        run("checkpoint")


def test_a_folder_is_verified_without_a_byte_written_to_it(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    """A copy taken as evidence is judged as it lies, also one whose server had been killed."""
    run("migrate")
    Store(tmp_path / "attachments", 1000).keep(io.BytesIO(DRAFT), "H99.03")
    asyncio.run(_stores(settings, "HS-1"))
    run("checkpoint")
    (tmp_path / "postgres" / "postmaster.pid").write_text("1\n", encoding="ascii")
    before = _state_of(tmp_path)
    assert "Đã đối chiếu 1 bản chốt sổ" in run("verify", "--read-only")
    assert _state_of(tmp_path) == before


def _state_of(folder: Path) -> dict[Path, tuple[int, int, int]]:
    found = {path: path.lstat() for path in folder.rglob("*")}
    return {path: (s.st_size, s.st_mtime_ns, s.st_mode) for path, s in found.items()}
