"""Who may record days off and days worked, and what cannot be laid over the calendar in force."""

from collections.abc import Collection, Iterable
from datetime import date

from remiss.consultation.permission import permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.days_off import CalendarOverride, DayKind, whose_day
from remiss.consultation.time.local_calendar import within
from remiss.consultation.time.open_hours import TerritoryDays
from remiss.consultation.time.overlay import hours_of, local_day, overridden
from remiss.consultation.values import Actor, AgencyCode
from remiss.texts import Bilingual


def check_keeper(actor: Actor) -> None:
    """Refuse whoever does not keep the calendar: the Office does, which announces days off.

    Raises:
        Refusal: `not_permitted`.
    """
    permit_role(actor, "keep_calendar")


def check_territories(overrides: Iterable[CalendarOverride], known: Collection[str]) -> None:
    """Refuse days off of a commune or ward that is not among those `known`.

    Raises:
        Refusal: `unknown_territory`.
    """
    for each in overrides:
        if each.territory and each.territory not in known:
            raise Refusal("unknown_territory", territory=each.territory, known=sorted(known))


def check_overrides(
    calendar: WorkCalendar, overrides: Iterable[CalendarOverride], today: date
) -> None:
    """Refuse what cannot be laid over the calendar in force, with the territories it names.

    A past day may turn out to have been off (offices shut by a storm). It cannot be made a
    working day: that would charge people afterwards for a day nobody told them to work.

    Raises:
        Refusal: `day_named_twice`, `day_unknown_to_calendar`, `past_day_made_working`,
            `override_changes_nothing`, `part_says_otherwise`.
    """
    seen = set[tuple[date, AgencyCode | None]]()
    for each in overrides:
        if whose_day(each) in seen:
            raise Refusal("day_named_twice", day=each.date)
        seen.add(whose_day(each))
        _check(calendar, each, today)


def _check(calendar: WorkCalendar, override: CalendarOverride, today: date) -> None:
    day, off = override.date, override.kind is DayKind.DAY_OFF
    if not calendar.first <= day <= calendar.last:
        first, last = calendar.first, calendar.last
        raise Refusal("day_unknown_to_calendar", day=day, first=first, last=last)
    if not off and day < today:
        raise Refusal("past_day_made_working", day=day)
    before, after = within(calendar, override.territory), _laid(calendar, override)
    if _told(before, day) == _told(after, day):
        raise Refusal("override_changes_nothing", day=day)
    had, has = hours_of(before, day), hours_of(after, day)
    if has - had if off else had - has:
        raise Refusal("part_says_otherwise", day=day)


def _told(calendar: WorkCalendar, day: date) -> tuple[Bilingual | None, object]:
    return calendar.skipped(day), calendar.half_days.get(day)


def _laid(calendar: WorkCalendar, override: CalendarOverride) -> WorkCalendar:
    """The calendar of those the override is for, were it recorded."""
    code = override.territory
    if code is None:
        return overridden(calendar, [override])
    own = calendar.territories.get(code) or TerritoryDays(name=override.name, days={})
    days = dict(own.days)
    before = days.pop(override.date, None)
    if override.closes:
        days[override.date] = local_day(override, before.legal_basis if before else "")
    local = own.model_copy(update={"days": days})
    return within(calendar.model_copy(update={"territories": {code: local}}), code)
