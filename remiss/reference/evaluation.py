"""The published rules by which heads of agencies are named for a period; dated data."""

from datetime import date
from functools import lru_cache

from pydantic import Field

from remiss.consultation.values import Value
from remiss.reference.yaml_file import DATA, read
from remiss.texts import Text

ALL = 100
MINUTES = 60
"""Of an hour."""


class DatedRule(Value):
    """A rule, and the days on which it holds; None: until further notice."""

    version: int = Field(ge=1)
    in_force_from: date
    in_force_until: date | None = None
    legal_basis: Text

    def holds_on(self, day: date) -> bool:
        """Whether a period that ends that day goes by it."""
        return self.in_force_from <= day and (not self.in_force_until or day <= self.in_force_until)


class OverdueRule(DatedRule):
    """From when on being overdue is habitual."""

    overdue: int = Field(ge=1)
    of: int = Field(ge=1)
    percent: int = Field(ge=0, le=ALL)

    def applies(self, *, overdue: int, among: int) -> bool:
        """Whether so many overdue, among so many, are."""
        return (
            overdue >= self.overdue and among >= self.of and ALL * overdue >= self.percent * among
        )


class CommendationRule(DatedRule):
    """What a commendation is proposed for; agreeing or not has no part in it."""

    replies: int = Field(ge=1)
    in_time: int = Field(ge=0, le=ALL)
    clear: int = Field(ge=0, le=ALL)
    returned: int = Field(ge=0)

    def applies(
        self, *, in_time: int, among: int, clear: int, read: int, returned: int
    ) -> bool:  # fmt: skip
        """`in_time` among all, `clear` among those read, and returns that stand."""
        timely = among >= self.replies and ALL * in_time >= self.in_time * among
        return timely and ALL * clear >= self.clear * read and returned <= self.returned


class RoundCost(DatedRule):
    """By what the hours and the cost of a round are estimated; what is not set is not said."""

    minutes_per_step: int = Field(ge=1)
    dong_per_hour: int | None = Field(default=None, ge=1)

    def hours(self, steps: int) -> float:
        """Hours of work so many steps are estimated at."""
        return steps * self.minutes_per_step / MINUTES


class EvaluationFile(Value):
    """All of them, of all times."""

    habitually_overdue: tuple[OverdueRule, ...]
    commendation: tuple[CommendationRule, ...]
    round_cost: tuple[RoundCost, ...] = ()

    def overdue_on(self, day: date) -> OverdueRule | None:
        """The one in force, the highest version of several."""
        held = [rule for rule in self.habitually_overdue if rule.holds_on(day)]
        return max(held, key=lambda rule: rule.version, default=None)

    def commendation_on(self, day: date) -> CommendationRule | None:
        """As `overdue_on`."""
        held = [rule for rule in self.commendation if rule.holds_on(day)]
        return max(held, key=lambda rule: rule.version, default=None)

    def round_cost_on(self, day: date) -> RoundCost | None:
        """As `overdue_on`."""
        held = [rule for rule in self.round_cost if rule.holds_on(day)]
        return max(held, key=lambda rule: rule.version, default=None)


@lru_cache(maxsize=1)
def evaluation_rules() -> EvaluationFile:
    """The rules as they are shipped."""
    return read(DATA / "evaluation.yaml", EvaluationFile)
