"""Lists by the deadline of the task a case serves: those of no task behind, by their own."""

from datetime import date

import asyncpg
import pytest

from remiss.consultation.values import ServedTask
from remiss.ledger import append
from remiss.ledger.reads.open_requests import list_open_requests
from remiss.ledger.reads.stalled_requests import ListedBy, StallFilter, list_stalls
from tests.given.case import FINANCE, JUSTICE, OFFICE, hanoi, opening, time_passes
from tests.given.ledger_cases import batches
from tests.parts.ledger.test_lists import whole

LATE = hanoi("2026-03-12", "09:00")
DUE = {"HS-C": date(2026, 3, 20), "HS-A": date(2026, 4, 1), "HS-B": None, "HS-D": None}
SENT = {"HS-B": hanoi("2026-03-02"), "HS-D": hanoi("2026-02-27")}
IN_ORDER = ["HS-C", "HS-A", "HS-D", "HS-B"]
"""By task; then by their own deadline, and the first to be opened is due first."""


@pytest.fixture
async def told(pool: asyncpg.Pool) -> asyncpg.Pool:
    for id_, due in DUE.items():
        task = due and ServedTask(given_by="Chủ tịch UBND tỉnh", due_on=due)
        at = SENT.get(id_, hanoi("2026-03-02"))
        for batch in batches(opening(at, consultation=id_, task=task), time_passes(LATE)):
            await append(pool, batch)
    return pool


async def test_what_stalls_runs_by_task_over_pages(told: asyncpg.Pool) -> None:
    """The same requests as by their own deadlines, each once, in another order."""
    own = await whole(lambda wanted: list_stalls(told, LATE, StallFilter(), wanted), limit=3)
    by_task = await whole(
        lambda wanted: list_stalls(told, LATE, StallFilter(), wanted, ListedBy.TASK), limit=3
    )

    assert list(dict.fromkeys(i.consultation for i in by_task)) == IN_ORDER
    assert sorted((i.consultation, i.request.agency) for i in by_task) == sorted(
        (i.consultation, i.request.agency) for i in own
    )
    assert [i.consultation for i in own][:2] == ["HS-D", "HS-D"]
    assert {i.consultation: i.facts.task and i.facts.task.due_on for i in by_task} == DUE


async def test_filters_narrow_it_as_they_do_otherwise(told: asyncpg.Pool) -> None:
    """One agency, still by task."""
    chosen = StallFilter(agency=FINANCE.code)
    found = await whole(
        lambda wanted: list_stalls(told, LATE, chosen, wanted, ListedBy.TASK), limit=2
    )

    assert [(i.consultation, i.request.agency) for i in found] == [
        (id_, FINANCE.code) for id_ in IN_ORDER
    ]


async def test_open_requests_run_by_task_over_pages(told: asyncpg.Pool) -> None:
    """Each once; two of one case stand beside each other."""
    found = await whole(
        lambda wanted: list_open_requests(told, (OFFICE,), wanted, by=ListedBy.TASK), limit=3
    )

    assert [(i.consultation, i.agency) for i in found] == [
        (id_, code) for id_ in IN_ORDER for code in (JUSTICE.code, FINANCE.code)
    ]
