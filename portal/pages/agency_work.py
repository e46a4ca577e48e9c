"""What waits for an agency: its requests, by how their time stands."""

from datetime import datetime

from portal.parts.case_in_time import CaseInTime
from portal.parts.reader import ReplyReader, lies_with
from portal.parts.request_lines import (
    desk_of,
    desk_within,
    left_when_stopped,
    next_step_of,
    tag_of,
)
from portal.parts.tag import State
from portal.parts.work import Act, WorkItem
from portal.paths import request_path
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import WITH_AGENCY, Stage
from remiss.consultation.values import Actor, Role
from remiss.consultation.views.rows import RequestRow
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.texts import Bilingual, label, say, text


def agency_item(actor: Actor, item: InboxItem, case: CaseInTime) -> WorkItem:
    """One request to the actor's agency, at the present of its case."""
    row = item.request
    tag = tag_of(row, case)
    late = tag.state is State.LATE
    return WorkItem(
        tag=tag,
        due_at=row.due_at,
        time_note=None if row.settled else left_when_stopped(row, case),
        heading=item.subject,
        path=request_path(item.consultation, row.agency),
        case=item.consultation,
        context=(
            say("portal.work.drafted_by", agency=case.facts.drafting_agency),
            say("portal.work.questions", count=len(row.questions)),
        ),
        standing=() if row.settled else tuple(_standing(item, case)),
        next_step=next_step_of(row),
        desk=None if row.settled else desk_within(row.desk) or desk_of(row, case),
        act=None if row.settled else _act(actor, item, case.now, late=late),
    )


def waits_for(actor: Actor, row: RequestRow, now: datetime) -> bool:
    """Whether the next move is this person's, as far as one can tell by name and role."""
    if row.stage not in WITH_AGENCY:
        return False
    if row.drafted:
        return lies_with(row.known, row.desk, actor, now)
    if actor.role is Role.AGENCY_HEAD:
        return row.known.official is None
    return row.known.official == actor.id


def _standing(item: InboxItem, case: CaseInTime) -> list[Bilingual]:
    row = item.request
    said = [label(row.stage)]
    if row.stage in WITH_AGENCY and row.drafted:
        said = [text("portal.work.laid")]
    level = row.known.highest_level
    if case.waits_for(row) and level is not EscalationLevel.NONE:
        said.append(say("portal.work.risen", level=label(level)))
    if item.overdue_list is not None:
        said.append(item.overdue_list)
    return said


def _act(actor: Actor, item: InboxItem, now: datetime, *, late: bool) -> Act:
    """The one thing this person would do next; else to open it."""
    row = item.request
    name, page = _next_act(actor, row, now)
    path = request_path(item.consultation, row.agency, *([page] if page else []))
    mine = name not in {"open", "acknowledge", "read"}
    return Act(name=text(f"portal.work.act.{name}"), path=path, due_now=mine or late)


def _next_act(actor: Actor, row: RequestRow, now: datetime) -> tuple[str, str | None]:
    if row.stage not in WITH_AGENCY or actor.role is Role.CLERK:
        return "open", None
    if row.drafted:
        return ReplyReader.of(row.known, actor, now).verb, "sign"
    if row.acknowledged_at is None:
        return "acknowledge", None
    if actor.role is Role.AGENCY_HEAD and row.known.official is None:
        return "assign", "assign"
    return ("complete" if row.stage is Stage.RETURNED else "reply"), "reply"
