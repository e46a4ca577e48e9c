"""What a worker does for an order of a dossier: packs and signs it, and removes it after a week."""

import asyncio
import hashlib
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from remiss.consultation.inspecting.inspection import Inspection, fold
from remiss.consultation.ports import DOSSIER_KEPT, PackingTask
from remiss.ledger.inspecting.inspection_chain import entries_of
from remiss.ledger.portal.tables import PortalTables
from remiss.sending.ordered_dossiers import PackedFile, dossier_path, record_packed
from remiss.settings import Settings
from remiss.texts import BilingualError
from remiss.views.archive.dossier_file import write_dossier

PACKING = timedelta(hours=1)
"""More than passes from when a file was written to when its week begins."""


class DossierPacking:
    """Packs into the folder of dossiers below the data of these settings."""

    def __init__(self, settings: Settings, tables: PortalTables) -> None:
        self._settings, self._tables = settings, tables

    async def pack(self, task: PackingTask) -> None:
        """Write the archive, and put it on record; nothing of one that is on record already.

        Raises:
            Problem, PostgresError, OSError: to be tried again.
        """
        inspection = fold(each.event for each in await entries_of(self._tables, task.inspection))
        ordered = inspection.dossier(task.number) if isinstance(inspection, Inspection) else None
        if ordered is None or ordered.packed:
            return
        path = dossier_path(self._settings.data_dir, task.name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_outlived(path.parent)
        path.unlink(missing_ok=True)  # of an attempt that ended before it was on record
        await record_packed(self._tables, task, await self._packed(task, path))

    async def drop(self, task: PackingTask) -> None:
        """Remove the archive."""
        path = dossier_path(self._settings.data_dir, task.name)
        path.unlink(missing_ok=True)
        remove_outlived(path.parent)

    async def _packed(self, task: PackingTask, path: Path) -> PackedFile:
        """The archive, or why the case cannot be packed."""
        dsn = self._settings.postgres_dsn
        assert dsn  # noqa: S101 -- a worker has a ledger
        try:
            await write_dossier(
                dsn.get_secret_value(), self._settings, task.consultation, path, task.ordered_by
            )
        except BilingualError as error:
            return PackedFile(None, 0, error.message)
        return await asyncio.to_thread(_measured, path)


def remove_outlived(folder: Path) -> None:
    """Remove what no timer removed in its week: its workflow was lost, or packing was cut off."""
    before = time.time() - (DOSSIER_KEPT + PACKING).total_seconds()
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another worker was first
            if path.stat().st_mtime < before:
                path.unlink()


def _measured(path: Path) -> PackedFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PackedFile(digest, path.stat().st_size)
