"""The working calendar as callers read and try it: what they send, and what they get."""

from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from remiss.consultation.life.moved_deadline import DeadlineMoved
from remiss.consultation.state import CaseStage
from remiss.consultation.time.days_off import MOST_DAYS, CalendarOverride, RecordedOverride
from remiss.consultation.time.open_hours import DayPart
from remiss.consultation.values import AgencyCode, Person, Sentence, Value
from remiss.texts import Bilingual

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


STORM: list[Any] = [
    {
        "date": "2027-09-09",
        "kind": "day_off",
        "part": "afternoon",
        "territory": "H99.32",
        "name": {"vi": "Nghỉ do bão số 3", "en": "Closed by storm 3"},
    }
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
                },
                {
                    "overrides": STORM,
                    "legal_basis": "Công điện số 05/CĐ-UBND ngày 08/9/2027",
                    "reason": "Phòng, chống bão số 3.",
                },
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

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"overrides": SWAP}, {"overrides": STORM}]}
    )


class NamedDay(Value):
    """A day that is not what its weekday says."""

    date: date
    name: Bilingual
    off: DayPart | None = Field(default=None, description="The part that is off, of a half day.")
    legal_basis: str | None = Field(
        default=None, description="The document it rests on, where one is known; in Vietnamese."
    )


class LocalDayOff(NamedDay):
    """A day off, or the part of one, in one commune or ward alone."""

    territory: AgencyCode
    place: Bilingual


class CalendarAnswer(Value):
    """The calendar in force; weekends are off beside the days named."""

    version: str
    first: date
    last: date
    days_off: tuple[NamedDay, ...]
    working_weekends: tuple[NamedDay, ...]
    half_days: tuple[NamedDay, ...]
    local_days: tuple[LocalDayOff, ...]
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
