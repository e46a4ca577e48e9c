"""What follows the sentence of an event: version answered, reasons, what a return asks for."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.life.events import (
    ClarificationAsked,
    ConsultationConcluded,
    Event,
    FollowUpRecorded,
    ReplyAccepted,
    ReplyReceived,
    ReplyReturned,
)
from remiss.consultation.policy import POSITION_ABSENT
from remiss.consultation.values import QuestionId
from remiss.texts import Bilingual, Numbers, day_and_time, label, question_name, say

RECORDED_LATE = timedelta(minutes=1)
"""A record this long after its due time says so: the service was down or busy."""


def event_tail(event: Event, numbers: Numbers) -> Iterator[Bilingual]:
    """The version answered, the reasons given, what a return asks for, a record that came late."""
    yield from _particulars(event, numbers)
    if reasons := getattr(event, "reasons", None) or getattr(event, "reason", None):
        yield say("event_tail.reasons", reasons=reasons)
    if form := getattr(event, "form", None):
        yield say("event_tail.form", form=label(form))
    if note := getattr(event, "note", None):
        yield say("event_tail.note", note=note)
    if relieved := getattr(event, "relieved", ()):
        yield say("event_tail.relieved", people=", ".join(person.name for person in relieved))
    if unlisted := getattr(event, "unlisted", ()):
        yield say("event_tail.unlisted", people=", ".join(unlisted))
    if isinstance(event, ReplyReturned) and event.assessment:
        yield from (_found(finding) for finding in event.assessment.findings if finding.returns)
    due: datetime | None = getattr(event, "fell_due_at", None)
    if due and event.at - due > RECORDED_LATE:
        at = day_and_time(event.at)
        yield say("event_tail.recorded_late", due_at=day_and_time(due), recorded_at=at)


def _found(finding: Finding) -> Bilingual:
    """What is absent; the duty to answer at all needs no basis named beside it."""
    return finding.without_basis if finding.rule in POSITION_ABSENT else finding.message


def _particulars(event: Event, numbers: Numbers) -> Iterator[Bilingual]:
    """What only some events of a kind have to say."""
    if isinstance(event, ReplyReceived):
        yield from _version(event, numbers)
        if event.beyond_charge:
            beyond = _questions(event.beyond_charge, numbers)
            yield say("event_tail.beyond_charge", questions=beyond)
    if isinstance(event, ClarificationAsked) and event.papers:
        named = [f"{paper.name} ({paper.rule})" for paper in event.papers]
        yield say("event_tail.papers", papers="; ".join(named))
    if isinstance(event, FollowUpRecorded) and event.document:
        yield say("event_tail.document", document=event.document)
    if isinstance(event, ReplyAccepted) and event.left_open:
        yield say("event_tail.left_open", questions=_questions(event.left_open, numbers))
    if isinstance(event, ConsultationConcluded) and event.unanswered:
        yield say("event_tail.unanswered", questions=_questions(event.unanswered, numbers))


def _version(event: ReplyReceived, numbers: Numbers) -> Iterator[Bilingual]:
    """Which version a reply answers, once there is more than one."""
    if wrong := event.replaced_file:
        yield say("event_tail.replaced_file", file=wrong.name)
    if event.outdated:
        outdated = _questions(event.outdated, numbers)
        yield say("event_tail.outdated", version=event.version, questions=outdated)
    elif event.version > 1:
        yield say("event_tail.version", version=event.version)


def _questions(ids: Iterable[QuestionId], numbers: Numbers) -> list[Bilingual]:
    return [question_name(id_, numbers) for id_ in ids]
