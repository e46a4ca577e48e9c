"""Inside the agency asked: who does what before anything is signed."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import (
    CommandBase,
    NamingCommandBase,
    RequestEventBase,
    TimedEventBase,
)
from remiss.consultation.values import (
    AgencyCode,
    DeskKind,
    Person,
    PersonId,
    Sentence,
    Sha256,
    added_later,
)


class Acknowledge(CommandBase):
    """Confirm that the agency has the request."""

    kind: Literal["acknowledge"] = "acknowledge"
    agency: AgencyCode


class Assign(NamingCommandBase):
    """Name the official who prepares the reply."""

    kind: Literal["assign"] = "assign"
    agency: AgencyCode
    official: Person
    deputy: Person | None = None
    deputy_until: AwareDatetime | None = added_later(
        None, description="Until when the deputy stands in; None: no end is set."
    )
    reason: Sentence | None = added_later(None, description="Why it passes to them.")
    internal_due_at: AwareDatetime | None = added_later(
        None, description="By when the head wants it prepared; read inside the agency alone."
    )


class Forward(NamingCommandBase):
    """Pass the request on as the agency's clerk: to whoever heads it, or to somebody named."""

    kind: Literal["forward"] = "forward"
    agency: AgencyCode
    to: Person | None = Field(default=None, description="None: whoever heads the agency.")
    note: Sentence | None = None


class DelegateSignature(NamingCommandBase):
    """Let someone sign in the head's place for a time (nghỉ phép, ủy quyền)."""

    kind: Literal["delegate"] = "delegate"
    agency: AgencyCode
    to: Person
    since: AwareDatetime
    until: AwareDatetime
    reason: Sentence


class InvolveColleague(NamingCommandBase):
    """Give a colleague of the same agency a part of the reply."""

    kind: Literal["involve"] = "involve"
    agency: AgencyCode
    colleague: Person
    part: Sentence


class Contribute(CommandBase):
    """Give the part one was asked for, inside the agency."""

    kind: Literal["contribute"] = "contribute"
    agency: AgencyCode
    text: Sentence


class SendBackDraft(CommandBase):
    """Send a prepared reply back to be written again."""

    kind: Literal["send_back"] = "send_back"
    agency: AgencyCode
    reply_sha256: Sha256
    reasons: Sentence


class PassOn(CommandBase):
    """Pass a prepared reply on to the next desk of one's agency (trình tiếp)."""

    kind: Literal["pass_on"] = "pass_on"
    agency: AgencyCode
    reply_sha256: Sha256 = Field(description="Of the text that was read.")
    note: Sentence | None = None


class RequestAcknowledged(RequestEventBase):
    kind: Literal["request_acknowledged"] = "request_acknowledged"
    by: Person


class OfficialAssigned(RequestEventBase):
    kind: Literal["official_assigned"] = "official_assigned"
    official: Person
    deputy: Person | None = Field(default=None, description="Stands in for the official.")
    by: Person
    relieved: tuple[Person, ...] = added_later(
        (), description="Who had it before, or stood in, and has it no longer."
    )
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those named here who were not on the list of people."
    )
    deputy_until: AwareDatetime | None = added_later(
        None, description="Until when the deputy stands in (nghỉ phép, công tác)."
    )
    reason: Sentence | None = added_later(None, description="Why it passed to them.")


class InternalDeadlineSet(RequestEventBase):
    """The head wants the reply prepared by then; no clock of the request moves."""

    kind: Literal["internal_deadline_set"] = "internal_deadline_set"
    internal_due_at: AwareDatetime
    official: Person
    by: Person


class InternalDeadlinePassed(TimedEventBase):
    """Nothing was prepared by the moment the head set."""

    kind: Literal["internal_deadline_passed"] = "internal_deadline_passed"
    internal_due_at: AwareDatetime


class RequestForwarded(RequestEventBase):
    """The clerk passed the request on within the agency."""

    kind: Literal["request_forwarded"] = "request_forwarded"
    to: Person | None
    leads: bool = Field(
        default=False, description="To be assigned there, as far as is known of whom it went to."
    )
    note: Sentence | None = None
    by: Person
    relieved: tuple[Person, ...] = Field(default=(), description="Whom it had been passed on to.")
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those named here who were not on the list of people."
    )


class SignatureDelegated(RequestEventBase):
    """Until `until` that person may sign in the head's place (nghỉ phép, ủy quyền)."""

    kind: Literal["signature_delegated"] = "signature_delegated"
    to: Person
    since: AwareDatetime
    until: AwareDatetime
    reason: Sentence
    by: Person
    relieved: tuple[Person, ...] = added_later(
        (), description="Who could sign until now, and no longer can."
    )
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those named here who were not on the list of people."
    )


class ColleagueInvolved(RequestEventBase):
    """A part of the reply was given to a colleague of the same agency."""

    kind: Literal["colleague_involved"] = "colleague_involved"
    colleague: Person
    part: Sentence
    by: Person
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those named here who were not on the list of people."
    )


class ContributionGiven(RequestEventBase):
    """A colleague gave their part; what it says stays inside the agency."""

    kind: Literal["contribution_given"] = "contribution_given"
    text: Sentence
    by: Person


class DraftPassedOn(RequestEventBase):
    """A desk of the agency read a prepared reply and passed it on to the next."""

    kind: Literal["draft_passed_on"] = "draft_passed_on"
    reply_sha256: Sha256
    desk: DeskKind
    place: int = Field(description="That desk, of those the reply passes, counted from 0.")
    by: Person
    to: Person | None = Field(default=None, description="None: whoever heads the agency.")
    note: Sentence | None = None
    relieved: tuple[Person, ...] = Field(
        default=(), description="On whose desk it lay, where somebody further on passed it on."
    )


class DraftSentBack(RequestEventBase):
    """A prepared reply was sent back to be written again."""

    kind: Literal["draft_sent_back"] = "draft_sent_back"
    reply_sha256: Sha256
    reasons: Sentence
    by: Person
    to: Person | None = added_later(
        None, description="Who prepared it, where it was on its way from desk to desk."
    )


InsideCommand = (
    Acknowledge
    | Assign
    | Forward
    | DelegateSignature
    | InvolveColleague
    | Contribute
    | PassOn
    | SendBackDraft
)
InsideEvent = (
    RequestAcknowledged
    | OfficialAssigned
    | InternalDeadlineSet
    | InternalDeadlinePassed
    | RequestForwarded
    | SignatureDelegated
    | ColleagueInvolved
    | ContributionGiven
    | DraftPassedOn
    | DraftSentBack
)
