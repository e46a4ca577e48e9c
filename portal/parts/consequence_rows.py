"""What defects led to, and a delay split by side, as tables."""

from collections.abc import Iterable

from portal.parts.held_rows import Names, say_hours
from portal.parts.table import Cell, ColumnHead, Table
from remiss.consultation.telling.labels import agency_name
from remiss.consultation.views.holding.consequences import CaseConsequences, Consequence
from remiss.texts import Bilingual, label, say, text

NUMERIC = frozenset({"days_lost", "held", "delay"})


def consequences_table(defects: Iterable[Consequence], names: Names) -> Table:
    """A row for each defect: whose request, what, working days lost, what it led to."""
    return Table(
        heads=_heads("request", "defect", "days_lost", "consequence"),
        rows=tuple(
            (
                Cell(text=_request(each, names)),
                Cell(text=label(each.defect)),
                Cell(text=str(each.days_lost)),
                Cell(text=_led_to(each)),
            )
            for each in defects
        ),
    )


def shares_table(found: CaseConsequences, names: Names) -> Table:
    """What each side held, and its part of the delay; the last row is the whole."""
    rows = [
        (
            Cell(text=agency_name(s.agency, names) if s.agency else label(s.held_by)),
            Cell(text=say_hours(s.held_minutes)),
            Cell(text=say_hours(s.minutes)),
        )
        for s in found.shares
    ]
    if rows:
        whole = say_hours(found.delay_minutes)
        rows.append((Cell(text=text("portal.held.total")), Cell(empty=True), Cell(text=whole)))
    return Table(heads=_heads("side", "held", "delay"), rows=tuple(rows))


def _request(each: Consequence, names: Names) -> Bilingual:
    key = "portal.case.agency" if each.ordinal == 1 else "portal.case.agency_again"
    return say(key, agency=agency_name(each.agency, names), ordinal=each.ordinal)


def _led_to(each: Consequence) -> Bilingual:
    if each.remind_only:
        return text("portal.held.remind_only")
    word = "milestone_missed" if each.milestone_missed else "days_lost_alone"
    return text(f"portal.held.{word}")


def _heads(*names: str) -> tuple[ColumnHead, ...]:
    return tuple(
        ColumnHead(name=text(f"portal.held.column.{name}"), numeric=name in NUMERIC)
        for name in names
    )
