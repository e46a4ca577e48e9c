"""The page of heads a published rule names for a period, with the count behind it; never a rank."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.pages.scorecards.figure_cells import card_path
from portal.pages.scorecards.periods import ChosenPeriod
from portal.parts.paging import with_query
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.documents.period_sheet.overdue_letter import (
    OverdueHead,
    explanation_words,
    rule_words,
)
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.measures import Measure, measure
from remiss.reference.evaluation import CommendationRule, OverdueRule
from remiss.reference.people import People
from remiss.texts import Bilingual, Text, local_date, say, text
from remiss.views.overdue_heads import OVERDUE

CLEAR, IN_TIME = "clear", "in_time"


class NamedByRule(Value):
    """A rule in words, where it comes from, and whom it names."""

    id: str
    heading: Bilingual
    rule: Bilingual
    basis: Text
    table: Table | None


class NamedPage(Page):
    """Those a rule names."""

    template: ClassVar[str] = "scorecards/named.html"
    here: ClassVar[str] = SCORECARDS_OF

    address: Text
    periods: tuple[Tab, ...]
    first: Text
    last: Text
    period: Bilingual
    lists: tuple[NamedByRule, ...]
    stands_back: bool
    """The visitor's own agency is in no list."""
    letter: Text | None
    """Where the list of the quarter is as a letter; None: for somebody else, or no quarter."""
    mistaken: bool


class Naming:
    """Agencies with their figures, by code; who heads them; and the period that counts."""

    def __init__(
        self,
        found: Mapping[AgencyCode, Figures],
        names: Mapping[AgencyCode, Bilingual],
        people: People,
        period: ChosenPeriod,
    ) -> None:
        self._found, self._names, self._people, self._period = found, names, people, period

    def overdue(self, rule: OverdueRule, heads: Iterable[OverdueHead]) -> NamedByRule:
        """Heads whose agencies are habitually overdue, and what each explained."""
        late = _measure(OVERDUE)
        rows = tuple(
            (
                *self._whose(each.agency),
                self._counted(each.agency, late, self._found[each.agency]),
                _explained(each),
            )
            for each in heads
        )
        return _list("overdue", rule_words(rule), rule.legal_basis, (late,), rows, "explained")

    def commended(self, rule: CommendationRule) -> NamedByRule:
        """Heads whose agencies are proposed for commendation."""
        in_time, clear = _measure(IN_TIME), _measure(CLEAR)

        def applies(figures: Figures) -> bool:
            return rule.applies(
                in_time=in_time.amount(figures),
                among=in_time.among(figures),
                clear=clear.amount(figures),
                read=clear.among(figures),
                returned=figures["returns_standing"],
            )

        said = {
            name: str(getattr(rule, name)) for name in ("replies", "in_time", "clear", "returned")
        }
        since = local_date(rule.in_force_from)
        words = say(
            "portal.scorecards.named.commended_rule", **said, version=rule.version, since=since
        )
        return self._named("commended", words, rule.legal_basis, applies, (in_time, clear))

    def _named(
        self,
        id_: str,
        rule: Bilingual,
        basis: str,
        applies: Callable[[Figures], bool],
        shown: tuple[Measure, ...],
    ) -> NamedByRule:
        rows = tuple(
            (*self._whose(code), *(self._counted(code, each, figures) for each in shown))
            for code, figures in sorted(self._found.items())
            if applies(figures)
        )
        return _list(id_, rule, basis, shown, rows)

    def _whose(self, code: AgencyCode) -> tuple[Cell, Cell]:
        head = self._people.head_of(code)
        name = self._names.get(code, Bilingual(vi=code, en=code))
        path = with_query(card_path(Card.AGENCIES, code), self._period.query)
        unknown = text("portal.scorecards.named.head_unknown")
        said = say("portal.scorecards.agency", code=code, name=name)
        return Cell(text=head.name if head else unknown), Cell(text=said, path=path)

    def _counted(self, code: AgencyCode, shown: Measure, figures: Figures) -> Cell:
        query = {**self._period.query, "figure": shown.name}
        said = f"{shown.amount(figures)}/{shown.among(figures)}"
        return Cell(text=said, path=with_query(card_path(Card.AGENCIES, code, "behind"), query))


def _list(
    id_: str,
    rule: Bilingual,
    basis: str,
    shown: tuple[Measure, ...],
    rows: tuple[tuple[Cell, ...], ...],
    *more: str,
) -> NamedByRule:
    columns = [text(f"portal.scorecards.column.{name}") for name in ("head", "agency")]
    numbers = [text(f"portal.scorecards.named.{each.name}") for each in shown]
    heads = (
        *(ColumnHead(name=name) for name in columns),
        *(ColumnHead(name=name, numeric=True) for name in numbers),
        *(ColumnHead(name=text(f"portal.scorecards.column.{name}")) for name in more),
    )
    return NamedByRule(
        id=id_,
        heading=text(f"portal.scorecards.named.{id_}_heading"),
        rule=rule,
        basis=basis,
        table=Table(heads=heads, rows=rows) if rows else None,
    )


def _explained(each: OverdueHead) -> Cell:
    said = " · ".join(map(explanation_words, each.explanations))
    return Cell(text=said or text("portal.scorecards.named.not_explained"))


def _measure(name: str) -> Measure:
    found = measure(Card.AGENCIES, name)
    assert found  # noqa: S101 -- named here
    return found
