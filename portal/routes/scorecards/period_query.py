"""What an address of a scorecard asks for: the period, and what else."""

from typing import Annotated

from fastapi import Query
from pydantic import Field

from portal.pages.scorecards.peer_groups import PeerGroup
from portal.pages.scorecards.periods import ChosenPeriod, PeriodTyped, period_typed
from portal.routes.cases_routes import Blank
from remiss.consultation.inspection_named import InspectionNamed, inspection_of
from remiss.consultation.values import PersonId, Value


class PeriodQuery(Value):
    """Which days to count; blank: the quarter we are in."""

    from_: Annotated[str | None, Field(alias="from", max_length=40)] = None
    to: Annotated[str | None, Field(max_length=40)] = None
    inspection: Annotated[str | None, Field(max_length=100)] = None
    reason: Annotated[str | None, Field(max_length=500)] = None

    @property
    def named(self) -> InspectionNamed | None:
        """The inspection an inspector looks in.

        Raises:
            Refusal: `inspection_without_reason`.
        """
        return inspection_of(self.inspection, self.reason)

    @property
    def kept(self) -> dict[str, str]:
        """The period, and the inspection where one is named."""
        given = {"inspection": self.inspection, "reason": self.reason}
        return {**self.chosen.query, **{name: value for name, value in given.items() if value}}

    @property
    def typed(self) -> PeriodTyped:
        """The period asked for."""
        return period_typed(self.from_, self.to)

    @property
    def chosen(self) -> ChosenPeriod:
        """The same, where nothing was mistaken."""
        return self.typed.chosen

    @property
    def status(self) -> int:
        """Of the answer: days nobody can read are refused, beside a period that can be."""
        return 422 if self.typed.mistaken else 200


class PeersQuery(PeriodQuery):
    """And which peers, in which order, from which row on."""

    group: PeerGroup | None = None
    sort: Annotated[str | None, Query(max_length=40)] = None
    cursor: Annotated[int, Query(ge=0, le=10_000)] = 0


class BehindQuery(PeriodQuery):
    """And which figure, of whom, after which case."""

    figure: Annotated[str, Query(max_length=40)] = ""
    person: Annotated[PersonId | None, Blank] = None
    cursor: Annotated[str | None, Query(pattern="^[!-~]*$", max_length=100)] = None
