"""Every order of append, 202, lost tasks, outages, recover and reconcile, for two commands."""

from dataclasses import replace
from functools import partial

import pytest

from lab.checking.explorer import Explored, explore
from lab.checking.recording_steps import steps
from lab.checking.recording_world import CaseRun, Event, Rules, World, wrong

FAULTS = 3


def explored(rules: Rules) -> Explored:
    return explore(World(faults=FAULTS), partial(steps, rules=rules), wrong)


def test_as_the_service_is_no_order_loses_or_doubles_anything() -> None:
    """Three faults wherever they may fall: what was acknowledged is recorded once, or named."""
    found = explored(Rules())
    assert found.trace is None
    assert found.states > 10_000


@pytest.mark.parametrize(
    ("rules", "says", "through"),
    [
        (Rules(follows_ledger=False), "stalled", "lose the task"),
        (Rules(asks_ended_runs=False), "lost", "the run is ended"),
        (Rules(ends_where_next_began=False), "contradicted", "restore a backup with 0 events"),
    ],
    ids=["0015", "0030", "0031"],
)
def test_a_fault_of_the_past_put_back_is_found(rules: Rules, says: str, through: str) -> None:
    """What records 0015, 0030 and 0031 mended is found again, by the steps they tell of."""
    trace = explored(rules).trace
    assert trace is not None
    assert trace.wrong.startswith(says)
    assert through in trace.steps


def test_a_command_recorded_twice_is_seen() -> None:
    """The look at a world is not blind: a doubled command is named in whatever world it lies."""
    twice = (Event("a", 0), Event("a", 1))
    assert wrong(World(ledger=twice)).startswith("doubled")


def test_what_is_not_recorded_yet_is_not_lost_yet() -> None:
    """A command answered 202 is missed only once nobody has it on the way any more."""
    waiting = World(runs=(CaseRun(line=(Event("a", 0),)),), told=frozenset("a"))
    assert not wrong(waiting)
    assert wrong(replace(waiting, runs=(CaseRun(),))).startswith("lost")
