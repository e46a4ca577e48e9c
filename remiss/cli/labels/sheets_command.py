"""`remiss labels sheets`: a sheet for each of three people to label a file of replies on."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.terminal import help_text, print_line


def sheets(
    *,
    file: Annotated[
        Path, typer.Argument(help=help_text("command.assess.file"), show_default=False)
    ],
    out: Annotated[Path, typer.Option(help=help_text("command.labels.folder"), show_default=False)],
    person: Annotated[
        list[str] | None,
        typer.Option(help=help_text("command.labels.person"), show_default="1, 2, 3"),
    ] = None,
) -> None:
    """Write three sheets that say nothing of what a machine reads; nothing is overwritten."""
    from remiss.cli.labels.written_sheets import write_sheets

    written = write_sheets(file, out, tuple(person or ("1", "2", "3")))
    for path in written:
        print_line("command.labels.written", path=path)
    print_line("command.labels.apart")
