"""`remiss show`: one case as it stands, or as it stood."""

import json
from typing import Annotated

import typer

from remiss.cli.surroundings import ask_database
from remiss.cli.terminal import help_text, screen


def show(
    *,
    case: Annotated[str, typer.Argument(help=help_text("command.show.case"), show_default=False)],
    at: Annotated[
        str | None,
        typer.Option(help=help_text("command.show.at"), show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=help_text("command.show.json"))] = False,
) -> None:
    """Print a case with everything in it; what agencies did inside as well."""
    from remiss.cli.cases.shown_case import chosen_moment, shown_case
    from remiss.cli.screens.case_screen import show_case

    moment = chosen_moment(at)
    found = ask_database(lambda dsn: shown_case(dsn, case, moment))
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))  # noqa: T201 - to pipe
    else:
        show_case(screen, found.case, found.events, found.as_of)
