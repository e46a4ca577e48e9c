"""What time does to a request that waits: reminders, lateness, the ladder, silence."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events.base import TimedEventBase
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.values import Value


class NoticeGiven(Value):
    """A reminder or report that was sent to or about an agency, and when."""

    kind: Literal["reminder", "overdue", "escalation"]
    at: AwareDatetime
    level: EscalationLevel = EscalationLevel.NONE


class ReminderSent(TimedEventBase):
    kind: Literal["reminder_sent"] = "reminder_sent"
    ordinal: int = Field(description="1 for the first reminder before this deadline.")


class RequestOverdue(TimedEventBase):
    kind: Literal["request_overdue"] = "request_overdue"


class RequestEscalated(TimedEventBase):
    kind: Literal["request_escalated"] = "request_escalated"
    level: EscalationLevel


class SilenceRecorded(TimedEventBase):
    """The ladder is spent. Never a reply, and never agreement given."""

    kind: Literal["silence_recorded"] = "silence_recorded"
    outcome: SilenceOutcome
    legal_basis: str
    notices: tuple[NoticeGiven, ...] = Field(
        default=(), description="The reminders and reports that went before."
    )
