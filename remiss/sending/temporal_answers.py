"""What Temporal answers to an Update, in our words: refused, not running, busy, sealed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from temporalio.client import RPCError, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCStatusCode

from remiss.problems.problem import Problem, Refused
from remiss.temporal.codec import CodecError

log = structlog.get_logger()

BUSY = frozenset(
    {RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.ABORTED, RPCStatusCode.UNAVAILABLE}
)
"""Worth another try."""
RETRY = {"Retry-After": "2"}


class NotRunning(Exception):  # noqa: N818 -- an answer, not a fault
    """No workflow of this case is running: it never was, or the case is over."""


@asynccontextmanager
async def say_in_our_words() -> AsyncIterator[None]:
    """Say in our words what Temporal answers."""
    try:
        yield
    except WorkflowUpdateFailedError as error:
        raise _refused(error) from error
    except WorkflowAlreadyStartedError as error:
        raise NotRunning from error
    except CodecError as error:  # whether taken or refused, only the key can tell
        log.exception("answer_sealed")
        raise Problem("answer_sealed", headers=RETRY) from error
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotRunning from error
        if error.status is RPCStatusCode.FAILED_PRECONDITION:  # its workflow task keeps failing
            log.exception("case_not_running")
            raise Problem("case_not_running", headers=RETRY) from error
        raise


def _refused(error: WorkflowUpdateFailedError) -> Exception:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.details:
        return Refused(cause.details[0])
    if isinstance(cause, ApplicationError) and cause.type == "AcceptedUpdateCompletedWorkflow":
        return NotRunning()
    return error
