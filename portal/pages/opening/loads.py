"""What is said of how much lies with an agency, where one chooses whom to ask."""

from collections.abc import Mapping
from datetime import date, datetime

from portal.forms import FieldsNotTaken
from portal.pages.opening.written import Written, read_paper
from portal.visit import Visit
from remiss.consultation.refusals import Refusal
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.fair_day import fair_day
from remiss.ledger.reads.open_load import open_dues
from remiss.reference.policies.in_force import policy_for
from remiss.texts import Bilingual, local_date, say


async def loads_beside(visit: Visit, written: Written) -> dict[AgencyCode, Bilingual]:
    """What lies with each agency, next to the deadline this opening would give."""
    has = visit.has
    calendar = await has.calendars.in_force(written.territories)
    dues = await open_dues(has.ledger, [each.code for each in has.registry.agencies])
    try:
        draft = read_paper(written.paper).draft
        within = policy_for(draft.kind, draft.urgency).reply_within
    except (FieldsNotTaken, Refusal):
        return _loads_of(dues, calendar, None)
    return _loads_of(dues, calendar, calendar.add(has.present.now(), within))


def _loads_of(
    dues: Mapping[AgencyCode, Mapping[date, int]],
    calendar: WorkCalendar,
    due_at: datetime | None,
) -> dict[AgencyCode, Bilingual]:
    """Of each agency; `due_at` is the deadline this opening would give, where that is known."""
    return {code: _said(of, calendar, due_at) for code, of in dues.items()}


def _said(dues: Mapping[date, int], calendar: WorkCalendar, due_at: datetime | None) -> Bilingual:
    count = sum(dues.values())
    if due_at is None:
        return say("portal.opening.load.some", count=count)
    day = calendar.local(due_at).date()
    fair = fair_day(calendar, due_at, dues)
    key = "fits" if fair == day else "fair"
    return say(
        f"portal.opening.load.{key}",
        count=count,
        same=dues.get(day, 0),
        due=local_date(day),
        day=local_date(fair),
    )
