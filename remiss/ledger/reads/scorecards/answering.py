"""How an agency answers, and each of its officials: time and quality apart, by one formula."""

from pydantic import Field

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.comment_figures import Commenting, Figures, Share, ratio
from remiss.ledger.reads.scorecards.distribution import Distribution

UNCLEAR = (Verdict.VAGUE, Verdict.EVASIVE, Verdict.BUCK_PASSING)


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


class Clearness(Value):
    """Whether replies take a clear position: what a person confirmed, or nobody contested."""

    clear: int = Field(description="Read as clear, or found clear by the person who decided.")
    unclear: int = Field(description="Vague, evasive or passed on, and that stands.")
    share: Share | None = Field(description="`clear` by both together.")

    @classmethod
    def of(cls, figures: Figures) -> "Clearness":
        clear = figures[f"verdict_{Verdict.CLEAR}"] + figures["found_clear"]
        unclear = sum(figures[f"verdict_{verdict}"] for verdict in UNCLEAR)
        return cls(clear=clear, unclear=unclear, share=ratio(clear, clear + unclear))


class Proposing(Value):
    """Whether who wants something changed says how; it enters no rate of time or quality."""

    wanting: int = Field(description="Answers that disagree, or agree with changes.")
    worded: int = Field(description="Of these, those with a proposed wording.")
    share: Share | None = Field(description="`worded` by `wanting`.")

    @classmethod
    def of(cls, figures: Figures) -> "Proposing":
        wanting, worded = figures["wanting"], figures["worded"]
        return cls(wanting=wanting, worded=worded, share=ratio(worded, wanting))


class Answering(Value):
    """The figures of an official, a division, an agency or the province."""

    requests: int
    withdrawn: int
    closed_on_record: int = Field(description="Requests the Office ended as they stood.")
    clarifications: AskingBack
    extensions: Extending
    declines: Declining
    comments: Commenting
    timeliness: Timeliness
    days_to_answer: Distribution = Field(
        description="Working days a first reply took, without those the clock stood still."
    )
    quality: Quality
    clearness: Clearness
    proposals: Proposing

    @classmethod
    def of(cls, figures: Figures) -> "Answering":
        return cls(
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
            days_to_answer=Distribution.of("answered", figures),
            quality=Quality.of(figures),
            clearness=Clearness.of(figures),
            proposals=Proposing.of(figures),
        )
