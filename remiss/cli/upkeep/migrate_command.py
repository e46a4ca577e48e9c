"""`remiss migrate`: the database schema, brought up to date."""

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import screen
from remiss.texts import text


def migrate() -> None:
    """Apply the migrations that are missing."""
    from remiss import ledger
    from remiss.machine.database import service

    settings = settings_in_force()
    applied = ask_database(lambda dsn: ledger.migrate(dsn, service(settings, dsn)), owner=True)
    screen.print("\n".join(applied) or text("command.migrate.up_to_date").both())
