"""`remiss export`: a case as a signed dossier, for inspectors and auditors."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import help_text, screen


def export(
    *,
    case: Annotated[str, typer.Argument(help=help_text("command.show.case"), show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(help=help_text("command.export.out"), show_default="CASE.zip"),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help=help_text("command.export.by"),
            show_default=help_text("command.export.by_default"),
        ),
    ] = None,
) -> None:
    """Write one archive with everything of a case."""
    from remiss.cli.proof import dossier_export
    from remiss.views.archive.dossier_file import check_free

    settings = settings_in_force()
    path = out or Path(f"{dossier_export.file_name(case)}.zip")
    check_free(path)
    found = ask_database(lambda dsn: dossier_export.export_to(dsn, settings, case, path, by))
    screen.print(dossier_export.summary(found, path).both("\n"), markup=False)
