"""The periods sheets are made of: month, quarter, half-year, year, each by a key of its own."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple, Self

from remiss.texts import Bilingual, say

ROMAN = ("I", "II", "III", "IV")
"""How official papers number quarters."""
KEY = r"20\d{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
"""`2026-11`, `2026-Q4`, `2026-H2`, `2026`."""
_PARTS = re.compile(r"(\d{4})(?:-([QH]?)(\d+))?")
ONE_DAY = timedelta(days=1)
DECEMBER = 12


class Length(IntEnum):
    """The lengths of periods, in months."""

    MONTH = 1
    QUARTER = 3
    HALF_YEAR = 6
    YEAR = 12


MARKS = {Length.MONTH: "", Length.QUARTER: "Q", Length.HALF_YEAR: "H"}


class SheetPeriod(NamedTuple):
    """One period of a year, numbered from 1 within it."""

    year: int
    length: Length
    number: int

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The period of a key.

        Raises:
            ValueError: it is none.
        """
        found = _PARTS.fullmatch(key) if re.fullmatch(KEY, key) else None
        if found is None:
            raise ValueError(key)
        year, mark, number = found.groups()
        if number is None:
            return cls(int(year), Length.YEAR, 1)
        length = next(length for length, said in MARKS.items() if said == mark)
        return cls(int(year), length, int(number))

    @classmethod
    def around(cls, day: date, length: Length) -> Self:
        """The period of that length in which the day lies."""
        return cls(day.year, length, (day.month - 1) // length + 1)

    @property
    def key(self) -> str:
        """What it is called in addresses and files."""
        if self.length is Length.YEAR:
            return str(self.year)
        number = f"{self.number:02}" if self.length is Length.MONTH else str(self.number)
        return f"{self.year}-{MARKS[self.length]}{number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * self.length + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - ONE_DAY

    @property
    def next(self) -> Self:
        """The period after it."""
        if self.number * self.length == DECEMBER:
            return type(self)(self.year + 1, self.length, 1)
        return self._replace(number=self.number + 1)

    @property
    def name(self) -> Bilingual:
        """What it is called in a sentence: tháng 11 năm 2026, quý IV năm 2026."""
        key = self.length.name.lower()
        if self.length is Length.HALF_YEAR:
            key = f"{key}_{self.number}"
        number = Bilingual(vi=str(self.number), en=str(self.number))
        if self.length is Length.QUARTER:
            number = Bilingual(vi=ROMAN[self.number - 1], en=str(self.number))
        return say(f"sheet.period.{key}", number=number, year=str(self.year))


def periods_over(since: date, today: date) -> Iterator[SheetPeriod]:
    """Every period that ended before `today`, from those of `since` on; the first ended first."""
    found = []
    for length in Length:
        period = SheetPeriod.around(since, length)
        while period.last < today:
            found.append(period)
            period = period.next
    yield from sorted(found, key=lambda period: (period.last, period.length))
