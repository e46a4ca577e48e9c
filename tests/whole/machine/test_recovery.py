"""One machine that loses its PostgreSQL to an old copy, and then its Temporal altogether."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from remiss.settings import Settings
from tests.given.api_cases import Case, open_case
from tests.given.people import HEAD, OFFICER
from tests.given.served import Served

ROOT = Path(__file__).parents[3]
READY_SECONDS = 90


@pytest.mark.timeout(300)
async def test_a_machine_gets_back_what_it_lost(
    with_everything: dict[str, str], tmp_path: Path
) -> None:
    """The reply that an old copy lacks comes back; so does the case that Temporal forgot."""
    data, copy = Path(with_everything["REMISS_DATA_DIR"]), tmp_path / "copy"
    async with _up(with_everything) as served:
        case = await open_case(served)
    _copied(data / "postgres", copy)
    async with _up(with_everything) as served:
        await _of(served, case).does(HEAD, "reply", **case.reply())
    shutil.rmtree(data / "postgres")
    _copied(copy, data / "postgres")

    async with _up(with_everything) as served:
        case = _of(served, case)
        assert "reply_received" not in await case.told(OFFICER)
        code, said = await _remiss(with_everything, "reconcile")
        assert (code, "của 1 hồ sơ" in said) == (0, True), said
        assert "reply_received" in await case.told(OFFICER)
    _forgotten(data)
    async with _up(with_everything) as served:
        case = _of(served, case)
        assert await case.is_refused(OFFICER, "suspend", "", reason="Chờ") == (
            503,
            "case_not_running",
        )
        code, said = await _remiss(with_everything, "recover")
        assert (code, "Đã khởi động lại 1 hồ sơ" in said) == (0, True), said
        assert await case.does(OFFICER, "suspend", "", reason="Chờ") == ["consultation_suspended"]
        code, said = await _remiss(with_everything, "verify")
        assert code == 0, said


def _of(served: Served, case: Case) -> Case:
    return Case(served, case.id, case.sha256)


def _forgotten(data: Path) -> None:
    """Temporal's file is gone, with what SQLite keeps beside it."""
    files = list(data.glob("temporal.sqlite*"))
    assert files
    for file in files:
        file.unlink()


def _copied(what: Path, to: Path) -> None:
    """With its owner: PostgreSQL starts on nobody else's files."""
    shutil.copytree(what, to)
    for path in (what, *what.rglob("*")):
        found = path.stat()
        os.chown(to / path.relative_to(what), found.st_uid, found.st_gid)


@asynccontextmanager
async def _up(settings: Mapping[str, str]) -> AsyncIterator[Served]:
    """`remiss up`, until the block ends."""
    process = await _started(settings, "up")
    url = f"http://127.0.0.1:{settings['REMISS_API_PORT']}"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=30) as http:
            await _ready(process, http)
            yield Served(http, Settings(data_dir=Path(settings["REMISS_DATA_DIR"])))
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


async def _ready(process: asyncio.subprocess.Process, http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(READY_SECONDS):
        while process.returncode is None:
            try:
                if (await http.get("/health/ready")).is_success:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)
    said, _ = await process.communicate()
    raise AssertionError(said.decode())


async def _remiss(settings: Mapping[str, str], *arguments: str) -> tuple[int | None, str]:
    process = await _started(settings, *arguments)
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def _started(settings: Mapping[str, str], *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "remiss.cli", *arguments),
        cwd=ROOT,
        env={**os.environ, **settings, "COLUMNS": "200"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
