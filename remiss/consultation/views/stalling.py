"""From when on a request stalls, and since when whoever has the next move has it; from its state.

So that rows say it: a request with its agency stalls once its deadline passes, one that somebody
else has once that one's own time passes; one that was reported, or returned often, stalls already,
and so does one whose question comes back to an agency that had sent it away.
"""

from datetime import datetime
from typing import NamedTuple

from remiss.consultation.life.declining.circle_path import circles_of
from remiss.consultation.state import Consultation, Holder, Request, Stage
from remiss.consultation.time.moves import Returned
from remiss.consultation.views.standstill import RETURNED_OFTEN


class Turn(NamedTuple):
    """Since when whoever has the next move has it, and by when they are to make it."""

    since: datetime
    until: datetime


def turn_of(request: Request) -> Turn | None:
    """Of a request without an outcome; None while Remiss reads a reply."""
    match request.stage:
        case Stage.AWAITING:
            closed = (each.closed_at for each in request.clarifications if each.closed_at)
            return Turn(max((request.sent_at, *closed)), request.due_at)
        case Stage.RETURNED:
            returns = (move.at for move in request.clock.moves if isinstance(move, Returned))
            return Turn(max(returns, default=request.clock_from), request.due_at)
        case Stage.CLARIFYING:
            asked = request.clarification
            return Turn(asked.asked_at, asked.answer.due_at) if asked else None
        case Stage.IN_REVIEW:
            review = request.review
            return Turn(review.started_at, review.due_at) if review else None
        case Stage.DECLINING:
            settle = request.pending_declines[0].settle
            return Turn(settle.started_at, settle.due_at)
        case _:
            return None


def stalls_from(case: Consultation, request: Request) -> datetime | None:
    """None: it does not, whatever time brings; nor does what a body outside was asked."""
    if not case.waits_for(request) or request.outside:
        return None
    turn = turn_of(request)
    if request.overdue and request.holder is Holder.AGENCY:
        return request.due_at
    if circles := circles_of(case, request):
        return min(circle.since for circle in circles)
    if request.highest_level or request.returns >= RETURNED_OFTEN or request.overdue:
        return turn.since if turn else request.sent_at
    return turn.until if turn else None
