"""Comments disposed of or objected to, late replies used, the final text and its wordings."""

from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.message import CommandBase, EventBase, RequestEventBase
from remiss.consultation.values import (
    MOST_WORDINGS,
    AgencyCode,
    AttachedFile,
    CommentId,
    DispositionKind,
    DocumentNumber,
    FinalWording,
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


class RecordFinalText(CommandBase):
    """Lay down the final text, in which the wordings that were adopted are looked for."""

    kind: Literal["record_final_text"] = "record_final_text"
    file: AttachedFile
    number: DocumentNumber | None = None
    wordings: tuple[FinalWording, ...] = Field(default=(), max_length=MOST_WORDINGS)


class WordingExplanation(Value):
    """Why the final text does not have the words a comment asked for, though it was adopted."""

    comment: CommentId
    explanation: Sentence


class ExplainWordings(CommandBase):
    """Say of wordings of one agency why the final text has other words."""

    kind: Literal["explain_wordings"] = "explain_wordings"
    agency: AgencyCode
    explanations: tuple[WordingExplanation, ...] = Field(min_length=1, max_length=100)


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


class FinalTextRecorded(EventBase):
    """The text as it is submitted or issued; recorded again, the last one counts."""

    kind: Literal["final_text_recorded"] = "final_text_recorded"
    file: AttachedFile
    number: DocumentNumber | None = None
    by: Person


class WordingsLocated(RequestEventBase):
    """Where the final text has the wordings of one agency that were adopted."""

    kind: Literal["wordings_located"] = "wordings_located"
    wordings: tuple[FinalWording, ...]


class WordingsExplained(RequestEventBase):
    kind: Literal["wordings_explained"] = "wordings_explained"
    explanations: tuple[WordingExplanation, ...]
    by: Person


CommentingCommand = (
    DisposeComments | ObjectToDisposition | UseLateReply | RecordFinalText | ExplainWordings
)
CommentingEvent = (
    CommentsDisposed
    | DispositionObjected
    | LateReplyUsed
    | FinalTextRecorded
    | WordingsLocated
    | WordingsExplained
)
