"""Changes to the whole case by people and circumstances, and its ends."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import (
    CommandBase,
    EventBase,
    NamingCommandBase,
    RequestEventBase,
)
from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.life.steering.calendar_messages import (
    AdoptCalendar,
    CalendarChanged,
    LatenessCorrected,
)
from remiss.consultation.life.steering.end_messages import (
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationReopened,
    Reopen,
)
from remiss.consultation.life.steering.reading_messages import (
    KeepFromOthers,
    LetOthersRead,
    RepliesKeptFromOthers,
    RepliesLetToOthers,
)
from remiss.consultation.life.steering.urging_messages import RequestUrged, Urge
from remiss.consultation.values import (
    Actor,
    AgencyCode,
    Person,
    PersonId,
    Sentence,
    added_later,
)


class OrderDeadline(CommandBase):
    """As the Office, order the day by which an agency replies."""

    kind: Literal["order_deadline"] = "order_deadline"
    agency: AgencyCode
    to: date
    reasons: Sentence


class MoveDeadlines(CommandBase):
    """As the drafting side, move every open deadline of the case to a later day: once."""

    kind: Literal["move_deadlines"] = "move_deadlines"
    to: date
    reason: Sentence


class MoveReturnDate(CommandBase):
    """As the drafting side, record the later return date that the applicant is told."""

    kind: Literal["move_return_date"] = "move_return_date"
    return_on: date
    reason: Sentence = Field(description="As the letter of apology gives it to the applicant.")


class CloseOnRecord(CommandBase):
    """As the Office, end a request as it stands."""

    kind: Literal["close_on_record"] = "close_on_record"
    agency: AgencyCode
    reasons: Sentence


class EndOutside(CommandBase):
    """End what a body outside the registry was asked and has not answered in its time."""

    kind: Literal["end_outside"] = "end_outside"
    agency: AgencyCode
    reasons: Sentence


class ReplaceOfficer(NamingCommandBase):
    """Put another officer in charge of the case."""

    kind: Literal["replace_officer"] = "replace_officer"
    officer: Person
    profile: Actor | None = Field(
        default=None, description="As the list of people knows them; None where none is kept."
    )
    reason: Sentence


class Suspend(CommandBase):
    """Stop every clock of the case."""

    kind: Literal["suspend"] = "suspend"
    reason: Sentence


class Resume(CommandBase):
    """Let every clock of a suspended case run on."""

    kind: Literal["resume"] = "resume"
    reason: Sentence


class WithdrawAgency(CommandBase):
    """Take back a request; the agency then owes no answer."""

    kind: Literal["withdraw"] = "withdraw"
    agency: AgencyCode
    reason: Sentence


class Cancel(CommandBase):
    """Stop the whole consultation."""

    kind: Literal["cancel"] = "cancel"
    reason: Sentence


class EndLost(CommandBase):
    """End a case whose run is gone and cannot come back, as `by` decided."""

    kind: Literal["end_lost"] = "end_lost"
    by: Person
    reason: Sentence


class Conclude(CommandBase):
    """End the consultation once every request has its outcome."""

    kind: Literal["conclude"] = "conclude"


class DeadlineOrdered(RequestEventBase):
    kind: Literal["deadline_ordered"] = "deadline_ordered"
    to: date
    reasons: Sentence
    by: Person
    due_before: AwareDatetime
    due_at: AwareDatetime


class DeadlinesMoved(EventBase):
    """The drafting side gave every agency that had less until the end of `to`."""

    kind: Literal["deadlines_moved"] = "deadlines_moved"
    to: date
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


class ReturnDateMoved(EventBase):
    """The applicant is told a later return date; what the earlier one cut short is given back."""

    kind: Literal["return_date_moved"] = "return_date_moved"
    return_on: date
    before: date
    reason: Sentence
    by: Person
    moved: tuple[DeadlineMoved, ...]


class RequestClosedOnRecord(RequestEventBase):
    """The Office ended the request as it stands. No reply, and never agreement given."""

    kind: Literal["request_closed_on_record"] = "request_closed_on_record"
    reasons: Sentence
    by: Person


class OfficerReplaced(EventBase):
    kind: Literal["officer_replaced"] = "officer_replaced"
    officer: Person
    previous: Person
    reason: Sentence
    by: Person
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those named here who were not on the list of people."
    )


class ConsultationSuspended(EventBase):
    """Every clock stands still until the case is resumed."""

    kind: Literal["consultation_suspended"] = "consultation_suspended"
    reason: Sentence
    by: Person


class ConsultationResumed(EventBase):
    kind: Literal["consultation_resumed"] = "consultation_resumed"
    reason: Sentence
    by: Person


class RequestWithdrawn(RequestEventBase):
    kind: Literal["request_withdrawn"] = "request_withdrawn"
    reason: Sentence
    by: Person


SteeringCommand = (
    OrderDeadline
    | MoveDeadlines
    | MoveReturnDate
    | CloseOnRecord
    | EndOutside
    | ReplaceOfficer
    | Suspend
    | Resume
    | AdoptCalendar
    | WithdrawAgency
    | Cancel
    | EndLost
    | Urge
    | Conclude
    | Reopen
    | KeepFromOthers
    | LetOthersRead
)
SteeringEvent = (
    DeadlineOrdered
    | DeadlinesMoved
    | ReturnDateMoved
    | RequestClosedOnRecord
    | RequestUrged
    | OfficerReplaced
    | ConsultationSuspended
    | ConsultationResumed
    | CalendarChanged
    | LatenessCorrected
    | RequestWithdrawn
    | ConsultationConcluded
    | ConsultationCancelled
    | ConsultationReopened
    | RepliesKeptFromOthers
    | RepliesLetToOthers
)
