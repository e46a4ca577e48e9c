"""A reply as it is filed for measuring: one JSON object per line."""

from typing import Any

from pydantic import ConfigDict, Field

from remiss.consultation.clarity.assessment import Assessment, Verdict
from remiss.consultation.values import (
    Answer,
    FieldCode,
    Mandate,
    Person,
    Position,
    Question,
    QuestionId,
    Reply,
    Value,
)
from remiss.texts import Text

DEMANDED = dict.fromkeys(("missing_position", "unanswered_question"), "-")
"""What the default policies demand: a position on every question."""
NOBODY = Person(id="record", name="-")


class Record(Value):
    """One reply on file, labelled or not; what it does not know it ignores."""

    model_config = ConfigDict(extra="ignore")

    id: str
    questions: tuple[Question, ...] = Field(min_length=1)
    mandate_fields: tuple[FieldCode, ...]
    declared_position: Position = Position.NONE
    reply: Text = Field(max_length=100_000)
    answers: dict[QuestionId, Text] = Field(default_factory=dict)
    label: Verdict | None = None
    unanswered_questions: tuple[QuestionId, ...] | None = None
    evidence: tuple[str, ...] = ()

    @property
    def mandates(self) -> tuple[Mandate, ...]:
        return tuple(Mandate(field=f, title=f, legal_basis=f) for f in self.mandate_fields)

    @property
    def given(self) -> Reply:
        """The record as the rubric takes it."""
        return Reply(
            position=self.declared_position,
            text=self.reply,
            answers=tuple(Answer(question=q, text=text) for q, text in self.answers.items()),
            responsible_official=NOBODY,
            draft_sha256="0" * 64,
        )


def judged(record: Record, assessment: Assessment) -> dict[str, Any]:
    """The line written about a record: what the default policy does, and why."""
    assessment = assessment.under(return_from_prose=False, bases=DEMANDED)
    return {
        "id": record.id,
        "verdict": assessment.verdict,
        "confidence": assessment.confidence,
        "action": assessment.action(),
        "unanswered_questions": list(assessment.unanswered),
        "findings": [{"rule": f.rule, "span": f.span} for f in assessment.findings],
        "questions": [
            {"id": one.question, "answered": one.answered, "span": one.span}
            for one in assessment.questions
        ],
        "referrals": [one.model_dump() for one in assessment.referrals],
    }
