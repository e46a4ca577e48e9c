"""The database of the settings, for commands that need it only for a moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from remiss.machine.copied_database import copied_database
from remiss.machine.lock import is_held, only_one
from remiss.machine.network_ports import Claim, check_ports
from remiss.machine.postgres import postgres_server, running_dsn, service_dsn
from remiss.settings import Settings, variable
from remiss.texts import BilingualError, say

ADDRESSES = "REMISS_POSTGRES_DSN, REMISS_POSTGRES_OWNER_DSN"


@asynccontextmanager
async def database(
    settings: Settings, *, owner: bool = False, untouched: bool = False
) -> AsyncIterator[str]:
    """The DSN of the settings; else of the embedded server, started for the block if need be.

    As the service unless `owner`, who alone may change the schema and remove rows. `untouched`:
    nothing is written to the folder; a server that does not run is started on a copy of it.

    Raises:
        BilingualError: it cannot be reached.
    """
    if settings.postgres_dsn is not None:
        of_owner = settings.postgres_owner_dsn if owner else None
        yield await _reached((of_owner or settings.postgres_dsn).get_secret_value())
    elif is_held(settings.data_dir):
        dsn = running_dsn(settings.data_dir)
        yield await _reached(dsn if owner else service_dsn(settings.data_dir, dsn))
    elif untouched:
        async with copied_database(settings.data_dir) as dsn:
            yield dsn
    else:
        port = settings.postgres_port
        with only_one(settings.data_dir):
            await check_ports([Claim(port, "PostgreSQL", variable("postgres_port"))])
            async with postgres_server(settings.data_dir, port) as dsn:
                yield dsn if owner else service_dsn(settings.data_dir, dsn)


def service(settings: Settings, dsn: str) -> str:
    """The service's DSN beside the owner's, `dsn`, as `database` gave it."""
    if settings.postgres_dsn is not None:
        return settings.postgres_dsn.get_secret_value()
    return service_dsn(settings.data_dir, dsn)


async def _reached(dsn: str) -> str:
    try:
        connection = await asyncpg.connect(dsn, timeout=10)
    except (OSError, asyncpg.PostgresError, ValueError) as error:
        reason = type(error).__name__  # its text may hold the address, and so the password
        said = say("machine.no_database", reason=reason, settings=ADDRESSES)
        raise BilingualError(said) from None
    await connection.close()
    return dsn
