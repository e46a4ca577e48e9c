"""The count of a period as the scorecards have it now, line by line."""

from collections.abc import Iterable
from typing import NamedTuple

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, SheetLine, sheet_figures
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.reads.scorecards.scorecard_reads import summed
from remiss.ledger.statements import SQL
from remiss.texts import Bilingual

NAMES = {Card.AGENCIES: "names_of_agencies", Card.DRAFTERS: "names_of_drafters"}


class PeriodCount(NamedTuple):
    """The figures of a period, and what the agencies are called."""

    lines: tuple[SheetLine, ...]
    names: dict[AgencyCode, Bilingual]


def days_of(period: SheetPeriod) -> Period:
    """The period as scorecards take it."""
    return Period.model_validate({"from": period.first, "to": period.last})


async def count_period(source: Reader, period: SheetPeriod) -> PeriodCount:
    """What the scorecards of these days say; consistent within one snapshot of the database."""
    spans = days_of(period).spans()
    lines: list[SheetLine] = []
    names: dict[AgencyCode, Bilingual] = {}
    for card in SHEET_CARDS:
        found = [
            SheetLine(
                card=card,
                agency=each.subject,
                person=each.part,
                name=each.name or "",
                figures=sheet_figures(each.figures),
            )
            for each in await summed(source, card, spans, None)
        ]
        lines += [line for line in found if line.figures]
        names |= await _names(source, NAMES[card], (line.agency for line in found))
    return PeriodCount(tuple(sorted(lines, key=lambda line: line.key)), names)


async def _names(
    source: Reader, statement: str, codes: Iterable[AgencyCode]
) -> dict[AgencyCode, Bilingual]:
    rows = await source.fetch(SQL[statement], sorted({*codes}))
    return {row["code"]: Bilingual.model_validate_json(row["name"]) for row in rows}
