"""The oracle sees what it is there to see: a suite that cannot fail would show nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lab.chaos.clients import Told
from lab.chaos.faults import FAULTS
from lab.chaos.oracle import Count, Row, check
from lab.chaos.scene import Result
from lab.chaos.table import show

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(version: int, kind: str, command: str, at: datetime = NOON, **event: Any) -> Row:
    body = json.dumps({"event": event, "command_id": command}, default=str, ensure_ascii=False)
    return Row("HS-1", version, kind, event.get("agency", "H99.04"), command, at, at, body)


def told(command: str, outcome: Any = "acknowledged", *events: str, mark: str = "") -> Told:
    return Told(command, outcome, 200, mark, "HS-1", events)


SENT = row(1, "request_sent", "lan:1", due_at=NOON + HOUR)
RECEIVED = row(2, "reply_received", "huong:1", text="số 7")


def test_what_was_acknowledged_and_is_there_once_is_kept() -> None:
    """The plain case: two commands, two events, nothing to complain of."""
    yes = [told("lan:1", "acknowledged", "request_sent"), told("huong:1", mark="số 7")]
    found = check(yes, [SENT, RECEIVED], wall_clock=True)
    assert (found.pop("acknowledged"), found.pop("kept")) == (2, 2)
    assert not any(found.values())


@pytest.mark.parametrize(
    ("acknowledged", "lost"),
    [
        (told("huong:2"), ["huong:2"]),
        (told("huong:1", "acknowledged", "reply_received", "reply_accepted"), ["huong:1"]),
        (Told("huong:1", "acknowledged", 200, "", "HS-2"), ["huong:1"]),
    ],
)
def test_what_was_acknowledged_and_is_not_there_is_lost(
    acknowledged: Told, lost: list[str]
) -> None:
    """No event of the command, not every event it was told of, or none in its own case."""
    found = check([acknowledged], [SENT, RECEIVED], wall_clock=True)
    assert found["lost"] == lost
    assert (found["acknowledged"], found["kept"]) == (1, 0)


def test_one_command_recorded_twice_is_doubled() -> None:
    """Under its own id, and under another when the words are the same."""
    twice = row(3, "reply_received", "huong:1", text="số 7")
    found = check([], [SENT, RECEIVED, twice], wall_clock=True)
    assert found["doubled"] == ["HS-1 huong:1 reply_received H99.04"]
    elsewhere = row(3, "reply_received", "huong:other", text="số 7")
    found = check([told("huong:1", mark="số 7")], [SENT, RECEIVED, elsewhere], wall_clock=True)
    assert found["doubled"] == ["số 7"]


def test_who_is_relieved_was_not_assigned_twice() -> None:
    """The event that names the next official tells whom they relieve."""
    first = row(3, "official_assigned", "huong:2", official={"id": "chaos.1"})
    after = row(4, "official_assigned", "huong:3", relieved=[{"id": "chaos.1"}])
    assigned = told("huong:2", mark="chaos.1")
    assert not check([assigned], [SENT, first, after], wall_clock=True)["doubled"]
    again = row(4, "official_assigned", "huong:3", official={"id": "chaos.1"})
    assert check([assigned], [SENT, first, again], wall_clock=True)["doubled"] == ["chaos.1"]


def test_a_moment_that_rang_twice_is_doubled() -> None:
    """One deadline of one agency, told of by two events, whatever command brought them."""
    rang = [
        row(version, "reminder_sent", f"time:{version}", fell_due_at=NOON) for version in (2, 3)
    ]
    (doubled,) = check([], [SENT, *rang], wall_clock=True)["doubled"]
    assert "reminder_sent" in doubled


def test_what_rings_before_its_time_is_early() -> None:
    """By the case's own word, by the database's clock, and before the deadline last told."""
    by_itself = row(2, "reminder_sent", "time:2", NOON, fell_due_at=NOON + HOUR)
    assert len(check([], [SENT, by_itself], wall_clock=True)["early"]) == 1
    assert len(check([], [SENT, by_itself], wall_clock=False)["early"]) == 1
    claimed = row(2, "reminder_sent", "time:2", NOON + 2 * HOUR, fell_due_at=NOON + HOUR)
    too_soon = Row(**{**claimed.__dict__, "recorded_at": NOON})
    assert len(check([], [SENT, too_soon], wall_clock=True)["early"]) == 1
    assert not check([], [SENT, too_soon], wall_clock=False)["early"]
    overdue = row(2, "request_overdue", "time:2", NOON, fell_due_at=NOON)
    assert len(check([], [SENT, overdue], wall_clock=True)["early"]) == 1


def test_a_refusal_and_a_silence_are_named() -> None:
    """A retry that is refused, or never answered, is a fault of the service as well."""
    found = check([told("a", "refused"), told("b", "unknown")], [], wall_clock=True)
    assert [len(found[name]) for name in ("refused", "unknown")] == [1, 1]
    assert found["acknowledged"] == 0


@pytest.mark.parametrize(
    "wrong",
    ["lost", "doubled", "early", "refused", "unknown", "notices_lost", "notices_doubled", "broken"],
)
def test_whatever_is_wrong_is_said(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of wrong makes a row that failed, in both languages, with what it was."""
    counted = replace(Count(9, 8), **{wrong: ["HS-1 #7"]})  # type: ignore[arg-type]
    assert counted.wrong
    fault = next(iter(FAULTS.values()))
    show([Result(fault, 1, counted, wrong=counted.wrong)])
    said = capsys.readouterr().out
    assert "HS-1 #7" in said
    assert "0 sự cố đạt, 0 bỏ qua, 1 sai." in said
    assert "0 faults hold, 0 skipped, 1 failed." in said
