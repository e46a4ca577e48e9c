"""Refusals as the errors a workflow answers with; any other exception would stop the whole case."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.refusals import Refusal
    from remiss.consultation.time.open_days import CalendarTooShort


@contextmanager
def answer_refusals() -> Iterator[None]:
    """Answer what the rules refuse, also where the calendar ends."""
    try:
        yield
    except Refusal as refusal:
        raise refusal_error(refusal) from refusal
    except CalendarTooShort as short:
        raise refusal_error(Refusal("calendar_too_short", **short.facts)) from short


def refusal_error(refusal: Refusal) -> ApplicationError:
    return ApplicationError(str(refusal), refusal.as_dict(), type=refusal.code, non_retryable=True)
