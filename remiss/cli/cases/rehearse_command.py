"""`remiss rehearse`: what opening a case would lead to; nothing is recorded."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.terminal import help_text, screen


def rehearse(
    *,
    file: Annotated[
        Path, typer.Argument(help=help_text("command.rehearse.file"), show_default=False)
    ],
    silent: Annotated[
        list[str] | None,
        typer.Option(help=help_text("command.rehearse.silent"), show_default=False),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help=help_text("command.rehearse.at"), show_default=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help=help_text("command.rehearse.json"))
    ] = False,
) -> None:
    """Print who would be asked, what would happen when, and when the case could end."""
    from remiss.cli.cases.rehearsal_file import rehearse_file
    from remiss.cli.screens.rehearsal_screen import show_rehearsal
    from remiss.consultation.time.local_moments import in_local_time

    preview = rehearse_file(file, silent or (), at)
    if as_json:
        print(in_local_time(preview).model_dump_json(indent=2))  # noqa: T201 - to pipe
    else:
        show_rehearsal(screen, preview, [warning.text for warning in preview.warnings])
