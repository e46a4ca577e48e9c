"""The database of the settings, for commands that need it only for a moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from embedded.lock import is_held, only_one
from embedded.ports import Claim, check_ports
from embedded.postgres import postgres_server, running_dsn
from embedded.problem import Problem
from settings import Settings, variable


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[str]:
    """The DSN of the settings; else of the embedded server, started for the block if need be.

    Raises:
        Problem: it cannot be reached.
    """
    if settings.postgres_dsn is not None:
        yield await _reached(settings.postgres_dsn.get_secret_value())
    elif is_held(settings.data_dir):
        yield await _reached(running_dsn(settings.data_dir))
    else:
        port = settings.postgres_port
        with only_one(settings.data_dir):
            await check_ports([Claim(port, "PostgreSQL", variable("postgres_port"))])
            async with postgres_server(settings.data_dir, port) as dsn:
                yield dsn


async def _reached(dsn: str) -> str:
    try:
        connection = await asyncpg.connect(dsn, timeout=10)
    except (OSError, asyncpg.PostgresError, ValueError) as error:
        reason = type(error).__name__  # its text may hold the address, and so the password
        raise Problem(
            vi=f"Không kết nối được cơ sở dữ liệu ({reason}). Hãy kiểm tra REMISS_POSTGRES_DSN.",
            en=f"The database cannot be reached ({reason}). Check REMISS_POSTGRES_DSN.",
        ) from None
    await connection.close()
    return dsn
