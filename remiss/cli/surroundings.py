"""What commands find around them: the settings, and the database these name."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from remiss import logs
from remiss.settings import Settings, load
from remiss.texts import BilingualError, say

T = TypeVar("T")


def settings_in_force() -> Settings:
    """The settings, with logging set up as they say."""
    settings = load()
    logs.configure(settings)
    return settings


def may_write(folder: Path) -> bool:
    """Whether files can be added to a folder, or to the one it would be made in."""
    existing = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    return os.access(existing, os.W_OK)


def ask_database(
    call: Callable[[str], Awaitable[T]], *, owner: bool = False, untouched: bool = False
) -> T:
    """What `call` makes of the DSN of the database, started if need be.

    As the service connects, or as the `owner` of its tables does; `untouched`, as `database`.

    Raises:
        BilingualError: the database cannot be reached, is not up to date, or says no.
    """
    from asyncpg import (
        InsufficientPrivilegeError,
        InterfaceError,
        PostgresError,
        UndefinedTableError,
    )

    from remiss.ledger import LedgerError
    from remiss.machine.database import database

    async def called() -> T:
        async with database(settings_in_force(), owner=owner, untouched=untouched) as dsn:
            return await call(dsn)

    try:
        return asyncio.run(called())
    except LedgerError as error:
        raise BilingualError(error.message) from None
    except (InsufficientPrivilegeError, UndefinedTableError) as error:
        raise BilingualError(say("program.schema_missing", error=error)) from None
    except (PostgresError, InterfaceError, TimeoutError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise BilingualError(say("program.database_failed", reason=reason)) from None
