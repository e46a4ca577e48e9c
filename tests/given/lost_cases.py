"""Open cases in every stage in which Temporal may be lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

from remiss import ledger
from remiss.consultation.life.commands import (
    AskClarification,
    Conclude,
    RequestExtension,
    Suspend,
)
from remiss.consultation.ports import Receipt, RecordBatch
from remiss.consultation.state import CaseStage, Stage
from remiss.consultation.time.moves import Hold
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import ClarificationGround
from remiss.reference.calendars import working_calendar
from tests.given.case import (
    FINANCE,
    OFFICER,
    PAPERS,
    RETURNED,
    head,
    official,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.ledger_cases import batches, merged
from tests.given.province import Province
from tests.given.story import Story
from tests.parts.workflows.test_stories import ALONE

Given = list[tuple[Story, Any, Receipt]]
OF_FINANCE: dict[str, Any] = {"agency": FINANCE.code}
THIS_YEAR = datetime.now(UTC).year
CALENDAR = working_calendar(THIS_YEAR - 1, THIS_YEAR + 2)


async def awaiting(province: Province, _given: Given) -> Story:
    return await _opened(province)


async def paused(province: Province, given: Given) -> Story:
    story = await _opened(province)
    asked = order(
        AskClarification,
        official(FINANCE),
        ground=ClarificationGround.MISSING_DOCUMENT,
        papers=PAPERS,
        text="Đề nghị gửi phụ lục dự toán.",
        **OF_FINANCE,
    )
    await _gives(story, asked, given)
    return story


async def returned(province: Province, given: Given) -> Story:
    story = await _opened(province)
    province.assessor.queue = [RETURNED]
    await _gives(story, replies(FINANCE, text="Ừ."), given)
    assert (await story.request(FINANCE)).stage is Stage.RETURNED
    return story


async def suspended(province: Province, given: Given) -> Story:
    story = await _opened(province)
    await _gives(story, order(Suspend, OFFICER, reason="Chờ chỉ đạo"), given)
    assert (await story.request(FINANCE)).clock.holds == (Hold.SUSPENSION,)
    return story


async def asking_for_more_time(province: Province, given: Given) -> Story:
    story = await _opened(province)
    case = await story.case()
    due = case.requests[FINANCE.code].due_at
    to = case.calendar.add(due, WorkSpan(days=2)).date()
    wants = order(RequestExtension, head(FINANCE), to=to, reason="Chờ số liệu", **OF_FINANCE)
    await _gives(story, wants, given)
    return story


async def assessing(province: Province, given: Given) -> Story:
    """Its reply is received; the assessor is away from now on."""
    story = await _opened(province)
    province.assessor.away = True
    await _gives(story, replies(FINANCE), given)
    assert (await story.request(FINANCE)).stage is Stage.ASSESSING
    return story


def of_the_past(id_: str, days: int, *then: Any, **changes: Any) -> RecordBatch:
    """A case opened so many working days ago."""
    begin = CALENDAR.subtract(datetime.now(UTC), WorkSpan(days=days))
    opened = opening(at=begin, consultation=id_, calendar=CALENDAR, **{**ALONE, **changes})
    return merged(batches(opened, *then))


async def escalated(province: Province, _given: Given) -> Story:
    """Known only from the ledger: nobody answers, and it rose on time."""
    story = province.case()
    past = of_the_past(story.id, 8, time_passes(datetime.now(UTC)))
    await ledger.append(province.pool, past)
    assert (await story.case()).level > 0
    return story


async def answered_late(province: Province, _given: Given) -> Story:
    """Known only from the ledger: silent to the end, concluded, and answered all the same."""
    story = province.case()
    at = datetime.now(UTC) - timedelta(minutes=2)
    then = (time_passes(at), order(Conclude, OFFICER, at=at), replies(FINANCE, at=at))
    await ledger.append(province.pool, of_the_past(story.id, 20, *then))
    case = await story.case()
    assert case.stage is CaseStage.CONCLUDED
    assert case.requests[FINANCE.code].replies[-1].late
    return story


STAGES = (
    awaiting,
    paused,
    returned,
    suspended,
    asking_for_more_time,
    escalated,
    answered_late,
    assessing,
)


async def _opened(province: Province) -> Story:
    story = province.case()
    await story.opens(calendar=CALENDAR, **ALONE)
    return story


async def _gives(story: Story, command: Any, given: Given) -> None:
    given.append((story, command, await story.gives(command)))
