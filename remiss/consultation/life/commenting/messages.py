"""Comments disposed of or objected to, and the use made of late replies."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, RequestEventBase
from remiss.consultation.values import (
    AgencyCode,
    CommentId,
    DispositionKind,
    LateUse,
    Person,
    Sentence,
    Value,
)


class Disposed(Value):
    """What became of one comment."""

    comment: CommentId
    kind: DispositionKind
    explanation: Sentence | None = None


class DisposeComments(CommandBase):
    """Say what became of comments of one agency."""

    kind: Literal["dispose"] = "dispose"
    agency: AgencyCode
    dispositions: tuple[Disposed, ...] = Field(min_length=1, max_length=100)


class ObjectToDisposition(CommandBase):
    """Object, once for each comment, to what became of it."""

    kind: Literal["object"] = "object"
    agency: AgencyCode
    comments: tuple[CommentId, ...] = Field(min_length=1, max_length=100)
    reasons: Sentence


class UseLateReply(CommandBase):
    """Say how a reply that came after the request's outcome was used."""

    kind: Literal["use_late_reply"] = "use_late_reply"
    agency: AgencyCode
    request: int = Field(default=1, ge=1, description="Which of its requests, counted from 1.")
    number: int = Field(ge=1)
    use: LateUse
    explanation: Sentence


class CommentsDisposed(RequestEventBase):
    """The agency may object until `object_until`, but for what it objected to before."""

    kind: Literal["comments_disposed"] = "comments_disposed"
    dispositions: tuple[Disposed, ...]
    by: Person
    object_until: AwareDatetime | None


class DispositionObjected(RequestEventBase):
    kind: Literal["disposition_objected"] = "disposition_objected"
    comments: tuple[CommentId, ...]
    reasons: Sentence
    by: Person


class LateReplyUsed(RequestEventBase):
    kind: Literal["late_reply_used"] = "late_reply_used"
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    number: int
    use: LateUse
    explanation: Sentence
    by: Person


CommentingCommand = DisposeComments | ObjectToDisposition | UseLateReply
CommentingEvent = CommentsDisposed | DispositionObjected | LateReplyUsed
