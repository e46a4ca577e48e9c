"""The nouns of the field that have no behaviour of their own."""

import hashlib
import unicodedata
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from remiss.texts.bilingual import Bilingual, Text, storable

AgencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{2}\.[0-9]{2}$")]
FieldCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)*$")]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,20}$")]
CommentId = Annotated[
    str, StringConstraints(pattern=r"^[A-Z][0-9]{2}\.[0-9]{2}-[0-9]+-[0-9]+(-[a-z0-9_-]{1,20})?$")
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


# The constraints stand before the check, or blanks would be counted before they are stripped.
Sentence = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000),
    AfterValidator(storable),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(storable),
]
Subject = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=5, max_length=500),
    AfterValidator(storable),
]
DocumentNumber = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=60)]


REPLY_CHARACTERS = 120_000


class Value(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a signed-in person may be; `SYSTEM` is Remiss itself and never signs in."""

    OFFICER = "officer"
    AGENCY_OFFICIAL = "agency_official"
    AGENCY_HEAD = "agency_head"
    SUPERVISOR = "supervisor"
    OFFICE = "office"
    AUDITOR = "auditor"
    SYSTEM = "system"


class Person(Value):
    """A named official; responsibility is always a person's, never a unit's."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    name: Name


class Actor(Person):
    """Who gives a command, as the identity provider vouches for them."""

    role: Role
    agency: AgencyCode | None = None

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name)


REMISS = Actor(id="remiss", name="Remiss", role=Role.SYSTEM)


class Mandate(Value):
    """A field an agency answers for, with the law that says so."""

    field: FieldCode
    title: Text
    legal_basis: Text


class Agency(Value):
    """An agency as the registry knows it."""

    code: AgencyCode
    name: Bilingual
    mandates: tuple[Mandate, ...]
    area: bool = Field(
        default=False,
        description="A commune or ward: its mandates count only for drafts naming its territory.",
    )


class Directory(Value):
    """The part of the registry one case relies on, as it stood when the case opened."""

    version: str
    fields: dict[FieldCode, Bilingual]
    agencies: tuple[Agency, ...]

    def agency(self, code: AgencyCode) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)


class Question(Value):
    """One point asked, tagged with the field of government it falls under."""

    id: QuestionId
    text: Sentence
    field: FieldCode


class DraftKind(StrEnum):
    """What is being drafted; policies differ by it."""

    DECISION = "decision"
    REGULATION = "regulation"
    DIRECTIVE = "directive"
    PLAN = "plan"
    PROGRAMME = "programme"
    SCHEME = "scheme"
    PROJECT = "project"
    GUIDELINE = "guideline"
    REPORT = "report"
    OPTIONS = "options"
    LEGAL_DOCUMENT = "legal_document"
    OTHER = "other"


class Urgency(StrEnum):
    """Mức độ khẩn, as official letters carry it."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    IMMEDIATE = "immediate"


class Draft(Value):
    """The document consulted on. Only its hash travels; the file lies in the attachment store."""

    subject: Subject
    kind: DraftKind
    urgency: Urgency = Urgency.NORMAL
    sha256: Sha256
    number: DocumentNumber | None = Field(default=None, description="Số, ký hiệu văn bản")
    territories: tuple[AgencyCode, ...] = Field(
        default=(), description="Codes of the communes and wards the draft names."
    )


class Position(StrEnum):
    """Where an agency stands, on a question or on the whole draft."""

    AGREE = "agree"
    AGREE_WITH_CHANGES = "agree_with_changes"
    DISAGREE = "disagree"
    NOT_IN_MANDATE = "not_in_mandate"
    NONE = "none"


class ClarificationGround(StrEnum):
    """The grounds on which an agency may ask the drafter before it answers."""

    MISSING_DOCUMENT = "missing_document"
    UNCLEAR_QUESTION = "unclear_question"
    INCONSISTENT_DOCUMENTS = "inconsistent_documents"
    FIGURES_NEEDED = "figures_needed"
    LEGAL_BASIS_NEEDED = "legal_basis_needed"


class DispositionKind(StrEnum):
    """What the drafter did with one comment (tiếp thu, giải trình)."""

    ADOPTED = "adopted"
    IN_PART = "adopted_in_part"
    LATER = "adopted_later"
    KEPT = "kept"


class LateUse(StrEnum):
    """How the officer used a reply that came after the request had its outcome."""

    CONSOLIDATED = "consolidated"
    CONSIDERED = "considered"
    FILED = "filed"


class Declined(Value):
    """One question an agency says is not its own: the field it really falls under, and whose."""

    question: QuestionId
    field: FieldCode
    to: AgencyCode


class Answer(Value):
    """The answer to one question, with the reasons and wording the drafter can act on."""

    question: QuestionId
    position: Position = Position.NONE
    text: Text = Field(default="", max_length=20_000)
    proposed_wording: Text = Field(default="", max_length=20_000)

    @property
    def is_remark(self) -> bool:
        """Whether the answer asks for something the drafter has to adopt, or say why not."""
        wants = self.position in WANTS_SOMETHING or bool(self.proposed_wording.strip())
        return wants or asks_for_something(self.text)


WANTS_SOMETHING = frozenset({Position.AGREE_WITH_CHANGES, Position.DISAGREE})
_ASKS = ("đề nghị", "kiến nghị", "đề xuất")


def asks_for_something(text: str) -> bool:
    """Whether the words ask for something: agreeing in form does not lose a remark."""
    said = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return any(word in said for word in _ASKS)


class Reply(Value):
    """A signed answer of one agency.

    `responsible_official` prepared it and answers for its content; the signatory is whoever
    gives or signs it, a head of the agency
    (Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.b, 1.d).
    """

    position: Position = Position.NONE
    text: Text = Field(default="", max_length=100_000)
    answers: tuple[Answer, ...] = ()
    legal_basis: Text = Field(default="", max_length=5_000)
    responsible_official: Person
    draft_sha256: Sha256
    number: DocumentNumber | None = Field(default=None, description="Số, ký hiệu văn bản")
    attachments: tuple[Sha256, ...] = Field(default=(), max_length=20)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Everything written, together, must fit one message to the running case."""
        answered = (answer.text + answer.proposed_wording for answer in self.answers)
        length = sum(map(len, (self.text, self.legal_basis, *answered)))
        if length > REPLY_CHARACTERS:
            raise PydanticCustomError(
                "reply_too_long",
                "the reply holds {length} characters in all, more than {most}; "
                "attach what is longer as a file",
                {"length": length, "most": REPLY_CHARACTERS},
            )
        return self

    def sha256(self) -> str:
        """A digest of everything the reply says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def remarks(self) -> tuple[QuestionId | None, ...]:
        """The questions on which the reply asks for something; None for the reply as a whole."""
        found: list[QuestionId | None] = [a.question for a in self.answers if a.is_remark]
        wants = self.position in WANTS_SOMETHING or asks_for_something(self.text)
        if wants and not found:
            found.append(None)
        return tuple(found)

    def without_texts(self) -> "Reply":
        """Who answered what, without the words; those stay in the ledger."""
        answers = tuple(Answer(question=a.question, position=a.position) for a in self.answers)
        return self.model_copy(update={"text": "", "legal_basis": "", "answers": answers})
