"""Scorecards as callers get them: with the period they count."""

from remiss.consultation.values import Value
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.rule_scorecard import RuleScorecard


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
