"""Time passed, and all it brings: reminders, lateness, silence; and why an agency is late."""

from datetime import date, timedelta
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import (
    CommandBase,
    EventBase,
    RequestEventBase,
    TimedEventBase,
)
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.values import AgencyCode, Person, Sentence, Value, added_later


class NoticeGiven(Value):
    """A reminder or report that was sent to or about an agency, and when."""

    kind: Literal["reminder", "overdue", "escalation", "vice_chairman", "urging"]
    at: AwareDatetime
    level: EscalationLevel = EscalationLevel.NONE


class TimePassed(CommandBase):
    """Let everything due by `at` happen."""

    kind: Literal["time_passed"] = "time_passed"


class GiveDelayReason(CommandBase):
    """Say why a reply is not given yet; the overdue list prints it. The last one said counts.

    It excuses no lateness: it lets whoever reads the list hear the agency too.
    """

    kind: Literal["give_delay_reason"] = "give_delay_reason"
    agency: AgencyCode
    reason: Sentence


class ReminderSent(TimedEventBase):
    kind: Literal["reminder_sent"] = "reminder_sent"
    ordinal: int = Field(description="1 for the first reminder before this deadline.")


class ListingForetold(TimedEventBase):
    """The agency reads on the day its reply is due on which list it will stand without one."""

    kind: Literal["listing_foretold"] = "listing_foretold"
    due_at: AwareDatetime
    listed_on: date


class RequestOverdue(TimedEventBase):
    kind: Literal["request_overdue"] = "request_overdue"


class DelayReasonGiven(RequestEventBase):
    kind: Literal["delay_reason_given"] = "delay_reason_given"
    reason: Sentence
    by: Person


class RequestEscalated(TimedEventBase):
    kind: Literal["request_escalated"] = "request_escalated"
    level: EscalationLevel


class ViceChairmanInformed(TimedEventBase):
    """Whoever is in charge of what was asked is told, before the Chairman is."""

    kind: Literal["vice_chairman_informed"] = "vice_chairman_informed"
    vice_chairmen: tuple[Person, ...]


class SilenceRecorded(TimedEventBase):
    """The ladder is spent. Never a reply, and never agreement given."""

    kind: Literal["silence_recorded"] = "silence_recorded"
    outcome: SilenceOutcome
    legal_basis: str
    printed_basis: str = added_later("", description="As letters cite it; empty: not at all.")
    notices: tuple[NoticeGiven, ...] = Field(
        default=(), description="The reminders and reports that went before."
    )


class DrafterReminded(TimedEventBase):
    kind: Literal["drafter_reminded"] = "drafter_reminded"
    ordinal: int


class DrafterEscalated(TimedEventBase):
    """The drafter left an agency's question unanswered."""

    kind: Literal["drafter_escalated"] = "drafter_escalated"
    level: EscalationLevel


class OutageRecorded(EventBase):
    """The service was away from `since`, when something fell due, to `at`.

    Nobody could reply or review meanwhile: every clock then running is given back that working
    time, and as much again as it takes to call it an outage, since it may have begun earlier.
    """

    kind: Literal["outage_recorded"] = "outage_recorded"
    since: AwareDatetime
    given_back: timedelta


class ConsultationArchived(EventBase):
    kind: Literal["consultation_archived"] = "consultation_archived"
    fell_due_at: AwareDatetime


LadderCommand = TimePassed | GiveDelayReason
LadderEvent = (
    ReminderSent
    | ListingForetold
    | RequestOverdue
    | DelayReasonGiven
    | RequestEscalated
    | ViceChairmanInformed
    | SilenceRecorded
    | DrafterReminded
    | DrafterEscalated
    | OutageRecorded
    | ConsultationArchived
)
