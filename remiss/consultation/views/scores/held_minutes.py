"""Working minutes a request lay with either side, told by the event that ends each stretch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from remiss.consultation.views.scores.counted_case import CountedCase
from remiss.consultation.views.scores.counted_event import CountedEvent, minute_of

ASKED = "asked"
"""The agency asked has to act."""
DECIDING = "deciding"
"""Whoever drafts, or the Office, has to answer or decide."""
THEN: Mapping[str, str | None] = {
    "request_sent": ASKED,
    "clarification_asked": DECIDING,
    "clarification_answered": ASKED,
    "clarification_ended": ASKED,
    "reply_received": DECIDING,
    "reply_returned": ASKED,
    "return_contested": DECIDING,
    "reply_accepted": None,
    "silence_recorded": None,
    "request_withdrawn": None,
    "request_closed_on_record": None,
}
"""Who has it after an event of a kind; None: nobody any more, until it is sent anew."""


class Holding(NamedTuple):
    """Who has a request since which minute; `side` None: it is over."""

    side: str | None
    since: int


def with_held(
    counted: CountedEvent, at: datetime, case: CountedCase, before: Sequence[CountedEvent]
) -> CountedEvent:
    """The event with its minute, and how long who had the request until then had it.

    By the calendar, the suspensions and the outages known at the event; `before`: what was
    counted of the agency until then.
    """
    if counted.kind not in THEN:
        return counted
    now = minute_of(at)
    held = _holding(before)
    if counted.kind == "request_sent" or held.side is None:
        return counted._replace(minute=now)
    minutes = case.days.minutes(held.since, now, case.pauses)
    return counted._replace(minute=now, held_by=held.side, held=minutes)


def _holding(before: Sequence[CountedEvent]) -> Holding:
    """After these events of one agency."""
    found = Holding(None, 0)
    for event in before:
        if event.minute is None:
            continue
        if event.kind == "request_sent" or found.side is not None:
            found = Holding(THEN[event.kind], event.minute)
    return found
