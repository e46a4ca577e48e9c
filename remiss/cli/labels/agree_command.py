"""`remiss labels agree`: how far three people agree, and the labels most of them chose."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.terminal import help_text, print_line, screen
from remiss.texts import BilingualError, say


def agree(
    *,
    first: Annotated[Path, typer.Argument(help=help_text("command.labels.filled"))],
    second: Annotated[Path, typer.Argument(help=help_text("command.labels.filled"))],
    third: Annotated[Path, typer.Argument(help=help_text("command.labels.filled"))],
    out: Annotated[
        Path | None,
        typer.Option(help=help_text("command.labels.out"), show_default=False),
    ] = None,
) -> None:
    """Print the agreement; exit code 1 while a cell is empty or cannot be, and then no file."""
    from remiss.cli.labels.compared_sheets import check_free, compare, complain, save
    from remiss.cli.screens.agreement_screen import show_agreement

    if out is not None:
        check_free(out)
    compared = compare((first, second, third))
    show_agreement(screen, compared)
    if count := complain(compared):
        raise BilingualError(say("command.labels.mistakes", count=count))
    if out is not None:
        saved = save(compared, out)
        print_line("command.labels.saved", path=out, count=saved)
