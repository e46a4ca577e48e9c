"""`remiss rebuild`: the read tables, made anew from the ledger."""

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import screen
from remiss.texts import say


def rebuild() -> None:
    """Rebuild the read tables."""
    from remiss import ledger

    count = ask_database(ledger.rebuild, owner=True)
    screen.print(say("command.rebuild.done", count=count).both())
