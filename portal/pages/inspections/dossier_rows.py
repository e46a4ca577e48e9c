"""Ordered dossiers as a table, and the cases one may order."""

from collections.abc import Iterable

from portal.navigation import INSPECTIONS
from portal.parts.asked_field import Option
from portal.parts.table import Cell, ColumnHead, Table
from portal.paths import case_path
from remiss.consultation.inspecting.inspection import Inspection, OrderedDossier
from remiss.texts import Bilingual, day_and_time, say, text

COLUMNS = ("dossier", "case", "ordered_at", "stands")
MOST_LISTED = 40
"""Cases to choose from; of more the id is typed."""


def case_options(inspection: Inspection) -> tuple[Option, ...] | None:
    """The drawn cases, where they fit a list."""
    cases = sorted(inspection.cases)
    if len(cases) > MOST_LISTED:
        return None
    return tuple(Option(value=case, label=case) for case in cases)


def dossier_table(id_: str, dossiers: Iterable[OrderedDossier]) -> Table | None:
    """A row for each order; a packed one leads to its file. None without any."""
    rows = tuple(_row(id_, each) for each in dossiers)
    heads = tuple(ColumnHead(name=text(f"portal.inspections.column.{name}")) for name in COLUMNS)
    return Table(heads=heads, rows=rows) if rows else None


def _row(id_: str, each: OrderedDossier) -> tuple[Cell, ...]:
    number, case = str(each.ordered.number), each.ordered.consultation
    there = each.packed is not None and each.packed.sha256 is not None
    return (
        Cell(
            text=say("portal.inspections.dossier", number=number),
            path=f"{INSPECTIONS}/{id_}/dossiers/{number}" if there else None,
        ),
        Cell(text=case, path=case_path(case)),
        Cell(text=day_and_time(each.ordered.at)),
        Cell(text=_standing(each)),
    )


def _standing(each: OrderedDossier) -> Bilingual:
    if each.packed is None:
        return text("portal.inspections.packing")
    if each.packed.refused:
        return each.packed.refused
    digest = (each.packed.sha256 or "")[:16]
    return say("portal.inspections.packed", sha256=digest, times=str(each.fetched))
