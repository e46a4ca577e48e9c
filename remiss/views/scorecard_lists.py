"""Scorecards as callers get them: with the period they count."""

from datetime import date

from pydantic import Field

from remiss.consultation.values import AgencyCode, Value
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard
from remiss.ledger.reads.scorecards.comment_figures import Figures, ratio
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.effort import Effort
from remiss.ledger.reads.scorecards.figure_looks import FigureLook
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.rule_agreement import RuleAgreement
from remiss.ledger.reads.scorecards.rule_scorecard import RuleScorecard
from remiss.texts import Bilingual


class DrafterScorecards(Value):
    """Drafting agencies."""

    period: Period
    drafters: tuple[DrafterScorecard, ...]
    people_withheld: Bilingual | None = Field(
        default=None, description="Vì sao không nêu từng người. / Why no people are named."
    )


class DraftingMonth(Value):
    """What the drafts opened in a month cost those they were put to."""

    month: date = Field(description="Its first day.")
    consultations: int
    rounds: int
    rounds_per_draft: float | None = Field(description="`rounds` by `consultations`.")
    recipients: int
    recipients_per_draft: float | None = Field(description="`recipients` by `consultations`.")
    effort: Effort

    @classmethod
    def of(cls, month: date, figures: Figures) -> "DraftingMonth":
        opened = figures["consultations"]
        return cls(
            month=month,
            consultations=opened,
            rounds=figures["rounds"],
            rounds_per_draft=ratio(figures["rounds"], opened),
            recipients=figures["recipients"],
            recipients_per_draft=ratio(figures["recipients"], opened),
            effort=Effort.of(figures),
        )


class DraftingMonths(Value):
    """The months of one drafting agency, or of all together; the first first."""

    agency: AgencyCode | None
    months: tuple[DraftingMonth, ...]


class FigureLooks(Value):
    """Who looked at the caller's figures."""

    items: tuple[FigureLook, ...]
    next: str | None


class AgencyScorecards(Value):
    """Agencies asked."""

    period: Period
    agencies: tuple[AgencyScorecard, ...]


class RuleScorecards(Value):
    """Rules of the rubric."""

    period: Period
    rules: tuple[RuleScorecard, ...]
    agreement: tuple[RuleAgreement, ...] = Field(
        description="Cán bộ quyết định về văn bản bị quy tắc đánh dấu có đồng tình với quy tắc "
        "không. / What people made of the replies each rule flagged in the period."
    )
    retired: tuple[RuleAgreement, ...] = Field(
        description="Quy tắc hiện đã thôi tự đánh dấu văn bản. / Rules that now no longer flag a "
        "reply by themselves, by the flags of the last 180 days."
    )
