"""Published indicators as inspectors read them: each agency, the distribution, what stands out."""

from remiss.consultation.inspecting.messages import Criteria
from remiss.consultation.inspecting.outliers import Counted, Indicator, distribution
from remiss.consultation.values import Actor
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.visibility import recused_for
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.measures import MEASURES, OVERDUE, Kind, Measure
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.problems.problem import Problem
from remiss.reference.registry import Registry

INDICATORS: dict[Card, tuple[Measure, ...]] = {
    Card.AGENCIES: (
        OVERDUE,
        *(each for each in MEASURES[Card.AGENCIES] if each.kind is not Kind.COUNT),
    ),
    Card.DRAFTERS: tuple(each for each in MEASURES[Card.DRAFTERS] if each.kind is not Kind.COUNT),
}
"""Those that are rates: a count alone says more of how much an agency is asked."""


async def read_indicator(
    source: Reader, looks: Actor, asked: Indicator, registry: Registry
) -> Indicator:
    """What is `asked` with every agency of which a rate is said, but that of whoever looks.

    Bodies apart from rankings are left out.

    Raises:
        Problem: `no_such_indicator`, `period_reversed`.
    """
    known = {each.name: each for each in INDICATORS.get(asked.card, ())}
    if asked.figure not in known:
        raise Problem("no_such_indicator")
    measured = known[asked.figure]
    days = Period.model_validate({"from": asked.first, "to": asked.last})
    found = await figures_by_agency(source, asked.card, None, days)
    apart = {*registry.apart, recused_for(looks)}
    counted = tuple(
        Counted(
            agency=code,
            name=registry.name_of(code),
            amount=measured.amount(figures),
            among=measured.among(figures),
        )
        for code, figures in sorted(found.items())
        if code not in apart and measured.enough(figures)
    )
    return asked.model_copy(update={"counted": counted})


def criteria_of(indicator: Indicator) -> Criteria:
    """What is drawn from: what those that stand out had to do with in the same days."""
    found = distribution(indicator)
    outliers = found.outliers if found else ()
    of_card = {"asked": outliers} if indicator.card is Card.AGENCIES else {"drafting": outliers}
    return Criteria(first=indicator.first, last=indicator.last, **of_card)
