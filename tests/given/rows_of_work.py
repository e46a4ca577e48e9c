"""The rows of lists, made of the whole case behind them: what the read tables ought to say."""

from collections import Counter
from typing import Any

from remiss.consultation.state import UNSETTLED, CaseStage, Consultation, Holder
from remiss.consultation.telling.labels import TASKS
from remiss.consultation.values import Actor, AgencyCode
from remiss.consultation.views.open_tasks import Task, tasks
from remiss.consultation.views.overdue_list import say_listing
from remiss.consultation.views.row_facts import CaseRowFacts
from remiss.consultation.views.rows import listed_request
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.awaited_cases import OF_EACH, AwaitedCase
from remiss.ledger.reads.case_list import CaseItem, Moves
from remiss.ledger.reads.waiting_tasks import TaskItem
from remiss.views.seen_case import SeenCase
from tests.given.case import MONDAY


def inbox_item(case: Consultation, agency: AgencyCode) -> InboxItem:
    row = listed_request(case, case.requests[agency])
    return InboxItem(
        **_of_case(case),
        subject=case.draft.subject,
        kind=case.draft.kind,
        urgency=case.draft.urgency,
        drafting_agency=case.drafting_agency.code,
        request=row,
        overdue_list=say_listing(row.listed_on, row.due_at, overdue=row.overdue),
    )


def task_items(case: Consultation) -> list[TaskItem]:
    return [_task_item(case, task) for task in tasks(case)]


def awaited_case(case: Consultation, of_each: int = OF_EACH) -> AwaitedCase:
    rows = [listed_request(case, each) for each in case.requests.values()]
    waiting = [row for row in rows if row.stage in UNSETTLED]
    waiting.sort(key=lambda row: (row.due_at, row.agency))
    return AwaitedCase(
        **_of_case(case),
        subject=case.draft.subject,
        requests=tuple(waiting[:of_each]),
        others=max(len(waiting) - of_each, 0),
    )


def case_item(case: Consultation, reader: Actor) -> CaseItem:
    """As the reader's own row of the whole case has it."""
    row = SeenCase(reader, case, (), behind=False).row
    open_ones = [each for each in row.requests if not each.settled_at]
    ringing = [each for each in row.requests if each.next_alarm_at]
    ringing.sort(key=lambda each: (each.next_alarm_at or MONDAY, each.agency))
    late = [each for each in open_ones if each.overdue and row.stage is CaseStage.OPEN]
    moves = Counter(each.holder for each in row.requests)
    return CaseItem(
        **row.model_dump(include=set(CaseItem.model_fields) - {"tasks"}),
        tasks=len(row.tasks),
        next_step=ringing[0].next_step if ringing else None,
        due_at=min((each.due_at for each in open_ones), default=None),
        agencies=len(row.requests),
        settled=len(row.requests) - len(open_ones),
        overdue=len(late),
        moves=Moves(**{holder: moves[holder] for holder in Holder if holder in Moves.model_fields}),
    )


def _task_item(case: Consultation, task: Task) -> TaskItem:
    return TaskItem(
        **_of_case(case),
        subject=case.draft.subject,
        kind=case.draft.kind,
        urgency=case.draft.urgency,
        drafting_agency=case.drafting_agency.code,
        agency_name=case.requests[task.agency].agency.name.vi,
        task=task,
        what=TASKS[task.kind],
        request=listed_request(case, case.requests[task.agency]),
    )


def _of_case(case: Consultation) -> dict[str, Any]:
    return {
        "consultation": case.id,
        "case_stage": case.stage,
        "officer_name": case.officer.name,
        "facts": CaseRowFacts.of(case),
        "recorded_at": MONDAY,
    }
