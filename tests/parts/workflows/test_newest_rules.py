"""What came with the newest rules, in one case: its history is kept for later versions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from remiss.consultation.life.commands import (
    Assign,
    Conclude,
    KeepFromOthers,
    LetOthersRead,
    Urge,
)
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Stage
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import ServedTask
from remiss.consultation.views.task_deadline import task_standing
from tests.given.case import FINANCE, JUSTICE, OFFICE, OFFICER, head, official, order, replies
from tests.given.story import Story

OF_FINANCE: dict[str, Any] = {"agency": FINANCE.code}
OF_JUSTICE: dict[str, Any] = {"agency": JUSTICE.code}


async def test_a_task_is_missed_after_an_internal_deadline_and_an_urging(story: Story) -> None:
    """Its head is told, the Office urges, both answer, and one reply is kept for a while."""
    today = datetime.now(UTC).date()
    task = ServedTask(
        number="1204/UBND-NC",
        given_on=today - timedelta(days=20),
        given_by="Chủ tịch UBND tỉnh",
        due_on=today,
    )
    await story.opens(rules=CURRENT_RULES, task=task)
    case = await story.case()
    assert case.task == task
    by = case.calendar.add(case.opened_at, WorkSpan(days=1))

    named = order(
        Assign, head(FINANCE), **OF_FINANCE, official=official(FINANCE).person, internal_due_at=by
    )
    assert "internal_deadline_set" in (await story.gives(named)).events
    told: list[str] = []
    while "internal_deadline_passed" not in told:
        told += await story.until_next_alarm()
    urged = await story.gives(order(Urge, OFFICE, **OF_FINANCE, words="Đề nghị trả lời ngay"))
    assert urged.events == ("request_urged",)

    await story.gives(replies(FINANCE))
    await story.gives(replies(JUSTICE))
    kept = order(KeepFromOthers, OFFICER, **OF_JUSTICE, reason="Số liệu chưa công bố")
    assert (await story.gives(kept)).events == ("replies_kept_from_others",)
    let = order(LetOthersRead, OFFICER, **OF_JUSTICE, reason="Số liệu đã công bố")
    assert (await story.gives(let)).events == ("replies_let_to_others",)
    again = order(KeepFromOthers, OFFICER, **OF_FINANCE, reason="Số liệu chưa công bố")
    await story.gives(again)
    await story.gives(order(Conclude, OFFICER))

    case = await story.case()
    assert case.replies_are_shared
    assert case.kept_from_others(JUSTICE.code) is None
    assert case.kept_from_others(FINANCE.code) is not None
    assert {r.stage for r in case.requests.values()} == {Stage.ANSWERED}
    standing = task_standing(case, case.opened_at)
    assert standing is not None
    assert standing.missed
