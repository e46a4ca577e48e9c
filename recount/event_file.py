"""The file of events behind a period: read, and its chains computed again."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from recount.replies import Event

WHOLE = "whole"
"""The form of a file in which no word is left out, so that its hashes can be computed again."""


class EventFile(NamedTuple):
    """What stands above the events, each event with its hash, hexadecimal, and what stands below.

    `left_out` are cases that whoever asked for the file does not oversee; figures count them.
    """

    head: dict[str, Any]
    events: list[Event]
    hashes: list[str]
    left_out: int


def read_events(lines: Iterable[str]) -> EventFile:
    """The lines of a file: its head, then an event each, and its end.

    Raises:
        ValueError: it is no such file, or it ends before its last event.
    """
    head, *events = [json.loads(line, parse_float=_number) for line in lines] or [{}]
    if head.get("kind") != "figure_events":
        raise ValueError("không phải tệp sự kiện của số liệu / no file of events behind figures")
    end = events.pop() if events else {}
    if end.get("events") != len(events):
        raise ValueError("tệp bị thiếu phần cuối / the file ends before its last event")
    return EventFile(
        head, [e["event"] for e in events], [e["hash"] for e in events], end["left_out"]
    )


def broken_links(file: EventFile) -> list[str]:
    """Events that do not follow from the one before; only of a file that has them whole."""
    if file.head["form"] != WHOLE:
        return []
    previous: dict[str, str] = {}
    found = []
    for event, hash_ in zip(file.events, file.hashes, strict=True):
        case = event["consultation"]
        link = {"event": event, "previous": previous.get(case)}
        if hashlib.sha256(canonical(link)).hexdigest() != hash_:
            found.append(f"{case} {event['version']}")
        previous[case] = hash_
    return found


def canonical(value: Any) -> bytes:
    """JSON in the one spelling that is hashed (RFC 8785)."""
    said = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return said.encode()


def _number(spelled: str) -> float:
    """A number without a fraction is spelled without one."""
    number = float(spelled)
    return int(number) if number.is_integer() else number
