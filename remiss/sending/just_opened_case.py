"""What a running case has decided and the ledger does not hold yet, asked of the case itself."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import Client, RPCError, WorkflowQueryFailedError

from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import DECIDED_AFTER, Decided, DecidedAfter
from remiss.consultation.state import State, Unopened
from remiss.temporal.codec import CodecError

WITHIN = timedelta(seconds=1)


@dataclass(frozen=True)
class Unrecorded:
    """Asks cases of which the ledger holds nothing: they may have been opened a moment ago."""

    client: Client

    async def __call__(self, consultation: str) -> State:
        """The case as its run has decided it so far; unopened where none says so in time."""
        handle = self.client.get_workflow_handle(consultation)
        try:
            async with asyncio.timeout(WITHIN.total_seconds()):
                decided: Decided = await handle.query(
                    DECIDED_AFTER, DecidedAfter(version=0), result_type=Decided, rpc_timeout=WITHIN
                )
        except (RPCError, RuntimeError, TimeoutError, WorkflowQueryFailedError, CodecError):
            return Unopened()
        return fold(recorded.event for recorded in decided.events)
