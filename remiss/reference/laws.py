"""The laws that mandates rest on: as letters print them, and how far each was checked."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field

from remiss.consultation.values import Value
from remiss.reference.yaml_file import DATA, Mistake, read
from remiss.texts import Text, say

LawName = str
"""How those who keep the file call a law, mostly by its number: 64/2025/QH15."""


class LawState(StrEnum):
    """Seen on a page that is named, read in a secondary collection, or known from memory only."""

    CHECKED = "checked"
    SECONDARY = "secondary"
    RECALLED = "recalled"


LASTS = {
    LawState.CHECKED: timedelta(days=365),
    LawState.SECONDARY: timedelta(days=182),
    LawState.RECALLED: timedelta(days=91),
}
"""After how long somebody should look again, where the entry does not say when."""


class Law(Value):
    """A law, decree or other basis; only `title` and what amends it ever leave the registry."""

    title: Text = Field(min_length=1, description="In full, as a letter cites it.")
    state: LawState
    looked: date = Field(description="The day on which somebody last looked.")
    again: date | None = Field(default=None, description="By when to look again.")
    source: Text = Field(default="", description="Where it was seen.")
    note: Text = Field(default="", description="What remains open, for those who keep the file.")
    in_force_from: date | None = Field(
        default=None, description="Its first day; left out: it has been in force all along."
    )
    replaces: tuple[LawName, ...] = Field(
        default=(), description="Printed instead of these, from its first day."
    )
    amends: tuple[LawName, ...] = Field(
        default=(), description="Printed beside these, as what amended them."
    )

    @property
    def look_again_by(self) -> date:
        return self.again or self.looked + LASTS[self.state]

    def began(self, day: date) -> bool:
        return self.in_force_from is None or self.in_force_from <= day


class LawBook(Value):
    """Every law known, by the name mandates call it."""

    laws: Mapping[LawName, Law]

    def cite(self, names: Iterable[LawName], day: date) -> str:
        """These laws as a letter of that day cites them, each once."""
        current = dict.fromkeys(each for name in names for each in self.in_force(name, day))
        return "; ".join(self._title(name, day) for name in current)

    def in_force(self, name: LawName, day: date) -> tuple[LawName, ...]:
        """The law of this name on that day, or what took its place by then."""
        successors = [
            later
            for later, law in self.laws.items()
            if name in law.replaces and law.in_force_from is not None and law.began(day)
        ]
        if not successors:
            return (name,)
        return tuple(each for later in successors for each in self.in_force(later, day))

    def _title(self, name: LawName, day: date) -> str:
        amended = [law.title for law in self.laws.values() if name in law.amends and law.began(day)]
        title = self.laws[name].title
        if not amended:
            return title
        return say("reference.law.amended", title=title, by=", ".join(amended)).vi


@cache
def load_laws(path: Path = DATA / "laws.yaml") -> LawBook:
    """The laws at `path`.

    Raises:
        ReferenceDataError: the file is wrong; the message says where and what to write instead.
    """
    return read(path, LawBook, _mistakes)


def _mistakes(book: LawBook) -> Iterable[Mistake]:
    for name, law in book.laws.items():
        place = ("laws", name)
        for other in (*law.replaces, *law.amends):
            if other not in book.laws or other == name:
                yield Mistake(place, say("reference.law.unknown", law=other))
        if law.replaces and law.in_force_from is None:
            yield Mistake(place, say("reference.law.no_first_day"))
