"""The scorecard of an agency asked."""

from pydantic import ConfigDict

from remiss.consultation.values import AgencyCode, Person
from remiss.ledger.reads.scorecards.answering import Answering
from remiss.ledger.reads.scorecards.comment_figures import COMMENTS, Figures
from remiss.ledger.reads.scorecards.distribution import DAYS
from remiss.texts import Bilingual


class AgencyScorecard(Answering):
    """One agency asked."""

    agency: AgencyCode
    name: Bilingual

    @classmethod
    def of_agency(cls, agency: AgencyCode, name: Bilingual, figures: Figures) -> "AgencyScorecard":
        return cls(agency=agency, name=name, **dict(Answering.of(figures)))

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
                    "days_to_answer": DAYS,
                    "clearness": {"clear": 9, "unclear": 2, "share": 0.82},
                    "proposals": {"wanting": 4, "worded": 3, "share": 0.75},
                }
            ]
        }
    )


class OfficialScorecard(Answering):
    """One official of an agency asked; without one, what nobody there was named for."""

    agency: AgencyCode
    person: Person | None

    @classmethod
    def of_official(
        cls, agency: AgencyCode, person: Person | None, figures: Figures
    ) -> "OfficialScorecard":
        return cls(agency=agency, person=person, **dict(Answering.of(figures)))
