"""`remiss calendar`: the days of a year that are not what their weekday says."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import help_text, screen
from remiss.texts import BilingualError, say, text, texts


def calendar(
    year: Annotated[
        int | None,
        typer.Option(
            help=help_text("command.calendar.year"),
            show_default=text("command.calendar.this_year").vi,
            min=2015,
        ),
    ] = None,
) -> None:
    """Print the days of a year that are not what their weekday says, and who recorded which."""
    from remiss import ledger
    from remiss.reference.calendar_rows import calendar_rows

    this_year = datetime.now(UTC).year
    version, rows = calendar_rows(ask_database(ledger.overrides), this_year, year or this_year)
    if not rows:
        raise BilingualError(say("command.calendar.out_of_reach", year=year))
    day, name, basis = (title.both() for title in texts("command.calendar.column").values())
    table = Table(day, "", name, basis)
    for row in rows:
        table.add_row(*map(escape, row))
    screen.print(table)
    screen.print(f"{text('command.calendar.version').both()}: {version}")
