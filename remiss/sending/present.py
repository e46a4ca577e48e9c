"""The present: of the service, by the wall clock; of a case, by the clock its deadlines run by."""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.testing import TimeSkipper, TimeSkippingConfig

ASKED_FOR_SECONDS = 1.0
NOTICEABLE = timedelta(minutes=1)
log = structlog.get_logger()


class Present:
    """What time it is; where clocks are virtual, a case is asked for its own.

    A case that does not answer in time is taken to be as far ahead as it was when last asked.
    """

    def __init__(self, client: Client, *, virtual: bool) -> None:
        self._client = client
        never_stamped = TimeSkippingConfig(enabled=False)
        self._clocks = TimeSkipper(client, config=never_stamped) if virtual else None
        self._ahead: dict[str, timedelta] = {}

    @staticmethod
    def now() -> datetime:
        """The wall clock's time, aware: of sessions, drafts and logs, and of no case."""
        return datetime.now(UTC)

    def is_ahead(self, consultation: str) -> bool:
        """Whether a case, when last asked, lived in another time than the wall clock's."""
        return abs(self._ahead.get(consultation, timedelta())) > NOTICEABLE

    async def of(self, consultation: str) -> datetime:
        """The present of a case, aware."""
        now = self.now()
        if self._clocks is None:
            return now
        case = self._client.get_workflow_handle(consultation)
        try:
            async with asyncio.timeout(ASKED_FOR_SECONDS):
                self._ahead[consultation] = await self._clocks.get_current_time(case) - now
        except (TimeoutError, RPCError, RuntimeError) as error:
            log.warning("clock_of_case_unknown", reason=type(error).__name__)
        return now + self._ahead.get(consultation, timedelta())
