"""The working calendar in force, and which deadlines another one would move."""

import asyncio
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime

import asyncpg
import structlog

from remiss.consultation.life.steering.adoption import deadlines_under
from remiss.consultation.state import Consultation
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import CalendarOverride, RecordedOverride, in_force
from remiss.consultation.time.overlay import kept_as_it_was
from remiss.consultation.time.override_checks import check_overrides, check_territories
from remiss.consultation.values import AgencyCode, Person
from remiss.ledger.connection import Reader
from remiss.ledger.reads.calendar_records import case_of, read_overrides, running_streams
from remiss.problems.problem import Problem
from remiss.reference.calendars import calendar_in_force
from remiss.reference.corrections import document_behind
from remiss.reference.registry import load_registry
from remiss.texts import VIET_NAM, Bilingual
from remiss.views.calendar.calendar_answers import (
    CalendarAnswer,
    CalendarPreview,
    LocalDayOff,
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

    async def in_force(self, territories: Collection[AgencyCode] = ()) -> WorkCalendar:
        """The calendar of a case that opens now, among agencies of these territories.

        Raises:
            Problem: `calendar_unavailable`.
        """
        return calendar_in_force(await self.known(), this_year(), None, territories)

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
        half_days=tuple(
            NamedDay(date=day, name=half.reason, off=half.off)
            for day, half in calendar.half_days.items()
        ),
        local_days=tuple(_local(recorded)),
        overrides=recorded,
    )


def _named(days: dict[date, Bilingual]) -> tuple[NamedDay, ...]:
    return tuple(
        NamedDay(date=day, name=name, legal_basis=document_behind(day, name.vi))
        for day, name in days.items()
    )


def _local(recorded: tuple[RecordedOverride, ...]) -> Iterator[LocalDayOff]:
    for each in in_force(recorded):
        override = each.override
        if override.territory and override.closes:
            yield LocalDayOff(
                date=override.date,
                name=override.name,
                off=override.off,
                legal_basis=each.legal_basis,
                territory=override.territory,
                place=load_registry().territory(override.territory),
            )


async def preview(ledger: Reader, calendars: Calendars, asked: PreviewBody) -> CalendarPreview:
    """Which deadlines the days would move, case by case.

    Raises:
        Refusal: as recording them would be refused.
        Problem: `ledger_unavailable`.
    """
    check_territories(asked.overrides, load_registry().territories)
    recorded = await calendars.recorded()
    named = {each.territory for each in asked.overrides if each.territory}
    before = calendar_in_force(recorded, this_year(), None, named)
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
    now = datetime.now(UTC)
    today, opened = (moment.astimezone(VIET_NAM).date() for moment in (now, case.opened_at))
    territories = case.territories.union(case.calendar.territories)
    calendar = calendar_in_force(recorded, today.year, opened.year, territories)
    calendar = kept_as_it_was(calendar, case.calendar, today)
    return MovedCase(
        consultation=case.id,
        subject=case.draft.subject,
        stage=case.stage,
        officer=case.officer,
        moved=deadlines_under(case, calendar, now),
    )
