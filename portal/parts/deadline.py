"""A deadline that says what is left of it, whose move it is and what time does next."""

from datetime import datetime

from portal.parts.case_in_time import row_in_time
from portal.parts.days import DayCell, days_of
from portal.parts.request_lines import desk_of, next_step_of, tag_of
from portal.parts.rungs import ProgressStep, ladder_of
from portal.parts.tag import State
from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import Value
from remiss.consultation.views.explanation import explain_deadline
from remiss.texts import Bilingual


class Deadline(Value):
    """The deadline of a request, as the component of that name shows it."""

    state: State
    left: Bilingual
    """Còn 5 ngày 2 giờ 40 phút làm việc; Quá hạn 4 ngày làm việc."""
    due_at: datetime
    running: bool
    desk: Bilingual
    """Who has the next move."""
    next_step: Bilingual | None
    """What time does next, and when."""
    days: tuple[DayCell, ...]
    why: Bilingual
    """The whole explanation, as one paragraph."""
    ladder: tuple[ProgressStep, ...]
    more: str | None
    """The address of the page that explains it move by move."""


def deadline_of(
    case: Consultation, request: Request, now: datetime, more: str | None = None
) -> Deadline:
    """The deadline of the reply, `now` being the present of the case."""
    row, present = row_in_time(case, request, now)
    tag = tag_of(row, present, to_the_minute=True)
    return Deadline(
        state=tag.state,
        left=tag.text,
        due_at=request.due_at,
        running=not (request.settled or request.clock.held),
        desk=desk_of(row, present),
        next_step=next_step_of(row),
        days=days_of(present.calendar_of(row), request.clock, now),
        why=explain_deadline(case, request).text,
        ladder=() if request.settled else ladder_of(case, request),
        more=more,
    )
