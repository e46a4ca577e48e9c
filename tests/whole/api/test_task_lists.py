"""The tasks of a year for assessment files: facts, proofs, and whose one may read."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from openpyxl import load_workbook
from pydantic import SecretStr

from remiss.consultation.values import Actor, Position, Role
from remiss.ledger import append, connect
from remiss.settings import Settings
from tests.given import generated
from tests.given.case import FINANCE, HOME, JUSTICE
from tests.given.people import OFFICE, actor
from tests.given.served import CLOSED_PORT, Served, serving

FOLLOWING = actor("nga", Role.HOME_AFFAIRS, "H99.20")
OF_HOME = actor("hoa", Role.HOME_AFFAIRS, HOME.code)
HEAD = actor("huong", Role.AGENCY_HEAD, FINANCE.code)
MINE = actor(f"an-{FINANCE.code}", Role.AGENCY_OFFICIAL, FINANCE.code)
LIVES = range(60, 90)
PATH = f"/task-lists/2026.json?agency={FINANCE.code}"


class Tasks:
    """Lives that chance told, and the API over them."""

    def __init__(self, pool: asyncpg.Pool, served: Served) -> None:
        self.pool, self.served = pool, served

    async def read(self, path: str, by: Actor = FOLLOWING) -> list[dict[str, Any]]:
        answer = await self.served.call(by, "GET", f"{path}{'&' if '?' in path else '?'}limit=200")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["tasks"]
        assert answer.json()["next"] is None
        return found

    async def status(self, path: str, by: Actor) -> int:
        return (await self.served.call(by, "GET", path)).status_code


@pytest.fixture
async def tasks(database: str, tmp_path: Path) -> AsyncIterator[Tasks]:
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    pool = await connect(database)
    async with serving(settings) as served:
        for n in LIVES:
            position = (Position.AGREE, Position.DISAGREE)[n % 2]
            await append(pool, generated.whole(f"HS-{n}", n, position))
        yield Tasks(pool, served)
    await pool.close()


async def test_pages_are_the_whole_list(tasks: Tasks) -> None:
    """A page ends with a case; whose tasks a page has is what is on record of it."""
    every = await tasks.read(PATH)
    found, pages = list[dict[str, Any]](), 0
    cursor: str | None = ""
    while cursor is not None:
        answer = (await tasks.served.call(FOLLOWING, "GET", f"{PATH}&limit=7{cursor}")).json()
        pages, found = pages + 1, found + answer["tasks"]
        assert len(answer["tasks"]) >= 7 or answer["next"] is None
        cursor = f"&cursor={answer['next']}" if answer["next"] else None
    assert found == every
    assert pages > 2


async def test_each_request_of_the_year_is_a_task(tasks: Tasks) -> None:
    """As many as the scorecard counts; each ends as its events say, and these are its proofs."""
    found = await tasks.read(PATH)
    query = "?from=2026-01-01&to=2026-12-31"
    cards = await tasks.served.call(OFFICE, "GET", f"/scorecards/agencies{query}")
    (card,) = [c for c in cards.json()["agencies"] if c["agency"] == FINANCE.code]
    assert len(found) == card["requests"]
    assert sum(task["outcome"] == "silent" for task in found) > 0
    assert any(task["late"] for task in found)
    rows = await tasks.pool.fetch(
        "select stream, version, type, hash from event where agency = $1", FINANCE.code
    )
    stored = {(r["stream"], r["version"]): (r["type"], r["hash"].hex()) for r in rows}
    proofs = {
        (task["consultation"], proof["version"]): (proof["kind"], proof["hash"])
        for task in found
        for proof in task["proofs"]
    }
    assert proofs == stored
    assert {task["certified_by"] for task in found} == {None}
    assert not {"points", "score", "grade", "rank"} & found[0].keys()


async def test_faults_are_those_the_ledger_has(tasks: Tasks) -> None:
    """Returns, contests and those upheld; days late where the reply accepted was late."""
    found = await tasks.read(PATH)
    for kind, counted in (("reply_returned", "returned"), ("return_contested", "contested")):
        stored = await tasks.pool.fetchval(
            "select count(*) from event where agency = $1 and type = $2", FINANCE.code, kind
        )
        assert sum(task[counted] for task in found) == stored > 0
    for task in found:
        assert (task["days_late"] > 0) <= bool(task["late"])
        assert (task["finished_at"] is None) == (task["outcome"] == "open")


async def test_whose_tasks_one_may_read(tasks: Tasks) -> None:
    """Home Affairs of all, a head of their agency, an official their own; else nothing."""
    of_all = await tasks.read(PATH)
    assert await tasks.read("/task-lists/2026.json", HEAD) == of_all
    mine = await tasks.read("/task-lists/2026.json", MINE)
    assert mine == [t for t in of_all if t["official"] and t["official"]["id"] == MINE.id]
    assert mine
    assert await tasks.read(f"{PATH}&person={MINE.id}") == mine
    for by, query in (
        (HEAD, f"agency={JUSTICE.code}"),
        (MINE, "person=somebody"),
        (MINE, f"agency={JUSTICE.code}"),
    ):
        assert await tasks.status(f"/task-lists/2026.json?{query}", by) == 404
    assert await tasks.status(PATH, OFFICE) == 403


async def test_who_read_a_persons_tasks_is_on_record(tasks: Tasks) -> None:
    """And the person reads it; one's own are no look."""

    async def looks() -> list[dict[str, Any]]:
        answer = await tasks.served.call(MINE, "GET", "/figure-looks")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    await tasks.read("/task-lists/2026.json", MINE)
    assert await looks() == []
    await tasks.read("/task-lists/2026.json", HEAD)
    (look,) = await looks()
    assert look["reader"]["id"] == HEAD.id
    assert (look["since"], look["until"]) == ("2026-01-01", "2026-12-31")


async def test_home_affairs_oversees_no_case_of_its_own(tasks: Tasks) -> None:
    """Where its agency drafts or is asked, another has to look."""
    drafted = await tasks.pool.fetch(
        "select id from consultation where drafting_agency = $1", HOME.code
    )
    seen = {task["consultation"] for task in await tasks.read(PATH, OF_HOME)}
    assert drafted
    assert not seen & {row["id"] for row in drafted}


async def test_the_files_hold_the_same_rows(tasks: Tasks) -> None:
    """A row a task, in the workbook and in the CSV."""
    found = await tasks.read(PATH)
    answer = await tasks.served.call(FOLLOWING, "GET", PATH.replace("json", "xlsx"))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet.max_row == 4 + len(found)
    assert [sheet.cell(5, n).value for n in (1, 3)] == [
        found[0]["consultation"],
        found[0]["request"],
    ]
    content = (await tasks.served.call(FOLLOWING, "GET", PATH.replace("json", "csv"))).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").count("HS-") >= len(found)
