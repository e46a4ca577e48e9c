"""Decided events on their way to the ledger, in order, never lost and never twice."""

import asyncio
from collections.abc import Callable, Iterable

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from consultation.events import RecordedEvent
    from consultation.ports import Port, RecordBatch
    from consultation.view import ConsultationRow
    from workflows.steps import IN_TASK, STEP_FAILED, UNTIL_DONE


class Outbox:
    """Events the ledger has yet to record.

    While the ledger answers, events are recorded inside the workflow task that decided them.
    Once it does not, `keep` hands them to an activity which the server retries, and `record`
    stops waiting: what was decided is durable in Temporal already.
    """

    def __init__(self, events: Iterable[RecordedEvent], row: Callable[[], ConsultationRow]) -> None:
        self.events = list(events)
        self._row = row
        self._writing = asyncio.Lock()
        self._behind = bool(self.events)

    @property
    def writing(self) -> bool:
        return self._writing.locked()

    def put(self, event: RecordedEvent) -> None:
        self.events.append(event)

    async def record(self) -> None:
        """Record what is waiting, unless the ledger is known to be behind."""
        async with self._writing:
            if self._behind or not self.events:
                return
            batch = self._batch()
            try:
                await workflow.execute_local_activity(
                    Port.RECORD, batch, summary=_summary(batch), **IN_TASK
                )
            except STEP_FAILED:
                workflow.logger.warning("ledger_behind", extra={"waiting": len(self.events)})
                self._behind = True
            else:
                self._recorded(batch)

    async def keep(self) -> None:
        """Bring the ledger up to date whenever it has fallen behind; runs as long as the case."""
        while True:
            await workflow.wait_condition(lambda: self._behind)
            while self.events:
                batch = self._batch()
                await workflow.execute_activity(
                    Port.RECORD, batch, summary=_summary(batch), **UNTIL_DONE
                )
                self._recorded(batch)
            self._behind = False

    def _batch(self) -> RecordBatch:
        return RecordBatch(events=tuple(self.events), row=self._row())

    def _recorded(self, batch: RecordBatch) -> None:
        del self.events[: len(batch.events)]


def _summary(batch: RecordBatch) -> str:
    first, last = batch.events[0], batch.events[-1]
    return f"{first.version}-{last.version}: {', '.join(r.event.kind for r in batch.events)}"[:200]
