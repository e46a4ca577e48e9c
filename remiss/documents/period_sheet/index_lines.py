"""The lines of a reform index: criterion, numerator, denominator, and where the evidence is listed.

Facts alone: what a criterion is worth, and for whom, is said by whoever scores the index.
"""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from pydantic import AwareDatetime, Field

from remiss.address_space import PORTAL
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.period_sheet.sheet_rows import AgencyRow, measure_name
from remiss.ledger.reads.scorecards.measures import MEASURES, Kind, Measure
from remiss.texts import Bilingual


class IndexLine(Value):
    """One criterion of one agency; addresses lead to pages that list what was counted."""

    agency: AgencyCode
    name: Bilingual
    card: Card = Field(description="How it answers (`agencies`), or how it consults (`drafters`).")
    criterion: str = Field(description="By its name in `docs/scorecards.md`.")
    criterion_name: Bilingual
    numerator: int
    denominator: int | None = Field(description="None: a count, which is out of nothing.")
    evidence: str = Field(description="The page that lists what the numerator counts.")
    evidence_of_denominator: str | None


class IndexExport(Value):
    """All lines of a year, as they stood at a moment."""

    year: int
    at: AwareDatetime
    sheet: int | None = Field(
        description="The number of the frozen sheet they are of, with its amendments; None while "
        "the year has none: then they are what was counted at `at`."
    )
    lines: tuple[IndexLine, ...]


def index_export(
    period: SheetPeriod,
    rows: Mapping[Card, list[AgencyRow]],
    at: datetime,
    sheet: int | None,
    public_url: str | None,
) -> IndexExport:
    """The lines of these agencies, card by card; `public_url` stands before every address."""
    lines = [
        _line(card, row, each, period, public_url or "")
        for card, of_card in rows.items()
        for row in of_card
        for each in MEASURES[card]
    ]
    return IndexExport(year=period.year, at=at, sheet=sheet, lines=tuple(lines))


def _line(
    card: Card, row: AgencyRow, measured: Measure, period: SheetPeriod, public_url: str
) -> IndexLine:
    figure, whole = (
        f"{public_url.rstrip('/')}{PORTAL}{evidence_path(card, row.code, name, period)}"
        for name in (measured.name, f"{measured.name}-of")
    )
    is_rate = measured.kind is not Kind.COUNT
    return IndexLine(
        agency=row.code,
        name=row.name,
        card=card,
        criterion=measured.name,
        criterion_name=measure_name(card, measured.name),
        numerator=measured.amount(row.figures),
        denominator=measured.among(row.figures) if is_rate else None,
        evidence=figure,
        evidence_of_denominator=whole if is_rate else None,
    )


def evidence_path(card: Card, agency: AgencyCode, figure: str, period: SheetPeriod) -> str:
    """The page of the cases behind a figure, as the portal has it without a language."""
    query = {"from": period.first.isoformat(), "to": period.last.isoformat(), "figure": figure}
    return f"/scorecards/{card}/{agency}/behind?{urlencode(query)}"
