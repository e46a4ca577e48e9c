"""Asking again where a machine is too busy to answer in time, as the API does."""

import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError

TRIES = 5
T = TypeVar("T")


async def again(step: Callable[[], Awaitable[T]]) -> T:
    """Do a step, up to five times more where nobody answered: the same id acts once."""
    for _ in range(TRIES):
        try:
            return await step()
        except (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
            print(f"asked again: {error!r}", file=sys.stderr)
    return await step()
