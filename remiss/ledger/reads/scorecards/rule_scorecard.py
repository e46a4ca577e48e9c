"""The scorecard of one rule in one version of the rubric."""

from pydantic import ConfigDict, Field

from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.comment_figures import Figures


class RuleScorecard(Value):
    """One rule in one version of the rubric."""

    rubric: str
    rule: str
    returned: int = Field(description="Replies it returned.")
    flagged: int = Field(description="Replies it flagged to the officer.")
    contested: int = Field(description="Of the returned, those whose return was contested.")
    contests_upheld: int = Field(description="Of these, those a person upset.")

    @classmethod
    def of(cls, rubric: str, rule: str, figures: Figures) -> "RuleScorecard":
        return cls(
            rubric=rubric,
            rule=rule,
            returned=figures["returned"],
            flagged=figures["flagged"],
            contested=figures["contested"],
            contests_upheld=figures["contests_upheld"],
        )

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
