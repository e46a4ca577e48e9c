"""What another working calendar does to a case: its deadlines, and what was found late by them."""

from typing import Literal

from pydantic import Field

from remiss.consultation.life.message import CommandBase, EventBase, RequestEventBase
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.time.calendar import SharedCalendar
from remiss.consultation.values import Person, Sentence, added_later


class AdoptCalendar(CommandBase):
    """Follow another working calendar: a holiday or a swap was recorded by `by`."""

    kind: Literal["adopt_calendar"] = "adopt_calendar"
    calendar: SharedCalendar
    reason: Sentence
    by: Person


class CalendarChanged(EventBase):
    """A holiday or a swap was recorded; open deadlines follow the new calendar."""

    kind: Literal["calendar_changed"] = "calendar_changed"
    calendar: SharedCalendar
    previous: str
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


class LatenessCorrected(RequestEventBase):
    """What was found afterwards leaves a reply, or a silence, less late than it was.

    A calendar, or that its agency had been sent the wrong file.
    """

    kind: Literal["lateness_corrected"] = "lateness_corrected"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    number: int | None = Field(description="Which reply to it; None: its silence.")
    days_before: int
    days_late: int
    late: bool
    file_replaced: bool = added_later(
        default=False, description="What it answered was the wrong file of the draft."
    )
