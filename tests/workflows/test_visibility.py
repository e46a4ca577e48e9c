"""What an auditor who knows only the Temporal UI sees."""

from typing import Any

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client

from tests.domain.given import FINANCE, JUSTICE, RETURNED, replies
from tests.workflows.conftest import Story, until
from tests.workflows.test_stories import ALONE


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


async def test_current_details_say_why_a_case_stalls(story: Story) -> None:
    """One table row per agency: stage, deadline, days late, level, next step, in words."""
    await story.opens()
    await story.gives(replies(JUSTICE))

    details = (await metadata(story)).current_details

    finance = next(line for line in details.splitlines() if FINANCE.code in line and "|" in line)
    justice = next(line for line in details.splitlines() if JUSTICE.code in line and "|" in line)
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
    assert "H99.04 Sở Tài chính: nhắc lần 1, hạn 17:00" in summaries[1]
    assert "reminder 1" in summaries[1]


async def metadata(story: Story) -> WorkflowMetadata:
    found: Any = await story.handle.query(
        "__temporal_workflow_metadata", result_type=WorkflowMetadata
    )
    assert isinstance(found, WorkflowMetadata)
    return found
