"""A reply prepared, signed and received."""

from typing import Literal

from pydantic import Field

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.values import AgencyCode, Person, QuestionId, Reply, Sha256


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


class ReplyDrafted(RequestEventBase):
    """A reply was prepared; unsigned, it stops no clock."""

    kind: Literal["reply_drafted"] = "reply_drafted"
    reply: Reply
    by: Person


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


ReplyingCommand = SubmitReply | SignReply
ReplyingEvent = ReplyDrafted | ReplyReceived
