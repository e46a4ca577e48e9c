"""`remiss end-lost`: a case whose run is gone and cannot come back is ended on record."""

from typing import Annotated

import typer
from pydantic import ValidationError

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import help_text, screen
from remiss.consultation.values import Person, Sentence, Value
from remiss.texts import BilingualError, say


class EndingDecision(Value):
    """Who decided, and why."""

    by: Person
    reason: Sentence


def end_lost(
    consultation: Annotated[str, typer.Argument(help=help_text("command.end_lost.case"))],
    *,
    by: Annotated[str, typer.Option(help=help_text("command.end_lost.by"))],
    name: Annotated[str, typer.Option(help=help_text("command.end_lost.name"))],
    reason: Annotated[str, typer.Option(help=help_text("command.end_lost.reason"))],
) -> None:
    """Only once `remiss recover` cannot bring it back; see docs/recovery.md."""
    from remiss.recovery.lost_case import end_lost as end

    settings = settings_in_force()
    try:
        decision = EndingDecision(by=Person(id=by, name=name), reason=reason)
    except ValidationError:
        raise BilingualError(say("command.end_lost.person")) from None
    version = ask_database(lambda dsn: end(dsn, settings, consultation, **dict(decision)))
    said = say("command.end_lost.done", consultation=consultation, version=version)
    screen.print(said.both(), markup=False)
