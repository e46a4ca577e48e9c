"""Lines of the log that come again and again: a few are written, the others counted."""

import logging
import time

SAME_LINES, WITHIN_SECONDS = 20, 10.0
"""So many warnings of one kind are written within that time."""
KINDS_KEPT = 1_000

Kind = tuple[str, int, str]


class Repeats(logging.Filter):
    """Lets so many warnings and errors of one kind through, then counts them until time is up.

    A fault that comes back thousands of times a second fills no disk and keeps nobody from work.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen: dict[Kind, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write the line; the first after a pause says how many were not."""
        if record.levelno < logging.WARNING:
            return True
        kind, now = _kind_of(record), time.monotonic()
        since, count = self._seen.get(kind, (now, 0))
        if now - since > WITHIN_SECONDS:
            _say_how_many(record, count - SAME_LINES)
            since, count = now, 0
        if kind not in self._seen and len(self._seen) >= KINDS_KEPT:
            self._seen.clear()
        self._seen[kind] = since, count + 1
        return count < SAME_LINES


def _kind_of(record: logging.LogRecord) -> Kind:
    """What lines are alike: the same event from the same place, whatever its facts."""
    said = record.msg.get("event", "") if isinstance(record.msg, dict) else record.msg
    return record.name, record.lineno, str(said)[:80]


def _say_how_many(record: logging.LogRecord, unwritten: int) -> None:
    if unwritten <= 0:
        return
    if isinstance(record.msg, dict):
        record.msg = {**record.msg, "like_it_not_written": unwritten}
    else:
        record.like_it_not_written = unwritten
