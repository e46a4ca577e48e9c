"""Deadlines as an iCalendar file (RFC 5545), for the programs people keep their days in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from remiss.consultation.values import Value
from remiss.texts import VIET_NAM

MEDIA_TYPE = "text/calendar; charset=utf-8"
ZONE = "Asia/Ho_Chi_Minh"
MOST_OCTETS = 75
"""Of a line; what is longer goes on in the next, behind a space (RFC 5545, 3.1)."""
SEQUENCES_FROM = datetime(2020, 1, 1, tzinfo=UTC)
ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\n": "\\n", "\r": "\\n"}
HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Remiss//Deadlines//VI",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
TIME_ZONE = (
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class DueEntry(Value):
    """One deadline; an entry of the same `uid` takes the place of an older one."""

    uid: str
    due_at: datetime
    changed_at: datetime
    """When anything of its case was last recorded: what changed since bears a higher number."""
    summary: str
    description: str
    url: str


def icalendar(name: str, entries: Iterable[DueEntry]) -> bytes:
    """The file, which shows as a calendar of this name."""
    lines = [*HEAD, f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", *TIME_ZONE]
    for entry in entries:
        lines += _lines(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _lines(entry: DueEntry) -> Iterator[str]:
    changed = f"{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{max(0, int((entry.changed_at - SEQUENCES_FROM).total_seconds()))}"
    yield f"DTSTART;TZID={ZONE}:{entry.due_at.astimezone(VIET_NAM):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    yield f"URL:{entry.url}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(said: str) -> str:
    for written, escaped in ESCAPES.items():
        said = said.replace(written, escaped)
    return "".join(sign for sign in said if sign.isprintable())


def _folded(line: str) -> Iterator[str]:
    """Parts of at most 75 octets, none of which ends within a letter."""
    part = ""
    for sign in line:
        if len((part + sign).encode()) > MOST_OCTETS:
            yield part
            part = " "
        part += sign
    yield part
