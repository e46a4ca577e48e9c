"""The tasks of a year as a workbook and as CSV: facts, one request a row, no points."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook

from remiss.consultation.views.sheets.task_record import TaskRecord
from remiss.documents.archive import keep_one_time
from remiss.documents.official_wording import moment
from remiss.documents.period_sheet.sheet_csv import as_csv
from remiss.documents.table.table_sheets import local_clock
from remiss.documents.workbook_cells import cell_at, write_text
from remiss.documents.workbook_list import write_list
from remiss.texts import Bilingual, label, say, text

WIDTHS = {
    "consultation": 18,
    "subject": 40,
    "agency": 28,
    "official": 24,
    "reason": 40,
    "proofs": 60,
    "certified": 28,
}
WIDTH = 14
COLUMNS = (
    "consultation",
    "subject",
    "request",
    "agency",
    "official",
    "sent",
    "assigned",
    "due",
    "finished",
    "outcome",
    "late",
    "days_late",
    "returned",
    "contested",
    "upheld",
    "reason",
    "certified",
    "proofs",
)


class TaskList(NamedTuple):
    """The tasks, of whom and when, and as they stood at a moment."""

    title: Bilingual
    tasks: Sequence[TaskRecord]
    at: datetime


def heads() -> list[Bilingual]:
    """Of the columns, in their order."""
    return [text(f"task_list.column.{name}") for name in COLUMNS]


def task_csv(tasks: TaskList) -> bytes:
    """UTF-8 with a byte order mark."""
    return as_csv([[head.both(" / ") for head in heads()], *map(cells, tasks.tasks)])


def task_xlsx(tasks: TaskList) -> bytes:
    """One sheet; below the last row the sums as formulas."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = text("task_list.book").vi
    book.properties.title = tasks.title.vi
    book.properties.created = book.properties.modified = local_clock(tasks.at)
    write_text(cell_at(sheet, 1, 1), tasks.title.vi)
    write_text(cell_at(sheet, 2, 1), say("task_list.standing", at=moment(tasks.at)).vi)
    columns = [(head, WIDTHS.get(name, WIDTH)) for name, head in zip(COLUMNS, heads(), strict=True)]
    write_list(sheet, 3, columns, map(cells, tasks.tasks))
    sheet.freeze_panes = "B5"
    buffer = BytesIO()
    book.save(buffer)
    return keep_one_time(buffer.getvalue(), tasks.at)


def cells(task: TaskRecord) -> list[str | int]:
    """One row, in the order of the columns."""
    return list(_cells(task))


def _cells(task: TaskRecord) -> Iterator[str | int]:
    yield from (task.consultation, task.subject, task.request, task.name.vi)
    yield f"{task.official.name} ({task.official.id})" if task.official else ""
    for at in (task.sent_at, task.assigned_at, task.due_at, task.finished_at):
        yield moment(at) if at else ""
    yield label(task.outcome).vi
    yield "" if task.late is None else text(f"task_list.late.{str(task.late).lower()}").vi
    yield from (task.days_late, task.returned, task.contested, task.upheld)
    by = task.delay_reason_by
    yield f"{task.delay_reason} ({by.name})" if by else ""
    yield text("task_list.nobody_certifies").vi
    yield "\n".join(f"#{p.version} {p.kind} {moment(p.at)} {p.hash}" for p in task.proofs)
