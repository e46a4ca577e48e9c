"""What is next for a reply that was received."""

from collections.abc import Iterator

from remiss.consultation.life.replying.correction import pending_of
from remiss.consultation.state import CaseStage, Consultation, ReceivedReply, Request, Stage
from remiss.consultation.views.deadline_words import span_label
from remiss.texts import (
    Bilingual,
    day_and_time,
    say,
    text,
)


def next_steps(
    case: Consultation, request: Request, received: ReceivedReply
) -> Iterator[Bilingual]:
    """What is next for this reply; of one that another took the place of, nothing."""
    last = received is request.replies[-1]
    if received.replaced_by:
        yield say("portal.receipt.next.replaced", number=received.replaced_by)
        return
    if last and request.stage is Stage.ASSESSING:
        yield text("portal.receipt.next.assessing")
    if last and request.stage is Stage.IN_REVIEW and request.review_due_at:
        due = day_and_time(request.review_due_at)
        yield say("portal.receipt.next.in_review", due=due)
    if last and request.stage is Stage.RETURNED:
        yield say("portal.receipt.next.returned", due=day_and_time(request.due_at))
    if received.entry and received.entry_confirmed is None:
        yield text("portal.receipt.next.entry")
    pending = pending_of(case, request.agency.code)
    if pending and pending.corrects.number == received.number:
        due = day_and_time(pending.clock.due_at)
        yield say("portal.receipt.next.correction", due=due)
    if received.accepted:
        yield from _of_comments(case, request, received)


def _of_comments(
    case: Consultation, request: Request, received: ReceivedReply
) -> Iterator[Bilingual]:
    made = [c for c in case.comments_of(request) if c.reply == received.number]
    waiting = [c for c in made if c.waits]
    if waiting:
        home = case.drafting_agency.name
        yield say("portal.receipt.next.comments", count=len(waiting), agency=home)
    if waiting and case.policy.comments:
        within = span_label(case.policy.comments.object_within)
        yield say("portal.receipt.next.objection", within=within)
    if case.stage in {CaseStage.OPEN, CaseStage.SUSPENDED}:
        yield text("portal.receipt.next.table")
