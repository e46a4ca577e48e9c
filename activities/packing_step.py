"""Dossiers that inspectors ordered: packed into the folder of dossiers, and removed from it."""

from collections.abc import Awaitable, Callable

import structlog
from temporalio import activity

from remiss.consultation.ports import PackingTask, Port

log = structlog.get_logger()
Step = Callable[[PackingTask], Awaitable[None]]


class Packing:
    """Packs by `pack`, removes by `drop`."""

    def __init__(self, pack: Step, drop: Step) -> None:
        self._pack, self._drop = pack, drop

    @activity.defn(name=Port.PACK_DOSSIER)
    async def pack_dossier(self, task: PackingTask) -> None:
        """Pack it and put that on record.

        Safe to repeat: what is on record as packed is not packed again.
        """
        await self._pack(task)
        log.info("dossier_packed", inspection=task.inspection, consultation=task.consultation)

    @activity.defn(name=Port.DROP_DOSSIER)
    async def drop_dossier(self, task: PackingTask) -> None:
        """Remove its file. Safe to repeat: a file that is gone is gone."""
        await self._drop(task)
