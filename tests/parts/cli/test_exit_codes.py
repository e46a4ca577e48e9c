"""The exit code of a command that judges: 0 it holds, 1 it does not, 2 nobody can tell."""

import asyncio
import io
import os
import shutil
import sys
from pathlib import Path

import asyncpg
import pytest

from remiss import ledger
from remiss.evidence.ledger_proof import make_checkpoint
from remiss.evidence.signature import Signer
from remiss.files.store import Store
from remiss.machine.network_ports import free_port
from remiss.settings import load
from tests.given.case import DRAFT, SHA
from tests.given.commands import Said, run_remiss, running
from tests.given.ledger_cases import case

Place = dict[str, str]


@pytest.fixture
async def place(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The settings of a signed ledger of one case, whose draft lies in the store."""
    Store(tmp_path / "attachments", 1000).keep(io.BytesIO(DRAFT), "H99.03")
    Signer.ensure(tmp_path / "key.pem")
    settings = {
        "REMISS_DATA_DIR": str(tmp_path),
        "REMISS_POSTGRES_DSN": database,
        "REMISS_CHECKPOINT_KEY_FILE": str(tmp_path / "key.pem"),
        "COLUMNS": "300",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    pool = await ledger.connect(database)
    for batch in case("HS-1"):
        await ledger.append(pool, batch)
    await pool.close()
    await make_checkpoint(database, load())
    return settings


def _words(said: Said) -> str:
    """What it complained of: words in both languages, and nothing meant for programmers."""
    assert "Traceback" not in said.err + said.out
    assert len(said.err.splitlines()) > 1
    return said.err


async def test_what_holds_is_0_and_what_does_not_is_1(
    place: Place, owner: asyncpg.Pool, tmp_path: Path
) -> None:
    """The verdict on standard output, or what is wrong among the complaints."""
    said = await run_remiss("verify", **place)
    assert (said.code, said.err) == (0, "")
    assert "1 files that events name: all are what they were" in said.out

    damaged = tmp_path / "attachments" / SHA[:2] / SHA
    damaged.write_bytes(DRAFT[:-1])
    said = await run_remiss("verify", **place)
    assert said.code == 1
    assert f"File {SHA}, named at HS-1 #1, is lost or no longer" in _words(said)
    damaged.write_bytes(DRAFT)

    await owner.execute("alter table event disable trigger all")
    said = await run_remiss("verify", **place)
    assert said.code == 1
    assert "ENABLE ALWAYS TRIGGER" in _words(said)


async def test_what_cannot_be_judged_is_2(
    place: Place, owner: asyncpg.Pool, tmp_path: Path
) -> None:
    """No database, no store, a later release, a verdict nobody can read: none says it is wrong."""
    closed = f"postgresql://x:x@127.0.0.1:{free_port()}/x"
    said = await run_remiss("verify", **{**place, "REMISS_POSTGRES_DSN": closed})
    assert (said.code, "cannot be reached" in _words(said)) == (2, True)

    full = os.open("/dev/full", os.O_WRONLY)
    with (tmp_path / "complaints").open("w+b") as err:
        async with running("remiss.cli", "verify", outputs=(full, err.fileno()), **place) as one:
            assert await one.code() == 2
        err.seek(0)
        assert b"No space left on device" in err.read()
    os.close(full)

    shutil.rmtree(tmp_path / "attachments")
    said = await run_remiss("verify", **place)
    assert (said.code, "store of files is not here" in _words(said)) == (2, True)

    await owner.execute("insert into migration (name, sha256) values ('0099_future', 'x')")
    said = await run_remiss("verify", **place)
    assert (said.code, "0099_future" in _words(said)) == (2, True)


async def test_a_checkpoint_kept_elsewhere_is_the_same_another_or_unreadable(
    place: Place, tmp_path: Path
) -> None:
    """0, 1 and 2."""
    kept = tmp_path / "checkpoints" / "00000001.json"
    assert (await run_remiss("checkpoint", "--check", str(kept), **place)).code == 0

    forged = tmp_path / "forged.json"
    forged.write_bytes(kept.read_bytes().replace(b'"size":1', b'"size":9'))
    said = await run_remiss("checkpoint", "--check", str(forged), **place)
    assert (said.code, "not signed by a trusted key" in _words(said)) == (1, True)

    forged.write_bytes(b"x")
    said = await run_remiss("checkpoint", "--check", str(forged), **place)
    assert (said.code, "no checkpoint that can be read" in _words(said)) == (2, True)


async def test_an_empty_folder_has_nothing_to_judge(tmp_path: Path) -> None:
    """Nothing is made there to be found sound afterwards."""
    said = await run_remiss("verify", REMISS_DATA_DIR=str(tmp_path / "nothing"))
    assert (said.code, "There is no database" in _words(said)) == (2, True)
    assert not (tmp_path / "nothing").exists()


async def test_a_terminal_without_vietnamese_letters_gets_them_without_marks(
    place: Place, tmp_path: Path
) -> None:
    """Whatever the locale: words, and no traceback."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "remiss.cli", "verify"),
        env={**os.environ, **place, "PYTHONIOENCODING": "ascii"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    assert said.startswith(b"So cai toan ven")
    assert b"The ledger holds" in said


async def test_a_case_nobody_knows_leaves_nothing_signed(place: Place, tmp_path: Path) -> None:
    """Asking for the dossier of a case that is not there makes no checkpoint first."""
    pool = await ledger.connect(place["REMISS_POSTGRES_DSN"])
    for batch in case("HS-2"):
        await ledger.append(pool, batch)
    await pool.close()
    said = await run_remiss("export", "HS-NOPE", "--out", str(tmp_path / "x.zip"), **place)
    assert (said.code, "HS-NOPE" in _words(said)) == (1, True)
    assert [path.name for path in (tmp_path / "checkpoints").iterdir()] == ["00000001.json"]


@pytest.mark.parametrize("command", ["up", "migrate", "notices", "report", "checkpoint"])
async def test_a_database_that_is_not_there_is_named_by_every_command(
    tmp_path: Path, command: str
) -> None:
    """In words: what does not answer, and which settings say where it is."""
    closed = f"postgresql://x:hidden@127.0.0.1:{free_port()}/x"
    ports = {f"REMISS_{name}_PORT": str(free_port()) for name in ("API", "TEMPORAL", "TEMPORAL_UI")}
    key = tmp_path / "key.pem"
    Signer.ensure(key)
    place = {"REMISS_DATA_DIR": str(tmp_path), "REMISS_CHECKPOINT_KEY_FILE": str(key), **ports}
    said = await run_remiss(command, REMISS_POSTGRES_DSN=closed, **place)
    words = _words(said)
    assert said.code == 1
    assert "REMISS_POSTGRES_DSN" in words
    assert "hidden" not in words


@pytest.mark.parametrize("command", ["up", "migrate", "notices", "report"])
async def test_a_data_folder_that_cannot_be_used_is_named_by_every_command(
    tmp_path: Path, command: str
) -> None:
    """A file in its place stands for whatever may be wrong with it."""
    (tmp_path / "data").write_bytes(b"")
    said = await run_remiss(command, REMISS_DATA_DIR=str(tmp_path / "data"))
    assert said.code == 1
    assert "REMISS_DATA_DIR" in _words(said)
