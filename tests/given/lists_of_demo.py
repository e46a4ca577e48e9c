"""Every list of a running demo, as API and portal answer, beside its cases followed anew."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from portal.pages.cases_page import case_table
from remiss.consultation.authority import AUTHORITY, SEES_ALL
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import SETTLED, CaseStage, Consultation, Stage
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import Actor, Role
from remiss.consultation.visibility import answers_for_agency
from remiss.ledger.reads.agency_inbox import InboxItem
from remiss.ledger.reads.case_list import CaseItem
from remiss.ledger.reads.listed_case import OfCase
from remiss.ledger.reads.stored_events import stream
from remiss.reference.people import load_people
from remiss.reference.registry import load_registry
from remiss.views.seen_case import request_seen_by
from tests.given.portal_visits import SAME_ORIGIN
from tests.given.rows_of_work import case_item, inbox_item, task_items
from tests.given.served import plain_client

MOST = 200
"""Items on a page: all there are."""
PENDING = tuple(stage for stage in Stage if stage not in SETTLED)
HEADED = re.compile(r'<h3><a href="/portal([^"#]+)"')
"""What a row of work is about, as the page leads to it."""


@dataclass(frozen=True)
class FollowedCases:
    """The cases of a ledger, each from its events alone, and when its newest was recorded."""

    cases: tuple[Consultation, ...]
    recorded_at: Mapping[str, datetime]

    @classmethod
    async def of(cls, dsn: str) -> "FollowedCases":
        connection = await asyncpg.connect(dsn)
        try:
            rows = await connection.fetch("select distinct stream from event")
            streams = {row["stream"]: await stream(connection, row["stream"]) for row in rows}
        finally:
            await connection.close()
        cases = [fold(recorded.event for recorded in events) for events in streams.values()]
        found = tuple(case for case in cases if isinstance(case, Consultation))
        return cls(found, {id_: events[-1].event.at for id_, events in streams.items()})

    def list_for(self, reader: Actor) -> list[CaseItem]:
        """As `GET /v1/consultations` ought to answer."""
        known = [case_item(case, reader) for case in self.cases if _may_know(reader, case)]
        known.sort(key=lambda item: item.id)
        return sorted(known, key=lambda item: item.opened_at, reverse=True)

    def inbox_of(self, reader: Actor, stages: Sequence[Stage]) -> list[Any]:
        """As `GET /v1/inbox` ought to answer."""
        running = {CaseStage.OPEN, CaseStage.SUSPENDED}
        items = [
            inbox_item(case, request.agency.code)
            for case in self.cases
            if (request := case.requests.get(str(reader.agency)))
            and request.stage in stages
            and (case.stage in running or request.settled)
        ]
        items.sort(key=lambda item: (item.request.due_at, item.consultation))
        return [self._dated(_seen(reader, item)) for item in items]

    def tasks_of(self, reader: Actor) -> list[Any]:
        """As `GET /v1/tasks` ought to answer, in whatever order."""
        before = {
            Role.OFFICE: {"office"},
            Role.OFFICER: {"officer"},
            Role.SUPERVISOR: {"officer", "head"},
        }[reader.role]
        return [
            self._dated(item)
            for case in self.cases
            for item in task_items(case)
            if item.task.holder in before and _decides(reader, case, str(item.task.agency))
        ]

    def _dated(self, item: OfCase) -> OfCase:
        return item.model_copy(update={"recorded_at": self.recorded_at[item.consultation]})


async def check_lists(api: str, dsn: str, tokens: Path) -> int:
    """Every list of everyone with one role says what the cases say; how many rows there were."""
    followed, rows = await FollowedCases.of(dsn), 0
    token_of = _tokens(tokens)
    for person in load_people().all:
        if len(person.roles) > 1:
            continue
        (reader,) = person.actors
        async with plain_client(api) as http:
            http.headers["Authorization"] = f"Bearer {token_of[person.id]}"
            rows += await _check_api(http, reader, followed)
        async with plain_client(api) as browser:
            await _check_pages(browser, reader, followed)
    return rows


def _tokens(file: Path) -> dict[str, str]:
    """Of each person, by id, as the demo leaves them in its folder."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        who, token = line.split()
        found[who] = token
    return found


