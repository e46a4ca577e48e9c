"""`remiss verify`: whether the ledger holds, or a dossier somebody was given.

Exit code 0: it holds; 1: it does not; 2: that cannot be judged, as the words say.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from remiss.cli.progress_bar import progress_bar
from remiss.cli.surroundings import ask_database, may_write, settings_in_force
from remiss.cli.terminal import Unjudged, help_text, judging, screen
from remiss.texts import Bilingual, BilingualError, text

if TYPE_CHECKING:
    from remiss.evidence.audit_report import Audit
    from remiss.evidence.signature import Keyring


def verify(
    *,
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
    read_only: Annotated[
        bool, typer.Option("--read-only", help=help_text("command.verify.read_only"))
    ] = False,
    after: Annotated[str, typer.Option(help=help_text("command.verify.after"))] = "",
) -> None:
    """Verify the ledger, or a dossier offline; a finding is a failure that names what is wrong."""
    if dossier is not None:
        _verify_dossier(dossier, key, checkpoints)
    elif key or checkpoints:
        raise Unjudged(text("command.verify.for_a_dossier"))
    else:
        _verify_ledger(after, read_only=read_only)


def _verify_ledger(after: str, *, read_only: bool) -> None:
    with judging():
        report = _audited(after, read_only=read_only)
    if not report.holds:
        raise BilingualError(report.verdict)
    if not report.is_judged:
        raise Unjudged(report.verdict)
    _show(report.verdict)


def _audited(after: str, *, read_only: bool) -> "Audit":
    from remiss.evidence.ledger_proof import audit_ledger
    from remiss.files.store import Store
    from remiss.ledger.sweep import Manner

    settings = settings_in_force()
    folder = settings.data_dir / "attachments"
    sound = Store(folder, settings.attachment_max_bytes).is_sound if folder.is_dir() else None
    nothing_here = settings.postgres_dsn is None and not (settings.data_dir / "postgres").exists()
    untouched = read_only or nothing_here or not may_write(settings.data_dir)
    with progress_bar() as progress:
        return ask_database(
            lambda dsn: audit_ledger(dsn, settings, sound, Manner(progress, after=after)),
            untouched=untouched,
        )


def _verify_dossier(dossier: Path, key: Path | None, checkpoints: Path | None) -> None:
    """Say whether a dossier holds; with `key` this reads the three files and nothing else."""
    from remiss.cli.proof.dossier_judgement import judge_dossier, key_origin

    with judging():
        own = None if key else _own_keys()
        verdict = judge_dossier(dossier, key, checkpoints, own)
    if not verdict.holds:
        raise BilingualError(verdict.text) if verdict.is_judged else Unjudged(verdict.text)
    said = [verdict.text, *key_origin(key, own)]
    _show(Bilingual(vi="\n".join(s.vi for s in said), en="\n".join(s.en for s in said)))


def _show(verdict: Bilingual) -> None:
    """Print a verdict; one that nobody can read is none."""
    with judging():
        screen.print(verdict.both("\n"), markup=False)
        screen.file.flush()


def _own_keys() -> "Keyring":
    from remiss.evidence.ledger_proof import checkpoint_keys

    return checkpoint_keys(settings_in_force())
