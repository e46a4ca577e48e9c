"""The page on which cases are found: by words, stage and agency, kept in the address."""

from collections.abc import Iterable
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.parts.agency_filter import AgencyFilter
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tag import State, Tag
from portal.paths import case_path
from remiss.consultation.state import CaseStage
from remiss.consultation.values import AgencyCode, Value
from remiss.ledger.reads.case_list import CaseItem
from remiss.texts import Bilingual, Text, label, local_date, say, text

COLUMNS = ("subject", "stage", "agency", "opened", "replies")


class FilterChoice(Value):
    """One choice of a list."""

    value: str
    name: Bilingual
    chosen: bool


class CasesPage(Page):
    """Cases, newest first, of those the visitor may know of."""

    template: ClassVar[str] = "cases.html"
    here: ClassVar[str] = CASES

    words: Text
    """What is searched for, as it was typed."""
    stages: tuple[FilterChoice, ...]
    agency: AgencyFilter
    overdue: bool
    table: Table | None
    """None where nothing was found."""
    filtered: bool
    paging: Paging
    may_open: bool = False
    behind: bool


def stage_options(chosen: CaseStage | None) -> tuple[FilterChoice, ...]:
    """Every stage of a case."""
    return tuple(
        FilterChoice(value=stage.value, name=label(stage), chosen=stage is chosen)
        for stage in CaseStage
    )


def case_table(rows: Iterable[CaseItem], names: dict[AgencyCode, Bilingual]) -> Table | None:
    """A row for each case the visitor found; None without any."""
    found = tuple(_row(row, names) for row in rows)
    if not found:
        return None
    heads = tuple(ColumnHead(name=text(f"portal.cases.column.{name}")) for name in COLUMNS)
    return Table(heads=heads, rows=found)


def _row(row: CaseItem, names: dict[AgencyCode, Bilingual]) -> tuple[Cell, ...]:
    code = row.drafting_agency
    drafted_by = names.get(code, Bilingual(vi=code, en=code))
    return (
        Cell(text=row.subject, path=case_path(row.id)),
        Cell(tag=_stage(row.stage, late=bool(row.overdue))),
        Cell(text=say("portal.cases.officer", agency=drafted_by, name=row.officer_name)),
        Cell(text=local_date(row.opened_at)),
        Cell(text=say("portal.cases.settled", settled=row.settled, all=row.agencies)),
    )


def _stage(stage: CaseStage, *, late: bool) -> Tag:
    if late:
        return Tag(state=State.LATE, text=say("portal.cases.open_and_late", stage=label(stage)))
    shape = {CaseStage.CONCLUDED: State.DONE, CaseStage.SUSPENDED: State.HOLD}
    return Tag(state=shape.get(stage, State.PLAIN), text=label(stage))
