"""A calendar with recorded days laid over it: of the province, of a territory, of a running case.

Whatever lays something over a calendar says so in its version; nothing to lay leaves it as it is.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import CalendarOverride, RecordedOverride, whose_day
from remiss.consultation.time.open_hours import HalfDay, LocalDay, TerritoryDays
from remiss.consultation.values import AgencyCode
from remiss.texts import Bilingual

ONE_DAY = timedelta(days=1)
TABLES = ("days_off", "working_weekends", "half_days")
"""The fields of a calendar that say something of a day, by its date."""


def overridden(calendar: WorkCalendar, overrides: Iterable[CalendarOverride]) -> WorkCalendar:
    """The calendar with each overridden day of the province off, worked, or each in part.

    Its version names the calendar beneath and a digest of what was laid over it. Days outside
    its years change nothing.
    """
    within = [each for each in overrides if each.territory is None and _reaches(calendar, each)]
    if not within:
        return calendar
    tables = _tables(calendar)
    for each in within:
        _write(tables, each.date, _entry(each))
    said = sorted(each.model_dump_json() for each in within)
    return _as_version(calendar, f"overrides-{len(within)}-{_digest(said)}", tables)


def localized(
    calendar: WorkCalendar,
    records: Iterable[RecordedOverride],
    names: Mapping[AgencyCode, Bilingual],
) -> WorkCalendar:
    """The calendar with the days off of the territories in `names`, and no others'."""
    days: dict[AgencyCode, dict[date, LocalDay]] = {}
    for each in records:
        override, code = each.override, each.override.territory
        if code and code in names and override.closes and _reaches(calendar, override):
            days.setdefault(code, {})[override.date] = local_day(override, each.legal_basis)
    if not days:
        return calendar
    territories = {
        code: TerritoryDays(name=names[code], days=dict(sorted(days[code].items())))
        for code in sorted(days)
    }
    said = [f"{code} {own.model_dump_json()}" for code, own in territories.items()]
    suffix = f"local-{len(territories)}-{_digest(said)}"
    return _as_version(calendar, suffix, {"territories": territories})


def local_day(override: CalendarOverride, legal_basis: str) -> LocalDay:
    """What a territory has off by one record."""
    return LocalDay(name=_name(override), legal_basis=legal_basis, off=override.off)


def kept_as_it_was(calendar: WorkCalendar, followed: WorkCalendar, today: date) -> WorkCalendar:
    """`calendar` for a case that followed another one until `today`: no past day opens.

    What was off when it passed stays off, by the name it had: nobody is charged afterwards for
    time they did not know to work.
    """
    last = min(calendar.last, followed.last, today - ONE_DAY)
    days = _days(max(calendar.first, followed.first), last)
    kept = [day for day in days if hours_of(calendar, day) - hours_of(followed, day)]
    if not kept:
        return calendar
    tables, had = _tables(calendar), _tables(followed)
    for day in kept:
        _write(tables, day, {name: had[name][day] for name in TABLES if day in had[name]})
    said = [f"{day} {followed.skipped(day)!r} {followed.half_days.get(day)!r}" for day in kept]
    return _as_version(calendar, f"kept-{len(kept)}-{_digest(said)}", tables)


def hours_of(calendar: WorkCalendar, day: date) -> frozenset[Any]:
    """The sessions in which offices of the province are open on `day`."""
    skipped = calendar.skipped(day) is not None
    return frozenset() if skipped else frozenset(calendar.sessions_of(day))


def differing_days(calendar: WorkCalendar, followed: WorkCalendar, since: date) -> tuple[date, ...]:
    """The days from `since` on, known to both, of which the two say different things."""
    first = max(since, calendar.first, followed.first)
    days = _days(first, min(calendar.last, followed.last))
    one, other = _all_tables(calendar), _all_tables(followed)
    return tuple(
        day
        for day in days
        if any(one.get(name, {}).get(day) != other.get(name, {}).get(day) for name in one | other)
    )


def unrecorded_days(
    followed: WorkCalendar, present: WorkCalendar, recorded: Iterable[RecordedOverride]
) -> frozenset[date]:
    """Days a case follows by somebody's record, of which no record is known any more."""
    if not any(mark in followed.version for mark in ("-overrides-", "-local-")):
        return frozenset()
    had, has = _tables(followed), _tables(present)
    days = {(day, None) for name in TABLES for day in had[name].keys() - has[name].keys()}
    local = {(day, code) for code, own in followed.territories.items() for day in own.days}
    known = {whose_day(each.override) for each in recorded}
    return frozenset(day for day, _ in days.union(local) - known)


def _all_tables(calendar: WorkCalendar) -> dict[str, dict[date, Any]]:
    return _tables(calendar) | {code: own.days for code, own in calendar.territories.items()}


def _tables(calendar: WorkCalendar) -> dict[str, dict[date, Any]]:
    return {name: dict(getattr(calendar, name)) for name in TABLES}


def _write(tables: dict[str, dict[date, Any]], day: date, entry: Mapping[str, Any]) -> None:
    """Let `entry`, by table, be all that the tables say of `day`."""
    for table in tables.values():
        table.pop(day, None)
    for name, said in entry.items():
        tables[name][day] = said


def _entry(override: CalendarOverride) -> dict[str, Any]:
    name = _name(override)
    if override.off:
        half = HalfDay(off=override.off, reason=name)
        return {"working_weekends": name, "half_days": half}
    return {"days_off" if override.closes else "working_weekends": name}


def _name(override: CalendarOverride) -> Bilingual:
    return Bilingual(vi=override.name.vi, en=override.name.en)


def _as_version(
    calendar: WorkCalendar, suffix: str, changed: Mapping[str, Mapping[Any, Any]]
) -> WorkCalendar:
    """The calendar with `changed`, by a version of its own; days in order."""
    fields = {name: dict(sorted(entries.items())) for name, entries in changed.items()}
    version = f"{calendar.version}-{suffix}"
    return calendar.model_copy(update={"version": version, **fields})


def _reaches(calendar: WorkCalendar, override: CalendarOverride) -> bool:
    return calendar.first <= override.date <= calendar.last


def _days(first: date, last: date) -> list[date]:
    return [first + ONE_DAY * n for n in range((last - first).days + 1)]


def _digest(said: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
