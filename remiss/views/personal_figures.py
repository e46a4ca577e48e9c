"""Figures of persons, which come from here and nowhere else: who looks is put on record first."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from remiss.consultation.authority import Scorecard
from remiss.consultation.inspection_named import InspectionNamed, reads_people
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, AgencyCode, PersonId
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.visibility import recused_for
from remiss.ledger.connection import Reader
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.scorecards.drafter_scorecard import DrafterScorecard
from remiss.ledger.reads.scorecards.figure_looks import record_look
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import Summed, drafter_scorecards, summed
from remiss.problems.problem import Problem

CARDS = {Scorecard.AGENCIES: Card.AGENCIES, Scorecard.DRAFTERS: Card.DRAFTERS}


class Looking(NamedTuple):
    """Whoever looks, from where figures are read, and where the look is put on record."""

    reader: Actor
    ledger: Reader
    tables: PortalTables
    named: InspectionNamed | None = None
    """The inspection within which an inspector looks."""


async def open_to(
    looking: Looking, scorecard: Scorecard, people: Collection[PersonId], period: Period
) -> bool:
    """Whether the figures of these people are shown; that they are is on record before.

    Who may read the scorecard at all is asked before, by the table of authority.

    Raises:
        Problem: `ledger_unavailable`: it cannot be put on record, so nothing is shown.
    """
    if not reads_people(looking.reader, looking.named):
        return False
    days = (period.from_, period.to)
    await record_look(looking.tables, looking.reader, scorecard, people, days, looking.named)
    return True


async def open_to_one(
    looking: Looking, scorecard: Scorecard, agency: AgencyCode, person: PersonId, period: Period
) -> None:
    """As `open_to`, of one person of an agency: an id nobody's figures have leaves no look.

    Raises:
        Problem: `not_found`: nothing was ever counted of such a person there; as `open_to`.
        Refusal: `inspection_without_reason`.
    """
    if not reads_people(looking.reader, looking.named):
        raise Refusal("inspection_without_reason")
    known = await summed(looking.ledger, CARDS[scorecard], Period().spans(), agency)
    if all(each.part != person for each in known):
        raise Problem("not_found")
    await open_to(looking, scorecard, (person,), period)


async def personal_figures(
    looking: Looking, scorecard: Scorecard, agency: AgencyCode | None, period: Period
) -> Sequence[Summed] | None:
    """Of each person of an agency, or of all, one an item; what is nobody's has no person's id.

    None: the figures of people are not shown to whoever looks.

    Raises:
        Problem: `period_reversed`; as `open_to`.
        Refusal: `not_permitted`: neither their own agency, nor who oversees.
    """
    if scorecard_scope(looking.reader, scorecard) not in {None, agency}:
        return ()
    found = await summed(looking.ledger, CARDS[scorecard], period.spans(), agency)
    people = [each.part for each in found if each.part]
    return found if await open_to(looking, scorecard, people, period) else None


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
    looking: Looking, period: Period
) -> tuple[tuple[DrafterScorecard, ...], bool]:
    """The drafting agencies somebody may read, and whether with their people.

    Without these no override says whose it was; nor does one of a case they do not oversee.

    Raises:
        Problem: `period_reversed`; as `open_to`.
        Refusal: `not_permitted`.
    """
    scope = scorecard_scope(looking.reader, Scorecard.DRAFTERS)
    recused = recused_for(looking.reader)
    found = await drafter_scorecards(looking.ledger, scope, period, recused)
    people = [each.person.id for card in found for each in card.people]
    if await open_to(looking, Scorecard.DRAFTERS, people, period):
        return found, True
    return tuple(map(_without_people, found)), False


def _without_people(card: DrafterScorecard) -> DrafterScorecard:
    figures = card.figures.model_copy(update={"override_reasons": ()})
    return card.model_copy(update={"people": (), "figures": figures})
