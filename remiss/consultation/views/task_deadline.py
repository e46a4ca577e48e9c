"""The task a case serves: how it is cited, and whether asking for comment ends in time for it."""

from datetime import datetime, time, timedelta

from pydantic import AwareDatetime, Field

from remiss.consultation.state import CaseStage, Consultation
from remiss.consultation.time.open_days import whole_minute
from remiss.consultation.values import ServedTask, Value
from remiss.texts import VIET_NAM, Bilingual, day_and_time, local_date, say

END_OF_DAY = time(23, 59)
BEHIND_TASKS = timedelta(hours=8_766_000)
"""A thousand years, later than any task is due; migration 0043 says the same."""


class TaskStanding(Value):
    """Where a case stands to the deadline of its task."""

    task: ServedTask
    due_at: AwareDatetime = Field(description="The end of the last day to submit by.")
    missed: bool = Field(description="Not concluded by then.")
    days_lost: int = Field(
        description="Working days since then, to the closing or the present; 0 where the calendar "
        "does not reach."
    )
    text: Bilingual


def task_standing(case: Consultation, now: datetime) -> TaskStanding | None:
    """At its closing, or now; None where the case names no task.

    Nothing is counted where the calendar does not reach.
    """
    if case.task is None:
        return None
    due, end = task_due_at(case, case.task), whole_minute(case.closed_at or now)
    missed = end > due
    days = _days(case, due, end) if missed else 0
    return TaskStanding(
        task=case.task,
        due_at=due,
        missed=missed,
        days_lost=days,
        text=say(
            f"task_deadline.{_word(case, missed=missed, counted=days > 0)}",
            task=cite_task(case.task),
            days=days,
        ),
    )


def task_due_at(case: Consultation, task: ServedTask) -> datetime:
    """The last minute of the last day, as whoever drafts counts days."""
    return case.calendar.moment(task.due_on, END_OF_DAY)


def place_by_task(task: ServedTask | None, due_at: datetime) -> datetime:
    """Where a request stands in a list by task: by its deadline, else behind them by its own."""
    if task is None:
        return due_at + BEHIND_TASKS
    return datetime.combine(task.due_on, END_OF_DAY, tzinfo=VIET_NAM)


def foreseen_miss(case: Consultation, best: datetime, worst: datetime) -> Bilingual | None:
    """That the case may end after its task is due; `best`: all answer, `worst`: nobody does."""
    if case.task is None or worst <= (due := task_due_at(case, case.task)):
        return None
    always = best > due
    key = "foreseen_always" if always else "foreseen"
    at = day_and_time(best if always else worst)
    return say(f"task_deadline.{key}", at=at, task=cite_task(case.task))


def cite_task(task: ServedTask) -> Bilingual:
    """Who gave it, in which document, by when it is to be submitted; no full stop."""
    return say(
        "served_task.cited",
        given_by=task.given_by,
        document=_document(task),
        due_on=local_date(task.due_on),
    )


def _document(task: ServedTask) -> Bilingual:
    facts = {"number": task.number, "given_on": task.given_on and local_date(task.given_on)}
    match task.number, task.given_on:
        case None, None:
            return Bilingual(vi="", en="")
        case None, _:
            key = "dated"
        case _, None:
            key = "numbered"
        case _:
            key = "numbered_and_dated"
    return say(f"served_task.{key}", **{name: each for name, each in facts.items() if each})


def _word(case: Consultation, *, missed: bool, counted: bool) -> str:
    if missed:
        word = "being_missed" if case.closed_at is None else "missed"
        return word if counted else f"{word}_uncounted"
    if case.closed_at is None:
        return "ahead"
    return "cancelled" if case.stage is CaseStage.CANCELLED else "kept"


def _days(case: Consultation, due: datetime, end: datetime) -> int:
    calendar = case.drafters_calendar
    known = calendar.knows(due) and calendar.knows(end)
    return calendar.days_late(due, end) if known else 0
