"""A case as it stood at an instant: what was known of it then, and what was learnt only later.

What counts is when an event was learnt (`at`): a case stands at an instant as everybody could know
it then, and the daily report of that instant says the same. What fell due by then and was recorded
afterwards, such as a silence dated when it was due, changes nothing of that. It is named beside
it, so that nobody is blamed or cleared by half of the truth.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Event, OutageRecorded, RecordedEvent
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import Names
from remiss.consultation.values import AgencyCode, Value
from remiss.texts import Bilingual, day_and_time, join, say


class LearntLater(Value):
    """An event that belongs before an instant, and was recorded after it."""

    version: int
    type: str
    agency: AgencyCode | None
    since: AwareDatetime = Field(description="When it fell due, or an outage began.")
    recorded_at: AwareDatetime
    text: Bilingual


class AsOf(Value):
    """Which instant an answer speaks of, and which knowledge it rests on."""

    at: AwareDatetime
    version: int = Field(description="Of the last event known then.")
    learnt_later: tuple[LearntLater, ...] = Field(
        description="Fell due by then, and was recorded only afterwards: not in what is shown."
    )
    text: Bilingual


Known = Callable[[Event], bool]


def known_by(events: Sequence[RecordedEvent], at: datetime) -> tuple[RecordedEvent, ...]:
    """What had been learnt by `at`, from the first event on; none before the case was opened."""
    return tuple(takewhile(lambda recorded: recorded.event.at <= at, events))


def as_of(
    events: Sequence[RecordedEvent],
    at: datetime,
    names: Names,
    may_read: Known = lambda _: True,
) -> AsOf:
    """What to say beside a case as it stood at `at`, to who may read these of its events.

    `events` is the whole stream, `names` those of its case. The case was open at `at`.
    """
    version = len(known_by(events, at))
    later = tuple(
        LearntLater(
            version=recorded.version,
            type=recorded.event.kind,
            agency=getattr(recorded.event, "agency", None),
            since=since,
            recorded_at=recorded.event.at,
            text=describe(recorded, names),
        )
        for recorded in events[version:]
        if (since := _since(recorded.event)) and since <= at and may_read(recorded.event)
    )
    return AsOf(at=at, version=version, learnt_later=later, text=_said(at, version, len(later)))


def _since(event: Event) -> datetime | None:
    """From when on an event that time brought about holds; None: from when it was learnt."""
    if isinstance(event, OutageRecorded):
        return event.since
    return getattr(event, "fell_due_at", None)


def _said(at: datetime, version: int, later: int) -> Bilingual:
    known = say("retrospect.as_of", moment=day_and_time(at), version=version)
    return join((known, say("retrospect.learnt_later", later=later))) if later else known
