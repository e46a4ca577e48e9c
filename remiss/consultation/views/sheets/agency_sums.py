"""What a sheet says of agencies: the lines of each summed, and which of these sums changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from remiss.consultation.values import AgencyCode
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import (
    Amendment,
    Cause,
    Change,
    KeptSheet,
    SheetLine,
    amended,
)

Sums = Mapping[AgencyCode, Counter[str]]


class AgencyChange(NamedTuple):
    """One figure of an agency as an amendment changed it, and the events behind that."""

    amendment: Amendment
    card: Card
    agency: AgencyCode
    figure: str
    before: int
    after: int
    causes: tuple[Cause, ...]


def agency_sums(lines: Iterable[SheetLine], card: Card) -> Sums:
    """The figures of each agency, by its code; those with none are not there."""
    found: defaultdict[AgencyCode, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.card is card and line.figures:
            found[line.agency].update(line.figures)
    return dict(sorted(found.items()))


def agency_changes(kept: KeptSheet) -> list[AgencyChange]:
    """What the amendments changed of agencies, in their order.

    What only went from one person of an agency to another changes nothing of the agency.
    """
    found: list[AgencyChange] = []
    lines = kept.sheet.lines
    for each in kept.amendments:
        after = amended(lines, each.changes)
        found += _changed(each, lines, after)
        lines = after
    return found


def _changed(
    amendment: Amendment, before: tuple[SheetLine, ...], after: tuple[SheetLine, ...]
) -> Iterable[AgencyChange]:
    by_figure: defaultdict[tuple[Card, AgencyCode, str], list[Change]] = defaultdict(list)
    for change in amendment.changes:
        by_figure[change.card, change.agency, change.figure].append(change)
    for (card, agency, figure), changes in sorted(by_figure.items()):
        old, new = (_figure(lines, card, agency, figure) for lines in (before, after))
        if old != new:
            causes = tuple(cause for change in changes for cause in change.causes)
            yield AgencyChange(amendment, card, agency, figure, old, new, causes)


def _figure(lines: Iterable[SheetLine], card: Card, agency: AgencyCode, figure: str) -> int:
    mine = (line for line in lines if (line.card, line.agency) == (card, agency))
    return sum(line.figures.get(figure, 0) for line in mine)
