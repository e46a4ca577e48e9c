"""What waits for the drafting side and the Office: decisions, and agencies that are to reply."""

from collections.abc import Iterator
from datetime import datetime

from portal.parts.case_in_time import CaseInTime
from portal.parts.request_lines import desk_of, left_when_stopped, next_step_of, tag_of
from portal.parts.tag import State, Tag
from portal.parts.time_left import say_left, whole_day
from portal.parts.work import Act, WorkItem
from portal.paths import request_path, task_path
from remiss.consultation.life.events import Reviewer
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.views.open_tasks import Task
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.reads.awaited_cases import AwaitedCase
from remiss.ledger.reads.waiting_tasks import TaskItem
from remiss.texts import NO_NUMBERS, Bilingual, day_and_time, label, question_name, say, text


def task_item(item: TaskItem, case: CaseInTime) -> WorkItem:
    """One decision that waits, with what was asked for in its own words."""
    task, row = item.task, _row_of(item)
    path = task_path(item.consultation, task)
    return WorkItem(
        tag=_tag(case.drafters_calendar, task.due_at, case.now),
        due_at=task.due_at,
        time_note=None
        if task.due_at
        else say("portal.work.waits_since", since=day_and_time(task.since)),
        heading=say("portal.work.task", what=item.what, agency=item.request.known.name),
        path=path,
        case=item.consultation,
        context=(item.subject, *_about(task)),
        said=task.said,
        standing=tuple(_standing(task, row, case)),
        next_step=next_step_of(row) if row and task.due_at else None,
        desk=_desk(case, task.holder),
        act=Act(name=text(f"portal.work.do.{task.kind.value}"), path=path, due_now=True),
    )


def waiting_items(item: AwaitedCase, case: CaseInTime) -> list[WorkItem]:
    """The requests of a case that agencies have yet to reply to: the soonest, and how many more."""
    items = [_waiting(item, row, case) for row in item.requests]
    if item.others:
        standing = (*items[-1].standing, say("portal.work.others_waiting", count=item.others))
        items[-1] = items[-1].model_copy(update={"standing": standing})
    return items


def _waiting(item: AwaitedCase, row: RequestRow, case: CaseInTime) -> WorkItem:
    path = request_path(item.consultation, row.agency)
    return WorkItem(
        tag=tag_of(row, case),
        due_at=row.due_at,
        time_note=left_when_stopped(row, case),
        heading=row.known.name,
        path=path,
        case=item.consultation,
        context=(item.subject,),
        standing=(label(row.stage),),
        next_step=next_step_of(row),
        desk=desk_of(row, case),
        act=Act(name=text("portal.work.act.open"), path=path),
    )


def _row_of(item: TaskItem) -> RequestRow | None:
    """The row of the request that the task is about, while it is the agency's present one."""
    return item.request if item.request.known.ordinal == item.task.request else None


def _tag(calendar: WorkCalendar, due: datetime | None, now: datetime) -> Tag:
    if due is None:
        return Tag(state=State.PLAIN, text=text("portal.work.no_deadline"))
    if late := calendar.days_late(due, now):
        return Tag(state=State.LATE, text=say("portal.deadline.late", days=late))
    left = say_left(calendar.time_between(now, due), whole_day(calendar))
    return Tag(state=State.NEAR, text=say("portal.deadline.left", left=left))


def _about(task: Task) -> tuple[Bilingual, ...]:
    if task.question is None:
        return ()
    numbers = {task.question: task.question_number} if task.question_number else NO_NUMBERS
    return (say("portal.work.question", question=question_name(task.question, numbers)),)


def _standing(task: Task, row: RequestRow | None, case: CaseInTime) -> Iterator[Bilingual]:
    if task.comments:
        yield say("portal.work.comments", count=task.comments)
    if row and row.known.held_since and case.waits_for(row):
        since = day_and_time(row.known.held_since)
        yield say("portal.work.stopped", agency=row.known.name, since=since)


def _desk(case: CaseInTime, holder: Reviewer) -> Bilingual:
    home = case.facts.drafting_agency
    match holder:
        case Reviewer.OFFICER:
            return say("portal.desk.person", name=case.officer_name, agency=home)
        case Reviewer.HEAD:
            return say("portal.desk.head", agency=home)
        case _:
            return label(holder)
