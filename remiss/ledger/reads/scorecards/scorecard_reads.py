"""Scorecards, read from the events: of one agency or of all, over a period."""

from typing import Any, TypeVar

from remiss.consultation.values import AgencyCode, Value
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.rule_scorecard import RuleScorecard
from remiss.ledger.statements import SQL

V = TypeVar("V", bound=Value)
DRAFTERS = SQL["drafter_shares"] + "\n" + SQL["drafter_figures"]


async def drafter_scorecards(
    source: Reader, agency: AgencyCode | None, period: Period
) -> tuple[DrafterScorecard, ...]:
    """Those of a drafting agency, or of all.

    Raises:
        Problem: `period_reversed`.
    """
    return await _cards(source, DrafterScorecard, DRAFTERS, agency, *period.bounds())


async def agency_scorecards(
    source: Reader, agency: AgencyCode | None, period: Period
) -> tuple[AgencyScorecard, ...]:
    """Those of an agency asked, or of all.

    Raises:
        Problem: `period_reversed`.
    """
    query = SQL["agency_scorecards"]
    return await _cards(source, AgencyScorecard, query, agency, *period.bounds())


async def rule_scorecards(source: Reader, period: Period) -> tuple[RuleScorecard, ...]:
    """Those of every rule.

    Raises:
        Problem: `period_reversed`.
    """
    return await _cards(source, RuleScorecard, SQL["rule_scorecards"], *period.bounds())


async def _cards(source: Reader, card: type[V], query: str, *arguments: Any) -> tuple[V, ...]:
    rows = await source.fetch(query, *arguments)
    return tuple(card.model_validate_json(row["body"]) for row in rows)
