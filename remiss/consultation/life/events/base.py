"""What every event says: when it happened, to which agency, when time brought it about."""

from enum import StrEnum

from pydantic import AwareDatetime

from remiss.consultation.values import AgencyCode, Value


class EventBase(Value):
    """Something that happened, and when."""

    at: AwareDatetime


class RequestEventBase(EventBase):
    """Something that happened to one agency's request."""

    agency: AgencyCode


class TimedEventBase(RequestEventBase):
    """Something time brought about; `fell_due_at` is when it should have been recorded."""

    fell_due_at: AwareDatetime


class Reviewer(StrEnum):
    """Before whom a flagged or contested reply lies."""

    OFFICER = "officer"
    OFFICE = "office"
