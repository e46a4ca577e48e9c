"""Whom the published rule names as habitually overdue, with the count and what was explained."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.documents.period_sheet.overdue_letter import OverdueHead
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.head_explanations import HeadExplanation, head_explanations
from remiss.ledger.reads.scorecards.measures import measure
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import figures_by_agency
from remiss.reference.evaluation import OverdueRule, evaluation_rules
from remiss.reference.people import People
from remiss.reference.registry import Registry

OVERDUE = "overdue"


async def overdue_heads(
    source: Reader, registry: Registry, people: People, first: date, last: date
) -> tuple[OverdueRule | None, tuple[OverdueHead, ...]]:
    """The rule in force on the last day, and whom it names, by code; bodies apart by none."""
    period = Period.model_validate({"from": first, "to": last})
    found = await figures_by_agency(source, Card.AGENCIES, None, period)
    explained = await head_explanations(source, first, last)
    rule = evaluation_rules().overdue_on(last)
    return rule, tuple(named_heads(rule, found.items(), explained, registry, people))


def named_heads(
    rule: OverdueRule | None,
    found: Iterable[tuple[AgencyCode, Figures]],
    explained: Iterable[HeadExplanation],
    registry: Registry,
    people: People,
) -> Iterable[OverdueHead]:
    """Those of these agencies whom the rule names, with what was explained for each."""
    said: dict[AgencyCode, list[HeadExplanation]] = defaultdict(list)
    for each in explained:
        said[each.agency].append(each)
    for code, figures in sorted(found):
        overdue, among = overdue_of(figures)
        if code in registry.apart or not (rule and rule.applies(overdue=overdue, among=among)):
            continue
        head = people.head_of(code)
        yield OverdueHead(
            agency=code,
            name=registry.name_of(code),
            head=head.name if head else None,
            overdue=overdue,
            among=among,
            explanations=tuple(said[code]),
        )


def overdue_of(figures: Figures) -> tuple[int, int]:
    """How many replies were late or never came, out of how many."""
    shown = measure(Card.AGENCIES, OVERDUE)
    assert shown  # noqa: S101 -- named here
    return shown.amount(figures), shown.among(figures)
