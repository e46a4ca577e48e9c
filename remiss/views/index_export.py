"""The lines of a reform index for a year: of its frozen sheet, or as they are counted now."""

from datetime import UTC, datetime

from remiss.consultation.permission import permit_role
from remiss.consultation.values import Actor
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import agency_sums
from remiss.consultation.views.sheets.sheet import SHEET_CARDS
from remiss.consultation.views.sheets.sheet_period import Length, SheetPeriod
from remiss.documents.period_sheet.index_lines import IndexExport, index_export
from remiss.documents.period_sheet.sheet_rows import AgencyRow, agency_rows
from remiss.ledger.connection import Reader
from remiss.ledger.sheets.period_count import PeriodCount, count_period
from remiss.ledger.sheets.sheet_chain import kept_sheet
from remiss.reference.registry import Registry
from remiss.texts import Bilingual
from remiss.views.seen_sheets import restricted


async def index_of_year(
    source: Reader, looks: Actor, year: int, registry: Registry, public_url: str | None
) -> IndexExport:
    """Of all agencies but bodies apart, by their codes.

    Raises:
        Refusal: `not_permitted`.
    """
    permit_role(looks, "read_index")
    period = SheetPeriod(year, Length.YEAR, 1)
    kept = await kept_sheet(source, period)
    if kept is None:
        found = await count_period(source, period)
        counted = {card: _counted(found, card, registry) for card in SHEET_CARDS}
        return index_export(period, counted, datetime.now(UTC), None, public_url)
    seen = restricted(kept, dict.fromkeys(SHEET_CARDS), registry.apart)
    rows = {card: agency_rows(seen, card) for card in SHEET_CARDS}
    return index_export(period, rows, kept.counted.made_at, kept.sheet.number, public_url)


def _counted(found: PeriodCount, card: Card, registry: Registry) -> list[AgencyRow]:
    return [
        AgencyRow(code, found.names.get(code, Bilingual(vi=code, en=code)), figures)
        for code, figures in agency_sums(found.lines, card).items()
        if code not in registry.apart
    ]
