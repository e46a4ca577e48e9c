"""`remiss token`: a sign-in token of one of the demonstration's people."""

from typing import Annotated

import typer

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import help_text


def token(
    person: Annotated[str, typer.Argument(help=help_text("command.token.person"))],
) -> None:
    """Print a token of the development issuer."""
    from remiss.machine import development_issuer

    print(development_issuer.token(settings_in_force(), person))  # noqa: T201 - to pipe
