"""A reply prepared, signed and received; a correction of one, and the ruling on it."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.life.reviewing.messages import Basis
from remiss.consultation.values import (
    AgencyCode,
    Entry,
    Person,
    QuestionId,
    Reply,
    ReplyCorrection,
    ReplyWay,
    Sentence,
    Sha256,
    added_later,
)


class SubmitReply(CommandBase):
    """Give the agency's reply: from a head it counts at once, from an official once signed."""

    kind: Literal["reply"] = "reply"
    agency: AgencyCode
    reply: Reply


class SignReply(CommandBase):
    """Sign the prepared reply as a head of the agency; from then on it counts."""

    kind: Literal["sign"] = "sign"
    agency: AgencyCode
    reply_sha256: Sha256 = Field(description="Of the prepared text: nobody signs another's swap.")


class CorrectReply(CommandBase):
    """Correct or replace a reply before the case is concluded; it is signed as any reply is."""

    kind: Literal["correct_reply"] = "correct_reply"
    agency: AgencyCode
    corrects: ReplyCorrection
    reply: Reply


class RuleOnCorrection(CommandBase):
    """Have a correction take the place of a reply that counts, or leave that one standing."""

    kind: Literal["rule_on_correction"] = "rule_on_correction"
    agency: AgencyCode
    accepted: bool
    reasons: Sentence | None = None


class EnterReply(CommandBase):
    """As the drafting side, enter a reply that came otherwise, with its scan attached."""

    kind: Literal["enter_reply"] = "enter_reply"
    agency: AgencyCode
    reply: Reply
    signed_by: Person
    way: ReplyWay
    received_on: date


class ConfirmEntry(CommandBase):
    """As the head of its agency, say whether a reply that was entered is the agency's."""

    kind: Literal["confirm_entry"] = "confirm_entry"
    agency: AgencyCode
    number: int = Field(ge=1)
    confirmed: bool
    reasons: Sentence | None = None


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person
    corrects: ReplyCorrection | None = added_later(None)


class ReplyReceived(RequestEventBase):
    """`outdated` are the questions whose text changed after the version the reply answers."""

    kind: Literal["reply_received"] = "reply_received"
    number: int
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    version: int = Field(default=1, description="Of the draft the reply answers.")
    outdated: tuple[QuestionId, ...] = ()
    late: bool
    days_late: int = Field(description="Working days begun after the deadline; 0 in time.")
    corrects: ReplyCorrection | None = added_later(
        None, description="In review it takes that one's place, and is as late as that one was."
    )
    entry: Entry | None = added_later(None, description="By whom it was entered for its agency.")


class EntryConfirmed(RequestEventBase):
    """The agency says that the reply entered for it is its own."""

    kind: Literal["entry_confirmed"] = "entry_confirmed"
    number: int
    by: Person


class EntryDisputed(RequestEventBase):
    """The reply entered counts for nothing; its agency is asked as before."""

    kind: Literal["entry_disputed"] = "entry_disputed"
    number: int
    by: Person
    reasons: Sentence
    due_at: AwareDatetime


class CorrectionReceived(RequestEventBase):
    """A correction of a reply that counts: it waits for the officer, and the reply stands."""

    kind: Literal["correction_received"] = "correction_received"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    corrects: ReplyCorrection
    reply: Reply
    signatory: Person
    delegated_by: Person | None = None
    version: int = Field(default=1, description="Of the draft it answers.")
    review_due_at: AwareDatetime


class CorrectionAccepted(RequestEventBase):
    """Reply `number` now stands in the place of reply `replaces`, which stays on record.

    `review_lapsed`: nobody decided in time, which is on the officer's record.
    """

    kind: Literal["correction_accepted"] = "correction_accepted"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    number: int
    replaces: int
    basis: Basis
    by: Person | None = None
    reasons: Sentence | None = None
    fell_due_at: AwareDatetime | None = None


class CorrectionRefused(RequestEventBase):
    """The reply that was to be corrected stands as it is."""

    kind: Literal["correction_refused"] = "correction_refused"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    stands: int
    by: Person
    reasons: Sentence


ReplyingCommand = (
    SubmitReply | SignReply | CorrectReply | RuleOnCorrection | EnterReply | ConfirmEntry
)
ReplyingEvent = (
    ReplyDrafted
    | ReplyReceived
    | EntryConfirmed
    | EntryDisputed
    | CorrectionReceived
    | CorrectionAccepted
    | CorrectionRefused
)