async def _check_api(http: httpx.AsyncClient, reader: Actor, followed: FollowedCases) -> int:
    rows = 0
    if reader.role in AUTHORITY["list_cases"].roles:
        expected = _as_json(followed.list_for(reader))
        assert await _items(http, "/v1/consultations") == expected, reader.id
        rows += len(expected)
    if reader.role in AUTHORITY["read_inbox"].roles:
        for stages in (PENDING, tuple(SETTLED)):
            expected = _as_json(followed.inbox_of(reader, stages))
            assert await _items(http, "/v1/inbox", stage=stages) == expected, reader.id
            rows += len(expected)
    if reader.role in AUTHORITY["read_tasks"].roles:
        expected = _as_json(followed.tasks_of(reader))
        found = await _items(http, "/v1/tasks")
        assert sorted(map(repr, found)) == sorted(map(repr, expected)), reader.id
        rows += len(expected)
    return rows


async def _check_pages(browser: httpx.AsyncClient, reader: Actor, followed: FollowedCases) -> None:
    """The work and the cases of the portal hold those rows, no other."""
    named = {"person": reader.id, "next": "/portal/work"}
    await browser.post("/portal/sign-in", data=named, headers=SAME_ORIGIN)
    if reader.role in AUTHORITY["list_cases"].roles:
        page = html.unescape((await browser.get("/portal/cases")).text)
        names = {agency.code: agency.name for agency in load_registry().agencies}
        table = case_table(followed.list_for(reader), names)
        assert page.count("<tbody") == bool(table), reader.id
        for row in table.rows if table else ():
            assert f'href="/portal{row[0].path}"' in page, reader.id
            for cell in row:
                said = cell.tag.text if cell.tag else cell.text
                assert (said if isinstance(said, str) else said.vi) in page, (reader.id, said)
    if reader.role in AUTHORITY["read_inbox"].roles:
        for tab, stages in (("agency", PENDING), ("settled", tuple(SETTLED))):
            items = followed.inbox_of(reader, stages)
            expected = [f"/requests/{i.consultation}/{i.request.agency}" for i in items]
            page = (await browser.get("/portal/work", params={"tab": tab})).text
            assert sorted(HEADED.findall(page)) == sorted(expected), (reader.id, tab)
    if reader.role in AUTHORITY["read_tasks"].roles:
        page = (await browser.get("/portal/work")).text
        assert len(HEADED.findall(page)) == len(followed.tasks_of(reader)), reader.id


async def _items(http: httpx.AsyncClient, path: str, **asked: Any) -> list[Any]:
    answer = await http.get(path, params={**asked, "limit": MOST})
    assert answer.status_code == httpx.codes.OK, answer.text
    return list(answer.json()["items"])


def _as_json(items: Sequence[Any]) -> list[Any]:
    """As the API tells it: in Viet Nam's time."""
    return [in_local_time(item).model_dump(mode="json") for item in items]


def _seen(reader: Actor, item: InboxItem) -> InboxItem:
    return item.model_copy(update={"request": request_seen_by(reader, item.request)})


def _may_know(reader: Actor, case: Consultation) -> bool:
    if answers_for_agency(reader):
        return reader.agency in case.requests
    return reader.role in SEES_ALL or reader.agency == case.drafting_agency.code


def _decides(reader: Actor, case: Consultation, agency: str) -> bool:
    if reader.role is Role.OFFICE:
        return agency != reader.agency
    own = reader.agency == case.drafting_agency.code
    return own and (reader.role is Role.SUPERVISOR or reader.id == case.officer.id)
