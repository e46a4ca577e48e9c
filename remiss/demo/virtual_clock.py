"""The virtual clock of one running case: a month of deadlines passes in seconds."""

from datetime import datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.testing import TimeSkipper, TimeSkippingConfig

A_MOMENT = timedelta(seconds=1)


class VirtualClock:
    """Moves the clock of a case forward; Temporal calls this experimental, so it stays in here."""

    def __init__(self, client: Client, consultation: str) -> None:
        self._skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))
        self._case: WorkflowHandle[Any, Any] = client.get_workflow_handle(consultation)

    async def now(self) -> datetime:
        return await self._skipper.get_current_time(self._case)

    async def reach(self, moment: datetime) -> None:
        """Let time pass until just after `moment`; a moment already past changes nothing."""
        left = moment + A_MOMENT - await self.now()
        if left > timedelta():
            await self._skipper.fast_forward(self._case, left)
