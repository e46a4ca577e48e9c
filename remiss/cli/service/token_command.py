"""`remiss token`: a sign-in token of one of the demonstration's people."""

from typing import Annotated

import typer

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import EXIT_PROBLEM, help_text, stop


def token(
    person: Annotated[str, typer.Argument(help=help_text("command.token.person"))],
) -> None:
    """Print a token of the development issuer."""
    from remiss.machine.development_issuer import UnknownPersonError
    from remiss.machine.development_issuer import token as token_of

    try:
        print(token_of(settings_in_force(), person))  # noqa: T201 - to pipe
    except UnknownPersonError as error:
        stop(str(error), EXIT_PROBLEM)
