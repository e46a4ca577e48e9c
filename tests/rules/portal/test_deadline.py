"""The deadline: what is left in working time, whose move it is, each day, and what comes next."""

from datetime import datetime

from portal.parts.case_in_time import row_in_time
from portal.parts.days import DayLook
from portal.parts.deadline import deadline_of
from portal.parts.request_lines import left_when_stopped, tag_of
from portal.parts.rungs import Progress
from portal.parts.tag import State
from remiss.consultation.life.commands import AskClarification, Assign
from remiss.consultation.state import Consultation
from remiss.consultation.values import ClarificationGround
from tests.given.case import (
    CLEAR,
    FINANCE,
    MONDAY,
    assessed,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.portal_components import component, words

WEDNESDAY = hanoi("2026-03-04", "14:20")
"""The deadline of a request sent on Monday the 2nd is 17:00 on Monday the 9th."""


def shown(case: Consultation, now: datetime) -> str:
    it = deadline_of(case, case.requests[FINANCE.code], now, more="/requests/HS-TEST/H99.04")
    return component("deadline", "deadline(it)", it=it)


def test_it_says_what_is_left_whose_move_it_is_and_what_comes_next() -> None:
    """In working days and hours, rounded down: 2 h 40 today, then Thursday, Friday and Monday."""
    named = order(
        Assign, head(FINANCE), MONDAY, agency=FINANCE.code, official=official(FINANCE).person
    )
    said = words(shown(given(opening(), named), WEDNESDAY))

    assert "Còn 3 ngày 2 giờ 40 phút làm việc" in said
    assert "Hạn trả lời 17:00 thứ Hai 09/3/2026" in said
    assert "Đang chờ Chuyên viên H99.04, Sở Tài chính" in said
    assert "Tiếp theo" in said
    assert "Thời hạn" in said


def test_every_day_is_counted_or_skipped_and_today_is_marked() -> None:
    """The first day does not count, nor does the weekend; the last is the deadline."""
    case = given(opening())
    cells = deadline_of(case, case.requests[FINANCE.code], WEDNESDAY).days

    assert [cell.number for cell in cells] == ["–", "1", "2", "3", "4", "–", "–", "5"]
    assert [cell.kind for cell in cells] == [
        *(
            DayLook.PAST,
            DayLook.PAST,
            DayLook.NOW,
            DayLook.AHEAD,
            DayLook.AHEAD,
            DayLook.OFF,
            DayLook.OFF,
            DayLook.END,
        )
    ]
    assert cells[-1].said.vi == "hạn 17:00"


def test_it_leads_to_the_page_that_explains_it() -> None:
    """In the language of the page it stands on."""
    case = given(opening())
    it = deadline_of(case, case.requests[FINANCE.code], WEDNESDAY, more="/requests/x/deadline")

    assert 'href="/portal/en/requests/x/deadline"' in component(
        "deadline", "deadline(it)", "en", it=it
    )


def test_a_late_request_says_by_how_many_days_and_where_on_the_ladder_it_is() -> None:
    """One rung reached, the next named with its moment, the others after it."""
    at = hanoi("2026-03-11", "09:00")
    case = given(opening(), time_passes(at))
    it = deadline_of(case, case.requests[FINANCE.code], at)

    assert (it.state, it.left.vi) == (State.LATE, "Quá hạn 2 ngày")
    assert [rung.progress for rung in it.ladder] == [
        *(Progress.DONE, Progress.DONE, Progress.NEXT, Progress.LATER, Progress.LATER)
    ]
    assert it.ladder[-1].name.vi == "Ghi nhận không trả lời"


def test_a_stopped_clock_says_what_was_left() -> None:
    """And since when; the desk is the drafter's, and no day late is the agency's."""
    at = hanoi("2026-03-03", "16:00")
    asks = order(
        AskClarification,
        head(FINANCE),
        at,
        agency=FINANCE.code,
        text="Đề nghị gửi danh sách.",
        ground=ClarificationGround.MISSING_DOCUMENT,
    )
    case = given(opening(), asks)
    request = case.requests[FINANCE.code]

    assert tag_of(*row_in_time(case, request, hanoi("2026-03-12"))).state is State.HOLD
    left = left_when_stopped(*row_in_time(case, request, hanoi("2026-03-12")))
    assert left is not None
    assert left.vi == "Còn 4 ngày 1 giờ, dừng từ 16:00 thứ Ba 03/3/2026"
    assert deadline_of(case, request, at).desk.vi == "Trần Thị Lan, Sở Nội vụ"


def test_an_answered_request_has_no_ladder() -> None:
    """Nothing is left to threaten with."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    it = deadline_of(case, case.requests[FINANCE.code], WEDNESDAY)

    assert (it.state, it.ladder, it.next_step) == (State.DONE, (), None)
