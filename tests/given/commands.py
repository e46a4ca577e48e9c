"""Commands as a person runs them, each a process of its own, quickly started."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

ROOT = Path(__file__).parents[2]


class Said(NamedTuple):
    """The exit code of a command, its output and its complaints."""

    code: int
    out: str
    err: str


async def run_remiss(*arguments: str, **settings: str) -> Said:
    """What `remiss` says to these arguments; settings come beside those of this process."""
    return await run_module("remiss.cli", *arguments, **settings)


async def run_module(*module: str, **settings: str) -> Said:
    """What `python -m` with these words says."""
    with TemporaryFile() as out, TemporaryFile() as err:
        outputs = out.fileno(), err.fileno()
        async with running(*module, outputs=outputs, **settings) as command:
            code = await command.code()
        return Said(code, _read(out), _read(err))


class Running(NamedTuple):
    """A command at work."""

    pid: int
    reader: asyncio.StreamReader

    async def code(self) -> int:
        """Wait for its end; how it ended, as the shell has it, below zero by a signal."""
        return int(await self.reader.readline())


@asynccontextmanager
async def running(
    *module: str, outputs: tuple[int, int], **settings: str
) -> AsyncIterator[Running]:
    """`python -m` with these words, while the block runs or longer: who starts it ends it."""
    asked = {"folder": str(ROOT), "env": {**os.environ, **settings}, "argv": module}
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(_server().address)
    message = json.dumps(asked).encode()
    socket.send_fds(connection, [message], outputs)
    reader, writer = await asyncio.open_unix_connection(sock=connection)
    try:
        yield Running(int(await reader.readline()), reader)
    finally:
        writer.close()


@asynccontextmanager
async def worker_process(settings: Mapping[str, str], ends: int = 0) -> AsyncIterator[Running]:
    """A real worker, as an installation runs it, ended in order with the block.

    `ends` is how it will have ended: below zero by a signal that somebody sends before.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        async with running("worker", outputs=(nowhere, nowhere), **settings) as worker:
            try:
                yield worker
            finally:
                with suppress(ProcessLookupError):
                    os.kill(worker.pid, -ends or signal.SIGTERM)
                code = await worker.code()
    finally:
        os.close(nowhere)
    assert code == ends, f"the worker ended with {code}"


class Server(NamedTuple):
    """Where the server of this run listens; it ends with this process, whose pipe it reads."""

    address: bytes
    process: subprocess.Popen[bytes]


@cache
def _server() -> Server:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("")  # an address of the system's choice
        listening.listen(100)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.given.command_server", str(listening.fileno())],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            pass_fds=[listening.fileno()],
        )
        return Server(listening.getsockname(), process)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
