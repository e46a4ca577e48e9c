"""The overdue list: from which morning a request stands in it, and how its agency reads that."""

from datetime import date

from remiss.consultation.state import WITH_AGENCY, CaseStage, Consultation, Request
from remiss.texts import Bilingual, local_date, local_time, say


def listed_on(case: Consultation, request: Request) -> date | None:
    """The first working day after the deadline, unless a reply is received before.

    None where the agency has not the next move, or the calendar does not reach.
    """
    if case.stage is not CaseStage.OPEN or request.stage not in WITH_AGENCY:
        return None
    due = request.due_at
    return case.calendar.day_after(due) if case.calendar.knows(due) else None


def say_listing(case: Consultation, request: Request) -> Bilingual | None:
    """What the agency reads about that list, before and after the deadline."""
    day = listed_on(case, request)
    if day is None:
        return None
    form = "listed" if request.overdue else "foretold"
    return say(f"overdue_list.{form}", due=local_time(request.due_at), day=local_date(day))
