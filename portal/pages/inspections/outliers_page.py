"""The page of outliers: which indicator, over which days, from which distance on."""

from typing import ClassVar

from portal.navigation import INSPECTIONS
from portal.page import Page
from portal.pages.inspections.outlier_table import decimal, outlier_table
from portal.pages.scorecards.figure_cells import measure_name
from portal.parts.asked_field import Option
from portal.parts.table import Table
from remiss.consultation.inspecting.outliers import Indicator, distribution
from remiss.consultation.values import Value
from remiss.texts import Bilingual, say, text
from remiss.views.outliers import INDICATORS

OUTLIERS = f"{INSPECTIONS}/outliers"


class IndicatorOption(Option):
    """One indicator to choose."""

    chosen: bool


class OutliersPage(Page):
    """The distribution of an indicator, and whom it sets apart."""

    template: ClassVar[str] = "inspections/outliers.html"
    here: ClassVar[str] = INSPECTIONS

    options: tuple[IndicatorOption, ...]
    first: str
    last: str
    threshold: str
    mistaken: bool
    spread: Bilingual | None
    table: Table | None
    inspections: tuple["InspectionLink", ...]
    """Where those that stand out can be drawn from; none where nobody does."""


class InspectionLink(Value):
    """An inspection, and where a sample by this indicator is committed in it."""

    name: str
    path: str


def outliers_page(
    indicator: Indicator, links: tuple[InspectionLink, ...], *, mistaken: bool
) -> OutliersPage:
    """The page of an indicator as it was read."""
    found = distribution(indicator)
    spread = found and say(
        "portal.inspections.outlier.spread",
        median=decimal(found.median),
        deviation=decimal(found.spread),
        count=str(len(found.standings)),
    )
    return OutliersPage(
        title=text("portal.inspections.outlier.title"),
        options=tuple(
            IndicatorOption(
                value=f"{card}.{each.name}",
                label=say(
                    f"portal.inspections.outlier.of_{card}", measure=measure_name(card, each.name)
                ),
                chosen=(card, each.name) == (indicator.card, indicator.figure),
            )
            for card, measures in INDICATORS.items()
            for each in measures
        ),
        first=f"{indicator.first:%d/%m/%Y}",
        last=f"{indicator.last:%d/%m/%Y}",
        threshold=str(indicator.threshold),
        mistaken=mistaken,
        spread=spread,
        table=outlier_table(indicator),
        inspections=links if found and found.outliers else (),
    )
