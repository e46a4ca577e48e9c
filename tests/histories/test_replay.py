"""Histories of earlier versions replay: a change that would break a running case fails here.

They replay to the same commands, and to the same events, state and alarms.
"""

import base64
import json
from pathlib import Path

import pytest
from temporalio import workflow

from remiss.temporal.codec import ENCODING, Keyring
from tests.given.decisions import Watched, read
from tests.given.fingerprints import (
    FINGERPRINTS,
    GOLDEN,
    HISTORIES,
    PASSED_THROUGH,
    VERSION,
    Lived,
    committed,
    complaint,
    decided_otherwise,
    digest,
    events_of,
    kept,
    lines_of,
    lived,
    name_of,
    path_of,
    record,
)

LADDER = f"{VERSION}/silence_climbs_the_whole_ladder"
SEALED = f"{VERSION}/a_sealed_case_is_answered"


def test_there_are_histories_to_replay() -> None:
    """The stories whose replay guards running cases are committed, each under its version."""
    assert len(kept()) >= 10
    assert list(HISTORIES.glob("*.json")) == [FINGERPRINTS]


@pytest.fixture(scope="session", autouse=True)
async def recorded_anew(request: pytest.FixtureRequest) -> None:
    """Before anything is compared, when the run is told to."""
    if request.config.getoption("--record-fingerprints"):
        record({name_of(path): await lived(path) for path in kept()})


@pytest.mark.parametrize("path", kept(), ids=name_of)
async def test_a_history_replays(path: Path) -> None:
    """Each story leads the present code to the same commands, events, state and alarms.

    If this fails, a case that is running now would break, or part from its ledger. The message
    says what differs, and what to do.
    """
    name = name_of(path)
    expected = committed().get(name)
    assert expected, f"{name} has no fingerprint: run with --record-fingerprints and commit it"
    found = await lived(path)
    if told := complaint(name, expected["commands"], found) or decided_otherwise(name, found):
        pytest.fail(told, pytrace=False)


def test_every_fingerprint_is_of_a_history_that_is_kept() -> None:
    """No history of a version goes missing unnoticed, and no list was edited by hand."""
    assert set(committed()) == {name_of(path) for path in kept()}
    for name, entry in committed().items():
        assert entry["digest"] == digest(entry["commands"]), name


def test_all_events_kept_are_of_a_history_that_is_kept() -> None:
    """None is left over from a story that was renamed."""
    cases = {name_of(path) for path in kept() if lines_of(name_of(path))}
    assert {events_of(name) for name in cases} == set(HISTORIES.rglob("*.jsonl"))
    assert len(cases) >= 10


async def test_a_step_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate shuts: story, expected and got, and what to use."""
    monkeypatch.setattr("workflows.ledger_journal.Journal.record", _record_nothing)

    found = await lived(path_of(LADDER), PASSED_THROUGH.with_passthrough_modules("workflows"))

    assert "[TMPRL1100]" in str(found.failure)
    told = complaint(LADDER, committed()[LADDER]["commands"], found)
    assert told
    assert told.startswith(f"{LADDER}: command ")
    assert "expected: schedule_local_activity record_events" in told
    assert "got:      " in told
    assert "workflow.patched" in told


async def _record_nothing(_journal: object) -> None:
    return


async def test_another_timer_than_before_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that waits for its alarms without a timer."""
    monkeypatch.setattr("workflows.alarm_timers.AlarmTimers._rings", _waits_for_nothing)
    found = await lived(path_of(LADDER), PASSED_THROUGH.with_passthrough_modules("workflows"))
    told = complaint(LADDER, committed()[LADDER]["commands"], found)
    assert told
    assert "expected: start_timer" in told


async def _waits_for_nothing(*_alarm: object) -> bool:
    await workflow.wait_condition(lambda: False)
    return False


@pytest.mark.parametrize(
    ("found", "want", "got"),
    [
        (("start_timer 1; update_response accepted",), "complete_workflow_execution", "nothing"),
        (("update_response accepted",), "start_timer 1", "update_response accepted"),
        (
            (
                "start_timer 1; update_response accepted; complete_workflow_execution",
                "set_patch_marker x",
            ),
            "nothing",
            "set_patch_marker x",
        ),
    ],
    ids=["fewer", "other", "more"],
)
def test_what_replays_and_still_differs_is_told(
    found: tuple[str, ...], want: str, got: str
) -> None:
    """Also where Temporal itself would not object."""
    expected = ["start_timer 1", "update_response accepted; complete_workflow_execution"]
    told = complaint("story", expected, Lived(found))
    assert told
    assert f"expected: {want}\n  got:      {got}\n" in told


def test_how_commands_come_together_is_no_difference() -> None:
    """Another version of the SDK may wake a workflow twice where one woke it once."""
    apart, together = (
        ("start_timer 1", "update_response accepted"),
        ("start_timer 1; update_response accepted",),
    )
    assert complaint("story", apart, Lived(together)) is None
    assert digest(apart) == digest(together)


async def test_a_sealed_history_replays_with_its_key_alone() -> None:
    """Every payload of it is sealed; without the key the replay says which one is missing."""
    history = json.loads(path_of(SEALED).read_text(encoding="utf-8"))
    encodings = set(_encodings(history))
    assert base64.b64encode(ENCODING).decode() in encodings
    assert (await lived(path_of(SEALED))).failure is None
    without = await lived(path_of(SEALED), keyring=Keyring())
    assert GOLDEN.keys[0].id in str(without.failure)


def _encodings(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["metadata"]["encoding"]] if "encoding" in node.get("metadata", {}) else []
        return own + [found for value in node.values() for found in _encodings(value)]
    if isinstance(node, list):
        return [found for item in node for found in _encodings(item)]
    return []


def test_recording_anew_leaves_a_released_version_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a released version did is never rewritten; what does not replay is not taken."""
    opened = read(lines_of(LADDER)[0])
    path = tmp_path / "fingerprints.json"
    monkeypatch.setattr("tests.given.fingerprints.FINGERPRINTS", path)
    monkeypatch.setattr("tests.given.fingerprints.HISTORIES", tmp_path)
    released, now = "0.0.1/story", f"{VERSION}/story"
    for name in (released, now):
        (tmp_path / name).parent.mkdir()
    broken = Lived((), ValueError("differs"), Watched())
    record({name: Lived(("start_timer 1",), case=Watched()) for name in (released, now)})
    events_of(released).write_text("as released\n", encoding="utf-8")
    changed = Lived(("start_timer 2",), case=Watched(events=(opened,)))
    record({released: changed, now: changed, f"{VERSION}/broken": broken})
    kept_now = {name: entry["commands"] for name, entry in committed().items()}
    assert kept_now == {released: ["start_timer 1"], now: ["start_timer 2"]}
    assert (lines_of(released), len(lines_of(now))) == (["as released"], 1)
    assert lines_of(f"{VERSION}/broken") == []
