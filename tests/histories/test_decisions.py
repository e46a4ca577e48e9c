"""The gate on what cases decide shuts: a changed rule is named, also where no command changes."""

from typing import Any

import pytest

from remiss.consultation.life.changes import Changes, move_on
from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import evolve
from remiss.consultation.life.ladder import alarms
from remiss.consultation.life.ladder.alarms import Alarm
from remiss.consultation.state import State, Unopened
from tests.given import decisions
from tests.given.decisions import read
from tests.given.fingerprints import (
    PASSED_THROUGH,
    VERSION,
    Lived,
    committed,
    complaint,
    decided_otherwise,
    kept,
    lines_of,
    lived,
    name_of,
    path_of,
)

PLAIN = f"{VERSION}/everyone_answers_and_the_case_ends"
WAITING = f"{VERSION}/every_open_request_has_a_timer_named_for_a_reader"
CASES = [name for name in map(name_of, kept()) if lines_of(name)]
OPENED = [name for name in CASES if read(lines_of(name)[0]).version == 1]
"""Those from the opening on; other runs go on from a state they were given."""
WITH_WORKFLOWS = PASSED_THROUGH.with_passthrough_modules("workflows")


@pytest.mark.parametrize("name", OPENED)
def test_a_ledger_that_holds_the_events_leads_to_the_same(name: str) -> None:
    """Read from where they lie, as a recovery reads them, and hashed and followed anew."""
    kept_lines = lines_of(name)
    events = [read(line) for line in kept_lines]
    assert [recorded.version for recorded in events] == list(range(1, len(events) + 1))
    if told := decisions.complaint(kept_lines, list(decisions.lines(events, Unopened()))):
        pytest.fail(f"{name}: {told}", pytrace=False)


async def _told(name: str, found: Lived) -> str:
    """What the gate says, where Temporal has nothing to object to."""
    assert complaint(name, committed()[name]["commands"], found) is None
    told = decided_otherwise(name, found)
    assert told
    assert told.startswith(f"{name}: ")
    assert "--record-fingerprints" in told
    return told


async def test_an_event_decided_otherwise_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that finds replies late that were in time changes no command."""
    monkeypatch.setattr("remiss.consultation.time.clock.Clock.days_late", lambda *_: 1)
    told = await _told(PLAIN, await lived(path_of(PLAIN)))
    assert "event 4 of 9 (reply_received) is decided otherwise" in told
    assert "event/event/days_late\n    expected: 0\n    got:      1" in told


async def test_a_state_that_parts_from_the_ledger_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an event changes is a rule as well: here nobody remembers when a request was settled."""

    def forgetful(*given: Any) -> Changes:
        return {**move_on(*given), "settled_at": None}

    monkeypatch.setattr("remiss.consultation.life.reviewing.evolve.move_on", forgetful)
    told = await _told(PLAIN, await lived(path_of(PLAIN)))
    assert "event 5 of 9 (reply_accepted) changes the state otherwise" in told
    assert "changed/requests/H99.03/settled_at\n" in told
    assert "got:      (nothing)" in told


async def test_an_alarm_at_another_time_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporal asks whether a timer was started, never for how long."""
    ladder_alarm = alarms._ladder_alarm

    def early(*given: Any) -> Alarm:
        alarm = ladder_alarm(*given)
        return alarm.model_copy(update={"at": alarm.at.replace(minute=alarm.at.minute + 1)})

    monkeypatch.setattr("remiss.consultation.life.ladder.alarms._ladder_alarm", early)
    found = await lived(path_of(WAITING))
    told = await _told(WAITING, found)
    assert "event 2 of 3 (request_sent) leaves other alarms" in told
    assert "alarms/0/at\n" in told
    assert found.otherwise
    assert found.otherwise.startswith("its history says otherwise\n  timer 2\n")


async def test_a_memory_that_parts_from_the_events_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every event is the same, but the case in memory forgets when it was closed."""

    def inattentive(state: State, event: Event) -> State:
        after = evolve(state, event)
        return after.model_copy(update={"closed_at": None}) if after.version == 8 else after

    monkeypatch.setattr("workflows.ledger_journal.evolve", inattentive)
    found = await lived(path_of(PLAIN), WITH_WORKFLOWS)
    assert found.case
    assert decisions.complaint(lines_of(PLAIN), found.case.lines) is None
    assert "at version 9 its memory is not what its events lead to" in str(found.case.parted())


async def test_events_that_are_missing_or_too_many_are_told() -> None:
    """One more or one fewer is a difference like any other."""
    case = (await lived(path_of(WAITING))).case
    assert case
    first, *others = case.lines
    told = decisions.complaint(case.lines, [first, *others[:1]])
    assert told == "event 3 of 3 (request_sent) is missing"
    told = decisions.complaint([first, *others[:1]], case.lines)
    assert told == "event 3 of 2 (request_sent) is one too many"
    assert decisions.complaint(case.lines, case.lines) is None
