"""What moves a deadline: each as it is kept, so that the deadline can be derived anew."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Value


class Hold(StrEnum):
    """Why a clock stands still: someone else holds what it measures."""

    ASSESSMENT = "assessment"
    CLARIFICATION = "clarification"
    DECLINE = "decline"
    SUSPENSION = "suspension"


class Pause(Value):
    """The clock stood still; the working time that passed meanwhile is not charged."""

    kind: Literal["pause"] = "pause"
    since: AwareDatetime
    until: AwareDatetime
    holds: tuple[Hold, ...]


class Returned(Value):
    """A reply went back: the pause is not charged, and `least` working time is left at least."""

    kind: Literal["returned"] = "returned"
    since: AwareDatetime
    at: AwareDatetime
    least: WorkSpan | None


class Extended(Value):
    """More time, asked for before the deadline, was granted to the end of a day."""

    kind: Literal["extended"] = "extended"
    at: AwareDatetime
    to: date


class Ordered(Value):
    """The Office ordered a day; what was late before stays late.

    `paused` is how long the clock had stood still by then, if it did: what is set now counts from
    now, and what was late is what was late when it stopped.
    """

    kind: Literal["ordered"] = "ordered"
    at: AwareDatetime
    to: date
    paused: Pause | None = None


class Postponed(Value):
    """The drafting side gave a later day; what was late before stays late.

    `paused` as for an order of the Office.
    """

    kind: Literal["postponed"] = "postponed"
    at: AwareDatetime
    to: date
    paused: Pause | None = None


class GivenBack(Value):
    """The service was away; the time lost is given back."""

    kind: Literal["given_back"] = "given_back"
    since: AwareDatetime
    until: AwareDatetime
    working: timedelta


class ReturnMoved(Value):
    """The applicant was given a later return date: what the earlier one cut short is given back.

    What was late by then stays late.
    """

    kind: Literal["return_moved"] = "return_moved"
    at: AwareDatetime
    to: date


class FileReplaced(Value):
    """The file sent with the request was the wrong one: all its time begins with the right one.

    What was late under the wrong one is late no more. `paused` as for an order of the Office.
    """

    kind: Literal["file_replaced"] = "file_replaced"
    at: AwareDatetime
    paused: Pause | None = None


class Reopened(Value):
    """The case was over and goes on: that time is not charged, and `least` is left at least."""

    kind: Literal["reopened"] = "reopened"
    since: AwareDatetime
    at: AwareDatetime
    least: WorkSpan | None


class Rederived(Value):
    """The calendar changed at `at`: from then on a deadline that comes sooner leaves a warning."""

    kind: Literal["rederived"] = "rederived"
    at: AwareDatetime
    calendar: str
    due_before: AwareDatetime


Move = Annotated[
    Pause
    | Returned
    | Extended
    | Ordered
    | Postponed
    | GivenBack
    | ReturnMoved
    | FileReplaced
    | Reopened
    | Rederived,
    Field(discriminator="kind"),
]
SetsAnew = Ordered | Postponed | FileReplaced
"""What sets a deadline anew, whoever holds the clock by then."""


def holds_from(move: Move) -> datetime:
    """From when on a move holds."""
    return move.until if isinstance(move, Pause | GivenBack) else move.at


def began_at(move: Move) -> datetime:
    """Since when what a move ends was under way."""
    if isinstance(move, Pause | GivenBack | Returned | Reopened):
        return move.since
    return move.at
