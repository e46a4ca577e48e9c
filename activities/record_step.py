"""Handing decided events to the ledger."""

from collections.abc import Awaitable, Callable

import structlog
from temporalio import activity

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.ports import Port, RecordBatch, Recorded

log = structlog.get_logger()

Append = Callable[[RecordBatch], Awaitable[tuple[RecordedEvent, ...]]]
"""Appends a batch; what the ledger holds in its place where it holds something else."""


class Recording:
    """Records events through the `append` it was composed with."""

    def __init__(self, append: Append) -> None:
        self._append = append

    @activity.defn(name=Port.RECORD)
    async def record_events(self, batch: RecordBatch) -> Recorded:
        """Append a batch and update its read rows.

        Safe to repeat: the ledger takes an identical repeat as done, changes nothing it holds,
        and says what that is.
        """
        ahead = await self._append(batch)
        if ahead:
            log.error("ledger_ahead", consultation=batch.row.id, version=ahead[-1].version)
            return Recorded(ahead=ahead)
        log.info(
            "events_recorded",
            consultation=batch.row.id,
            version=batch.row.version,
            events=[recorded.event.kind for recorded in batch.events],
        )
        return Recorded()
