from collections.abc import Sequence
from datetime import datetime, timedelta

from remiss.consultation.life.commands import Command
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.telling.names import NO_NAMES, names_in
from remiss.consultation.views.retrospect import AsOf, as_of, known_by
from tests.given.case import (
    FINANCE,
    MONDAY,
    MONEY,
    hanoi,
    opening,
    outage_until,
    time_passes,
)
from tests.given.ledger_cases import batches, events_of

DUE = hanoi("2026-03-09", "17:00")
ONE_MINUTE = timedelta(minutes=1)
OPENING = opening(questions=(MONEY,), agencies=(FINANCE.code,))


def told(*commands: Command) -> list[RecordedEvent]:
    return events_of(batches(OPENING, *commands))


def stood(events: Sequence[RecordedEvent], at: datetime) -> tuple[Consultation, AsOf]:
    """The case as it stood, and what is said beside it."""
    now = fold(recorded.event for recorded in events)
    then = fold(recorded.event for recorded in known_by(events, at))
    assert isinstance(now, Consultation)
    assert isinstance(then, Consultation)
    return then, as_of(events, at, names_in(now))


def test_nothing_is_known_before_the_opening() -> None:
    """And at the very moment of the opening, all of it is."""
    events = told()

    assert known_by(events, MONDAY - timedelta(microseconds=1)) == ()
    assert known_by(events, MONDAY) == tuple(events)


def test_a_case_stands_as_it_was_known_then() -> None:
    """Before its deadline an agency is awaited; it becomes late when that is recorded."""
    events = told(time_passes(hanoi("2026-03-20")))

    before, _ = stood(events, DUE - ONE_MINUTE)
    after, said = stood(events, DUE + ONE_MINUTE)

    assert not before.requests[FINANCE.code].overdue
    assert after.requests[FINANCE.code].overdue
    assert after.requests[FINANCE.code].stage is Stage.AWAITING
    assert said.learnt_later == ()
    assert said.version == after.version
    assert f"(đến sự kiện số {after.version})" in said.text.vi


def test_what_fell_due_and_was_recorded_later_is_named_and_not_counted() -> None:
    """An hour is forgiven as slowness: the deadline passed at five, the record says so at six."""
    morning = hanoi("2026-03-10", "07:45")
    events = told(time_passes(hanoi("2026-03-09", "16:00")), outage_until(morning))

    then, said = stood(events, DUE + ONE_MINUTE)

    assert not then.requests[FINANCE.code].overdue
    (late,) = said.learnt_later
    assert (late.type, late.agency) == ("request_overdue", FINANCE.code)
    assert (late.since, late.recorded_at) == (DUE, morning)
    assert "ghi nhận sau đó" in said.text.vi
    assert "recorded only afterwards: 1" in said.text.en


def test_an_outage_recorded_later_is_named() -> None:
    """Whoever asks about a moment at which the service was away is told that it was."""
    events = told(time_passes(hanoi("2026-03-05")), outage_until(hanoi("2026-03-12")))

    _, said = stood(events, hanoi("2026-03-10"))

    assert "outage_recorded" in [late.type for late in said.learnt_later]


def test_only_what_a_person_may_read_is_named() -> None:
    """What was learnt later is kept from who may not read it."""
    events = told(time_passes(hanoi("2026-03-09", "16:00")), outage_until(hanoi("2026-03-10")))

    said = as_of(events, DUE + ONE_MINUTE, NO_NAMES, lambda _: False)

    assert said.learnt_later == ()
