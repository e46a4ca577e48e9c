"""`remiss assess`: what the machine reads in a file of replies."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.terminal import help_text
from remiss.texts import BilingualError, say


def assess(
    file: Annotated[
        Path, typer.Argument(help=help_text("command.assess.file"), show_default=False)
    ],
) -> None:
    """Print one JSON line per record; exit code 1 when a record could not be read."""
    from remiss.cli.cases.judged_file import judge_file

    if bad := judge_file(file):
        raise BilingualError(say("command.assess.some_unreadable", count=bad))
