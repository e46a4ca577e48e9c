"""`remiss settings`: every setting, its value and what it means."""

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import screen, table_of
from remiss.settings import Settings, meaning, variable


def settings() -> None:
    """List the settings; a secret shows only whether it is set."""
    found = settings_in_force()
    table = table_of("command.settings.column")
    for name in Settings.model_fields:
        table.add_row(variable(name), str(getattr(found, name)), meaning(name).both("\n"))
    screen.print(table)
