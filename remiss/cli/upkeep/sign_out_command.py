"""`remiss sign-out`: ends every session of a person on the portal."""

from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import help_text, screen
from remiss.texts import say


def sign_out(
    person: Annotated[str, typer.Argument(help=help_text("command.sign_out.person"))],
) -> None:
    """End every session of a person: an account that was closed, a device that was lost."""
    count = ask_database(lambda dsn: _end(dsn, person))
    screen.print(say("command.sign_out.done", count=count, person=person).both())


async def _end(dsn: str, person: str) -> int:
    from datetime import UTC, datetime

    from remiss.ledger.portal.sessions import end_sessions_of
    from remiss.ledger.portal.tables import PortalTables

    tables = await PortalTables.connect(dsn)
    try:
        return await end_sessions_of(tables, person, datetime.now(UTC))
    finally:
        await tables.close()
