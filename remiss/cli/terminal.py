"""The terminal: where commands print, and how a command ends."""

import sys
from typing import NoReturn

from rich.console import Console
from rich.table import Table

from remiss.texts import say, text, texts

EXIT_PROBLEM = 1
EXIT_SETTINGS = 2

screen = Console()


def help_text(key: str) -> str:
    """What `--help` says of a command or of an option."""
    return text(key).both()


def print_line(key: str, /, **facts: object) -> None:
    """Print one line of both languages, in which nothing is markup."""
    screen.print(say(key, **facts).both(), markup=False)


def table_of(prefix: str, whole: str = "") -> Table:
    """An empty table whose columns are the texts under `prefix`, in the order of the file.

    The column `whole` is never cut, however narrow the screen.
    """
    table = Table()
    for name, title in texts(prefix).items():
        table.add_column(title.both(), overflow="fold" if name == whole else "ellipsis")
    return table


def stop(message: str, code: int) -> NoReturn:
    """End the command with an exit code and one message."""
    print(message, file=sys.stderr)  # noqa: T201 - plain, so that nothing in it is markup
    sys.exit(code)
