"""`remiss rebuild`: the read tables, made anew from the ledger."""

from typing import Annotated

import typer

from remiss.cli.progress_bar import progress_bar
from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import help_text, screen
from remiss.texts import say


def rebuild(
    *,
    anew: Annotated[bool, typer.Option("--anew", help=help_text("command.rebuild.anew"))] = False,
) -> None:
    """Rebuild the read tables; where that was ended before, go on from there."""
    from remiss import ledger

    with progress_bar() as progress:
        count = ask_database(lambda dsn: ledger.rebuild(dsn, progress, anew=anew), owner=True)
    screen.print(say("command.rebuild.done", count=count).both())
