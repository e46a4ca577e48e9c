"""The scorecard of a drafting agency and of each of its people: whom they ask, how they decide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from remiss.consultation.values import AgencyCode, Person, Value
from remiss.ledger.reads.scorecards.comment_figures import COMMENTS, Commenting, Figures, ratio
from remiss.texts import Bilingual


class OverrideUsed(Value):
    """An agency no question concerned, asked all the same, and why."""

    consultation: str
    agency: AgencyCode
    at: datetime
    by: Person
    reason: str


class Clarifying(Value):
    """How a drafting side answers what agencies ask it."""

    answered: int
    late: int = Field(description="Of these, answered after their own deadline.")
    days_late: int = Field(description="Working days late, of all of these together.")
    escalated: int = Field(description="Reports that an answer was overdue.")


class Drafting(Value):
    """How one agency, or one of its people, consults."""

    consultations: int = Field(description="Opened.")
    questions: int = Field(description="Asked in them, each anew where an amended draft did.")
    asked: int = Field(description="Each of these once for every agency it was put to.")
    agencies_per_question: float | None = Field(description="`asked` by `questions`.")
    overrides: int
    override_reasons: tuple[OverrideUsed, ...]
    not_ours: int = Field(description="Accepted replies that said, rightly, that it is not theirs.")
    reviews_lapsed: int = Field(description="Replies nobody decided on in time.")
    returned: int = Field(description="Replies the officer or supervisor returned.")
    contests_upheld: int = Field(description="Of these returns, those the Office upset.")
    clarifications: Clarifying
    extensions_lapsed: int = Field(description="More time granted because nobody decided.")
    declines_lapsed: int = Field(description="Questions moved because nobody ruled.")
    comments: Commenting

    @classmethod
    def of(cls, figures: Figures, overrides: Iterable[OverrideUsed]) -> "Drafting":
        return cls(
            consultations=figures["consultations"],
            questions=figures["questions"],
            asked=figures["asked"],
            agencies_per_question=ratio(figures["asked"], figures["questions"]),
            overrides=figures["overrides"],
            override_reasons=tuple(overrides),
            not_ours=figures["not_ours"],
            reviews_lapsed=figures["reviews_lapsed"],
            returned=figures["returned"],
            contests_upheld=figures["contests_upheld"],
            clarifications=Clarifying(
                answered=figures["clarifications_answered"],
                late=figures["clarifications_late"],
                days_late=figures["clarification_days_late"],
                escalated=figures["clarifications_escalated"],
            ),
            extensions_lapsed=figures["extensions_lapsed"],
            declines_lapsed=figures["declines_lapsed"],
            comments=Commenting.of(figures),
        )


class PersonDrafting(Value):
    """One person's part in the figures of an agency."""

    person: Person
    figures: Drafting


DRAFTING: dict[str, Any] = {
    "consultations": 4,
    "questions": 10,
    "asked": 13,
    "agencies_per_question": 1.3,
    "overrides": 1,
    "override_reasons": [
        {
            "consultation": "HS-ABCDEFGH2345",
            "agency": "H99.03",
            "at": "2026-03-02T01:00:00Z",
            "by": {"id": "snv.hoa.le", "name": "Lê Thị Hòa"},
            "reason": "Văn bản có nội dung xử lý vi phạm.",
        }
    ],
    "not_ours": 1,
    "reviews_lapsed": 0,
    "returned": 2,
    "contests_upheld": 1,
    "clarifications": {"answered": 3, "late": 1, "days_late": 2, "escalated": 1},
    "extensions_lapsed": 1,
    "declines_lapsed": 0,
    "comments": COMMENTS,
}


class DrafterScorecard(Value):
    """One drafting agency."""

    agency: AgencyCode
    name: Bilingual
    figures: Drafting
    people: tuple[PersonDrafting, ...]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "agency": "H99.02",
                    "name": {"vi": "Sở Nội vụ", "en": "Department of Home Affairs"},
                    "figures": DRAFTING,
                    "people": [
                        {
                            "person": {"id": "snv.lan.tran", "name": "Trần Thị Lan"},
                            "figures": DRAFTING,
                        }
                    ],
                }
            ]
        }
    )
