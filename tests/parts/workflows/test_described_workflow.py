"""The published procedure and the deployed workflow: a case keeps to every step and time of it."""

from datetime import date, datetime
from typing import Any

from remiss import ledger
from remiss.consultation.life.commands import Conclude, ReviewReply
from remiss.consultation.life.events import ConsultationOpened, Decision, TimedEventBase
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.values import DraftKind
from remiss.consultation.views.procedure.described_procedure import described_procedure
from remiss.consultation.views.procedure.described_step import DescribedStep, Part
from remiss.consultation.views.rehearsals.triggers import Anchor
from tests.given.case import FINANCE, FLAGGED, OFFICER, order, replies
from tests.given.story import Story
from tests.parts.workflows.test_stories import ALONE


async def opened(story: Story) -> ConsultationOpened:
    await story.opens(rules=CURRENT_RULES, **ALONE)
    first, *_ = [r.event for r in await ledger.stream(story.pool, story.id)]
    assert isinstance(first, ConsultationOpened)
    return first


def when(step: DescribedStep, due: datetime, last: datetime, calendar: WorkCalendar) -> datetime:
    """The moment that the description names, of a deadline and the last notice before it."""
    if step.anchor is Anchor.DUE:
        return due
    if step.anchor is Anchor.DUE_DAY:
        return calendar.opening_of(due)
    assert step.span is not None
    if step.anchor is Anchor.BEFORE_DUE:
        at = calendar.subtract(due, step.span)
        return at if step.span.hours else min(at, calendar.opening_of(at))
    after = calendar.add(due, step.span)
    return max(after, calendar.add(last, step.grace)) if step.grace else after


async def test_an_unanswered_case_keeps_to_the_description(story: Story) -> None:
    """Under time skipping: the same steps in the same order, each at the moment described."""
    first = await opened(story)
    found = described_procedure(DraftKind.GUIDELINE, first.policy, date(2026, 1, 1), None)
    steps = found.part(Part.NO_REPLY)
    for _ in steps:
        await story.until_next_alarm()

    rang = [
        r.event
        for r in await ledger.stream(story.pool, story.id)
        if isinstance(r.event, TimedEventBase)
    ]
    assert [event.kind for event in rang] == [kind for s in steps for kind in s.recorded_as]
    due, last = (await story.request(FINANCE)).due_at, first.at
    reply = next(step for step in found.steps if step.id == "reply")
    assert reply.span is not None
    assert first.calendar.add(first.at, reply.span) == due
    for step, event in zip(steps, rang, strict=True):
        assert event.fell_due_at == when(step, due, last, first.calendar), step.id
        last = event.at


async def test_an_answered_case_records_what_the_steps_name(story: Story) -> None:
    """Opened, asked, answered, flagged, decided, concluded: in the order of the description."""
    story.findings.queue = [FLAGGED]
    first = await opened(story)
    found = described_procedure(DraftKind.GUIDELINE, first.policy, date(2026, 1, 1), None)
    await story.gives(replies(FINANCE))
    accept: dict[str, Any] = {"agency": FINANCE.code, "decision": Decision.ACCEPT}
    await story.gives(order(ReviewReply, OFFICER, **accept))
    await story.gives(order(Conclude, OFFICER))

    named = {step.id: step.recorded_as for step in found.steps}
    ways = [named[id_] for id_ in ("open", "request", "reply", "review", "review", "conclude")]
    kinds = [r.event.kind for r in await ledger.stream(story.pool, story.id)]
    kinds = [kind for kind in kinds if kind != "consultation_archived"]
    assert len(kinds) == len(ways)
    assert all(kind in way for kind, way in zip(kinds, ways, strict=True))
