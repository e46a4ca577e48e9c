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
from remiss.consultation.values.attached_file import AttachedFile
from remiss.consultation.values.choices import (
    ENDS_FOLLOW_UP,
    EXPLAINS_ITSELF,
    ClarificationGround,
    Declined,
    DispositionKind,
    FollowUpOutcome,
    LateUse,
    NamedBody,
    NamedPaper,
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
from remiss.consultation.values.correction import ReplyCorrection
from remiss.consultation.values.directory import Agency, Directory, Mandate
from remiss.consultation.values.draft import (
    RETIRED_KINDS,
    Draft,
    DraftKind,
    Question,
    Urgency,
    number_questions,
)
from remiss.consultation.values.entry import Entry, ReplyWay
from remiss.consultation.values.listed import Listed, PeopleNamed
from remiss.consultation.values.person import REMISS, Actor, Person, PersonId, Role
from remiss.consultation.values.procedure import Procedure

__all__ = [
    "ENDS_FOLLOW_UP",
    "EXPLAINS_ITSELF",
    "REMISS",
    "REPLY_CHARACTERS",
    "RETIRED_KINDS",
    "WANTS_SOMETHING",
    "Actor",
    "Agency",
    "AgencyCode",
    "Answer",
    "AttachedFile",
    "ClarificationGround",
    "CommentId",
    "Declined",
    "Directory",
    "DispositionKind",
    "DocumentNumber",
    "Draft",
    "DraftKind",
    "Entry",
    "FieldCode",
    "FollowUpOutcome",
    "LateUse",
    "Listed",
    "Mandate",
    "Name",
    "NamedBody",
    "NamedPaper",
    "NotOurs",
    "PeopleNamed",
    "Person",
    "PersonId",
    "Position",
    "Procedure",
    "Question",
    "QuestionId",
    "Reply",
    "ReplyCorrection",
    "ReplyWay",
    "Role",
    "Sentence",
    "Sha256",
    "Subject",
    "Urgency",
    "Value",
    "added_later",
    "asks_for_something",
    "number_questions",
]
