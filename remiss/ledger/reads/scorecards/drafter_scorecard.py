"""The scorecard of a drafting agency and of each of its people: whom they ask, how they decide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import ConfigDict, Field

from remiss.consultation.values import AgencyCode, Person, Value
from remiss.ledger.reads.scorecards.comment_figures import (
    COMMENTS,
    Commenting,
    Figures,
    Share,
    ratio,
)
from remiss.ledger.reads.scorecards.distribution import DAYS, Distribution
from remiss.ledger.reads.scorecards.effort import EFFORT, Effort
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


class Timing(Value):
    """When a drafting side opens its cases, and how much time it gives."""

    urgent: int = Field(description="Cases opened with an urgent grade.")
    urgent_share: Share | None = Field(description="`urgent` by `consultations`.")
    last_hour: int = Field(description="Cases opened in the last hour of a working day.")
    last_hour_share: Share | None = Field(description="`last_hour` by `consultations`.")
    given_longer: int = Field(description="Requests with a later day than the policy gives.")
    days_given: int = Field(
        description="Working days given, of requests whose policy counts in whole working days."
    )
    days_by_policy: int = Field(description="The working days the policy gives for these.")
    given_by_policy: float | None = Field(description="`days_given` by `days_by_policy`.")

    @classmethod
    def of(cls, figures: Figures) -> "Timing":
        opened = figures["consultations"]
        return cls(
            urgent=figures["urgent"],
            urgent_share=ratio(figures["urgent"], opened),
            last_hour=figures["last_hour"],
            last_hour_share=ratio(figures["last_hour"], opened),
            given_longer=figures["given_longer"],
            days_given=figures["days_given"],
            days_by_policy=figures["days_by_policy"],
            given_by_policy=ratio(figures["days_given"], figures["days_by_policy"]),
        )


class Burden(Value):
    """What a draft costs those it is put to: rounds, recipients, days; and communes apart."""

    rounds: int = Field(description="Passes over the agencies: one, and one each amended draft.")
    rounds_per_draft: float | None = Field(description="`rounds` by `consultations`.")
    recipients: int = Field(description="Agencies asked, each once in a case.")
    recipients_per_draft: float | None = Field(description="`recipients` by `consultations`.")
    requests: int = Field(description="Requests sent.")
    to_communes: int = Field(description="Of these, those to communes and wards.")
    communes_share: Share | None = Field(description="`to_communes` by `requests`.")
    concluded: int
    days_to_conclude: Distribution = Field(
        description="Working days from the opening of a case to its conclusion."
    )

    @classmethod
    def of(cls, figures: Figures) -> "Burden":
        opened, requests = figures["consultations"], figures["requests"]
        return cls(
            rounds=figures["rounds"],
            rounds_per_draft=ratio(figures["rounds"], opened),
            recipients=figures["recipients"],
            recipients_per_draft=ratio(figures["recipients"], opened),
            requests=requests,
            to_communes=figures["to_communes"],
            communes_share=ratio(figures["to_communes"], requests),
            concluded=figures["concluded"],
            days_to_conclude=Distribution.of("concluded", figures),
        )


class Drafting(Value):
    """How one agency, or one of its people, consults."""

    consultations: int = Field(description="Opened.")
    questions: int = Field(description="Asked in them, each anew where an amended draft did.")
    asked: int = Field(description="Each of these once for every agency it was put to.")
    agencies_per_question: float | None = Field(description="`asked` by `questions`.")
    overrides: int
    override_reasons: tuple[OverrideUsed, ...]
    replies: int = Field(description="Replies accepted.")
    not_ours: int = Field(description="Of these, those that said, rightly, that it is not theirs.")
    not_ours_share: Share | None = Field(description="`not_ours` by `replies`.")
    reviews_lapsed: int = Field(description="Replies nobody decided on in time.")
    returned: int = Field(description="Replies the officer or supervisor returned.")
    contests_upheld: int = Field(description="Of these returns, those the Office upset.")
    clarifications: Clarifying
    extensions_lapsed: int = Field(description="More time granted because nobody decided.")
    declines_lapsed: int = Field(description="Questions moved because nobody ruled.")
    comments: Commenting
    timing: Timing
    effort: Effort
    burden: Burden

    @classmethod
    def of(cls, figures: Figures, overrides: Iterable[OverrideUsed]) -> "Drafting":
        return cls(
            consultations=figures["consultations"],
            questions=figures["questions"],
            asked=figures["asked"],
            agencies_per_question=ratio(figures["asked"], figures["questions"]),
            overrides=figures["overrides"],
            override_reasons=tuple(overrides),
            replies=figures["replies"],
            not_ours=figures["not_ours"],
            not_ours_share=ratio(figures["not_ours"], figures["replies"]),
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
            timing=Timing.of(figures),
            effort=Effort.of(figures),
            burden=Burden.of(figures),
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
    "replies": 10,
    "not_ours": 1,
    "not_ours_share": 0.1,
    "reviews_lapsed": 0,
    "returned": 2,
    "contests_upheld": 1,
    "clarifications": {"answered": 3, "late": 1, "days_late": 2, "escalated": 1},
    "extensions_lapsed": 1,
    "declines_lapsed": 0,
    "comments": COMMENTS,
    "timing": {
        "urgent": 1,
        "urgent_share": 0.25,
        "last_hour": 0,
        "last_hour_share": 0.0,
        "given_longer": 2,
        "days_given": 74,
        "days_by_policy": 70,
        "given_by_policy": 1.06,
    },
    "effort": EFFORT,
    "burden": {
        "rounds": 5,
        "rounds_per_draft": 1.25,
        "recipients": 12,
        "recipients_per_draft": 3.0,
        "requests": 13,
        "to_communes": 2,
        "communes_share": 0.15,
        "concluded": 11,
        "days_to_conclude": DAYS,
    },
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
