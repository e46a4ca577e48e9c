"""Figures of persons, which come from here and nowhere else: who looks is known where they do."""

from collections.abc import Sequence

from remiss.consultation.authority import Scorecard
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import Summed, drafter_scorecards, summed

CARDS = {Scorecard.AGENCIES: Card.AGENCIES, Scorecard.DRAFTERS: Card.DRAFTERS}


async def personal_figures(
    source: Reader, looks: Actor, scorecard: Scorecard, agency: AgencyCode, period: Period
) -> Sequence[Summed]:
    """Of each person of an agency, one an item; what is nobody's has no person's id.

    Raises:
        Problem: `period_reversed`.
        Refusal: `not_permitted`: neither their own agency, nor who oversees.
    """
    scope = scorecard_scope(looks, scorecard)
    if scope not in {None, agency}:
        return ()
    return await summed(source, CARDS[scorecard], period.spans(), agency)


async def own_figures(
    source: Reader, looks: Actor, scorecard: Scorecard, period: Period
) -> Summed | None:
    """Those of whoever looks; None where there are none.

    Raises:
        Problem: `period_reversed`.
    """
    if looks.agency is None:
        return None
    found = await summed(source, CARDS[scorecard], period.spans(), looks.agency)
    return next((each for each in found if each.part == looks.id), None)


async def figures_with_people(
    source: Reader, looks: Actor, period: Period
) -> tuple[DrafterScorecard, ...]:
    """The drafting agencies somebody may read, with their people.

    Raises:
        Problem: `period_reversed`.
        Refusal: `not_permitted`.
    """
    scope = scorecard_scope(looks, Scorecard.DRAFTERS)
    return await drafter_scorecards(source, scope, period)
