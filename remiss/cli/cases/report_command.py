"""`remiss report`: what is overdue and what stalls, as reported on a day or as it is now."""

from pathlib import Path
from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import help_text, print_line, screen


def report(
    *,
    date: Annotated[
        str | None,
        typer.Option(help=help_text("command.report.date"), show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help=help_text("command.report.out"), show_default=False),
    ] = None,
    chairman: Annotated[
        bool, typer.Option("--chairman", help=help_text("command.report.chairman"))
    ] = False,
) -> None:
    """Print the published report of a day, or what one would say now; or write it to a file."""
    from remiss.cli.cases.day_report import chosen_day, report_of, save
    from remiss.cli.screens.report_screen import show_report

    day = chosen_day(date)
    found = ask_database(lambda dsn: report_of(dsn, day))
    if out is None:
        show_report(screen, found.reports, published=found.published)
        return
    save(found, out, to_chairman=chairman)
    print_line("command.report.written", path=out)
