"""`remiss rebuild`: the read tables, made anew from the ledger."""

from remiss.cli.progress_bar import progress_bar
from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import screen
from remiss.texts import say


def rebuild() -> None:
    """Rebuild the read tables."""
    from remiss import ledger

    with progress_bar() as progress:
        count = ask_database(lambda dsn: ledger.rebuild(dsn, progress), owner=True)
    screen.print(say("command.rebuild.done", count=count).both())
