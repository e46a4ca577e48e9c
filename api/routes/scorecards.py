"""Scorecards: how agencies ask, how they answer, and how the rules judge them."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from asyncpg import Record
from fastapi import APIRouter, Query

from api.callers import Caller, Has
from api.documentation import read
from remiss.consultation.authority import Scorecard
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.values import Value
from remiss.ledger.statements import SQL
from remiss.views.scorecards import (
    AgencyScorecard,
    AgencyScorecards,
    DrafterScorecard,
    DrafterScorecards,
    Period,
    RuleScorecard,
    RuleScorecards,
)

router = APIRouter(prefix="/scorecards", tags=["scorecards"])
V = TypeVar("V", bound=Value)
Within = Annotated[Period, Query()]


@router.get(
    "/drafters",
    **read("Bảng điểm cơ quan soạn thảo", "Scorecards of drafting agencies"),
)
async def drafters(has: Has, actor: Caller, period: Within) -> DrafterScorecards:
    """Whom they ask and why, and how they decide; a supervisor reads their own agency's."""
    scope = scorecard_scope(actor, Scorecard.DRAFTERS)
    rows = await has.ledger.fetch(SQL["scorecard_drafters"], scope, *period.bounds())
    return DrafterScorecards(period=period, drafters=_each(DrafterScorecard, rows))


@router.get(
    "/agencies",
    **read("Bảng điểm cơ quan được lấy ý kiến", "Scorecards of agencies asked"),
)
async def agencies(has: Has, actor: Caller, period: Within) -> AgencyScorecards:
    """Time and quality apart; agreeing or not changes neither. A head reads their own agency's."""
    scope = scorecard_scope(actor, Scorecard.AGENCIES)
    rows = await has.ledger.fetch(SQL["scorecard_agencies"], scope, *period.bounds())
    return AgencyScorecards(period=period, agencies=_each(AgencyScorecard, rows))


@router.get(
    "/rules",
    **read("Bảng điểm các quy tắc đánh giá", "Scorecards of the rubric's rules"),
)
async def rules(has: Has, actor: Caller, period: Within) -> RuleScorecards:
    """What each rule returned and flagged, and how often a person upset it."""
    scorecard_scope(actor, Scorecard.RULES)
    rows = await has.ledger.fetch(SQL["scorecard_rules"], *period.bounds())
    return RuleScorecards(period=period, rules=_each(RuleScorecard, rows))


def _each(card: type[V], rows: Sequence[Record]) -> tuple[V, ...]:
    return tuple(card.model_validate_json(row["body"]) for row in rows)
