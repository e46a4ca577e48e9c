"""The nouns of the field that have no behaviour of their own; every rule and room uses them."""

from remiss.consultation.values.answer import (
    REPLY_CHARACTERS,
    WANTS_SOMETHING,
    Answer,
    NotOurs,
    Position,
    Reply,
    asks_for_something,
)
from remiss.consultation.values.choices import (
    ClarificationGround,
    Declined,
    DispositionKind,
    LateUse,
)
from remiss.consultation.values.codes import (
    AgencyCode,
    CommentId,
    DocumentNumber,
    FieldCode,
    Name,
    QuestionId,
    Sentence,
    Sha256,
    Subject,
    Value,
    added_later,
)
from remiss.consultation.values.directory import Agency, Directory, Mandate
from remiss.consultation.values.draft import Draft, DraftKind, Question, Urgency
from remiss.consultation.values.person import REMISS, Actor, Person, Role

__all__ = [
    "REMISS",
    "REPLY_CHARACTERS",
    "WANTS_SOMETHING",
    "Actor",
    "Agency",
    "AgencyCode",
    "Answer",
    "ClarificationGround",
    "CommentId",
    "Declined",
    "Directory",
    "DispositionKind",
    "DocumentNumber",
    "Draft",
    "DraftKind",
    "FieldCode",
    "LateUse",
    "Mandate",
    "Name",
    "NotOurs",
    "Person",
    "Position",
    "Question",
    "QuestionId",
    "Reply",
    "Role",
    "Sentence",
    "Sha256",
    "Subject",
    "Urgency",
    "Value",
    "added_later",
    "asks_for_something",
]
