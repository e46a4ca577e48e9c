"""What is fair to read beside an agency's delay: its own reason, and the time others took."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from pydantic import AwareDatetime, Field

from remiss.consultation.state import Clarification, Consultation, DelayReason, Request
from remiss.consultation.time.moves import (
    GivenBack,
    Hold,
    Move,
    Pause,
    Returned,
    SetsAnew,
)
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.deadline_words import say_working_time
from remiss.texts import Bilingual, day_and_time, label, say, text

Moment = Callable[[datetime], str | Bilingual]


class HeldElsewhere(Value):
    """How long somebody else had a request, and what for; none of it is charged to its agency."""

    hold: Hold
    working: timedelta


class MissedMail(Value):
    """Mail about a request that has not reached its agency."""

    letters: int = Field(ge=1)
    since: AwareDatetime = Field(description="When the first of them should have gone out.")


Undelivered = Mapping[tuple[str, AgencyCode], MissedMail]
"""By case and agency; who is not in it missed nothing."""


class DelayFacts(Value):
    """Facts beside a delay, none of them a judgement: they excuse nothing and blame nobody."""

    reason: DelayReason | None = Field(default=None, description="None: the agency gave none.")
    undelivered: MissedMail | None = None
    given_back: timedelta = Field(
        default=timedelta(), description="Working time lost to outages, and given back."
    )
    held: tuple[HeldElsewhere, ...] = ()
    drafter_days_late: int = Field(
        default=0, ge=0, description="Working days the drafter clarified beyond its time."
    )


def delay_facts(
    case: Consultation,
    request: Request,
    at: datetime,
    undelivered: MissedMail | None = None,
) -> DelayFacts:
    """What is known at `at` of the request's present deadline; who sends mail knows the rest."""
    outages = (move.working for move in request.clock.moves if isinstance(move, GivenBack))
    return DelayFacts(
        reason=request.delay_reason,
        undelivered=undelivered,
        given_back=sum(outages, timedelta()),
        held=tuple(_held(case, request, at)),
        drafter_days_late=sum(_late(case, asked, at) for asked in request.clarifications),
    )


def say_delay_facts(facts: DelayFacts, moment: Moment = day_and_time) -> tuple[Bilingual, ...]:
    """One sentence each, the agency's reason first: that there is none is said too.

    `moment` writes a time as the page at hand does.
    """
    return tuple(_sentences(facts, moment))


def _held(case: Consultation, request: Request, at: datetime) -> Iterator[HeldElsewhere]:
    """Working time by what it was for; where two held it at once, it counts for the first."""
    spent: dict[Hold, timedelta] = defaultdict(timedelta)
    for hold, since, until in _away(request, at):
        spent[hold] += case.calendar_of(request.agency).time_between(since, until)
    for hold in Hold:
        if spent[hold]:
            yield HeldElsewhere(hold=hold, working=spent[hold])


def _away(request: Request, at: datetime) -> Iterator[tuple[Hold, datetime, datetime]]:
    clock = request.clock
    for move in clock.moves:
        if isinstance(move, Returned):
            yield Hold.ASSESSMENT, move.since, move.at
        elif pause := _pause_of(move):
            yield pause.holds[0], pause.since, pause.until
    if clock.held_since and clock.held_by:
        yield clock.held_by[0], clock.held_since, at


def _pause_of(move: Move) -> Pause | None:
    if isinstance(move, SetsAnew):
        return move.paused
    return move if isinstance(move, Pause) else None


def _late(case: Consultation, asked: Clarification, at: datetime) -> int:
    until, calendar = asked.closed_at or at, case.drafters_calendar
    return asked.answer.days_late(calendar, until) if calendar.knows(until) else 0


def _sentences(facts: DelayFacts, moment: Moment) -> Iterator[Bilingual]:
    if given := facts.reason:
        by, at = given.by.name, moment(given.at)
        yield say("delay_facts.reason", reason=given.reason, by=by, at=at)
    else:
        yield text("delay_facts.no_reason")
    if mail := facts.undelivered:
        yield say("delay_facts.undelivered", count=mail.letters, since=moment(mail.since))
    if facts.given_back:
        yield say("delay_facts.given_back", length=say_working_time(facts.given_back))
    if facts.held:
        yield say("delay_facts.held", each=[_say_held(held) for held in facts.held])
    if days := facts.drafter_days_late:
        yield say("delay_facts.drafter_late", days=days)


def _say_held(held: HeldElsewhere) -> Bilingual:
    length = say_working_time(held.working)
    return say("delay_facts.held.each", why=label(held.hold), length=length)
