"""The page of a year's tasks: one request a row, as the ledger has it now; facts, no points."""

from collections.abc import Iterable
from typing import ClassVar

from portal.navigation import SCORECARDS_OF
from portal.page import Page
from portal.parts.paging import Paging
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from portal.paths import request_path
from remiss.consultation.views.sheets.task_record import TaskRecord
from remiss.texts import Bilingual, day_and_time, label, local_date, text

COLUMNS = ("subject", "official", "sent", "due", "finished", "outcome", "late", "reason")


class TasksPage(Page):
    """The tasks of an agency, or of one official of it."""

    template: ClassVar[str] = "sheets/tasks.html"
    here: ClassVar[str] = SCORECARDS_OF

    whose: Bilingual
    years: tuple[Tab, ...]
    table: Table | None
    paging: Paging


def tasks_table(tasks: Iterable[TaskRecord]) -> Table | None:
    """A row for each, which opens its request; None without any."""
    rows = tuple(map(_row, tasks))
    heads = tuple(ColumnHead(name=text(f"task_list.column.{name}")) for name in COLUMNS)
    return Table(heads=heads, rows=rows) if rows else None


def _row(task: TaskRecord) -> tuple[Cell, ...]:
    late = text(f"task_list.late.{str(task.late).lower()}") if task.late is not None else ""
    finished = local_date(task.finished_at) if task.finished_at else ""
    return (
        Cell(text=task.subject, path=request_path(task.consultation, task.agency)),
        Cell(text=task.official.name if task.official else "", empty=not task.official),
        Cell(text=local_date(task.sent_at)),
        Cell(text=day_and_time(task.due_at)),
        Cell(text=finished, empty=not finished),
        Cell(text=label(task.outcome)),
        Cell(text=late, empty=not late),
        Cell(text=task.delay_reason or "", empty=not task.delay_reason),
    )
