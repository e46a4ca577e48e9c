"""Dossiers as inspectors order and fetch them: each step on record in the inspection."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from remiss.consultation.inspecting.decide import decide
from remiss.consultation.inspecting.messages import (
    DossierOrdered,
    FetchDossier,
    OrderDossier,
    RecordPacked,
)
from remiss.consultation.ports import DOSSIER_KEPT, PackingTask
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import REMISS, Actor, Sha256
from remiss.ledger.inspecting.inspection_chain import record_command
from remiss.ledger.portal.tables import PortalTables
from remiss.sending.caller_command import command_id, readable
from remiss.sending.inspections import read_inspection
from remiss.texts import Bilingual

FOLDER = "dossiers"
"""Below the folder of data, which workers and HTTP share."""


class PackedFile(NamedTuple):
    """What was packed: its hash and size; or why nothing was."""

    sha256: Sha256 | None
    size: int
    refused: Bilingual | None = None


def dossier_path(data_dir: Path, task_name: str) -> Path:
    """Where the file of an ordered dossier lies while it is kept."""
    return data_dir / FOLDER / f"{task_name}.zip"


async def order_dossier(
    tables: PortalTables, actor: Actor, key: str, id_: str, consultation: str
) -> PackingTask:
    """Put the order on record; what a worker has to pack. The same key again is the same order.

    Raises:
        Refusal: `inspection_not_found`, `case_not_drawn`, `not_permitted`.
        Problem: `idempotency_key_reused`, `ledger_unavailable`.
    """
    await read_inspection(tables, actor, id_)
    command = OrderDossier(
        id=command_id(actor, key),
        actor=readable(actor),
        at=datetime.now(UTC),
        consultation=consultation,
    )
    entry = await record_command(tables, id_, command, decide)
    assert isinstance(entry.event, DossierOrdered)  # noqa: S101 -- of this command
    return PackingTask(
        inspection=entry.inspection,
        number=entry.event.number,
        consultation=entry.event.consultation,
        ordered_by=f"{entry.actor.name} ({entry.actor.id})",
    )


async def record_packed(tables: PortalTables, task: PackingTask, packed: PackedFile) -> None:
    """Put on record what was packed, or why nothing was; safe to repeat."""
    command = RecordPacked(
        id=f"{REMISS.id}:packed:{task.name}",
        actor=REMISS,
        at=datetime.now(UTC),
        number=task.number,
        sha256=packed.sha256,
        size=packed.size,
        refused=packed.refused,
    )
    await record_command(tables, task.inspection, command, decide)


async def fetch_dossier(
    tables: PortalTables, actor: Actor, key: str, id_: str, number: int, data_dir: Path
) -> Path:
    """Where the file lies, once it is on record that this inspector takes it.

    After its week it is not given, also where nothing has removed it yet.

    Raises:
        Refusal: `inspection_not_found`, `dossier_not_found`, `dossier_not_packed`,
            `dossier_refused`.
        Problem: `ledger_unavailable`: nothing is on record, and nothing is given.
    """
    found, now = await read_inspection(tables, actor, id_), datetime.now(UTC)
    path = dossier_path(data_dir, f"{found.id}-{number}")
    ordered = found.inspection.dossier(number)
    packed = ordered.packed if ordered else None
    if packed and packed.sha256 and (now >= packed.at + DOSSIER_KEPT or not path.is_file()):
        raise Refusal("dossier_not_found")
    command = FetchDossier(id=command_id(actor, key), actor=readable(actor), at=now, number=number)
    await record_command(tables, id_, command, decide)
    return path
