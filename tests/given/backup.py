"""Backups of a test's database, taken and restored as an operator does."""

import asyncio
import os
from pathlib import Path

import asyncpg

from remiss.machine.postgres import programs


class Backup:
    """One database dumped to a file, lost, and restored from it."""

    def __init__(self, dsn: str, file: Path) -> None:
        self._dsn, self._file = dsn, file
        self._server, self._name = dsn.rsplit("/", 1)

    async def take(self) -> None:
        await _run("pg_dump", "--format=custom", f"--file={self._file}", self._dsn)

    async def restore(self) -> None:
        """The database is gone, with every connection to it; what was in the backup comes back."""
        connection = await asyncpg.connect(f"{self._server}/postgres")
        try:
            await connection.execute(f"DROP DATABASE {self._name} WITH (FORCE)")
            await connection.execute(f"CREATE DATABASE {self._name}")
        finally:
            await connection.close()
        await _run("pg_restore", "--exit-on-error", f"--dbname={self._dsn}", str(self._file))


async def _run(program: str, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(
        programs() / program,
        *arguments,
        env={**os.environ, "LC_ALL": "C"},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
