"""The terminal: where commands print, how both languages stand there, and how a command ends."""

import sys
from typing import NoReturn

from rich.console import Console
from rich.table import Table

from remiss.texts import Bilingual, say, text, texts

EXIT_PROBLEM = 1
EXIT_SETTINGS = 2

screen = Console()


def beside(said: Bilingual) -> str:
    """Both languages on one line."""
    return f"{said.vi} / {said.en}"


def below(said: Bilingual) -> str:
    """Both languages on lines of their own."""
    return f"{said.vi}\n{said.en}"


def help_text(key: str) -> str:
    """What `--help` says of a command or of an option."""
    return beside(text(key))


def print_line(key: str, /, **facts: object) -> None:
    """Print one line of both languages, in which nothing is markup."""
    screen.print(beside(say(key, **facts)), markup=False)


def table_of(prefix: str, whole: str = "") -> Table:
    """An empty table whose columns are the texts under `prefix`, in the order of the file.

    The column `whole` is never cut, however narrow the screen.
    """
    table = Table()
    for name, title in texts(prefix).items():
        table.add_column(beside(title), overflow="fold" if name == whole else "ellipsis")
    return table


def stop(message: str, code: int) -> NoReturn:
    """End the command with an exit code and one message."""
    print(message, file=sys.stderr)  # noqa: T201 - plain, so that nothing in it is markup
    sys.exit(code)
