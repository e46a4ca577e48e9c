"""The page of open requests and when each is due, for everyone on their cases."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.parts.agency_filter import AgencyFilter
from portal.parts.case_in_time import CaseInTime
from portal.parts.paging import Paging
from portal.parts.request_lines import tag_of
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tag import State, Tag
from portal.paths import case_path, request_path
from remiss.consultation.state import CaseStage
from remiss.ledger.reads.open_requests import OpenRequest
from remiss.texts import day_and_time, label, local_date, text

OPEN_REQUESTS = "/open-requests"
COLUMNS = ("due", "agency", "state", "case", "task")


class OpenRequestsPage(Page):
    """Soonest due first; filters stand in the address."""

    template: ClassVar[str] = "open-requests.html"
    here: ClassVar[str] = CASES

    agency: AgencyFilter
    overdue: bool
    by_task: bool
    filtered: bool
    asked: bool
    """The visitor answers for an agency, and reads little of the requests to others."""
    table: Table | None
    paging: Paging
    behind: bool


def open_requests_table(
    items: Iterable[OpenRequest], cases: Mapping[str, CaseInTime]
) -> Table | None:
    """A row for each request; None without any."""
    rows = tuple(_row(item, cases[item.consultation]) for item in items)
    heads = tuple(ColumnHead(name=text(f"portal.open_requests.column.{name}")) for name in COLUMNS)
    return Table(heads=heads, rows=rows) if rows else None


def _row(item: OpenRequest, case: CaseInTime) -> tuple[Cell, ...]:
    own = item.request is not None
    to_request = request_path(item.consultation, item.agency) if own else None
    return (
        Cell(text=day_and_time(item.due_at)),
        Cell(text=item.name, path=to_request),
        Cell(tag=tag_of(item.request, case) if item.request else _state(item)),
        Cell(text=item.subject, path=case_path(item.consultation)),
        Cell(text=local_date(task.due_on)) if (task := item.facts.task) else Cell(empty=True),
    )


def _state(item: OpenRequest) -> Tag:
    """What whoever is asked beside that agency reads of it."""
    if item.case_stage is not CaseStage.OPEN:
        return Tag(state=State.HOLD, text=label(item.case_stage))
    if item.overdue:
        return Tag(state=State.LATE, text=text("portal.open_requests.late"))
    return Tag(state=State.PLAIN, text=text("portal.open_requests.open"))
