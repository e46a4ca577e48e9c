"""A sheet as it was frozen, its amendments, and the figures as both together say they stand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import AwareDatetime, Field, StringConstraints

from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import LISTED, Card
from remiss.consultation.views.sheets.sheet_period import KEY, SheetPeriod
from remiss.texts import Bilingual

PeriodKey = Annotated[
    str,
    StringConstraints(pattern=f"^{KEY}$"),
    Field(description="`2026-11`, `2026-Q4`, `2026-H2`, `2026`.", examples=["2026-11"]),
]
SHEET_CHAIN = "#sheets"
"""What checkpoints call the chain of all sheets and amendments; no case has such an id."""
SHEET_CARDS = (Card.AGENCIES, Card.DRAFTERS)
"""Whose scorecards a sheet holds: agencies asked, and drafting agencies."""


class LineKey(NamedTuple):
    """Whose figures: of an agency asked or drafting, one person's part, or nobody's (empty)."""

    card: Card
    agency: AgencyCode
    person: str


class SheetLine(Value):
    """The figures of one person of an agency, as sums by their names in `docs/scorecards.md`.

    `person` is empty for what nobody there was named for. All lines of an agency are the agency's.
    """

    card: Card
    agency: AgencyCode
    person: str
    name: str
    figures: dict[str, int]

    @property
    def key(self) -> LineKey:
        """Whose it is."""
        return LineKey(self.card, self.agency, self.person)


class Sheet(Value):
    """What was counted of a period once it was over."""

    kind: Literal["sheet"] = "sheet"
    number: int = Field(ge=1, description="Its place among all sheets and amendments.")
    period: PeriodKey
    made_at: AwareDatetime
    counted_at: AwareDatetime = Field(description="What was recorded before that is counted.")
    names: dict[AgencyCode, Bilingual] = Field(description="What agencies were called then.")
    lines: tuple[SheetLine, ...]


class Cause(Value):
    """An event that came after the count and changed a figure of the period, and by how much."""

    consultation: str
    version: int
    kind: str
    at: AwareDatetime
    amount: int


class Change(Value):
    """One figure that is another now; `causes` are empty where no event explains it."""

    card: Card
    agency: AgencyCode
    person: str
    name: str
    figure: str
    before: int
    after: int
    causes: tuple[Cause, ...] = ()

    @property
    def line(self) -> LineKey:
        """Whose figure it is."""
        return LineKey(self.card, self.agency, self.person)

    @property
    def is_explained(self) -> bool:
        """Whether the events named add up to the whole difference."""
        return sum(cause.amount for cause in self.causes) == self.after - self.before


class Amendment(Value):
    """What changed of a sheet, beside it: the sheet itself stays."""

    kind: Literal["amendment"] = "amendment"
    number: int = Field(ge=1)
    period: PeriodKey
    made_at: AwareDatetime
    counted_at: AwareDatetime
    names: dict[AgencyCode, Bilingual] = Field(description="Of agencies the sheet does not name.")
    changes: tuple[Change, ...]


Entry = Annotated[Sheet | Amendment, Field(discriminator="kind")]


class KeptSheet(Value):
    """A sheet with all its amendments, the first first."""

    sheet: Sheet
    amendments: tuple[Amendment, ...] = ()

    @property
    def period(self) -> SheetPeriod:
        """What it counts."""
        return SheetPeriod.of_key(self.sheet.period)

    @property
    def counted(self) -> Sheet | Amendment:
        """The newest of its entries."""
        return self.amendments[-1] if self.amendments else self.sheet

    @property
    def changes(self) -> tuple[Change, ...]:
        """Of all amendments, in their order."""
        return tuple(change for each in self.amendments for change in each.changes)

    @property
    def names(self) -> dict[AgencyCode, Bilingual]:
        """What its agencies are called."""
        later = {code: name for each in self.amendments for code, name in each.names.items()}
        return later | self.sheet.names

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """The figures as the sheet and its amendments say they stand."""
        return amended(self.sheet.lines, self.changes)


def amended(lines: Iterable[SheetLine], changes: Iterable[Change]) -> tuple[SheetLine, ...]:
    """The lines after these changes, in the order of their keys."""
    found = {line.key: line for line in lines}
    for each in changes:
        card, agency, person = each.line
        line = found.get(each.line) or SheetLine(
            card=card, agency=agency, person=person, name=each.name, figures={}
        )
        figures = {**line.figures, each.figure: each.after}
        kept = {name: amount for name, amount in sorted(figures.items()) if amount}
        found[each.line] = line.model_copy(update={"figures": kept})
    return tuple(found[key] for key in sorted(found) if found[key].figures)


def changes_between(before: Iterable[SheetLine], now: Iterable[SheetLine]) -> tuple[Change, ...]:
    """Every figure that differs, by whose it is and its name."""
    was, is_ = ({line.key: line for line in lines} for lines in (before, now))
    found = []
    for key in sorted({*was, *is_}):
        old, new = _figures(was.get(key)), _figures(is_.get(key))
        name = (is_.get(key) or was[key]).name
        found += [
            Change(**key._asdict(), name=name, figure=figure, before=old[figure], after=new[figure])
            for figure in sorted({*old, *new})
            if old[figure] != new[figure]
        ]
    return tuple(found)


def sheet_figures(figures: Mapping[str, int]) -> dict[str, int]:
    """Of summed figures those a sheet keeps: all that are not zero, by name."""
    return {name: n for name, n in sorted(figures.items()) if n and name != LISTED}


def _figures(line: SheetLine | None) -> Counter[str]:
    return Counter(line.figures if line else {})
