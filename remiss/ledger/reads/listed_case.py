"""What every row of work says of its case, and the calendars that such rows name."""

from collections.abc import Iterable, Mapping

from pydantic import AwareDatetime, Field
from pydantic.json_schema import SkipJsonSchema

from remiss.consultation.state import CaseStage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import Value
from remiss.consultation.views.row_facts import CaseRowFacts
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


class OfCase(Value):
    """The case a row of work belongs to; no caller of the API reads `facts` and `recorded_at`."""

    consultation: str
    case_stage: CaseStage
    officer_name: str
    facts: SkipJsonSchema[CaseRowFacts] = Field(exclude=True)
    recorded_at: SkipJsonSchema[AwareDatetime] = Field(exclude=True)
    """When the newest event of the case happened."""


class CaseCalendars:
    """The calendars that cases follow, by version; each is read once, for it never changes."""

    def __init__(self, source: Reader) -> None:
        self._source = source
        self._known: dict[str, WorkCalendar] = {}

    async def of(self, versions: Iterable[str]) -> Mapping[str, WorkCalendar]:
        """Those of these versions.

        Raises:
            Problem: `ledger_unavailable`.
        """
        wanted = frozenset(versions)
        if missing := wanted - self._known.keys():
            for row in await self._source.fetch(SQL["calendars_of_cases"], list(missing)):
                calendar = WorkCalendar.model_validate_json(row["calendar"])
                self._known[row["version"]] = calendar
        return {version: self._known[version] for version in wanted}
