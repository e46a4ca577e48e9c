"""The supervisor as a process of its own: how it refuses, how it ends, what it leaves behind."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from remiss.machine.lock import only_one
from remiss.machine.network_ports import free_port
from remiss.machine.service import Wiring, run_service
from remiss.settings import Settings
from remiss.texts import BilingualError
from tests.given.supervised import Supervised, living, nobody_left

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
Environment = dict[str, str]


async def _ready(process: Process) -> None:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if line != b"ready\n":
        pytest.fail((await process.communicate())[1].decode())


async def _never(*_arguments: object) -> None:
    pytest.fail("started")


NOTHING = Wiring(_never, lambda _settings: ())


async def _begun(data_dir: Path) -> None:
    for _ in range(1000):
        if (data_dir / "logs").exists():
            return
        await asyncio.sleep(0.01)
    pytest.fail("nothing was started")


async def _refusal(process: Process) -> str:
    _, errors = await process.communicate()
    assert process.returncode == 1
    return errors.decode()


def _folder(environment: Environment) -> Path:
    return Path(environment["REMISS_DATA_DIR"])


def _pid_of(data_dir: Path, words: str) -> int:
    return next(pid for pid, command in living(data_dir).items() if words in command)


def _surroundings(pid: int) -> str:
    return Path(f"/proc/{pid}/environ").read_text(encoding="utf-8")


async def test_a_signal_stops_every_part(
    with_postgres: Environment, supervised: Supervised
) -> None:
    """SIGTERM ends the service with success, even with a part that ignores its own signal."""
    async with supervised(with_postgres) as process:
        await _ready(process)
        parts = {os.getpgid(pid) for pid in living(_folder(with_postgres)) if pid != process.pid}
        assert os.getpgid(process.pid) not in parts
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    await nobody_left(_folder(with_postgres), seconds=0.5)


async def test_the_parts_are_not_told_who_owns_the_ledger(
    with_postgres: Environment, supervised: Supervised
) -> None:
    """Worker and API get the service's login, and nowhere in their surroundings the owner's."""
    told = {**with_postgres, "REMISS_POSTGRES_OWNER_DSN": "postgresql://owner:secret@db/x"}
    async with supervised(told) as process:
        await _ready(process)
        folder = _folder(with_postgres)
        owner = (folder / "postgres.password").read_text(encoding="ascii")
        for words in ("time.sleep(600)", "stand_in.py api"):
            surroundings = _surroundings(_pid_of(folder, words))
            assert "REMISS_POSTGRES_DSN=postgresql://remiss_service:" in surroundings
            assert "REMISS_POSTGRES_OWNER_DSN" not in surroundings
            assert owner not in surroundings
        key = folder / "identity" / "checkpoint.pem"
        assert key.stat().st_mode & 0o777 == 0o600
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def test_a_crashed_part_ends_the_service(bare: Environment, supervised: Supervised) -> None:
    """The message names the part and how it ended; no other part stays."""
    async with supervised(bare) as process:
        await _ready(process)
        os.kill(_pid_of(_folder(bare), "stand_in.py api"), signal.SIGKILL)
        message = await _refusal(process)
    assert "Thành phần api đã dừng ngoài dự kiến (SIGKILL)" in message
    assert "Part api ended unexpectedly (SIGKILL)" in message
    await nobody_left(_folder(bare), seconds=0.5)


async def test_a_killed_supervisor_leaves_nobody(
    with_everything: Environment, supervised: Supervised
) -> None:
    """After kill -9 PostgreSQL, Temporal, worker and API end by themselves; a restart works."""
    async with supervised(with_everything) as process:
        await _ready(process)
        assert len(living(_folder(with_everything))) > 4
        process.kill()
        await process.wait()
        async with supervised(with_everything) as second:
            await _ready(second)
    await nobody_left(_folder(with_everything))


async def test_a_second_supervisor_is_refused(tmp_path: Path) -> None:
    """One folder, one service: the message names the process that has it."""
    with only_one(tmp_path), pytest.raises(BilingualError) as caught:
        await run_service(Settings(data_dir=tmp_path), _never, wiring=NOTHING)
    assert f"(tiến trình {os.getpid()})" in caught.value.message.vi
    assert f"(process {os.getpid()})" in caught.value.message.en


async def test_a_busy_port_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message gives the port, the part and the setting; nothing has been started."""
    monkeypatch.setattr("remiss.machine.network_ports.PATIENCE_SECONDS", 0)
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        settings = Settings(
            data_dir=tmp_path,
            postgres_port=free_port(),
            temporal_port=free_port(),
            temporal_ui_port=port,
        )
        with pytest.raises(BilingualError) as caught:
            await run_service(settings, _never, wiring=NOTHING)
    assert caught.value.message.vi.startswith(f"Cổng {port} mà Temporal Web UI cần")
    assert caught.value.message.en.startswith(f"Port {port}, which Temporal Web UI needs")
    assert "REMISS_TEMPORAL_UI_PORT=" in caught.value.message.en
    assert not (tmp_path / "postgres").exists()


async def test_a_part_that_cannot_start_shows_its_log(
    with_postgres: Environment, supervised: Supervised
) -> None:
    """PostgreSQL's own last words reach the person."""
    cluster = _folder(with_postgres) / "postgres"
    cluster.mkdir(parents=True)
    cluster.chmod(0o700)
    (cluster / "PG_VERSION").write_text("9.6\n")
    (_folder(with_postgres) / "postgres.password").write_text("any")
    async with supervised(with_postgres) as process:
        message = await _refusal(process)
    assert "Part postgres ended unexpectedly" in message
    assert "directory" in message


async def test_ctrl_c_while_starting_leaves_nobody(
    with_postgres: Environment, supervised: Supervised
) -> None:
    """A person may change their mind before it is ready."""
    async with supervised(with_postgres) as process:
        await _begun(_folder(with_postgres))
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0
    await nobody_left(_folder(with_postgres), seconds=0.5)
