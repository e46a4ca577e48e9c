"""The page of a case: what waits for a decision, every agency at a glance, what can be done."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.pages.drafting_work import task_item
from portal.pages.life.steering import obstacles
from portal.pages.of_case.case_acts import case_acts
from portal.pages.of_case.case_heading import about, allows, case_tabs, stage_tag, urgency_said
from portal.pages.of_case.listed_requests import WantedRequests, list_requests
from portal.pages.of_case.past_moment import PastMoment, past_moment
from portal.pages.requests.request_acts import RequestAct
from portal.parts.case_in_time import CaseInTime
from portal.parts.paging import Paging
from portal.parts.request_lines import desk_of, next_step_of, tag_of
from portal.parts.table import Cell, ColumnHead, Table
from portal.parts.tabs import Tab
from portal.parts.tag import Tag
from portal.parts.work import WorkGroup
from portal.paths import case_path, of_request
from portal.pictures.lanes import Lanes, lanes_of
from portal.present_cases import PresentCase
from remiss.consultation.state import CaseStage, Consultation, Request
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.labels import TASKS
from remiss.consultation.telling.names import names_in
from remiss.consultation.values import Value
from remiss.consultation.views.open_tasks import Task, tasks
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.rows import listed_request
from remiss.consultation.views.task_deadline import task_standing
from remiss.consultation.visibility import answers_for_agency, sees_table
from remiss.ledger.reads.waiting_tasks import TaskItem
from remiss.texts import Bilingual, Text, local_time, say, text
from remiss.views.seen_case import SeenCase

MOST_TASKS, NEWEST = 4, 3
BESIDE_PICTURE = 10
"""Rows of the table below the picture."""
SUFFICES = 12
"""A picture of so many lanes leaves room for fifteen rows."""
EVERY = WantedRequests()
COLUMNS = ("agency", "stage", "desk", "due", "next")


class NewEvent(Value):
    """One of the newest events, in words."""

    at: str
    said: Bilingual


class PaperLink(Value):
    """A paper of the case to be taken home."""

    name: Bilingual
    path: str


class CasePage(Page):
    """One case, as far as the visitor may see it."""

    template: ClassVar[str] = "cases/case.html"
    here: ClassVar[str] = CASES

    case: str
    subject: Text
    stage: Tag
    about: Bilingual
    urgency: Bilingual | None
    """Why its grade is urgent, and who approved that."""
    task: Bilingual | None
    """The task it serves, and whether that is submitted in time."""
    settled: int
    asked: int
    tabs: tuple[Tab, ...]
    waiting: WorkGroup | None
    """Decisions; None for whoever has none to see."""
    more_waiting: int
    lanes: Lanes | None
    """On the first page of the table alone."""
    requests: int
    name: Text
    """What was typed to find agencies by a part of their name."""
    searchable: bool
    """There are more than stand on one page."""
    table: Table | None
    paging: Paging
    newest: tuple[NewEvent, ...]
    papers: tuple[PaperLink, ...]
    acts: tuple[RequestAct, ...]
    in_the_way: tuple[Bilingual, ...] | None
    """Of concluding; None for whoever does not conclude, and once it is over."""
    behind: bool
    then: PastMoment | None = None
    """The moment it shows instead of the present."""


def case_page(found: PresentCase, wanted: WantedRequests = EVERY) -> CasePage:
    """The page, at the present of its case."""
    seen, case = found.seen, found.seen.case
    whole = wanted.whole_case
    lanes = lanes_of(seen, found.now)
    beside = BESIDE_PICTURE if lanes and len(lanes.lanes) > SUFFICES else BESIDE_PICTURE + 5
    listed = list_requests(seen, wanted, beside)
    waiting = _tasks(seen)
    return CasePage(
        title=say("portal.case.title", case=case.id),
        case=case.id,
        subject=case.draft.subject,
        stage=stage_tag(seen),
        about=about(seen),
        urgency=urgency_said(seen),
        task=task.text if (task := task_standing(case, found.now)) else None,
        settled=sum(each.settled for each in seen.requests),
        asked=len(seen.requests),
        tabs=case_tabs(seen, "case"),
        waiting=_waiting(found, waiting) if waiting or _decides(seen) else None,
        more_waiting=max(0, len(waiting) - MOST_TASKS),
        lanes=lanes if whole else None,
        requests=listed.total,
        name=wanted.name,
        searchable=bool(wanted.name) or listed.paging.next is not None or wanted.page > 1,
        table=_table(found, listed.rows),
        paging=listed.paging,
        newest=tuple(_newest(seen)) if whole else (),
        papers=tuple(_papers(seen)) if whole else (),
        acts=case_acts(seen) if whole else (),
        in_the_way=_in_the_way(found) if whole else None,
        behind=seen.behind,
    )


def case_page_then(found: PresentCase, wanted: WantedRequests, as_of: AsOf) -> CasePage:
    """The page of the case as it stood: nothing is done from it, and nothing leads to an act."""
    nothing: dict[str, Any] = {"papers": (), "acts": (), "in_the_way": None, "waiting": None}
    page, then = case_page(found, wanted), past_moment(found.seen.case.id, as_of)
    table = page.table.unlinked() if page.table else None
    return page.model_copy(update={**nothing, "table": table, "then": then})


def _decides(seen: SeenCase) -> bool:
    return allows(seen, "conclude") and seen.case.stage is CaseStage.OPEN


def _tasks(seen: SeenCase) -> list[Task]:
    """What waits in the case, soonest due first; to an agency its decisions are not shown."""
    if answers_for_agency(seen.actor):
        return []
    return sorted(tasks(seen.case), key=_due)


def _due(task: Task) -> tuple[bool, datetime]:
    return task.due_at is None, task.due_at or task.since


def _waiting(found: PresentCase, waiting: list[Task]) -> WorkGroup:
    case = found.seen.case
    present = CaseInTime.of(case, found.now)
    items = tuple(
        task_item(
            TaskItem(
                consultation=case.id,
                case_stage=case.stage,
                subject=case.draft.subject,
                kind=case.draft.kind,
                urgency=case.draft.urgency,
                drafting_agency=case.drafting_agency.code,
                officer_name=case.officer.name,
                facts=present.facts,
                recorded_at=present.now,
                agency_name=task.agency,
                task=task,
                what=TASKS[task.kind],
                request=listed_request(case, case.requests[task.agency]),
            ),
            present,
        ).model_copy(update={"case": None, "context": ()})
        for task in waiting[:MOST_TASKS]
    )
    heading = say("portal.case.waiting", count=len(waiting))
    return WorkGroup(id="waiting", heading=heading, items=items)


def _table(found: PresentCase, rows: list[Request]) -> Table | None:
    if not rows:
        return None
    heads = tuple(ColumnHead(name=text(f"portal.case.column.{name}")) for name in COLUMNS)
    case = found.seen.case
    present = CaseInTime.of(case, found.now)
    return Table(heads=heads, rows=tuple(_row(case, request, present) for request in rows))


def _row(case: Consultation, request: Request, present: CaseInTime) -> tuple[Cell, ...]:
    row = listed_request(case, request)
    next_step = next_step_of(row) if case.requests[request.agency.code] is request else None
    settled = request.settled or not case.waits_for(request)
    named = say(
        "portal.case.agency" if request.ordinal == 1 else "portal.case.agency_again",
        agency=request.agency.name,
        ordinal=request.ordinal,
    )
    return (
        Cell(text=named, path=of_request(case, request)),
        Cell(tag=tag_of(row, present)),
        Cell(empty=True) if settled else Cell(text=desk_of(row, present)),
        Cell(text=local_time(request.due_at)),
        Cell(text=next_step) if next_step else Cell(empty=True),
    )


def _newest(seen: SeenCase) -> Iterator[NewEvent]:
    names = names_in(seen.case)
    for stored in seen.timeline[: -NEWEST - 1 : -1]:
        at = local_time(stored.recorded.event.at)
        yield NewEvent(at=at, said=describe(stored.recorded, names))


def _papers(seen: SeenCase) -> Iterator[PaperLink]:
    case = seen.case.id
    if sees_table(seen.actor, seen.case):
        yield PaperLink(
            name=text("portal.case.paper.table_docx"),
            path=case_path(case, "papers", "table.docx"),
        )
        yield PaperLink(
            name=text("portal.case.paper.table_xlsx"),
            path=case_path(case, "papers", "table.xlsx"),
        )
    if seen.case.replies_are_shared:
        yield PaperLink(name=text("portal.reading.every"), path=case_path(case, "replies"))
    if allows(seen, "conclude"):
        yield PaperLink(
            name=text("portal.case.paper.submission"),
            path=case_path(case, "papers", "submission.zip"),
        )


def _in_the_way(found: PresentCase) -> tuple[Bilingual, ...] | None:
    return obstacles(found) if _decides(found.seen) else None
