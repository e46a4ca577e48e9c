"""Temporal really lost, with cases in every stage: each goes on from the ledger, once."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from remiss import ledger
from remiss.consultation.life.commands import (
    AnswerClarification,
    Conclude,
    DecideExtension,
    Resume,
)
from remiss.consultation.ports import Receipt
from remiss.consultation.state import Stage
from remiss.consultation.telling.temporal_ui import static_summary
from remiss.consultation.views.explanation import explain_deadlines
from remiss.recovery.outcomes import Fate
from tests.given.case import CLEAR, FINANCE, OFFICER, order, replies
from tests.given.lost_cases import (
    OF_FINANCE,
    STAGES,
    Given,
    answered_late,
    asking_for_more_time,
    assessing,
    awaiting,
    escalated,
    paused,
    returned,
    suspended,
)
from tests.given.province import Lost, Province, fates, said
from tests.given.story import Story, until
from tests.parts.workflows.test_stories import ALONE

GOES_ON: dict[Any, tuple[Any, ...]] = {
    awaiting: (lambda: replies(FINANCE),),
    paused: (
        lambda: order(AnswerClarification, OFFICER, text="Phụ lục gửi kèm.", **OF_FINANCE),
        lambda: replies(FINANCE),
    ),
    returned: (lambda: replies(FINANCE),),
    suspended: (lambda: order(Resume, OFFICER, reason="Đã có chỉ đạo"), lambda: replies(FINANCE)),
    asking_for_more_time: (
        lambda: order(DecideExtension, OFFICER, granted=True, **OF_FINANCE),
        lambda: replies(FINANCE),
    ),
    escalated: (lambda: replies(FINANCE),),
    assessing: (),
}
"""What is still done in a case of each stage before it is concluded."""


async def test_every_case_goes_on_where_it_stood(
    temporal_to_lose: Lost, pool: Any, database: str
) -> None:
    """Whatever stage each is in, and though two recover at once: the same deadlines, to the end."""
    given: Given = []
    before = Province(await temporal_to_lose.client(), pool, database, temporal_to_lose.address)
    async with before.at_work():
        stories = {stage: (await stage(before, given)).id for stage in STAGES}
        placed = await before.recovers()
        at_first = {stories[stage] for stage in (escalated, answered_late)}
        assert {id_ for id_, fate in fates(placed).items() if fate is Fate.STARTED} == at_first
        await until(lambda: _all_shown(before, stories.values()))
        shown = {id_: await before.attributes(id_) for id_ in stories.values()}
        explained = {id_: await _explained(before.case(id_)) for id_ in stories.values()}
        heads = await before.heads()

    await temporal_to_lose.is_lost()
    after = replace(before, client=await temporal_to_lose.client())
    both = await asyncio.gather(after.recovers(), after.recovers())

    assert all(summary.succeeded for summary in both)
    started = [
        id_ for summary in both for id_, fate in fates(summary).items() if fate is Fate.STARTED
    ]
    assert sorted(started) == sorted(stories.values())
    async with after.at_work():
        runs = {id_: await after.run_of(id_) for id_ in stories.values()}
        assert set(fates(await after.recovers()).values()) == {Fate.LIVING}
        for story, command, receipt in given:
            assert said(await after.case(story.id).gives(command)) == said(receipt)
        assert {id_: await after.attributes(id_) for id_ in runs} == shown
        assert await _summaries(after, runs) == {static_summary("Dự thảo hướng dẫn")}
        assert {id_: await _explained(after.case(id_)) for id_ in runs} == explained
        assert await after.heads() == heads
        assert {id_: await after.run_of(id_) for id_ in runs} == runs
        after.assessor.away = False
        await _is_answered_with_its_assessment(after.case(stories[assessing]), given[-1][1])
        for stage, id_ in stories.items():
            await _to_its_end(stage, after.case(id_))
    verification = await ledger.verify(database)
    assert (verification.holds, verification.streams) == (True, len(STAGES))


async def test_workers_need_no_restart(temporal_to_lose: Lost, pool: Any, database: str) -> None:
    """A worker at work all the while serves the fresh server as it served the lost one."""
    province = Province(await temporal_to_lose.client(), pool, database, temporal_to_lose.address)
    async with province.at_work():
        story = province.case()
        await story.opens(**ALONE)
        await temporal_to_lose.is_lost()

        assert fates(await province.recovers()) == {story.id: Fate.STARTED}

        receipt = await asyncio.wait_for(story.gives(replies(FINANCE)), 60)
        assert receipt.events == ("reply_received", "reply_accepted")


async def _summaries(province: Province, ids: Iterable[str]) -> set[str | None]:
    """What the Temporal UI calls the cases."""
    found = [await province.client.get_workflow_handle(id_).describe() for id_ in ids]
    return {await each.static_summary() for each in found}


async def _all_shown(province: Province, ids: Any) -> bool:
    return all([(await province.attributes(id_))["CaseStage"] for id_ in ids])


async def _explained(story: Story) -> Any:
    case = await story.case()
    return [explain_deadlines(case, request) for request in case.all_requests]


async def _to_its_end(stage: Any, story: Story) -> None:
    if stage is answered_late:
        assert await story.until_next_alarm() == ["consultation_archived"]
    else:
        if stage is awaiting:
            assert await story.until_next_alarm() == ["reminder_sent"]
        for command in GOES_ON[stage]:
            await story.gives(command())
        await until(lambda: _is_answered(story), seconds=30)
        await story.gives(order(Conclude, OFFICER))
    await asyncio.wait_for(story.handle.result(), 10)


async def _is_answered_with_its_assessment(story: Story, command: Any) -> None:
    """What was found after the loss belongs to the answer of the reply given before it."""
    await until(lambda: _is_answered(story), seconds=30)
    # Under an id of its own: Temporal answers a repeated Update itself, as it was.
    again = await story.handle.execute_update(
        command.kind, command, id="again", result_type=Receipt
    )
    assert (again.events, again.assessment) == (("reply_received", "reply_accepted"), CLEAR)


async def _is_answered(story: Story) -> bool:
    return (await story.request(FINANCE)).stage is Stage.ANSWERED
