"""A deadline in words: the rule, the days that did not count, each move since, what is left."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import assert_never

from remiss.consultation.policy import Policy
from remiss.consultation.state import Request
from remiss.consultation.time.calendar import Day, WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import (
    Extended,
    FileReplaced,
    GivenBack,
    Move,
    Ordered,
    Pause,
    Postponed,
    Rederived,
    Reopened,
    Returned,
    ReturnMoved,
)
from remiss.consultation.time.span import WorkSpan
from remiss.texts import Bilingual, day_and_time, join, label, local_date, say, text


def describe_deadline(
    policy: Policy,
    calendar: WorkCalendar,
    request: Request,
    duty: Bilingual,
    clock: Clock,
    days: tuple[Day, ...],
) -> Bilingual:
    """The whole explanation of the deadline of a `duty`, as one paragraph."""
    return join(
        (
            _rule(policy, calendar, duty, clock),
            *(_moved_to_work(days) if clock.within.by_calendar else _skipped(days)),
            *_half_worked(days),
            *(describe_move(calendar, clock, move) for move in clock.moves),
            *_bound(clock),
            *_late_before(clock),
            *_now_due(clock),
            *_stopped(calendar, request, clock),
            _rests_on(calendar, policy.printed_basis),
        )
    )


def _rule(policy: Policy, calendar: WorkCalendar, duty: Bilingual, clock: Clock) -> Bilingual:
    return say(
        "explanation.started",
        duty=duty,
        started=day_and_time(clock.started_at),
        counted_from=local_date(calendar.effective_day(clock.started_at)),
        within=span_label(clock.within),
        title=policy.title,
        policy=policy.id,
        version=policy.version,
        due=day_and_time(clock.first_due_at),
    )


def _rests_on(calendar: WorkCalendar, basis: str) -> Bilingual:
    if not basis:
        return say("explanation.calendar", calendar=calendar.version)
    return say("explanation.basis", calendar=calendar.version, basis=basis)


def span_label(span: WorkSpan) -> Bilingual:
    """A length of time in words."""
    written = (("calendar_day", span.calendar_days), ("day", span.days), ("hour", span.hours))
    parts = {unit: count for unit, count in written if count}
    said = [say(f"span.{unit}{'s' * (n > 1)}", count=n) for unit, n in parts.items()]
    match said:
        case [days, hours]:
            return say("span.days_and_hours", days=days, hours=hours)
        case [only]:
            return only
        case _:
            return text("span.none")


def _skipped(days: tuple[Day, ...]) -> Iterator[Bilingual]:
    """The days that did not count, those with one reason together, in order."""
    by_reason: dict[Bilingual, list[str]] = {}
    for day in days:
        if day.reason is not None and not day.counted:
            by_reason.setdefault(day.reason, []).append(day.date.strftime("%d/%m"))
    if by_reason:
        listed = join((_listed(days, why) for why, days in by_reason.items()), "; ")
        yield say("explanation.skipped", days=listed)


def _moved_to_work(days: tuple[Day, ...]) -> Iterator[Bilingual]:
    """Of calendar days: that all count, and where the end went from a day off."""
    last = next((day for day in reversed(days) if day.counted), None)
    if last is None or last.reason is None or last.off:
        yield text("explanation.every_day_counts")
        return
    yield say(
        "explanation.moved_to_work",
        last=local_date(last.date),
        why=last.reason,
        to=local_date(days[-1].date),
    )


def _half_worked(days: tuple[Day, ...]) -> Iterator[Bilingual]:
    """The days that count though offices close for a part of them, and why they do."""
    halves = [
        say(
            "explanation.half_day",
            day=day.date.strftime("%d/%m"),
            off=label(day.off),
            why=day.reason,
        )
        for day in days
        if day.off and day.reason
    ]
    if halves:
        yield say("explanation.half_days", days=join(halves, "; "))


def _listed(days: list[str], why: Bilingual) -> Bilingual:
    listed = ", ".join(days)
    return Bilingual(vi=f"{listed} ({why.vi})", en=f"{listed} ({why.en})")


def describe_move(  # noqa: C901, PLR0911 -- one arm for each move
    calendar: WorkCalendar, clock: Clock, move: Move
) -> Bilingual:
    """What a move of this clock was."""
    match move:
        case Pause():
            return _paused(calendar, clock, move)
        case Returned() | Reopened():
            return _given_back_to(move)
        case Extended():
            return say("explanation.extended", at=day_and_time(move.at), to=local_date(move.to))
        case Ordered() | Postponed():
            said = f"explanation.{move.kind}"
            ordered = say(said, at=day_and_time(move.at), to=local_date(move.to))
            return (
                join((_paused(calendar, clock, move.paused), ordered)) if move.paused else ordered
            )
        case FileReplaced():
            replaced = say("explanation.file_replaced", at=day_and_time(move.at))
            return (
                join((_paused(calendar, clock, move.paused), replaced)) if move.paused else replaced
            )
        case GivenBack():
            since, until = day_and_time(move.since), day_and_time(move.until)
            lost = _lost(clock, move)
            return say("explanation.given_back", since=since, until=until, lost=lost)
        case ReturnMoved():
            at, to = day_and_time(move.at), local_date(move.to)
            return say("explanation.return_moved", at=at, to=to)
        case Rederived():
            at, before = day_and_time(move.at), day_and_time(move.due_before)
            return say("explanation.rederived", at=at, calendar=move.calendar, before=before)
        case _:
            assert_never(move)


def _lost(clock: Clock, outage: GivenBack) -> Bilingual:
    if clock.within.by_calendar:
        return _all_time(outage.until - outage.since)
    return say_working_time(outage.working)


def _paused(calendar: WorkCalendar, clock: Clock, pause: Pause) -> Bilingual:
    return say(
        "explanation.paused",
        since=day_and_time(pause.since),
        until=day_and_time(pause.until),
        why=[label(hold) for hold in pause.holds],
        length=_length(calendar, clock, pause.since, pause.until),
    )


def _given_back_to(move: Returned | Reopened) -> Bilingual:
    """What went back to the agency with the time that was left, and a least time."""
    key, at = f"explanation.{move.kind}", day_and_time(move.at)
    if move.least is None:
        return say(key, at=at)
    return say(f"{key}.least", at=at, least=span_label(move.least))


def _bound(clock: Clock) -> Iterator[Bilingual]:
    if bound := clock.bound_after(clock.moves):
        yield say("explanation.bound", day=local_date(bound.day))


def _late_before(clock: Clock) -> Iterator[Bilingual]:
    if clock.late_before:
        yield say("explanation.late_before", late_before=clock.late_before)


def _now_due(clock: Clock) -> Iterator[Bilingual]:
    if clock.moves:
        yield say("explanation.now_due", due=day_and_time(clock.due_at))


def _stopped(calendar: WorkCalendar, request: Request, clock: Clock) -> Iterator[Bilingual]:
    if clock.held_since is not None and not request.settled:
        why = [label(hold) for hold in clock.holds]
        left = _length(calendar, clock, clock.held_since, clock.due_at)
        yield say("explanation.stopped", why=why, hours=left)


def _length(calendar: WorkCalendar, clock: Clock, since: datetime, until: datetime) -> Bilingual:
    """How long that is as this clock counts: in working time, or nights and days off as well."""
    length = clock.length(calendar, since, until)
    return _all_time(length) if clock.within.by_calendar else say_working_time(length)


def _all_time(length: timedelta) -> Bilingual:
    minutes = int(length.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return say("explanation.all_time", days=days, hours=hours, minutes=minutes)


def say_working_time(length: timedelta) -> Bilingual:
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if not minutes:
        return say("explanation.working_hours", hours=hours)
    return say("explanation.working_time", hours=hours, minutes=minutes)
