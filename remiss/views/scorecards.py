"""Scorecards as callers get them. docs/scorecards.md says what each figure counts."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.telling.labels import VIET_NAM
from remiss.consultation.values import AgencyCode, Person, Value
from remiss.problems.problem import Problem
from remiss.texts import Bilingual

ONE_DAY = timedelta(days=1)
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Share = Annotated[float, Field(ge=0, le=1)]


class Period(Value):
    """Days in Viet Nam, both inclusive; None: no bound."""

    from_: Day | None = Field(
        default=None, alias="from", description="Từ ngày (giờ Việt Nam). / First day counted."
    )
    to: Day | None = Field(default=None, description="Đến hết ngày. / Last day counted.")

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """From when, and until just before when.

        Raises:
            Problem: `period_reversed`.
        """
        if self.from_ and self.to and self.from_ > self.to:
            raise Problem("period_reversed")
        start = _midnight(self.from_) if self.from_ else None
        return start, _midnight(self.to + ONE_DAY) if self.to else None


class OverrideUsed(Value):
    """An agency no question concerned, asked all the same, and why."""

    consultation: str
    agency: AgencyCode
    at: datetime
    by: Person
    reason: str


class Commenting(Value):
    """What became of comments, counted where they were first disposed of."""

    disposed: int
    adopted: int
    adopted_in_part: int
    adopted_later: int
    kept: int
    objected: int = Field(description="Comments whose disposition the agency objected to.")
    adopted_rate: Share | None = Field(
        description="`adopted` and `adopted_in_part` by the four outcomes together."
    )


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


class PersonDrafting(Value):
    """One person's part in the figures of an agency."""

    person: Person
    figures: Drafting


COMMENTS: dict[str, Any] = {
    "disposed": 6,
    "adopted": 3,
    "adopted_in_part": 1,
    "adopted_later": 0,
    "kept": 2,
    "objected": 1,
    "adopted_rate": 0.67,
}
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


class Timeliness(Value):
    """Whether an agency answers in time; says nothing of what it answers."""

    in_time: int = Field(description="Accepted replies that came in time.")
    late: int = Field(description="Accepted replies that came late.")
    days_late: int = Field(description="Working days late, of all of these together.")
    mean_days_late: float | None = Field(description="`days_late` by `late`.")
    silent: int = Field(description="Requests that ended in silence.")
    replied_after_silence: int
    score: Share | None = Field(description="`in_time` by (`in_time` + `late` + `silent`).")


class Quality(Value):
    """What became of the replies, whatever their position and whenever they came."""

    accepted: int
    returned: int
    returns_standing: int = Field(
        description="Without those whose contest was upheld, or not decided."
    )
    contested: int = Field(description="Returned replies whose return the agency contested.")
    contests_upheld: int
    verdicts: dict[Verdict, int] = Field(description="Of assessments that stand.")
    verdicts_set_aside: int = Field(description="Assessments a person did not follow.")
    score: Share | None = Field(description="`accepted` by (`accepted` + `returns_standing`).")


class AskingBack(Value):
    """How often an agency stopped its clock to ask the drafter."""

    asked: int
    repeated: int = Field(description="Of these, asked before on the same ground.")
    last_day: int = Field(description="Of these, asked on the day the reply was due.")


class Extending(Value):
    """How often an agency asked for more time."""

    requested: int
    granted: int = Field(description="Also where nobody decided in time.")
    refused: int


class Declining(Value):
    """Questions an agency said were another's."""

    declined: int
    contradicted: int = Field(description="By the registry, at once.")
    confirmed: int = Field(description="By a person.")
    refused: int = Field(description="By a person.")
    lapsed: int = Field(description="Settled because nobody ruled in time.")


class AgencyScorecard(Value):
    """One agency asked."""

    agency: AgencyCode
    name: Bilingual
    requests: int
    withdrawn: int
    closed_on_record: int = Field(description="Requests the Office ended as they stood.")
    clarifications: AskingBack
    extensions: Extending
    declines: Declining
    comments: Commenting
    timeliness: Timeliness
    quality: Quality

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "agency": "H99.04",
                    "name": {"vi": "Sở Tài chính", "en": "Department of Finance"},
                    "requests": 12,
                    "withdrawn": 1,
                    "closed_on_record": 0,
                    "clarifications": {"asked": 2, "repeated": 0, "last_day": 1},
                    "extensions": {"requested": 1, "granted": 1, "refused": 0},
                    "declines": {
                        "declined": 2,
                        "contradicted": 1,
                        "confirmed": 1,
                        "refused": 0,
                        "lapsed": 0,
                    },
                    "comments": COMMENTS,
                    "timeliness": {
                        "in_time": 8,
                        "late": 2,
                        "days_late": 5,
                        "mean_days_late": 2.5,
                        "silent": 1,
                        "replied_after_silence": 1,
                        "score": 0.73,
                    },
                    "quality": {
                        "accepted": 10,
                        "returned": 3,
                        "returns_standing": 2,
                        "contested": 1,
                        "contests_upheld": 1,
                        "verdicts": {
                            "clear": 8,
                            "vague": 1,
                            "evasive": 1,
                            "buck_passing": 0,
                            "out_of_mandate": 1,
                        },
                        "verdicts_set_aside": 2,
                        "score": 0.83,
                    },
                }
            ]
        }
    )


class RuleScorecard(Value):
    """One rule in one version of the rubric."""

    rubric: str
    rule: str
    returned: int = Field(description="Replies it returned.")
    flagged: int = Field(description="Replies it flagged to the officer.")
    contested: int = Field(description="Of the returned, those whose return was contested.")
    contests_upheld: int = Field(description="Of these, those a person upset.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rubric": "3",
                    "rule": "missing_position",
                    "returned": 14,
                    "flagged": 0,
                    "contested": 2,
                    "contests_upheld": 1,
                }
            ]
        }
    )


class DrafterScorecards(Value):
    """Drafting agencies."""

    period: Period
    drafters: tuple[DrafterScorecard, ...]


class AgencyScorecards(Value):
    """Agencies asked."""

    period: Period
    agencies: tuple[AgencyScorecard, ...]


class RuleScorecards(Value):
    """Rules of the rubric."""

    period: Period
    rules: tuple[RuleScorecard, ...]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIET_NAM)
