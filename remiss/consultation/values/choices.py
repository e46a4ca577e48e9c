"""The few answers there are to ask, decline, dispose and use by."""

from enum import StrEnum
from typing import Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from remiss.consultation.values.codes import (
    AgencyCode,
    FieldCode,
    Name,
    QuestionId,
    Sentence,
    Value,
    added_later,
)


class ClarificationGround(StrEnum):
    """The grounds on which an agency may ask the drafter before it answers."""

    MISSING_DOCUMENT = "missing_document"
    UNCLEAR_QUESTION = "unclear_question"
    INCONSISTENT_DOCUMENTS = "inconsistent_documents"
    FIGURES_NEEDED = "figures_needed"
    LEGAL_BASIS_NEEDED = "legal_basis_needed"


class NamedPaper(Value):
    """One paper an agency lacks, and the rule that requires it."""

    name: Sentence = Field(description="Tên giấy tờ, tài liệu. / The paper by its name.")
    rule: Sentence = Field(description="Quy định về giấy tờ đó. / The rule that requires it.")


class DispositionKind(StrEnum):
    """What the drafter did with one comment (tiếp thu, giải trình)."""

    ADOPTED = "adopted"
    IN_PART = "adopted_in_part"
    LATER = "adopted_later"
    KEPT = "kept"
    REPEATED = "repeats_another"
    """It says again what another comment of the agency says; the explanation says which."""
    NO_COMMENT = "no_comment"
    """The reply asks for nothing there."""


ADOPTS = frozenset({DispositionKind.ADOPTED, DispositionKind.IN_PART})
"""After which the draft is to say what the comment asks for."""
EXPLAINS_ITSELF = frozenset({DispositionKind.ADOPTED, DispositionKind.NO_COMMENT})
"""What needs no explanation."""


class LateUse(StrEnum):
    """How the officer used a reply that came after the request had its outcome."""

    CONSOLIDATED = "consolidated"
    CONSIDERED = "considered"
    FILED = "filed"


class NamedBody(Value):
    """A body no registry of the province holds, and the rule by which a question is its own."""

    name: Name
    rule: Sentence = Field(description="Quy định làm căn cứ. / The rule it relies on.")


class Declined(Value):
    """One question an agency says is not its own: the field it really falls under, and whose.

    Whose is an agency of the registry, or a body named in words.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["to"], "properties": {"to": {"type": "string"}}},
                {"required": ["body"], "properties": {"body": {"type": "object"}}},
            ]
        }
    )

    question: QuestionId
    field: FieldCode
    to: AgencyCode | None = None
    body: NamedBody | None = added_later(None)

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.to is None) == (self.body is None):
            raise PydanticCustomError(
                "whose_is_it",
                "name whose the question is: an agency's code, or a body and its rule",
            )
        return self

    @property
    def whose(self) -> str:
        """The code of the agency, or the name of the body."""
        return self.to or (self.body.name if self.body else "")


class FollowUpOutcome(StrEnum):
    """What the drafter did about a question that is for a body outside the registry."""

    REPORTED = "reported"
    """Upward or to that body: its answer is awaited."""
    ANSWERED = "answered"
    NOT_PURSUED = "not_pursued"
    """Neither reported nor waited for any longer, with reasons."""


ENDS_FOLLOW_UP = frozenset({FollowUpOutcome.ANSWERED, FollowUpOutcome.NOT_PURSUED})
