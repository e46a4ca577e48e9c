"""What heads explain of the figures of a quarter: added with who and when, and never changed."""

from datetime import date

from pydantic import AwareDatetime

from remiss.consultation.values import Actor, AgencyCode, Person, Value
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.ledger.connection import Reader
from remiss.ledger.portal.tables import PortalTables
from remiss.ledger.statements import SQL
from remiss.texts import Text


class HeadExplanation(Value):
    """What one head said of one quarter."""

    at: AwareDatetime
    agency: AgencyCode
    since: date
    until: date
    by: Person
    words: Text

    @property
    def quarter(self) -> SheetPeriod:
        """Which quarter it is about."""
        return SheetPeriod.around(self.since, Length.QUARTER)


async def record_explanation(
    tables: PortalTables,
    head: Actor,
    agency: AgencyCode,
    quarter: SheetPeriod,
    words: str,
    key: str,
) -> None:
    """Put it on record; `key` is the form's, and the same form again adds nothing.

    Raises:
        Problem: `ledger_unavailable`: nothing is on record.
    """
    said = (agency, quarter.first, quarter.last, head.id, head.name, words)
    await tables.fetch(SQL["record_explanation"], key, *said)


async def head_explanations(
    source: Reader, first: date, last: date, agency: AgencyCode | None = None
) -> tuple[HeadExplanation, ...]:
    """Of every quarter that shares a day with these, by agency, the first said first."""
    rows = await source.fetch(SQL["head_explanations"], first, last, agency)
    return tuple(
        HeadExplanation(
            **{name: row[name] for name in ("at", "agency", "since", "until", "words")},
            by=Person(id=row["by_id"], name=row["by_name"]),
        )
        for row in rows
    )
