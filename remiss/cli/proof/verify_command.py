"""`remiss verify`: whether the ledger holds, or a dossier somebody was given."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from remiss.cli.surroundings import ask_database, settings_in_force
from remiss.cli.terminal import EXIT_SETTINGS, help_text, screen, stop
from remiss.texts import BilingualError, text

if TYPE_CHECKING:
    from remiss.evidence.signature import Keyring


def verify(
    dossier: Annotated[
        Path | None,
        typer.Argument(help=help_text("command.verify.dossier"), show_default=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(help=help_text("command.verify.key"), show_default=False),
    ] = None,
    checkpoints: Annotated[
        Path | None,
        typer.Option(help=help_text("command.verify.checkpoints"), show_default=False),
    ] = None,
) -> None:
    """Verify the ledger, or a dossier offline; a finding is a failure that names what is wrong."""
    if dossier is not None:
        _verify_dossier(dossier, key, checkpoints)
    elif key or checkpoints:
        raise BilingualError(text("command.verify.for_a_dossier"))
    else:
        _verify_ledger()


def _verify_ledger() -> None:
    from remiss.evidence.ledger_proof import audit_ledger

    settings = settings_in_force()
    report = ask_database(lambda dsn: audit_ledger(dsn, settings))
    if not report.holds:
        raise BilingualError(report.verdict)
    screen.print(report.verdict.both("\n"))


def _verify_dossier(dossier: Path, key: Path | None, checkpoints: Path | None) -> None:
    """Say whether a dossier holds: exit code 1 where it does not, 2 where it cannot be judged.

    With `key` this reads the three files and nothing else.
    """
    from remiss.cli.proof.dossier_judgement import judge_dossier, key_origin
    from remiss.evidence.evidence_errors import EvidenceError

    own = None if key else _own_keys()
    try:
        verdict = judge_dossier(dossier, key, checkpoints, own)
    except EvidenceError as error:
        stop(str(error), EXIT_SETTINGS)
    if not verdict.holds:
        raise BilingualError(verdict.text)
    said = [verdict.text, *key_origin(key, own)]
    screen.print("\n".join([each.vi for each in said] + [each.en for each in said]), markup=False)


def _own_keys() -> "Keyring":
    from remiss.evidence.ledger_proof import checkpoint_keys

    return checkpoint_keys(settings_in_force())
