"""The head's desk: what each official has, what is to be signed, what nobody was assigned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from portal.navigation import LOAD
from portal.page import Page
from portal.parts.case_in_time import CaseInTime
from portal.parts.paging import Paging, with_query
from portal.parts.request_lines import desk_of, desk_within, next_step_of, tag_of
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from portal.parts.work import Act, WorkGroup, WorkItem
from portal.paths import request_path
from remiss.consultation.values import AgencyCode
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.agency_load import NOBODY, SIGN, Load
from remiss.reference.people import People
from remiss.texts import Bilingual, Text, day_and_time, label, say, text

COLUMNS = ("official", "requests", "overdue", "signing", "due")
GROUPS = ("all", "sign", "unassigned")


class LoadPage(Page):
    """What lies with the agency."""

    template: ClassVar[str] = "office/load.html"
    here: ClassVar[str] = LOAD

    what: Bilingual
    tabs: tuple[Tab, ...]
    table: Table | None
    """A row for each official; None where nothing waits."""
    units: Table | None
    """A row for each unit; None where the list of people knows none of the agency."""
    group: WorkGroup | None
    """The requests behind one number; None where none is chosen."""
    chosen: bool
    paging: Paging


def load_tabs(loads: Iterable[Load], here: str) -> tuple[Tab, ...]:
    """Each group with its count."""
    each = tuple(loads)
    counts = {
        "all": sum(load.requests for load in each),
        "sign": sum(load.signing for load in each),
        "unassigned": sum(load.old for load in each if load.person is None),
    }
    return tuple(
        Tab(
            name=text(f"portal.load.tab.{name}"),
            path=LOAD if name == "all" else f"{LOAD}?group={name}",
            here=name == here,
            count=counts[name],
        )
        for name in GROUPS
    )


def load_table(loads: Sequence[Load]) -> Table | None:
    """Each number leads to the requests behind it."""
    if not loads:
        return None
    heads = tuple(
        ColumnHead(name=text(f"portal.load.column.{name}"), numeric=name not in {"official", "due"})
        for name in COLUMNS
    )
    return Table(heads=heads, rows=tuple(map(_row, loads)))


def _row(load: Load) -> tuple[Cell, ...]:
    own = {"official": load.person or "-"}
    return (
        Cell(text=load.name or text("portal.load.nobody")),
        Cell(text=str(load.requests), path=with_query(LOAD, own)),
        Cell(text=str(load.overdue), path=_late(own) if load.overdue else None),
        Cell(text=str(load.signing), path=_signing(own) if load.signing else None),
        Cell(text=day_and_time(load.due_at)),
    )


def units_table(loads: Iterable[Load], agency: AgencyCode, people: People) -> Table | None:
    """The same by unit, as the list of people has them now; what belongs to none stands last."""
    units = people.file.units if people.file else ()
    names: dict[str, str] = {unit.id: unit.name for unit in units if unit.agency == agency}
    if not names:
        return None
    of_unit = loads_by_unit(loads, agency, people)
    ordered = sorted(of_unit.items(), key=lambda each: (each[0] == NOBODY, each[0]))
    heads = tuple(
        ColumnHead(name=text(f"portal.load.column.{name}"), numeric=name not in {"unit", "due"})
        for name in ("unit", *COLUMNS[1:])
    )
    none = text("portal.load.no_unit")
    rows = tuple(_unit_row(unit, names.get(unit, none), each) for unit, each in ordered)
    return Table(heads=heads, rows=rows) if rows else None


def loads_by_unit(
    loads: Iterable[Load], agency: AgencyCode, people: People
) -> Mapping[str, Sequence[Load]]:
    """What the officials of each unit have, by its id; `NOBODY` for what is of none."""
    units = people.file.units if people.file else ()
    known = {unit.id for unit in units if unit.agency == agency}
    of_unit: dict[str, list[Load]] = defaultdict(list)
    for load in loads:
        listed = people.find(load.person) if load.person else None
        of_unit[listed.unit if listed and listed.unit in known else NOBODY].append(load)
    return of_unit


def _unit_row(unit: str, name: Bilingual | Text, loads: Sequence[Load]) -> tuple[Cell, ...]:
    own = {"unit": unit or "-"}
    late, signing = sum(load.overdue for load in loads), sum(load.signing for load in loads)
    return (
        Cell(text=name),
        Cell(text=str(sum(load.requests for load in loads)), path=with_query(LOAD, own)),
        Cell(text=str(late), path=_late(own) if late else None),
        Cell(text=str(signing), path=_signing(own) if signing else None),
        Cell(text=day_and_time(min(load.due_at for load in loads))),
    )


def _late(own: dict[str, str]) -> str:
    return with_query(LOAD, {**own, "overdue": "true"})


def _signing(own: dict[str, str]) -> str:
    return with_query(LOAD, {**own, "group": SIGN})


def load_group(items: Sequence[InboxItem], cases: Mapping[str, CaseInTime]) -> WorkGroup | None:
    """The requests of one number, soonest due first."""
    if not items:
        return None
    rows = tuple(_item(item, cases[item.consultation]) for item in items)
    return WorkGroup(id="listed", heading=say("portal.load.listed", shown=len(rows)), items=rows)


def _item(item: InboxItem, case: CaseInTime) -> WorkItem:
    row = item.request
    path = request_path(item.consultation, row.agency)
    return WorkItem(
        tag=tag_of(row, case),
        due_at=row.due_at,
        heading=item.subject,
        path=path,
        case=item.consultation,
        context=(say("portal.work.drafted_by", agency=case.facts.drafting_agency),),
        standing=(label(row.stage),),
        next_step=next_step_of(row),
        desk=desk_within(row.desk) or desk_of(row, case),
        act=_act(row.known.official or NOBODY, path, sign=bool(row.desk and row.desk.task == SIGN)),
    )


def _act(official: str, path: str, *, sign: bool) -> Act:
    if sign:
        return Act(name=text("portal.load.sign"), path=f"{path}/sign", due_now=True)
    name = "assign_again" if official else "assign"
    return Act(name=text(f"portal.load.{name}"), path=f"{path}/assign", due_now=not official)
