"""How long each step outside the workflow may take, and how often it is tried."""

from datetime import timedelta
from typing import TypedDict

from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.exceptions import TimeoutError as StepTimeoutError

STEP_FAILED = (ActivityError, ApplicationError, StepTimeoutError)
"""How a step says that it failed: a local activity raises its cause as it is."""


class StepOptions(TypedDict):
    """Timeouts and retries of one activity call."""

    start_to_close_timeout: timedelta
    retry_policy: RetryPolicy


IN_TASK: StepOptions = {
    "start_to_close_timeout": timedelta(seconds=3),
    "retry_policy": RetryPolicy(maximum_attempts=1),
}
"""Inside the workflow task that is already running: one short try, or the server takes over."""

UNTIL_DONE: StepOptions = {
    "start_to_close_timeout": timedelta(seconds=30),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=10)
    ),
}
"""As long as it takes: the server keeps the retry, and an auditor sees it as pending."""
