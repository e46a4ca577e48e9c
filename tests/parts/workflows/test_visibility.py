"""What an auditor who knows only the Temporal UI sees."""

import json
import secrets
from typing import Any

import asyncpg
import pytest
from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client

from remiss.consultation.life.ladder.alarms import alarms
from tests.given.case import (
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    MONEY,
    RETURNED,
    agency,
    given,
    opening,
    replies,
)
from tests.given.story import Story, leaving, record_history, until, working
from tests.parts.workflows.test_stories import ALONE
from workflows.search_attributes import PENDING, search_attributes


async def test_one_query_finds_a_stalled_case(story: Story, temporal: Client) -> None:
    """Search attributes say which agency is overdue, how high it has risen, and what comes next."""
    await story.opens(**ALONE)
    for _ in range(4):
        await story.until_next_alarm()
    query = (
        f"OverdueAgencies = '{FINANCE.code}' AND EscalationLevel >= 2 AND CaseStage = 'open' "
        f"AND DraftingAgency = 'H99.02' AND WorkflowId = '{story.id}'"
    )

    async def found() -> bool:
        return [w.id async for w in temporal.list_workflows(query)] == [story.id]

    await until(found)


async def test_returned_agencies_can_be_searched(story: Story, temporal: Client) -> None:
    """A return is visible until the agency has answered."""
    story.findings.queue = [RETURNED]
    await story.opens()
    await story.gives(replies(JUSTICE))
    query = f"ReturnedAgencies = '{JUSTICE.code}' AND WorkflowId = '{story.id}'"

    async def found() -> bool:
        return [w.id async for w in temporal.list_workflows(query)] == [story.id]

    await until(found)


async def test_one_query_finds_cases_the_ledger_lags_behind(
    temporal: Client, pool: asyncpg.Pool, request: pytest.FixtureRequest
) -> None:
    """While events wait for the ledger an auditor finds the case, and afterwards no longer."""
    away, append = leaving(pool)
    async with working(Story(temporal, pool, f"behind-{secrets.token_hex(4)}"), append) as story:
        query = f"LedgerBehind = true AND WorkflowId = '{story.id}'"

        async def found() -> bool:
            return [w.id async for w in temporal.list_workflows(query)] == [story.id]

        async def lost() -> bool:
            return not await found()

        await story.opens(**ALONE)
        assert not await found()
        away.set()
        await story.gives(replies(FINANCE))
        await until(found)
        away.clear()
        await until(lost, seconds=20)
        if request.config.getoption("--record-histories"):
            await record_history(story.handle, "a_ledger_that_fell_behind")


async def test_current_details_say_why_a_case_stalls(story: Story) -> None:
    """One table row per agency: stage, deadline, days late, level, next step, in words."""
    await story.opens()
    await story.gives(replies(JUSTICE))

    details = (await metadata(story)).current_details

    finance = next(line for line in details.splitlines() if FINANCE.name.vi in line and "|" in line)
    justice = next(line for line in details.splitlines() if JUSTICE.name.vi in line and "|" in line)
    assert "Chờ trả lời (awaiting reply)" in finance
    assert "nhắc lần 1 (reminder 1)" in finance
    assert "Đã có ý kiến (answered)" in justice


async def test_every_open_request_has_a_timer_named_for_a_reader(story: Story) -> None:
    """The timer's name says which agency, what will happen and when it is due."""
    await story.opens()

    summaries = [
        text
        async for event in story.handle.fetch_history_events()
        if event.HasField("timer_started_event_attributes")
        and (text := event.user_metadata.summary.data.decode())
    ]

    assert len(summaries) == 2
    assert "Sở Tài chính: nhắc lần 1, hạn 17:00" in summaries[1]
    assert "reminder 1" in summaries[1]


async def metadata(story: Story) -> WorkflowMetadata:
    found: Any = await story.handle.query(
        "__temporal_workflow_metadata", result_type=WorkflowMetadata
    )
    assert isinstance(found, WorkflowMetadata)
    return found


def test_a_case_of_hundreds_of_agencies_fits_its_attributes() -> None:
    """A server refuses a longer list, and with it the whole step: what is left out is marked."""
    codes = [f"H{70 + number // 100}.{number % 100:02}" for number in range(300)]
    asked = tuple(agency(code, f"Cơ quan {code}", "fin") for code in codes)
    directory = DIRECTORY.model_copy(update={"agencies": (HOME, *asked)})
    case = given(opening(questions=(MONEY,), agencies=tuple(codes), directory=directory))

    pending = next(u for u in search_attributes(case, alarms(case)) if u.key == PENDING)

    assert pending.value == [*codes[:200], "..."]
    assert len(json.dumps(pending.value, separators=(",", ":"))) < 2048
