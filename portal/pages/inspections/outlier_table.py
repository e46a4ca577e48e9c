"""The distribution of an indicator as a table: each agency, its figure, its distance."""

from fractions import Fraction

from portal.pages.scorecards.figure_cells import card_path
from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead, Table
from remiss.consultation.inspecting.outliers import Indicator, Standing, distribution
from remiss.texts import Bilingual, say, text

COLUMNS = ("agency", "counted", "value", "distance", "stands_out")
NUMBERS = {"counted", "value", "distance"}


def outlier_table(indicator: Indicator) -> Table | None:
    """A row for each agency, the farthest first; the count opens its cases. None without any."""
    found = distribution(indicator)
    if found is None:
        return None
    heads = tuple(
        ColumnHead(name=text(f"portal.inspections.outlier.{name}"), numeric=name in NUMBERS)
        for name in COLUMNS
    )
    return Table(heads=heads, rows=tuple(_row(each, indicator) for each in found.standings))


def decimal(value: Fraction) -> Bilingual:
    """To two places, as each language writes it."""
    said = f"{float(value):.2f}"
    return Bilingual(vi=said.replace(".", ","), en=said)


def _row(each: Standing, indicator: Indicator) -> tuple[Cell, ...]:
    counted = each.counted
    query = {
        "from": indicator.first.isoformat(),
        "to": indicator.last.isoformat(),
        "figure": indicator.figure,
    }
    behind = with_query(card_path(indicator.card, counted.agency, "behind"), query)
    said = say("portal.inspections.of", part=str(counted.amount), whole=str(counted.among))
    apart = each.stands_out
    return (
        Cell(text=counted.name),
        Cell(text=said, path=behind),
        Cell(text=decimal(counted.value)),
        Cell(text="–" if each.distance is None else decimal(each.distance)),
        Cell(text=text("portal.inspections.outlier.yes") if apart else "", empty=not apart),
    )
