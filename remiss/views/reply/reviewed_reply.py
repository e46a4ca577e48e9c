"""One reply beside its questions, as whoever decides on it reads it."""

import asyncio
from datetime import datetime

from pydantic import Field

from remiss.consultation.life.events import ReplyReceived
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation, ReceivedReply, Request
from remiss.consultation.views.reply.reply_review import ReplyReview, review_of
from remiss.files.file_text import FileText, file_text
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.views.seen_case import SeenCase


class ReviewedReply(ReplyReview):
    """The same, with what its files say."""

    files: tuple[FileText, ...] = Field(
        description="The text of each attachment, as far as a machine could read it."
    )


async def with_files(review: ReplyReview, store: Store) -> ReviewedReply:
    """The review of a reply with the text of its attachments beside it."""
    named = review.received.reply.attachments
    files = await asyncio.gather(*(file_text(store, sha256) for sha256 in named))
    return ReviewedReply(**dict(review), files=tuple(files))


def reviewed_reply(seen: SeenCase, request: Request, number: int | None = None) -> ReplyReview:
    """The last reply to `request`, or the one of that number.

    Raises:
        Problem: `reply_not_given`.
    """
    found = [r for r in request.replies if number in {None, r.number}]
    if not found:
        raise Problem("reply_not_given", agency=request.agency.name)
    received = found[-1]
    due_at = _due_when_received(seen, request, received)
    return review_of(seen.case, request, received, seen.questions_of(request), due_at)


def _due_when_received(seen: SeenCase, request: Request, received: ReceivedReply) -> datetime:
    """The deadline as it stood when the reply came; what came later moved it for the next.

    A correction of one that counted is as late as that one was.
    """
    told = {e.number: e for e in seen.told_in(request) if isinstance(e, ReplyReceived)}
    while received.number not in told and received.corrects:
        received = request.replies[received.corrects.number - 1]
    came = told[received.number]
    events = [stored.recorded.event for stored in seen.events]
    at = next(place for place, event in enumerate(events) if event is came)
    before = fold(events[:at])
    if not isinstance(before, Consultation):
        raise TypeError("a reply came before its case was opened")
    return before.requests[request.agency.code].due_at
