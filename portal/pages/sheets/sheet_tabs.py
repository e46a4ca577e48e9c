"""Tabs beside sheets: the cards of one, and the years of what is made for each year."""

from collections.abc import Iterable, Mapping

from portal.pages.scorecards.periods import today
from portal.parts.paging import with_query
from portal.parts.tabs import Tab
from remiss.consultation.views.scores.tally import Card
from remiss.texts import Bilingual, text

YEARS = 3
"""Offered beside each other: this one, and those before."""


def card_tabs(path: str, cards: Iterable[Card], chosen: Card) -> tuple[Tab, ...]:
    """One for each kind of scorecard, at the same address."""
    return tuple(
        Tab(
            name=text(f"sheet.book.{each}"),
            path=with_query(path, {"card": each.value}),
            here=each is chosen,
        )
        for each in cards
    )


def year_tabs(address: str, chosen: int, query: Mapping[str, str]) -> tuple[Tab, ...]:
    """This year, those before and the chosen one, the newest first; each below `address`."""
    this = today().year
    return tuple(
        Tab(
            name=Bilingual(vi=str(each), en=str(each)),
            path=with_query(f"{address}/{each}", query),
            here=each == chosen,
        )
        for each in sorted({chosen, *range(this - YEARS + 1, this + 1)}, reverse=True)
    )
