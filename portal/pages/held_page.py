"""The pages of who held a request, and a case: a picture, and tables that say the same."""

from typing import ClassVar

from portal.addresses import WORK
from portal.navigation import CASES
from portal.page import Page
from portal.pages.of_case.case_heading import case_tabs
from portal.parts.consequence_rows import consequences_table, shares_table
from portal.parts.held_rows import (
    by_side,
    handovers_table,
    lanes_table,
    names_of,
    people_table,
    say_hours,
    sides_table,
    stretches_table,
)
from portal.parts.paging import Paging, with_query
from portal.parts.table import Table
from portal.parts.tabs import Tab
from portal.paths import case_path, of_request
from portal.pictures.held_lanes import HeldLanes, held_lanes
from portal.present_cases import PresentCase
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Value
from remiss.consultation.views.holding.held_time import HeldLane
from remiss.consultation.visibility import answers_for_agency
from remiss.texts import Bilingual, Text, say, text
from remiss.views.held_by import SeenHeldTime, held_of_case, held_of_request

ROWS, MOST_PEOPLE, MOST_HANDOVERS, MOST_DEFECTS = 15, 12, 12, 12
HELD = "held"
"""The last part of the address."""


class HeldTable(Value):
    """One table under its heading; `more`: how many rows are left out of it."""

    id: str
    heading: Bilingual
    table: Table
    more: Bilingual | None = None


class HeldPage(Page):
    """Who held it, from when to when, for how long."""

    template: ClassVar[str] = "cases/held.html"

    case: str
    subject: Text
    heading: Bilingual
    back: str
    back_name: Bilingual
    tabs: tuple[Tab, ...]
    """Of a case; a request has none."""
    whole: str
    own_alone: bool
    """An agency's reader sees its own requests."""
    picture: HeldLanes | None
    tables: tuple[HeldTable, ...]
    paging: Paging | None
    task: Bilingual | None
    """The task the case serves, and whether it is submitted in time."""


class RequestHeldPage(HeldPage):
    """Of one request."""

    here: ClassVar[str] = WORK


class CaseHeldPage(HeldPage):
    """Of all a visitor may see of a case."""

    here: ClassVar[str] = CASES


def request_held_page(found: PresentCase, request: Request, page: int) -> RequestHeldPage:
    """The page, at the present of its case; stretches by the page, first to last."""
    seen, case = found.seen, found.seen.case
    answer, names = held_of_request(seen, request, found.now), names_of(case)
    held, lane = answer.held, answer.held.lanes[0]
    start = (page - 1) * ROWS
    shown = lane.stretches[start : start + ROWS]
    tables = [
        _table("stretches", stretches_table(shown, names)),
        _table("handovers", handovers_table(answer.handovers[-MOST_HANDOVERS:], names)),
    ]
    if page == 1:
        tables = [
            _table("sides", sides_table(held.sides, held.minutes, names)),
            _table("people", people_table(held.people, names)),
            _table("consequences", consequences_table(answer.consequences.defects, names)),
            *tables,
        ]
    return RequestHeldPage(
        title=say("portal.held.title_request", agency=request.agency.name),
        heading=say("portal.held.title_request", agency=request.agency.name),
        case=case.id,
        subject=case.draft.subject,
        back=of_request(case, request),
        back_name=say("portal.request.to", agency=request.agency.name),
        tabs=(),
        whole=say_hours(held.minutes),
        own_alone=False,
        picture=_picture(case, (lane,)) if page == 1 else None,
        tables=tuple(each for each in tables if each.table.rows),
        paging=_paging(of_request(case, request, HELD), page, len(lane.stretches)),
        task=_task(answer),
    )


def case_held_page(found: PresentCase, page: int) -> CaseHeldPage:
    """The page, at the present of its case; requests by the page."""
    seen, case = found.seen, found.seen.case
    answer, names = held_of_case(seen, found.now), names_of(case)
    held = answer.held
    start = (page - 1) * ROWS
    shown = [
        (_name(case, lane), _path(case, lane), lane) for lane in held.lanes[start : start + ROWS]
    ]
    total = tuple(map(sum, zip(*map(by_side, held.lanes), strict=True)))
    tables = [_table("requests", lanes_table(shown, total))]
    if page == 1:
        people = held.people[:MOST_PEOPLE]
        led = answer.consequences
        tables += [
            _table(
                "consequences",
                consequences_table(led.defects[:MOST_DEFECTS], names),
                len(led.defects) - MOST_DEFECTS,
            ),
            _table("delay", shares_table(led, names)),
            _table("people", people_table(people, names), len(held.people) - len(people)),
            _table(
                "handovers",
                handovers_table(answer.handovers[-MOST_HANDOVERS:], names),
                len(answer.handovers) - MOST_HANDOVERS,
            ),
        ]
    return CaseHeldPage(
        title=say("portal.held.title_case", case=case.id),
        heading=text("portal.held.heading"),
        case=case.id,
        subject=case.draft.subject,
        back=case_path(case.id),
        back_name=say("portal.case.title", case=case.id),
        tabs=case_tabs(seen, HELD),
        whole=say_hours(held.minutes),
        own_alone=answers_for_agency(seen.actor),
        picture=_picture(case, held.lanes) if page == 1 else None,
        tables=tuple(each for each in tables if each.table.rows),
        paging=_paging(case_path(case.id, HELD), page, len(held.lanes)),
        task=_task(answer),
    )


def _task(answer: SeenHeldTime) -> Bilingual | None:
    task = answer.consequences.task
    return task.text if task else None


def _table(name: str, table: Table, more: int = 0) -> HeldTable:
    left_out = say("portal.held.left_out", count=more) if more > 0 else None
    return HeldTable(
        id=name, heading=text(f"portal.held.heading_{name}"), table=table, more=left_out
    )


def _picture(case: Consultation, lanes: tuple[HeldLane, ...]) -> HeldLanes | None:
    return held_lanes([(_name(case, lane), lane) for lane in lanes], case.calendar)


def _request_of(case: Consultation, lane: HeldLane) -> Request | None:
    if lane.agency is None:
        return None
    return case.requests_of(lane.agency)[lane.ordinal - 1]


def _name(case: Consultation, lane: HeldLane) -> Bilingual:
    request = _request_of(case, lane)
    if request is None:
        return text("portal.held.case_itself")
    key = "portal.case.agency" if lane.ordinal == 1 else "portal.case.agency_again"
    return say(key, agency=request.agency.name, ordinal=lane.ordinal)


def _path(case: Consultation, lane: HeldLane) -> str | None:
    request = _request_of(case, lane)
    return of_request(case, request, HELD) if request else None


def _paging(path: str, page: int, rows: int) -> Paging | None:
    joint = {} if page == 1 else {"page": str(page)}
    more = page * ROWS < rows
    if not (joint or more):
        return None
    following = (
        f"{path}&page={page + 1}" if "?" in path else with_query(path, {"page": str(page + 1)})
    )
    return Paging(first=path if joint else None, next=following if more else None)
