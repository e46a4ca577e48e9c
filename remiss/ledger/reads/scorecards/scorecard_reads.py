"""Scorecards, read from the sums that are kept with each event: of one agency or of all."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from remiss.consultation.values import AgencyCode, Person
from remiss.consultation.views.scores.tally import Card
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.agency_scorecard import AgencyScorecard, OfficialScorecard
from remiss.ledger.reads.scorecards.answering import Answering
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.drafter_scorecard import (
    DrafterScorecard,
    Drafting,
    OverrideUsed,
    PersonDrafting,
)
from remiss.ledger.reads.scorecards.period import Period, Spans
from remiss.ledger.reads.scorecards.rule_scorecard import RuleScorecard
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual


class ProvinceScorecard(NamedTuple):
    """How the province's agencies answer, and how they consult, all together."""

    answering: Answering
    drafting: Drafting


class Summed(NamedTuple):
    """The figures of one part of a subject, over a period."""

    subject: str
    part: str
    name: str
    figures: Figures


async def summed(source: Reader, card: Card, spans: Spans, subject: str | None) -> list[Summed]:
    """All parts of the scorecards of a kind, of one subject or of all."""
    rows = await source.fetch(SQL["scorecard_sums"], card, subject, *spans)
    return [
        Summed(row["subject"], row["part"], row["name"], Counter(json.loads(row["figures"])))
        for row in rows
    ]


async def drafter_scorecards(
    source: Reader, agency: AgencyCode | None, period: Period, recused: AgencyCode | None = None
) -> tuple[DrafterScorecard, ...]:
    """Those of a drafting agency, or of all; no reasons of cases to which `recused` is a party.

    Raises:
        Problem: `period_reversed`.
    """
    people: dict[str, list[Summed]] = defaultdict(list)
    for found in await summed(source, Card.DRAFTERS, period.spans(), agency):
        people[found.subject].append(found)
    names = await _names(source, "names_of_drafters", people)
    used: dict[str, list[OverrideUsed]] = defaultdict(list)
    for row in await source.fetch(SQL["overrides_used"], agency, *period.bounds(), recused):
        used[row["agency"]].append(OverrideUsed.model_validate_json(row["body"]))
    return tuple(
        DrafterScorecard(
            agency=code,
            name=names[code],
            figures=Drafting.of(sum((p.figures for p in parts), Counter()), used[code]),
            people=tuple(_person(part, used[code]) for part in parts),
        )
        for code, parts in people.items()
    )


def _person(part: Summed, used: Iterable[OverrideUsed]) -> PersonDrafting:
    own = [each for each in used if each.by.id == part.part]
    person = Person(id=part.part, name=part.name)
    return PersonDrafting(person=person, figures=Drafting.of(part.figures, own))


async def figures_by_agency(
    source: Reader, card: Card, agency: AgencyCode | None, period: Period
) -> dict[AgencyCode, Figures]:
    """The sums of one agency, or of all: each of all its people.

    Raises:
        Problem: `period_reversed`.
    """
    found: dict[AgencyCode, Figures] = defaultdict(Counter)
    for each in await summed(source, card, period.spans(), agency):
        found[each.subject].update(each.figures)
    return found


async def agency_scorecards(
    source: Reader, agency: AgencyCode | None, period: Period
) -> tuple[AgencyScorecard, ...]:
    """Those of an agency asked, or of all.

    Raises:
        Problem: `period_reversed`.
    """
    agencies = await figures_by_agency(source, Card.AGENCIES, agency, period)
    names = await _names(source, "names_of_agencies", agencies)
    return tuple(
        AgencyScorecard.of_agency(code, names[code], figures) for code, figures in agencies.items()
    )


async def official_scorecards(
    source: Reader, agency: AgencyCode | None, period: Period
) -> tuple[OfficialScorecard, ...]:
    """Those of the officials of an agency asked, or of all; together they are their agency's.

    Raises:
        Problem: `period_reversed`.
    """
    return tuple(
        OfficialScorecard.of_official(each.subject, _named(each), each.figures)
        for each in await summed(source, Card.AGENCIES, period.spans(), agency)
    )


async def province_scorecard(
    source: Reader, period: Period, apart: Collection[AgencyCode]
) -> ProvinceScorecard:
    """The sum of all but the agencies `apart`.

    Raises:
        Problem: `period_reversed`.
    """
    spans = period.spans()
    asked = await summed(source, Card.AGENCIES, spans, None)
    drafts = await summed(source, Card.DRAFTERS, spans, None)
    return ProvinceScorecard(
        answering=Answering.of(_sum_without(asked, apart)),
        drafting=Drafting.of(_sum_without(drafts, apart), ()),
    )


def _sum_without(found: Iterable[Summed], apart: Collection[AgencyCode]) -> Figures:
    whole: Figures = Counter()
    for each in found:
        if each.subject not in apart:
            whole.update(each.figures)
    return whole


def _named(part: Summed) -> Person | None:
    return Person(id=part.part, name=part.name) if part.part else None


async def rule_scorecards(source: Reader, period: Period) -> tuple[RuleScorecard, ...]:
    """Those of every rule.

    Raises:
        Problem: `period_reversed`.
    """
    found = await summed(source, Card.RULES, period.spans(), None)
    return tuple(RuleScorecard.of(each.subject, each.part, each.figures) for each in found)


async def _names(source: Reader, statement: str, codes: Iterable[str]) -> dict[str, Bilingual]:
    rows = await source.fetch(SQL[statement], list(codes))
    return {row["code"]: Bilingual.model_validate_json(row["name"]) for row in rows}
