"""Beside a defect stands what it led to; a delay of the task is split by who held the case."""

from datetime import date, datetime
from typing import Any

from hypothesis import given as for_any
from hypothesis import strategies as st

from remiss.consultation.life.commands import Cancel, Conclude
from remiss.consultation.values import ServedTask
from remiss.consultation.views.holding.consequences import (
    CaseConsequences,
    Consequence,
    Defect,
    consequences,
    split,
)
from remiss.consultation.views.holding.held_time import HeldPart, held_time
from remiss.consultation.views.holding.holdings import HeldBy
from tests.given.case import (
    CLEAR,
    FINANCE,
    OFFICER,
    RETURNED,
    assessed,
    hanoi,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.papers import tell

ALONE: dict[str, Any] = {"questions": opening().questions[1:], "agencies": (FINANCE.code,)}
DUE = date(2026, 3, 10)
TASK = ServedTask(given_by="Chủ tịch UBND tỉnh", due_on=DUE)
LATE = hanoi("2026-03-11", "10:00")
ON_TIME = hanoi("2026-03-06", "10:00")


def found(*commands: Any, at: datetime, task: ServedTask | None = TASK) -> CaseConsequences:
    case, events = tell(opening(**ALONE, task=task), *commands)
    held = held_time(case, events, case.all_requests, at, lambda _: True, itself=True)
    return consequences(case, held)


def ends(at: datetime) -> Any:
    return order(Conclude, OFFICER, at)


def answered_late() -> tuple[Any, ...]:
    return (
        time_passes(hanoi("2026-03-10", "07:30")),
        replies(FINANCE, LATE),
        assessed(FINANCE, CLEAR, LATE),
        ends(LATE),
    )


def test_a_late_reply_that_made_the_task_late_says_both() -> None:
    """Due on Monday the 9th, replied on Wednesday: two days lost, and the milestone missed."""
    got = found(*answered_late(), at=LATE)

    assert got.defects == (
        Consequence(
            agency=FINANCE.code,
            ordinal=1,
            defect=Defect.LATE,
            days_lost=2,
            milestone_missed=True,
            remind_only=False,
        ),
    )
    assert got.task is not None
    assert (got.task.missed, got.task.days_lost) == (True, 1)
    assert "lấy ý kiến kết thúc sau thời hạn trình 1 ngày làm việc" in got.task.text.vi


def test_the_same_reply_where_the_task_was_still_kept_lost_days_alone() -> None:
    """Days lost, no milestone missed, no delay to split."""
    later = TASK.model_copy(update={"due_on": date(2026, 3, 31)})

    got = found(*answered_late(), at=LATE, task=later)
    assert [(d.days_lost, d.milestone_missed, d.remind_only) for d in got.defects] == [
        (2, False, False)
    ]
    assert got.task is not None
    assert not got.task.missed
    assert (got.delay_minutes, got.shares) == (0, ())


def test_a_finding_without_stated_consequence_is_marked_as_remind_only() -> None:
    """A reply returned and completed the same day lost no day: a reminder, and no more."""
    noon = hanoi("2026-03-06", "15:00")

    got = found(
        replies(FINANCE, ON_TIME),
        assessed(FINANCE, RETURNED, ON_TIME),
        replies(FINANCE, noon),
        assessed(FINANCE, CLEAR, noon, number=2),
        ends(noon),
        at=noon,
    )
    assert [(d.defect, d.days_lost, d.remind_only) for d in got.defects] == [
        (Defect.RETURNED, 0, True)
    ]


def test_whoever_missed_nothing_has_nothing_beside_it() -> None:
    """In time and clear: no defect, though the drafting side then missed the task itself."""
    got = found(
        replies(FINANCE, ON_TIME),
        assessed(FINANCE, CLEAR, ON_TIME),
        ends(hanoi("2026-03-13")),
        at=hanoi("2026-03-13"),
    )
    assert got.defects == ()
    assert got.task is not None
    assert got.task.missed
    assert sum(s.minutes for s in got.shares) == got.delay_minutes == 2 * 480 + 30


def test_the_delay_is_split_by_the_minutes_each_side_held() -> None:
    """Opened on Monday the 2nd at eight; Finance had it until Wednesday the 11th at ten."""
    got = found(*answered_late(), at=LATE)

    (share,) = got.shares
    assert (share.held_by, share.agency) == (HeldBy.AGENCY, FINANCE.code)
    assert share.minutes == got.delay_minutes == 150
    assert share.held_minutes == 7 * 480 - 30 + 150


def test_nobody_asked_bears_what_was_late_before_the_case_opened() -> None:
    """Due on Thursday 26 February, opened on Monday 2 March at eight: no reply led to the miss."""
    overdue = TASK.model_copy(update={"due_on": date(2026, 2, 26)})

    got = found(*answered_late(), at=LATE, task=overdue)
    assert [(d.days_lost, d.milestone_missed, d.remind_only) for d in got.defects] == [
        (2, False, False)
    ]
    agency, drafting = got.shares
    assert (agency.held_by, drafting.held_by) == (HeldBy.AGENCY, HeldBy.DRAFTING)
    assert agency.minutes == agency.held_minutes == 7 * 480 - 30 + 150
    assert (drafting.held_minutes, drafting.minutes) == (0, 480 + 30)
    assert sum(s.minutes for s in got.shares) == got.delay_minutes


def test_the_last_minute_of_the_last_day_is_in_time() -> None:
    """Concluded half a minute before midnight."""
    end = hanoi("2026-03-10", "23:59").replace(second=30)

    got = found(replies(FINANCE, ON_TIME), assessed(FINANCE, CLEAR, ON_TIME), ends(end), at=end)
    assert got.task is not None
    assert (got.task.missed, got.task.days_lost, got.delay_minutes) == (False, 0, 0)


def test_a_case_still_open_past_its_task_counts_to_the_present() -> None:
    """Nobody waits for the end to see it."""
    got = found(time_passes(hanoi("2026-03-12", "07:30")), at=hanoi("2026-03-12", "09:30"))

    assert got.task is not None
    assert "đã quá thời hạn trình 2 ngày làm việc" in got.task.text.vi
    assert got.delay_minutes == 480 + 120


def test_no_days_are_said_that_nobody_counted() -> None:
    """Due in a year the calendar of the case does not know."""
    long_ago = TASK.model_copy(update={"due_on": date(2020, 1, 30)})

    got = found(*answered_late(), at=LATE, task=long_ago)
    assert got.task is not None
    assert (got.task.missed, got.task.days_lost) == (True, 0)
    assert got.task.text.vi.endswith("lấy ý kiến kết thúc sau thời hạn trình.")


def test_a_case_that_is_cancelled_has_kept_nothing() -> None:
    """It ended before the task was due, and nobody was asked to the end."""
    got = found(order(Cancel, OFFICER, ON_TIME, reason="Dừng dự thảo."), at=LATE)

    assert got.task is not None
    assert not got.task.missed
    assert "hồ sơ lấy ý kiến đã hủy" in got.task.text.vi


def test_a_case_without_a_task_still_says_what_its_defects_led_to() -> None:
    """Days lost stand there; no milestone can have been missed."""
    got = found(*answered_late(), at=LATE, task=None)

    assert got.task is None
    assert [(d.days_lost, d.milestone_missed) for d in got.defects] == [(2, False)]


@for_any(
    minutes=st.integers(0, 100_000),
    held=st.lists(st.integers(0, 50_000), min_size=1, max_size=12),
)
def test_the_parts_are_the_delay_to_the_minute(minutes: int, held: list[int]) -> None:
    """Whoever held nothing gets nothing; none is off its exact part by a whole minute."""
    sides = tuple(
        HeldPart(held_by=HeldBy.AGENCY, agency=f"H99.{n:02}", minutes=m) for n, m in enumerate(held)
    )
    shares = split(minutes, sides)

    if sum(held) and minutes:
        assert sum(s.minutes for s in shares) == minutes
    whole = sum(held)
    assert all(abs(s.minutes - minutes * s.held_minutes / whole) < 1 for s in shares)
    assert {s.agency for s in shares} <= {p.agency for p in sides if p.minutes}
