"""The working calendar in force, and which deadlines another one would move."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, date, datetime

import asyncpg
import structlog

from remiss.consultation.life.steering.adoption import deadlines_under
from remiss.consultation.state import Consultation
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import CalendarOverride, RecordedOverride, check_overrides
from remiss.consultation.values import Person
from remiss.ledger.connection import Reader
from remiss.ledger.reads.calendar_records import case_of, read_overrides, running_streams
from remiss.problems.problem import Problem
from remiss.reference.calendars import calendar_in_force
from remiss.texts import VIET_NAM, Bilingual
from remiss.views.calendar_answers import (
    CalendarAnswer,
    CalendarPreview,
    MovedCase,
    NamedDay,
    PreviewBody,
)

log = structlog.get_logger()


class Calendars:
    """What is on record, read anew for every case that opens.

    While the database is away, what this process read last stands in: nobody can record a day
    meanwhile, and should one have been recorded just before, the calendar's keeper finds the
    case and lets it follow. A process that never read anything opens nothing.
    """

    def __init__(self, ledger: Reader) -> None:
        self._ledger = ledger
        self._last: tuple[RecordedOverride, ...] | None = None

    async def recorded(self) -> tuple[RecordedOverride, ...]:
        """Every record, oldest first.

        Raises:
            Problem: `ledger_unavailable`.
        """
        self._last = await read_overrides(self._ledger)
        return self._last

    async def in_force(self) -> WorkCalendar:
        """The calendar of a case that opens now.

        Raises:
            Problem: `calendar_unavailable`.
        """
        return calendar_in_force(await self.known(), this_year())

    async def known(self) -> tuple[RecordedOverride, ...]:
        """What is on record as far as this process knows.

        Raises:
            Problem: `calendar_unavailable`.
        """
        try:
            recorded = await self.recorded()
        except Problem as problem:
            if self._last is None:
                raise Problem("calendar_unavailable", headers=problem.headers) from problem
            log.warning("calendar_as_last_read", overrides=len(self._last))
            recorded = self._last
        return recorded


def this_year() -> int:
    return datetime.now(VIET_NAM).year


def calendar_answer(recorded: tuple[RecordedOverride, ...]) -> CalendarAnswer:
    """The calendar in force, and what is on record behind it."""
    calendar = calendar_in_force(recorded, this_year())
    return CalendarAnswer(
        version=calendar.version,
        first=calendar.first,
        last=calendar.last,
        days_off=_named(calendar.days_off),
        working_weekends=_named(calendar.working_weekends),
        overrides=recorded,
    )


def _named(days: dict[date, Bilingual]) -> tuple[NamedDay, ...]:
    return tuple(NamedDay(date=day, name=name) for day, name in days.items())


async def preview(ledger: Reader, calendars: Calendars, asked: PreviewBody) -> CalendarPreview:
    """Which deadlines the days would move, case by case.

    Raises:
        Refusal: as recording them would be refused.
        Problem: `ledger_unavailable`.
    """
    recorded = await calendars.recorded()
    before = calendar_in_force(recorded, this_year())
    check_overrides(before, asked.overrides, datetime.now(VIET_NAM).date())
    streams = await running_streams(ledger, asked.after or "", asked.limit)
    tried = _as_recorded(recorded, asked.overrides)
    cases = await asyncio.to_thread(_moved, streams, tried)
    return CalendarPreview(
        version=calendar_in_force(tried, this_year()).version,
        cases=cases,
        examined=len(streams),
        next=streams[-1][0]["stream"] if len(streams) == asked.limit else None,
    )


def _as_recorded(
    recorded: tuple[RecordedOverride, ...], overrides: Iterable[CalendarOverride]
) -> tuple[RecordedOverride, ...]:
    """What would be on record, had somebody recorded the days."""
    nobody, now = Person(id="preview", name="preview"), datetime.now(UTC)
    tried = (
        RecordedOverride(
            override=override,
            ordinal=1 + sum(each.override.date == override.date for each in recorded),
            legal_basis="",
            reason="",
            by=nobody,
            at=now,
            command_id="preview",
        )
        for override in overrides
    )
    return (*recorded, *tried)


def _moved(
    streams: Iterable[list[asyncpg.Record]], recorded: tuple[RecordedOverride, ...]
) -> tuple[MovedCase, ...]:
    """The cases in which a deadline moves."""
    moved = (_case(case, recorded) for case in map(case_of, streams) if case)
    return tuple(case for case in moved if case.moved)


def _case(case: Consultation, recorded: tuple[RecordedOverride, ...]) -> MovedCase:
    calendar = calendar_in_force(recorded, this_year(), case.opened_at.astimezone(VIET_NAM).year)
    return MovedCase(
        consultation=case.id,
        subject=case.draft.subject,
        stage=case.stage,
        officer=case.officer,
        moved=deadlines_under(case, calendar, datetime.now(UTC)),
    )
