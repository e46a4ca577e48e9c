"""The draft consulted on, and the questions put about it."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from remiss.consultation.values.attached_file import AttachedFile
from remiss.consultation.values.classification import Classification
from remiss.consultation.values.codes import (
    AgencyCode,
    DocumentNumber,
    FieldCode,
    QuestionId,
    Sentence,
    Sha256,
    Subject,
    Value,
    added_later,
)


class Question(Value):
    """One point asked, tagged with the field of government it falls under."""

    id: QuestionId
    text: Sentence
    field: FieldCode
    difficult: bool = added_later(
        default=False,
        description="Nội dung khó, mới: chưa có ý kiến thì nêu rõ. / Silence on it shows.",
    )


def number_questions(questions: Iterable[Question]) -> dict[QuestionId, int]:
    """The numbers of questions in their order, from 1, by id."""
    ids = dict.fromkeys(question.id for question in questions)
    return {id_: number for number, id_ in enumerate(ids, start=1)}


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
    LEGAL_POLICY_PROPOSAL = "legal_policy_proposal"
    LEGAL_CHAIRMAN_DECISION = "legal_chairman_decision"
    LEGAL_CHAIRMAN_DECISION_SHORTENED = "legal_chairman_decision_shortened"
    LEGAL_RESOLUTION = "legal_resolution"
    LEGAL_DECISION = "legal_decision"
    ADMINISTRATIVE_PROCEDURE = "administrative_procedure"
    OTHER = "other"

    @property
    def legal(self) -> bool:
        """Whether a legal normative document (văn bản quy phạm pháp luật) is to come of it."""
        return self.name.startswith("LEGAL_")


RETIRED_KINDS = frozenset({DraftKind.LEGAL_DOCUMENT})
"""Read where a case has one; no case opens with it."""


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
    classification: Classification = added_later(
        Classification.OPEN,
        description="Độ mật; có độ mật thì không tiếp nhận. / Anything but open is refused.",
    )
    sha256: Sha256
    file: AttachedFile | None = added_later(
        None, description="The file as it was uploaded; what a caller gives here is not used."
    )
    number: DocumentNumber | None = Field(default=None, description="Số, ký hiệu văn bản")
    task: Sentence | None = added_later(
        None,
        description="Văn bản giao nhiệm vụ, như công văn dẫn: số, ngày, cơ quan, nội dung. / The "
        "document that gives the task, as a letter cites it.",
    )
    territories: tuple[AgencyCode, ...] = Field(
        default=(), description="Codes of the communes and wards the draft names."
    )

    @property
    def file_name(self) -> str:
        """As its file was uploaded; the beginning of its hash, where that is not known."""
        return self.file.name if self.file else self.sha256[:12]
