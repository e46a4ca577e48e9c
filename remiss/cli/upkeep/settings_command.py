"""`remiss settings`: every setting, its value and what it means."""

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import screen, table_of
from remiss.settings import Settings, variable, vietnamese


def settings() -> None:
    """List the settings; a secret shows only whether it is set."""
    found = settings_in_force()
    table = table_of("command.settings.column")
    for name, field in Settings.model_fields.items():
        meaning = f"{vietnamese(name)}\n{field.description}"
        table.add_row(variable(name), str(getattr(found, name)), meaning)
    screen.print(table)
