"""`remiss recover`: Temporal is lost, and the ledger starts every open case again."""

from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import help_text
from remiss.cli.upkeep.recovery_screen import show_outcome, show_progress


def recover(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=help_text("command.recover.dry_run"))
    ] = False,
    from_ledger: Annotated[
        bool, typer.Option("--from-ledger", help=help_text("command.recover.from_ledger"))
    ] = False,
) -> None:
    """Bring back the cases that should be running; see docs/recovery.md."""
    from remiss import recovery
    from remiss.recovery.outcomes import say_recovered

    settings = settings_in_force()
    summary = ask_database(
        lambda dsn: recovery.recover(
            dsn, settings, dry_run=dry_run, from_ledger=from_ledger, progress=show_progress
        )
    )
    show_outcome(summary, say_recovered(summary, dry_run=dry_run))
