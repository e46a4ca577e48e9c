"""What people and circumstances change in the whole case, and how it ends."""

from datetime import date, timedelta
from typing import Literal

from pydantic import AwareDatetime

from remiss.consultation.life.events.base import EventBase, RequestEventBase
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode, Person, Sentence, Value


class DeadlineOrdered(RequestEventBase):
    kind: Literal["deadline_ordered"] = "deadline_ordered"
    to: date
    reasons: Sentence
    by: Person
    due_before: AwareDatetime
    due_at: AwareDatetime


class RequestClosedOnRecord(RequestEventBase):
    """The Office ended the request as it stands. No reply, and never agreement given."""

    kind: Literal["request_closed_on_record"] = "request_closed_on_record"
    reasons: Sentence
    by: Person


class OutageRecorded(EventBase):
    """The service was away from `since`, when something fell due, to `at`.

    Nobody could reply or review meanwhile: every clock then running is given back that working
    time, and as much again as it takes to call it an outage, since it may have begun earlier.
    """

    kind: Literal["outage_recorded"] = "outage_recorded"
    since: AwareDatetime
    given_back: timedelta


class DeadlineMoved(Value):
    """A deadline before and after the calendar changed."""

    agency: AgencyCode
    due_before: AwareDatetime
    due_at: AwareDatetime


class CalendarChanged(EventBase):
    """A holiday or a swap was recorded; open deadlines follow the new calendar."""

    kind: Literal["calendar_changed"] = "calendar_changed"
    calendar: WorkCalendar
    previous: str
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


class OfficerReplaced(EventBase):
    kind: Literal["officer_replaced"] = "officer_replaced"
    officer: Person
    previous: Person
    reason: Sentence
    by: Person


class ConsultationSuspended(EventBase):
    """Every clock stands still until the case is resumed."""

    kind: Literal["consultation_suspended"] = "consultation_suspended"
    reason: Sentence
    by: Person


class ConsultationResumed(EventBase):
    kind: Literal["consultation_resumed"] = "consultation_resumed"
    reason: Sentence
    by: Person


class ConsultationConcluded(EventBase):
    """`archive_at`: until then a late reply is still taken."""

    kind: Literal["consultation_concluded"] = "consultation_concluded"
    by: Person
    archive_at: AwareDatetime


class ConsultationCancelled(EventBase):
    kind: Literal["consultation_cancelled"] = "consultation_cancelled"
    by: Person
    reason: Sentence


class ConsultationArchived(EventBase):
    kind: Literal["consultation_archived"] = "consultation_archived"
    fell_due_at: AwareDatetime
