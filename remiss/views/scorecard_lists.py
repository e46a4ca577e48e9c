"""Scorecards as callers get them: with the period they count."""

from pydantic import Field

from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
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
