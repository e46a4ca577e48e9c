"""Which events changed the figures of a period that had been counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from remiss.consultation.views.scores.case_score import CaseScore
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, Cause, Change, LineKey
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.ledger.connection import Reader
from remiss.ledger.reads.stored_events import events_of
from remiss.ledger.statements import SQL


class FigureKey(NamedTuple):
    """One figure of one line."""

    line: LineKey
    figure: str


Causes = Mapping[FigureKey, Sequence[Cause]]


async def explained(
    source: Reader, period: SheetPeriod, changes: Sequence[Change], since: datetime
) -> tuple[Change, ...]:
    """The changes with the events after `since` that made them, as far as there are such.

    Each case that moved is counted again, event by event: what an event adds to the period, or
    takes from it, is its doing.

    Raises:
        LedgerUnreadable: a case cannot be followed.
    """
    found = await _causes(source, period, changes, since) if changes else {}
    return tuple(
        each.model_copy(update={"causes": tuple(found.get(FigureKey(each.line, each.figure), ()))})
        for each in changes
    )


async def _causes(
    source: Reader, period: SheetPeriod, changes: Sequence[Change], since: datetime
) -> Causes:
    wanted = {FigureKey(each.line, each.figure) for each in changes}
    agencies = {card: sorted({c.agency for c in changes if c.card is card}) for card in SHEET_CARDS}
    rows = await source.fetch(
        SQL["cases_moved_since"], since, agencies[Card.DRAFTERS], agencies[Card.AGENCIES]
    )
    found: dict[FigureKey, list[Cause]] = defaultdict(list)
    for row in rows:
        events = await source.fetch(SQL["events_recorded"], row["stream"])
        for key, cause in _steps(row["stream"], events, period, since):
            if key in wanted:
                found[key].append(cause)
    return found


def _steps(
    stream: str, rows: Sequence[Any], period: SheetPeriod, since: datetime
) -> Iterable[tuple[FigureKey, Cause]]:
    """What each event of a case after `since` changed in the period."""
    score = CaseScore()
    before: Counter[FigureKey] | None = None
    for row, recorded in zip(rows, events_of(stream, rows), strict=True):
        if row["recorded_at"] > since and before is None:
            before = counted_within(score, period)
        score.add(recorded)
        if before is None:
            continue
        after = counted_within(score, period)
        for key in sorted({*before, *after}):
            if amount := after[key] - before[key]:
                yield (
                    key,
                    Cause(
                        consultation=stream,
                        version=recorded.version,
                        kind=recorded.event.kind,
                        at=recorded.event.at,
                        amount=amount,
                    ),
                )
        before = after


def counted_within(score: CaseScore, period: SheetPeriod) -> Counter[FigureKey]:
    """What a case adds to the figures of the period."""
    found: Counter[FigureKey] = Counter()
    first, last = period.first.isoformat(), period.last.isoformat()
    for part in score.changed:
        for mark in part.marks:
            if mark["card"] in SHEET_CARDS and first <= mark["day"] <= last:
                line = LineKey(Card(mark["card"]), mark["subject"], mark["part"])
                for figure, amount in mark["figures"].items():
                    found[FigureKey(line, figure)] += amount
    return found
