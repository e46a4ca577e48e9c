"""Changes by a reply: prepared, it waits for a signature; received, the clock stops."""

from typing import assert_never

from remiss.consultation.life.changes import Changes, change_clarification, change_request
from remiss.consultation.life.replying.messages import ReplyDrafted, ReplyingEvent, ReplyReceived
from remiss.consultation.state import NO_REPLY, Consultation, ReceivedReply, Request, Stage
from remiss.consultation.time.moves import Hold


def evolve(case: Consultation, event: ReplyingEvent) -> Changes:
    request = case.requests[event.agency]
    match event:
        case ReplyDrafted():
            return change_request(case, request, {"drafted": event.reply})
        case ReplyReceived():
            return change_request(case, request, _received(case, request, event))
        case _:
            assert_never(event)


def _received(case: Consultation, request: Request, event: ReplyReceived) -> Changes:
    reply = ReceivedReply(
        number=event.number,
        reply=event.reply,
        signatory=event.signatory,
        delegated_by=event.delegated_by,
        received_at=event.at,
        late=event.late,
        days_late=event.days_late,
        version=event.version,
        outdated=event.outdated,
        answers=request.owed,
    )
    changed: Changes = {"replies": (*request.replies, reply), "drafted": None}
    if request.stage in NO_REPLY:
        return changed
    clock = request.clock.hold(Hold.ASSESSMENT, event.at)
    if request.clarification:
        clock = clock.release(case.calendar_of(request.agency), Hold.CLARIFICATION, event.at)
        changed |= change_clarification(request, closed_at=event.at)
    return {**changed, "stage": Stage.ASSESSING, "clock": clock}
