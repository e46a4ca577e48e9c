"""What an administrator records when the Government swaps a day, or offices close for one.

Nothing recorded is edited: a later record for the same day takes the place of an earlier one.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, Field

from remiss.consultation.life.commands import CommandBase
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.values import (
    AgencyCode,
    Name,
    Person,
    Sentence,
    Value,
    added_later,
)
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
    """One day that is not what the package of holidays says, as a whole or in part.

    A record says everything about its day: with a `part`, the other part is the opposite. In a
    `territory` offices may be closed while the province works: never the other way round, so a
    working day there only takes back what was off there.
    """

    date: date
    kind: DayKind
    name: DayName
    part: DayPart | None = added_later(
        None,
        description="Buổi sáng hoặc buổi chiều; bỏ trống là cả ngày. "
        "/ The morning or the afternoon alone; absent: the whole day.",
    )
    territory: AgencyCode | None = added_later(
        None,
        description="Mã của xã, phường có ngày nghỉ riêng; bỏ trống là toàn tỉnh. "
        "/ The commune or ward it is for; absent: the whole province.",
    )

    @property
    def off(self) -> DayPart | None:
        """The part that is off, of a day of which only one is."""
        if self.part is None:
            return None
        return self.part if self.kind is DayKind.DAY_OFF else self.part.other

    @property
    def closes(self) -> bool:
        """Whether anything of the day is off."""
        return self.part is not None or self.kind is DayKind.DAY_OFF


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


def in_force(recorded: Iterable[RecordedOverride]) -> tuple[RecordedOverride, ...]:
    """The one record that counts for each day, of the province and of each territory."""
    latest = {whose_day(each.override): each for each in sorted(recorded, key=_place)}
    return tuple(latest.values())


def _place(recorded: RecordedOverride) -> tuple[date, int]:
    return recorded.override.date, recorded.ordinal


def whose_day(override: CalendarOverride) -> tuple[date, AgencyCode | None]:
    """The day of the province, or of one territory, that a record is about."""
    return override.date, override.territory


def asked_the_same(command: RecordOverrides, recorded: Iterable[RecordedOverride]) -> bool:
    """Whether `recorded` is what `command` asks: its id may have been used for something else."""
    asked = {(each, command.legal_basis, command.reason) for each in command.overrides}
    return asked == {(each.override, each.legal_basis, each.reason) for each in recorded}
