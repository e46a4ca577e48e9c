"""Handing decided events to the ledger."""

from collections.abc import Awaitable, Callable

import structlog
from temporalio import activity

from consultation.ports import Port, RecordBatch

log = structlog.get_logger()

Append = Callable[[RecordBatch], Awaitable[int]]


class Recording:
    """Records events through the `append` it was composed with."""

    def __init__(self, append: Append) -> None:
        self._append = append

    @activity.defn(name=Port.RECORD)
    async def record_events(self, batch: RecordBatch) -> int:
        """Append a batch and update its read rows; the number of events newly written.

        Safe to repeat: the ledger takes an identical repeat as done and refuses anything else.
        """
        written = await self._append(batch)
        log.info(
            "events_recorded",
            consultation=batch.row.id,
            version=batch.row.version,
            events=[recorded.event.kind for recorded in batch.events],
            written=written,
        )
        return written
