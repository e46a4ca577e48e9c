"""Days and moments as people type them, 09/12/2026 and 17:00 09/12/2026, in Viet Nam's time."""

import re
from datetime import date, datetime

from remiss.texts import VIET_NAM

TYPED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|g)\s*(\d{2})", re.ASCII | re.IGNORECASE)


class NoDayError(ValueError):
    """What was typed is no day; `kind` is how `portal.field.<kind>` says so."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def read_day(typed: str) -> date:
    """The day of 9/12/2026, 09-12-2026, 09.12.2026, or of a choice's 2026-12-09.

    Raises:
        NoDayError: `day_form`, `day_unknown`.
    """
    written = typed.strip()
    if found := TYPED.fullmatch(written):
        day, month, year = (int(part) for part in found.groups())
        try:
            return date(year, month, day)
        except ValueError as error:
            raise NoDayError("day_unknown") from error
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NoDayError("day_form") from error


def read_moment(typed: str) -> datetime:
    """The moment of 17:00 09/12/2026, in either order, or of a choice's ISO 8601 with its offset.

    Raises:
        NoDayError: `moment_form`, `day_unknown`.
    """
    written = typed.strip()
    try:
        chosen = datetime.fromisoformat(written)
    except ValueError:
        chosen = None
    if chosen is not None and chosen.tzinfo is not None:
        return chosen
    clock = CLOCK.search(written)
    if clock is None:
        raise NoDayError("moment_form")
    try:
        day = read_day(written[: clock.start()] + written[clock.end() :])
        return datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2]), tzinfo=VIET_NAM)
    except NoDayError as error:
        raise NoDayError("day_unknown" if error.kind == "day_unknown" else "moment_form") from error
    except ValueError as error:
        raise NoDayError("moment_form") from error
