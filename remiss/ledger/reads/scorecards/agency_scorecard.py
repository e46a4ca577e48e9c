"""The scorecard of an agency asked: time and quality apart, and never what it thinks."""

from pydantic import ConfigDict, Field

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.values import AgencyCode, Value
from remiss.ledger.reads.scorecards.comment_figures import (
    COMMENTS,
    Commenting,
    Figures,
    Share,
    ratio,
)
from remiss.texts import Bilingual


class Timeliness(Value):
    """Whether an agency answers in time; says nothing of what it answers."""

    in_time: int = Field(description="Accepted replies that came in time.")
    late: int = Field(description="Accepted replies that came late.")
    days_late: int = Field(description="Working days late, of all of these together.")
    mean_days_late: float | None = Field(description="`days_late` by `late`.")
    silent: int = Field(description="Requests that ended in silence.")
    replied_after_silence: int
    score: Share | None = Field(description="`in_time` by (`in_time` + `late` + `silent`).")

    @classmethod
    def of(cls, figures: Figures) -> "Timeliness":
        in_time, late, silent = figures["in_time"], figures["late"], figures["silent"]
        return cls(
            in_time=in_time,
            late=late,
            days_late=figures["days_late"],
            mean_days_late=ratio(figures["days_late"], late),
            silent=silent,
            replied_after_silence=figures["replied_after_silence"],
            score=ratio(in_time, in_time + late + silent),
        )


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

    @classmethod
    def of(cls, figures: Figures) -> "Quality":
        accepted, standing = figures["accepted"], figures["returns_standing"]
        return cls(
            accepted=accepted,
            returned=figures["returned"],
            returns_standing=standing,
            contested=figures["contested"],
            contests_upheld=figures["contests_upheld"],
            verdicts={verdict: figures[f"verdict_{verdict}"] for verdict in Verdict},
            verdicts_set_aside=figures["verdicts_set_aside"],
            score=ratio(accepted, accepted + standing),
        )


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

    @classmethod
    def of(cls, agency: AgencyCode, name: Bilingual, figures: Figures) -> "AgencyScorecard":
        return cls(
            agency=agency,
            name=name,
            requests=figures["requests"],
            withdrawn=figures["withdrawn"],
            closed_on_record=figures["closed_on_record"],
            clarifications=AskingBack(
                asked=figures["asked"], repeated=figures["repeated"], last_day=figures["last_day"]
            ),
            extensions=Extending(
                requested=figures["extensions_requested"],
                granted=figures["extensions_granted"],
                refused=figures["extensions_refused"],
            ),
            declines=Declining(
                declined=figures["declined"],
                contradicted=figures["contradicted"],
                confirmed=figures["declines_confirmed"],
                refused=figures["declines_refused"],
                lapsed=figures["declines_lapsed"],
            ),
            comments=Commenting.of(figures),
            timeliness=Timeliness.of(figures),
            quality=Quality.of(figures),
        )

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
