"""`remiss notices`: what was told, and what did not arrive."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import help_text, print_line, screen, table_of

if TYPE_CHECKING:
    from remiss.notices import Overview


def notices(
    *,
    resend: Annotated[
        str | None, typer.Option(help=help_text("command.notices.resend"), show_default=False)
    ] = None,
) -> None:
    """Count the notices of each channel and list the newest that did not arrive."""
    from remiss.notices import overview

    if resend is not None:
        print_line("command.notices.resent", count=ask_database(_sender(resend)), address=resend)
        return
    found = ask_database(overview)
    if settings_in_force().smtp_host is None:
        print_line("command.notices.only_folder")
    screen.print(_tallies(found))
    for sign in found.signs:
        screen.print(sign.text.both("\n"), markup=False)
    for failure in found.failures:
        place = f"{failure.stream} #{failure.version} {failure.channel} {failure.recipient}"
        screen.print(f"{place}: {failure.status}, {failure.last_error}", markup=False)


def _sender(address: str) -> Callable[[str], Awaitable[int]]:
    from remiss import ledger
    from remiss.notices.outbox.postman_time import now
    from remiss.notices.outbox.sending_again import send_again

    async def send(dsn: str) -> int:
        pool = await ledger.connect(dsn)
        try:
            return await send_again(pool, address, await now(pool))
        finally:
            await pool.close()

    return send


def _tallies(found: "Overview") -> Table:
    table = table_of("command.notices.column")
    for tally in found.tallies:
        counts = (tally.waiting, tally.sent, tally.retrying, tally.given_up, tally.bounced)
        table.add_row(tally.channel, *map(str, counts))
    return table
