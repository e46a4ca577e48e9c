"""The Office urges an agency: once a day, and only one that has the next move.

"Văn phòng UBND tỉnh thường xuyên theo dõi, đôn đốc, kiểm tra" (Công văn UBND tỉnh Bắc Giang,
tháng 10/2023, điểm 3).
"""

from remiss.consultation.life.changes import Changes, change_request
from remiss.consultation.life.events import Event
from remiss.consultation.life.ladder.messages import NoticeGiven
from remiss.consultation.life.preconditions import with_agency
from remiss.consultation.life.steering.urging_messages import RequestUrged, Urge
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation


def urge(case: Consultation, command: Urge) -> tuple[Event, ...]:
    request = with_agency(case, command.agency)
    if request.outside:
        raise Refusal("outside_is_asked_by_letter", body=request.agency.name)
    today = case.calendar.local(command.at).date()
    for notice in request.notices:
        if notice.kind == "urging" and case.calendar.local(notice.at).date() == today:
            raise Refusal("urged_today", agency=request.agency.name, at=notice.at)
    return (
        RequestUrged(
            agency=command.agency,
            at=command.at,
            words=command.words,
            by=command.actor.person,
            office=command.actor.agency,
        ),
    )


def urged(case: Consultation, event: RequestUrged) -> Changes:
    """It stands among the notices of the request, and changes nothing of its time."""
    request = case.requests[event.agency]
    given = NoticeGiven(kind="urging", at=event.at)
    return change_request(case, request, {"notices": (*request.notices, given)})
