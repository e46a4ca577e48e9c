"""One attempt at handing something over, and what is kept of one that failed."""

import asyncio
from collections.abc import Awaitable
from typing import Literal

import structlog

from remiss.consultation.values import Value
from remiss.notices.outbox.undelivered import Bounced, Undelivered

SEND_SECONDS = 60
ERROR_CHARACTERS = 500

log = structlog.get_logger()


class Miss(Value):
    """Why it did not arrive; what bounced is not tried again."""

    status: Literal["bounced", "failed"]
    reason: str

    @property
    def kept(self) -> str:
        """The reason as a row keeps it."""
        return self.reason.replace("\x00", "")[:ERROR_CHARACTERS]


async def attempt(sending: Awaitable[None], letter: str) -> Miss | None:
    """Send; None when it arrived. An error nobody foresaw is logged in full under `letter`."""
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await sending
    except Bounced as refusal:
        return Miss(status="bounced", reason=str(refusal))
    except Exception as error:  # whatever it is, it is kept and tried again
        if not isinstance(error, Undelivered | TimeoutError):
            log.exception("notice_broken", letter=letter)
        return Miss(status="failed", reason=str(error) or type(error).__name__)
    return None
