"""A reply prepared, signed and received; a correction of one, and the ruling on it."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import (
    CommandBase,
    NamingCommandBase,
    RequestEventBase,
    SigningCommandBase,
)
from remiss.consultation.life.reviewing.messages import Basis
from remiss.consultation.values import (
    AgencyCode,
    AttachedFile,
    DeskStep,
    Entry,
    LetterNumber,
    Person,
    PersonId,
    QuestionId,
    ReplacedFile,
    Reply,
    ReplyCorrection,
    ReplyWay,
    Sentence,
    Sha256,
    SigningForm,
    added_later,
)


class SubmitReply(SigningCommandBase, NamingCommandBase):
    """Give the agency's reply: from a head it counts at once, from an official once signed."""

    kind: Literal["reply"] = "reply"
    agency: AgencyCode
    reply: Reply


class SignReply(SigningCommandBase):
    """Sign the prepared reply as a head of the agency; from then on it counts."""

    kind: Literal["sign"] = "sign"
    agency: AgencyCode
    reply_sha256: Sha256 = Field(description="Of the prepared text: nobody signs another's swap.")


class CorrectReply(SigningCommandBase, NamingCommandBase):
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


class EnterReply(NamingCommandBase):
    """Enter a reply that came otherwise, with its scan: as the drafting side, or its own clerk."""

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


class RecordReplyLetter(CommandBase):
    """Record under which number and day a reply went out, with its sealed copy if there is one."""

    kind: Literal["record_reply_letter"] = "record_reply_letter"
    agency: AgencyCode
    number: int = Field(ge=1, description="Which reply to the request.")
    letter: LetterNumber
    signed_on: date
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=1)
    files: tuple[AttachedFile, ...] = Field(default=(), max_length=1)


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person
    corrects: ReplyCorrection | None = added_later(None)
    desks: tuple[DeskStep, ...] = added_later(
        (), description="Those it passes, the last of which signs; none: it awaits a signature."
    )
    place: int = added_later(0, description="The desk it lies on, of these, counted from 0.")
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those it names whom the list did not have in its agency."
    )


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
    form: SigningForm | None = added_later(None, description="None: the head's own signature.")
    beyond_charge: tuple[QuestionId, ...] = added_later(
        (), description="Questions in no charge of the deputy head who signed."
    )
    replaced_file: ReplacedFile | None = added_later(
        None, description="The file it answers, where another had taken its place by then."
    )
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those it names whom the list did not have in its agency."
    )


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


class ReplyLetterRecorded(RequestEventBase):
    """Under which number and day a reply went out; its sealed copy is `attachments`."""

    kind: Literal["reply_letter_recorded"] = "reply_letter_recorded"
    number: int
    letter: LetterNumber
    signed_on: date
    attachments: tuple[Sha256, ...] = ()
    files: tuple[AttachedFile, ...] = ()
    by: Person


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
    form: SigningForm | None = added_later(None, description="None: the head's own signature.")
    unlisted: tuple[PersonId, ...] = added_later(
        (), description="Those it names whom the list did not have in its agency."
    )


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
    SubmitReply
    | SignReply
    | CorrectReply
    | RuleOnCorrection
    | EnterReply
    | ConfirmEntry
    | RecordReplyLetter
)
ReplyingEvent = (
    ReplyDrafted
    | ReplyReceived
    | EntryConfirmed
    | EntryDisputed
    | ReplyLetterRecorded
    | CorrectionReceived
    | CorrectionAccepted
    | CorrectionRefused
)
