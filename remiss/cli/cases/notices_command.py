"""`remiss notices`: what was told, and what did not arrive."""

from typing import TYPE_CHECKING

from rich.table import Table

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import screen, table_of

if TYPE_CHECKING:
    from remiss.notices import Overview


def notices() -> None:
    """Count the notices of each channel and list the newest that did not arrive."""
    from remiss.notices import overview

    found = ask_database(overview)
    screen.print(_tallies(found))
    for failure in found.failures:
        place = f"{failure.stream} #{failure.version} {failure.channel} {failure.recipient}"
        screen.print(f"{place}: {failure.status}, {failure.last_error}", markup=False)


def _tallies(found: "Overview") -> Table:
    table = table_of("command.notices.column")
    for tally in found.tallies:
        counts = (tally.waiting, tally.sent, tally.retrying, tally.given_up, tally.bounced)
        table.add_row(tally.channel, *map(str, counts))
    return table
