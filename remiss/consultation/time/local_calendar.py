"""The calendar of offices in one territory: the province's, and what is off there alone."""

from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import HalfDay
from remiss.consultation.values import AgencyCode


def within(calendar: WorkCalendar, territory: AgencyCode | None) -> WorkCalendar:
    """The calendar of offices in `territory`; the province's own where nothing is off there.

    Offices are open there when the province works and nothing local closes them.
    """
    local = calendar.territories.get(territory) if territory else None
    if local is None:
        return calendar
    off, halves = dict(calendar.days_off), dict(calendar.half_days)
    for day, own in local.days.items():
        if calendar.skipped(day) is not None:
            continue
        half = halves.get(day)
        if own.off is None or (half is not None and half.off is not own.off):
            off[day] = local.reason(day)
        elif half is None:
            halves[day] = HalfDay(off=own.off, reason=local.reason(day))
    return calendar.model_copy(update={"days_off": off, "half_days": halves, "territories": {}})
