"""How far a long look through the ledger has come: a bar, or lines where nothing can move."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from remiss.cli.terminal import help_text, print_line, screen

if TYPE_CHECKING:
    from remiss.ledger.sweep import Swept

LINES = 10
"""Of a whole look where nothing can move."""
WORTH_LINES = 1_000
"""Cases from which on one waits so long that lines are welcome."""


@contextmanager
def progress_bar() -> Iterator[Callable[["Swept"], None]]:
    """What is told how many cases of how many are done; the bar goes once all are."""
    if not screen.is_terminal:
        yield _line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=screen, transient=True) as bar:
        cases = help_text("program.cases")
        task = bar.add_task(cases, total=None)
        yield lambda swept: bar.update(
            task, completed=swept.done, total=swept.of, description=f"{cases} {swept.up_to}"
        )


def tell_start(swept: "Swept") -> None:
    """Say how far a start is that makes the read tables of many cases anew."""
    _line(swept, "program.rows_made_anew")


def _line(swept: "Swept", said: str = "program.cases_of") -> None:
    """One line for each tenth of many cases."""
    tenths = swept.done * LINES // swept.of
    if swept.of >= WORTH_LINES and tenths > (swept.done - swept.added) * LINES // swept.of:
        print_line(said, done=swept.done, of=swept.of, up_to=swept.up_to)
