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
from remiss.consultation.values.attached_file import AttachedFile, ReplacedFile
from remiss.consultation.values.choices import (
    ADOPTS,
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
from remiss.consultation.values.classification import Classification
from remiss.consultation.values.clause_comment import MOST_CLAUSE_COMMENTS, ClauseComment
from remiss.consultation.values.codes import (
    AgencyCode,
    ClauseAnchor,
    CommentId,
    DocumentNumber,
    FieldCode,
    LetterNumber,
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
from remiss.consultation.values.final_wording import (
    LONGEST_PASSAGE,
    MOST_WORDINGS,
    FinalWording,
    WordingFinding,
)
from remiss.consultation.values.listed import Listed, PeopleNamed
from remiss.consultation.values.outside_body import (
    MOST_OUTSIDE,
    RESERVED,
    Outside,
    OutsideBody,
    is_reserved,
)
from remiss.consultation.values.person import REMISS, Actor, Person, PersonId, Role
from remiss.consultation.values.procedure import Procedure
from remiss.consultation.values.served_task import ServedTask
from remiss.consultation.values.signing import (
    Charge,
    DeskKind,
    DeskStep,
    SigningForm,
    SigningOrder,
)

__all__ = [
    "ADOPTS",
    "ENDS_FOLLOW_UP",
    "EXPLAINS_ITSELF",
    "LONGEST_PASSAGE",
    "MOST_CLAUSE_COMMENTS",
    "MOST_OUTSIDE",
    "MOST_WORDINGS",
    "REMISS",
    "REPLY_CHARACTERS",
    "RESERVED",
    "RETIRED_KINDS",
    "WANTS_SOMETHING",
    "Actor",
    "Agency",
    "AgencyCode",
    "Answer",
    "AttachedFile",
    "Charge",
    "ClarificationGround",
    "Classification",
    "ClauseAnchor",
    "ClauseComment",
    "CommentId",
    "Declined",
    "DeskKind",
    "DeskStep",
    "Directory",
    "DispositionKind",
    "DocumentNumber",
    "Draft",
    "DraftKind",
    "Entry",
    "FieldCode",
    "FinalWording",
    "FollowUpOutcome",
    "LateUse",
    "LetterNumber",
    "Listed",
    "Mandate",
    "Name",
    "NamedBody",
    "NamedPaper",
    "NotOurs",
    "Outside",
    "OutsideBody",
    "PeopleNamed",
    "Person",
    "PersonId",
    "Position",
    "Procedure",
    "Question",
    "QuestionId",
    "ReplacedFile",
    "Reply",
    "ReplyCorrection",
    "ReplyWay",
    "Role",
    "Sentence",
    "ServedTask",
    "Sha256",
    "SigningForm",
    "SigningOrder",
    "Subject",
    "Urgency",
    "Value",
    "WordingFinding",
    "added_later",
    "asks_for_something",
    "is_reserved",
    "number_questions",
]
