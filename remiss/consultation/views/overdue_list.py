"""The overdue list: from which morning a request stands in it, and how its agency reads that.

"kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request
from remiss.consultation.views.delay_facts import Undelivered
from remiss.texts import Bilingual, day_and_time, local_date, say


class MorningCases(NamedTuple):
    """Some of what a morning's reports are made from: cases open then, mail that had not arrived.

    And how many cases and requests were open besides, in which nothing stalls.
    """

    cases: Sequence[Consultation]
    undelivered: Undelivered
    quiet_cases: int = 0
    quiet_requests: int = 0


def listed_on(case: Consultation, request: Request) -> date | None:
    """The first working day after the deadline, unless a reply is received before.

    None where the agency has not the next move, or the calendar does not reach; a body outside the
    registry stands in none.
    """
    if case.stage is not CaseStage.OPEN or request.stage not in WITH_AGENCY or request.outside:
        return None
    due, calendar = request.due_at, case.calendar_of(request.agency)
    return calendar.day_after(due) if calendar.knows(due) else None


def is_listed(case: Consultation, request: Request, at: datetime) -> bool:
    """Whether it stands in the list of the day of `at`: overdue, and since the day before or more.

    An agency whose reply is being looked at, or that waits for somebody, stands in none.
    """
    day = listed_on(case, request)
    return request.overdue and day is not None and day <= case.calendar.local(at).date()


def say_listing(day: date | None, due_at: datetime, *, overdue: bool) -> Bilingual | None:
    """What the agency reads about the list of `day`, before and after its deadline."""
    if day is None:
        return None
    form = "listed" if overdue else "foretold"
    return say(f"overdue_list.{form}", due=day_and_time(due_at), day=local_date(day))
