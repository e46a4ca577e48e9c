"""Days that the package of holidays lacks, and the documents that days off rest on."""

from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from remiss.consultation.time.days_off import DayKind, DayName
from remiss.consultation.values import Sentence, Value
from remiss.reference.laws import LawState
from remiss.reference.yaml_file import DATA, read
from remiss.texts import Text, say, text


class Document(Value):
    """A document behind a day, and for maintainers where and when it was looked at."""

    legal_basis: Sentence
    source: Text
    state: LawState
    looked: date


class CorrectedDay(Document):
    """One day that is not what the package says."""

    date: date
    kind: DayKind
    name: DayName


class Known(Document):
    """What a holiday, by the name the package gives it, or single days rest on."""

    holiday: str | None = None
    dates: tuple[date, ...] = ()

    def is_about(self, day: date, name: str) -> bool:
        """Whether it stands behind `day`; a day in lieu has the holiday's name and more."""
        return day in self.dates or (self.holiday is not None and name.startswith(self.holiday))


class CorrectionFile(Value):
    """The file as it is written; each day is corrected once."""

    corrections: tuple[CorrectedDay, ...]
    documents: tuple[Known, ...] = Field(default=())

    @model_validator(mode="after")
    def _days_occur_once(self) -> Self:
        days = [each.date for each in self.corrections]
        if twice := sorted({f"{day:%d/%m/%Y}" for day in days if days.count(day) > 1}):
            raise ValueError(say("reference.calendar.days_twice", days=", ".join(twice)).both())
        return self


@cache
def load_corrections(path: Path = DATA / "calendar.yaml") -> CorrectionFile:
    """The corrections at `path`.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, CorrectionFile)


def why_days_changed(days: Collection[date]) -> list[str]:
    """Our corrections among `days`, with their documents; else that the list is a newer one."""
    corrected = [each for each in load_corrections().corrections if each.date in days]
    said = [f"{each.name.vi} ({each.legal_basis})" for each in corrected]
    return said or [text("reference.calendar.updated").vi]


def document_behind(day: date, name: str) -> str | None:
    """The document a day off or a day worked rests on, as it is cited; None where none is known."""
    file = load_corrections()
    corrected = (each for each in file.corrections if each.date == day)
    known = (each for each in file.documents if each.is_about(day, name))
    found = next(corrected, None) or next(known, None)
    return found.legal_basis if found else None
