"""The working calendar in force, and which deadlines another one would move."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import asyncpg
import structlog
from pydantic import ConfigDict, Field

from remiss.consultation.life.events import DeadlineMoved
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.steering.adoption import deadlines_under
from remiss.consultation.state import CaseStage, Consultation
from remiss.consultation.telling.labels import VIET_NAM
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import (
    MOST_DAYS,
    CalendarOverride,
    DayName,
    RecordedOverride,
    check_overrides,
)
from remiss.consultation.values import Person, Sentence, Value
from remiss.ledger.reads.pool import Ledger, Stored
from remiss.problems.problem import Problem
from remiss.reference.calendars import calendar_in_force
from remiss.texts import Bilingual

log = structlog.get_logger()

MOST_CASES = 50
"""Of one page of a preview: each case is read from its events, some milliseconds apiece."""
SWAP: list[Any] = [
    {
        "date": "2027-04-30",
        "kind": "day_off",
        "name": {"vi": "Nghỉ hoán đổi", "en": "Day off, swapped"},
    },
    {
        "date": "2027-05-08",
        "kind": "working_day",
        "name": {"vi": "Ngày làm bù", "en": "Make-up working day"},
    },
]


class OverridesBody(Value):
    """Days off and days worked of one announcement, recorded together."""

    overrides: tuple[CalendarOverride, ...] = Field(min_length=1, max_length=MOST_DAYS)
    legal_basis: Sentence = Field(
        description="Số, ngày, tên văn bản làm căn cứ. / Number, date and title of the document."
    )
    reason: Sentence

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "overrides": SWAP,
                    "legal_basis": "Thông báo số 01/TB-VP ngày 01/02/2027 về việc hoán đổi ngày "
                    "làm việc",
                    "reason": "Hoán đổi ngày làm việc dịp 30/4.",
                }
            ]
        }
    )


class PreviewBody(Value):
    """Days to try; nothing is recorded."""

    overrides: tuple[CalendarOverride, ...] = Field(min_length=1, max_length=MOST_DAYS)
    after: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9-]{1,40}$",
        description="Giá trị “next” của trang trước. / `next` of the page before.",
    )
    limit: int = Field(
        default=20, ge=1, le=MOST_CASES, description="Số hồ sơ mỗi trang. / Cases per page."
    )

    model_config = ConfigDict(json_schema_extra={"examples": [{"overrides": SWAP}]})


class NamedDay(Value):
    """A day that is not what its weekday says."""

    date: date
    name: Bilingual


class CalendarAnswer(Value):
    """The calendar in force; weekends are off beside the days named."""

    version: str
    first: date
    last: date
    days_off: tuple[NamedDay, ...]
    working_weekends: tuple[NamedDay, ...]
    overrides: tuple[RecordedOverride, ...] = Field(
        description="Mọi lần ghi nhận, cũ nhất trước; cùng một ngày thì lần ghi sau thay lần trước."
        " / Every record, oldest first; of one day a later record takes the place of an earlier."
    )


class OverridesAnswer(Value):
    """The days are on record; running cases follow within moments."""

    recorded: tuple[RecordedOverride, ...]


class OverridesAccepted(Value):
    """The days are durable and being recorded; /v1/calendar shows them once they are."""

    status: str = "accepted"


class MovedCase(Value):
    """One case in which deadlines would move."""

    consultation: str
    subject: str
    stage: CaseStage
    officer: Person
    moved: tuple[DeadlineMoved, ...]


class CalendarPreview(Value):
    """What the days would move, among the cases of this page."""

    version: str = Field(description="Of the calendar that would be in force.")
    cases: tuple[MovedCase, ...]
    examined: int = Field(
        description="Số hồ sơ đã xét ở trang này. / Cases looked at on this page."
    )
    next: str | None


class Calendars:
    """What is on record, read anew for every case that opens.

    While the database is away, what this process read last stands in: nobody can record a day
    meanwhile, and should one have been recorded just before, the calendar's keeper finds the
    case and lets it follow. A process that never read anything opens nothing.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._last: tuple[RecordedOverride, ...] | None = None

    async def recorded(self) -> tuple[RecordedOverride, ...]:
        """Every record, oldest first.

        Raises:
            Problem: `ledger_unavailable`.
        """
        rows = await self._ledger.fetch("overrides")
        self._last = tuple(_override(row) for row in rows)
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


def shown(recorded: tuple[RecordedOverride, ...]) -> CalendarAnswer:
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


async def preview(ledger: Ledger, calendars: Calendars, asked: PreviewBody) -> CalendarPreview:
    """Which deadlines the days would move, case by case.

    Raises:
        Refusal: as recording them would be refused.
        Problem: `ledger_unavailable`.
    """
    recorded = await calendars.recorded()
    before = calendar_in_force(recorded, this_year())
    check_overrides(before, asked.overrides, datetime.now(VIET_NAM).date())
    rows = await ledger.fetch("running_streams", asked.after or "", asked.limit)
    tried = _as_recorded(recorded, asked.overrides)
    cases = await asyncio.to_thread(_moved, rows, tried)
    ids = list(dict.fromkeys(row["stream"] for row in rows))
    return CalendarPreview(
        version=calendar_in_force(tried, this_year()).version,
        cases=cases,
        examined=len(ids),
        next=ids[-1] if len(ids) == asked.limit else None,
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
    rows: Iterable[asyncpg.Record], recorded: tuple[RecordedOverride, ...]
) -> tuple[MovedCase, ...]:
    """The cases in which a deadline moves; `rows` are whole streams, one after the other."""
    streams = (list(rows_) for _, rows_ in groupby(rows, key=lambda row: row["stream"]))
    cases = (fold(Stored(row).recorded.event for row in stream) for stream in streams)
    moved = (_case(case, recorded) for case in cases if isinstance(case, Consultation))
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


def _override(row: asyncpg.Record) -> RecordedOverride:
    name = DayName(vi=row["name_vi"], en=row["name_en"])
    return RecordedOverride(
        override=CalendarOverride(date=row["date"], kind=row["kind"], name=name),
        ordinal=row["ordinal"],
        legal_basis=row["legal_basis"],
        reason=row["reason"],
        by=Person(id=row["recorded_by"], name=row["recorded_by_name"]),
        at=row["recorded_at"],
        command_id=row["command_id"],
    )
