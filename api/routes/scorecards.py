"""Scorecards: how agencies ask, how they answer, and how the rules judge them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.callers import Caller, Has
from api.documentation import read
from api.path_prefixes import V1
from remiss.consultation.authority import Scorecard
from remiss.consultation.inspection_named import inspection_of
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.reads.scorecards import scorecard_reads
from remiss.ledger.reads.scorecards.monthly_figures import monthly_figures, twelve_months
from remiss.ledger.reads.scorecards.period import Day, Period
from remiss.ledger.reads.scorecards.rule_agreement import retired_rules, rule_agreement
from remiss.problems.problem import Problem
from remiss.texts import VIET_NAM, text
from remiss.views.personal_figures import Looking, figures_with_people
from remiss.views.scorecard_lists import (
    AgencyScorecards,
    DrafterScorecards,
    DraftingMonth,
    DraftingMonths,
    RuleScorecards,
)

router = APIRouter(prefix=f"{V1}/scorecards", tags=["scorecards"])
Within = Annotated[Period, Query()]


class LookedAt(Period):
    """A period, and the inspection within which an inspector reads figures of people."""

    inspection: str | None = Field(
        default=None,
        max_length=100,
        description="Quyết định kiểm tra, khi thanh tra xem số liệu của từng người. / The decision "
        "by which an inspector reads figures of people.",
    )
    reason: str | None = Field(
        default=None,
        max_length=500,
        description="Vì sao xem, ít nhất 10 ký tự. / Why they are read, at least 10 characters.",
    )

    @property
    def period(self) -> Period:
        return Period.model_validate({"from": self.from_, "to": self.to})


class MonthsWanted(Value):
    """Of which agency, and up to which day."""

    agency: AgencyCode | None = Field(
        default=None,
        description="Không nêu: cơ quan mình, hoặc mọi cơ quan. / Left out: one's own, or all.",
    )
    to: Day | None = Field(default=None, description="Đến tháng của ngày này. / Up to its month.")


@router.get(
    "/drafters",
    **read(
        "read_scorecards_of_drafters",
        "Bảng điểm cơ quan soạn thảo",
        "Scorecards of drafting agencies",
    ),
)
async def drafters(
    has: Has, actor: Caller, asked: Annotated[LookedAt, Query()]
) -> DrafterScorecards:
    """Whom they ask and why, and how they decide; a supervisor reads their own agency's.

    Whose figures were read here is on record. An inspector reads those of people within an
    inspection that they name.
    """
    named, period = inspection_of(asked.inspection, asked.reason), asked.period
    looking = Looking(actor, has.ledger, has.portal, named)
    found, shown = await figures_with_people(looking, period)
    why = None if shown else text("scorecards.people_withheld")
    return DrafterScorecards(period=period, drafters=found, people_withheld=why)


@router.get(
    "/drafters/months",
    **read(
        "read_scorecards_of_drafters",
        "Số lần, số cơ quan, thời gian mỗi dự thảo, theo tháng",
        "Rounds, agencies and time per draft, month by month",
    ),
)
async def drafter_months(
    has: Has, actor: Caller, asked: Annotated[MonthsWanted, Query()]
) -> DraftingMonths:
    """The twelve months up to that of a day, or of today; of no single person."""
    scope = scorecard_scope(actor, Scorecard.DRAFTERS)
    agency = asked.agency or scope
    if scope not in {None, agency}:
        raise Problem("not_found")
    last = asked.to or datetime.now(VIET_NAM).date()
    found = await monthly_figures(has.ledger, Card.DRAFTERS, agency, *twelve_months(last))
    return DraftingMonths(
        agency=agency, months=tuple(DraftingMonth.of(*each) for each in found.items())
    )


@router.get(
    "/agencies",
    **read(
        "read_scorecards_of_agencies",
        "Bảng điểm cơ quan được lấy ý kiến",
        "Scorecards of agencies asked",
    ),
)
async def agencies(has: Has, actor: Caller, period: Within) -> AgencyScorecards:
    """Time and quality apart; agreeing or not changes neither. A head reads their own agency's."""
    scope = scorecard_scope(actor, Scorecard.AGENCIES)
    found = await scorecard_reads.agency_scorecards(has.ledger, scope, period)
    return AgencyScorecards(period=period, agencies=found)


@router.get(
    "/rules",
    **read(
        "read_scorecards_of_rules",
        "Bảng điểm các quy tắc đánh giá",
        "Scorecards of the rubric's rules",
    ),
)
async def rules(has: Has, actor: Caller, period: Within) -> RuleScorecards:
    """What each rule returned and flagged, how often people agreed, and which rules retired."""
    scorecard_scope(actor, Scorecard.RULES)
    return RuleScorecards(
        period=period,
        rules=await scorecard_reads.rule_scorecards(has.ledger, period),
        agreement=await rule_agreement(has.ledger, period),
        retired=await retired_rules(has.ledger, datetime.now(UTC)),
    )
