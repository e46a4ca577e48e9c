"""A fault that comes back thousands of times fills no disk, and nobody forgets that it did."""

import logging
import time

import pytest

from remiss.repeated_lines import SAME_LINES, WITHIN_SECONDS, Repeats


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is, in its first place."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def _line(said: object, level: int = logging.ERROR, line: int = 1) -> logging.LogRecord:
    return logging.LogRecord("asyncio", level, __file__, line, said, (), None)


def test_what_repeats_is_counted_instead(clock: list[float]) -> None:
    """The first lines are written; after a pause the next says how many were not."""
    written = Repeats()
    shown = [written.filter(_line("accept() out of system resource")) for _ in range(5_000)]
    assert shown.count(True) == SAME_LINES
    clock[0] += WITHIN_SECONDS + 1
    after = _line("accept() out of system resource")
    assert written.filter(after)
    assert vars(after)["like_it_not_written"] == 5_000 - SAME_LINES
    event = _line({"event": "notices_stalled"})
    assert written.filter(event)
    assert event.msg == {"event": "notices_stalled"}


def test_other_lines_are_written_as_ever(clock: list[float]) -> None:
    """Of another kind, from another place, or of no alarm: requests are many and each is told."""
    written = Repeats()
    for _ in range(SAME_LINES):
        assert written.filter(_line("a"))
    assert not written.filter(_line("a"))
    assert written.filter(_line("b"))
    assert written.filter(_line("a", line=2))
    assert all(written.filter(_line("a", logging.INFO)) for _ in range(1_000))
    assert clock == [0.0]
