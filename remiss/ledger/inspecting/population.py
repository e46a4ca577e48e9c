"""The population of a sample: what the first checkpoint after its commitment speaks for."""

from datetime import datetime
from typing import NamedTuple

from remiss.consultation.inspecting.draw import MOST_LINES, PopulationLine
from remiss.consultation.inspecting.messages import INSPECTION_CHAIN, SampleCommitted, Unit
from remiss.consultation.values import Sha256
from remiss.ledger.connection import Reader
from remiss.ledger.reads.scorecards.period import Period
from remiss.ledger.statements import SQL

EVENTS = {
    Unit.CASES: "consultation_opened",
    Unit.REQUESTS: "request_sent",
    Unit.REPLIES: "reply_received",
}
"""By which event each is known."""


class CheckpointAfter(NamedTuple):
    """The first checkpoint that signed a commitment."""

    number: int
    root: Sha256
    signature: str
    at: datetime


async def checkpoint_after(source: Reader, entry: int) -> CheckpointAfter | None:
    """The first that speaks for the entry of that number; None until one is signed."""
    rows = await source.fetch(SQL["checkpoint_after_commitment"], INSPECTION_CHAIN, entry)
    if not rows:
        return None
    return CheckpointAfter(*(rows[0][name] for name in CheckpointAfter._fields))


async def population_at(
    source: Reader, checkpoint: int, committed: SampleCommitted
) -> tuple[PopulationLine, ...]:
    """What a sample is drawn from: the same however often and whenever it is read.

    One line more than may be drawn from tells that there are too many.
    """
    criteria = committed.criteria
    days = Period.model_validate({"from": criteria.first, "to": criteria.last})
    rows = await source.fetch(
        SQL["population_at"],
        checkpoint,
        EVENTS[committed.unit],
        list(criteria.asked),
        list(criteria.drafting),
        *days.bounds(),
        committed.recused,
        MOST_LINES + 1,
    )
    if committed.unit is Unit.CASES:
        return tuple(row["stream"] for row in rows)
    return tuple(f"{row['stream']}/{row['agency']}#{row['version']}" for row in rows)
