"""`remiss reconcile`: a database restored from a backup, completed from the running cases."""

from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import help_text
from remiss.cli.upkeep.recovery_screen import show_outcome, show_progress


def reconcile(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=help_text("command.reconcile.dry_run"))
    ] = False,
) -> None:
    """Complete the ledger from the running workflows; see docs/recovery.md."""
    from remiss import recovery
    from remiss.recovery.outcomes import say_reconciled

    settings = settings_in_force()
    summary = ask_database(
        lambda dsn: recovery.reconcile(dsn, settings, dry_run=dry_run, progress=show_progress)
    )
    show_outcome(summary, say_reconciled(summary, dry_run=dry_run))
