"""Who looked at the figures of whom: written before they are shown, and never changed.

“rà soát, thay thế hoặc điều chuyển” is decided about people by such figures (Công văn UBND tỉnh
Bắc Giang, tháng 10/2023, điểm 1.c): whoever is looked at may know by whom.
"""

from collections.abc import Collection
from datetime import date

from pydantic import AwareDatetime, Field

from remiss.consultation.authority import Scorecard
from remiss.consultation.inspection_named import InspectionNamed
from remiss.consultation.values import Actor, AgencyCode, Person, PersonId, Role, Value
from remiss.ledger.connection import Reader
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.reads.pages import ListPage, Wanted, read_page
from remiss.ledger.statements import SQL


class FigureLook(Value):
    """One look at the figures of some people, by one reader in one role."""

    at: AwareDatetime
    reader: Person
    role: Role
    agency: AgencyCode | None = Field(description="The reader's own.")
    figures: Scorecard
    since: date | None = Field(description="First day of the period; null: from the beginning.")
    until: date | None = Field(description="Last day of the period; null: to the present.")
    inspection: str | None = Field(description="The decision an inspector acts by.")
    reason: str | None


async def record_look(
    tables: PortalTables,
    reader: Actor,
    figures: Scorecard,
    people: Collection[PersonId],
    days: tuple[date | None, date | None] = (None, None),
    named: InspectionNamed | None = None,
) -> None:
    """Put on record that `reader` reads the figures of `people` now; one's own are no look.

    Raises:
        Problem: `ledger_unavailable`: nothing is on record, and nothing may be shown.
    """
    others = sorted(set(people) - {reader.id})
    if not others:
        return
    inspection = (named.inspection, named.reason) if named else (None, None)
    known = (reader.id, reader.name, reader.role.value, reader.agency)
    await tables.fetch(SQL["record_look"], *known, figures.value, *days, *inspection, others)


async def looks_at(source: Reader, person: PersonId, wanted: Wanted) -> ListPage[FigureLook]:
    """Who read this person's figures, the last first.

    Raises:
        Problem: `invalid_cursor`, `ledger_unavailable`.
    """
    arguments = (person, wanted.number())
    return await read_page(source, "looks_at", _look, arguments, wanted.limit)


def _look(row: dict[str, str]) -> FigureLook:
    return FigureLook.model_validate_json(row["body"])
