"""What an administrator records when the Government swaps a day, or offices close for one.

Nothing recorded is edited: a later record for the same day takes the place of an earlier one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.life.commands import CommandBase
from remiss.consultation.permission import permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Actor, Name, Person, Sentence, Value
from remiss.texts import Bilingual

MOST_DAYS = 31


class DayKind(StrEnum):
    """What a day is: off, or worked."""

    DAY_OFF = "day_off"
    WORKING_DAY = "working_day"


class DayName(Bilingual):
    """What people call the day, in both languages."""

    vi: Name
    en: Name


class CalendarOverride(Value):
    """One day that is not what the package of holidays says."""

    date: date
    kind: DayKind
    name: DayName


class RecordOverrides(CommandBase):
    """Record days off and days worked, together: a swap is one of each, and never half done."""

    overrides: tuple[CalendarOverride, ...] = Field(min_length=1, max_length=MOST_DAYS)
    legal_basis: Sentence = Field(description="Số, ngày, tên văn bản / The document behind it.")
    reason: Sentence


class RecordedOverride(Value):
    """One day as it was recorded; of several records of one day the highest ordinal counts."""

    override: CalendarOverride
    ordinal: int = Field(ge=1)
    legal_basis: str
    reason: str
    by: Person
    at: AwareDatetime
    command_id: str


def in_force(recorded: Iterable[RecordedOverride]) -> tuple[CalendarOverride, ...]:
    """The one override that counts for each day, day by day."""
    latest = {each.override.date: each.override for each in sorted(recorded, key=_place)}
    return tuple(latest.values())


def _place(recorded: RecordedOverride) -> tuple[date, int]:
    return recorded.override.date, recorded.ordinal


def overridden(calendar: WorkCalendar, overrides: Iterable[CalendarOverride]) -> WorkCalendar:
    """The calendar with each overridden day exactly one of off and worked.

    Its version names the calendar beneath and a digest of what was laid over it. Days outside
    its years change nothing.
    """
    within = [each for each in overrides if calendar.first <= each.date <= calendar.last]
    if not within:
        return calendar
    off, worked = dict(calendar.days_off), dict(calendar.working_weekends)
    for each in within:
        off.pop(each.date, None)
        worked.pop(each.date, None)
        days = off if each.kind is DayKind.DAY_OFF else worked
        days[each.date] = Bilingual(vi=each.name.vi, en=each.name.en)
    return calendar.model_copy(
        update={
            "version": f"{calendar.version}-overrides-{len(within)}-{_digest(within)}",
            "days_off": dict(sorted(off.items())),
            "working_weekends": dict(sorted(worked.items())),
        }
    )


def _digest(overrides: Sequence[CalendarOverride]) -> str:
    said = "\n".join(sorted(each.model_dump_json() for each in overrides))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def check_keeper(actor: Actor) -> None:
    """Refuse whoever does not keep the calendar: the Office does, which announces days off.

    Raises:
        Refusal: `not_permitted`.
    """
    permit_role(actor, "keep_calendar")


def check_overrides(
    calendar: WorkCalendar, overrides: Iterable[CalendarOverride], today: date
) -> None:
    """Refuse what cannot be laid over the calendar in force.

    A past day may turn out to have been off (offices shut by a storm). It cannot be made a
    working day: that would charge people afterwards for a day nobody told them to work.

    Raises:
        Refusal: `day_named_twice`, `day_unknown_to_calendar`, `past_day_made_working`,
            `override_changes_nothing`.
    """
    seen = set[date]()
    for each in overrides:
        if each.date in seen:
            raise Refusal("day_named_twice", day=each.date)
        seen.add(each.date)
        _check(calendar, each, today)


def _check(calendar: WorkCalendar, override: CalendarOverride, today: date) -> None:
    day = override.date
    if not calendar.first <= day <= calendar.last:
        first, last = calendar.first, calendar.last
        raise Refusal("day_unknown_to_calendar", day=day, first=first, last=last)
    if override.kind is DayKind.WORKING_DAY and day < today:
        raise Refusal("past_day_made_working", day=day)
    if overridden(calendar, [override]).skipped(day) == calendar.skipped(day):
        raise Refusal("override_changes_nothing", day=day)


def asked_the_same(command: RecordOverrides, recorded: Iterable[RecordedOverride]) -> bool:
    """Whether `recorded` is what `command` asks: its id may have been used for something else."""
    asked = {(each, command.legal_basis, command.reason) for each in command.overrides}
    return asked == {(each.override, each.legal_basis, each.reason) for each in recorded}
