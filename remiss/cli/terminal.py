"""The terminal: where commands print, in whatever it can show, and how a command ends."""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console
from rich.table import Table

from remiss.texts import BilingualError, say, text, texts

EXIT_PROBLEM = 1
EXIT_SETTINGS = 2
EXIT_UNJUDGED = 2
"""Of a command that judges: it could not; 1 says that what it judges does not hold."""
PLAIN = "remiss-plain"
WITHOUT_PARTS = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"'})

screen = Console()


class Unjudged(BilingualError):  # noqa: N818 -- what became of judging
    """Whether something holds could not be judged."""


@contextmanager
def judging(*verdicts: type[BilingualError]) -> Iterator[None]:
    """Whatever goes wrong within is no verdict, but what is one of `verdicts`.

    Raises:
        Unjudged: something went wrong.
    """
    try:
        yield
    except verdicts:
        raise
    except BilingualError as error:
        raise Unjudged(error.message) from error
    except OSError as error:
        raise Unjudged(say("program.surroundings", reason=told(error))) from error


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


def told(error: OSError) -> str:
    """What the system says of a failure, and of which file."""
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}" if error.filename else reason


def show_without_marks() -> None:
    """Where a terminal knows no Vietnamese letters, print them without their marks."""
    codecs.register_error(PLAIN, _without_marks)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


def let_go_of_output() -> None:
    """Keep the end of the process from trying once more what could not be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _without_marks(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    taken = error.object[error.start : error.end].translate(WITHOUT_PARTS)
    plain = unicodedata.normalize("NFKD", taken).encode("ascii", "ignore").decode("ascii")
    return plain or "?", error.end
