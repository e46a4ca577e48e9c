"""`remiss checkpoint`: signing where every chain stands, listing and comparing what was signed."""

from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from remiss.cli.surroundings import ask_database, may_write, settings_in_force
from remiss.cli.terminal import help_text, judging, screen, table_of

if TYPE_CHECKING:
    from remiss.consultation.ports import CheckpointBrief
    from remiss.settings import Settings


def checkpoint(
    *,
    list_all: Annotated[
        bool, typer.Option("--list", help=help_text("command.checkpoint.list"))
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option(help=help_text("command.checkpoint.check"), show_default=False),
    ] = None,
) -> None:
    """Sign where every chain stands, if one moved; or show or compare what was signed."""
    from remiss.evidence import ledger_proof

    settings = settings_in_force()
    if check is not None:
        _compare(settings, check)
    elif list_all:
        screen.print(_checkpoints(ask_database(ledger_proof.list_checkpoints)))
    else:
        outcome = ask_database(lambda dsn: ledger_proof.make_checkpoint(dsn, settings))
        screen.print(_checkpoints([outcome.newest] if outcome.newest else []))


def _compare(settings: "Settings", kept: Path) -> None:
    """Exit code 1: it is another than the system shows; 2: that cannot be judged."""
    from remiss.evidence import ledger_proof
    from remiss.evidence.evidence_errors import CheckpointContradicted

    with judging(CheckpointContradicted):
        untouched = not may_write(settings.data_dir)
        said = ask_database(
            lambda dsn: ledger_proof.compare_kept(dsn, settings, kept), untouched=untouched
        )
        screen.print(said.both("\n"), markup=False)
        screen.file.flush()


def _checkpoints(found: Iterable["CheckpointBrief"]) -> Table:
    # The root is whole on a narrow screen too: it is compared.
    table = table_of("command.checkpoint.column", whole="root")
    for each in found:
        at = each.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        table.add_row(str(each.number), at, each.root, each.key)
    return table
