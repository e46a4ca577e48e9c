"""The way of a question that comes back: who sent it to whom, when, and by which words.

An agency sends a question away by a decline, or in the words of a reply; these are shown as the
machine read them, and as such, while nobody has confirmed or answered them.
"""

from collections.abc import Iterator
from datetime import datetime

from pydantic import AwareDatetime

from remiss.consultation.clarity.bodies import find_agency
from remiss.consultation.life.declining.referral import referrals_proposed
from remiss.consultation.rule_number import REFERRALS_PROPOSED
from remiss.consultation.state import Consultation, Decline, Request
from remiss.consultation.values import AgencyCode, Person, QuestionId, Value
from remiss.texts import Bilingual, day_and_time, question_name, say, text

MOST_WORDS = 300
"""Characters of somebody's words in a sentence about a circle, at most."""


class SentOn(Value):
    """One step: an agency says that a question is another's."""

    question: QuestionId
    sender: AgencyCode
    sender_name: Bilingual
    receiver: AgencyCode
    receiver_name: Bilingual
    at: AwareDatetime
    by: Person
    words: str
    only_read: bool = False
    """Words of a reply in which the machine reads so; nobody has confirmed it."""


class Circle(Value):
    """A question on its way back to an agency that had sent it away; the last step closes it."""

    number: int | None
    """Of the question, as people know it."""
    steps: tuple[SentOn, ...]

    @property
    def since(self) -> datetime:
        """When it closed."""
        return self.steps[-1].at


def circles_of(case: Consultation, request: Request) -> tuple[Circle, ...]:
    """Those that this request closes and nobody has settled; each with its whole way."""
    if request.settled:
        return ()
    pending = {decline.declined.question for decline in request.pending_declines}
    closing = (
        step
        for step in (*_declined(request), *_read(case, request))
        if step.only_read or step.question in pending
    )
    numbers = case.question_numbers
    found = ((step, _way_back(case, step)) for step in closing)
    return tuple(
        Circle(number=numbers.get(step.question), steps=(*way, step)) for step, way in found if way
    )


def say_circle(circle: Circle) -> tuple[Bilingual, ...]:
    """What came back to whom, then a line for each step."""
    last = circle.steps[-1]
    numbers = {} if circle.number is None else {last.question: circle.number}
    heading = say(
        "circle.heading",
        question=question_name(last.question, numbers),
        agency=last.receiver_name,
        steps=len(circle.steps),
    )
    return heading, *(_say(place, step) for place, step in enumerate(circle.steps, start=1))


def _say(place: int, step: SentOn) -> Bilingual:
    words = step.words if len(step.words) <= MOST_WORDS else f"{step.words[:MOST_WORDS]}…"
    return say(
        "circle.step",
        place=place,
        sender=step.sender_name,
        receiver=step.receiver_name,
        at=day_and_time(step.at),
        by=step.by.name,
        words=" ".join(words.split()),
        how=text("circle.only_read" if step.only_read else "circle.declared"),
    )


def _way_back(case: Consultation, closing: SentOn) -> tuple[SentOn, ...]:
    """From the agency named to whoever sends the question to it; empty where it never sent it."""
    way: list[SentOn] = []
    at, been = closing.receiver, {closing.sender}
    while at not in been and (step := _sent_on_by(case, at, closing)) is not None:
        way.append(step)
        been.add(at)
        at = step.receiver
    return tuple(way)


def _sent_on_by(case: Consultation, agency: AgencyCode, closing: SentOn) -> SentOn | None:
    """How this agency last sent the same question away before it came back."""
    steps = (
        step
        for request in case.requests_of(agency)
        for step in (*_declined(request, closing.at), *_read(case, request))
        if step.question == closing.question and step.at <= closing.at
    )
    return max(steps, key=lambda step: step.at, default=None)


def _declined(request: Request, until: datetime | None = None) -> Iterator[SentOn]:
    """What it declined in favour of an agency, unless that was refused by then."""
    for each in request.declines:
        if each.profile is not None and not _refused(each, until):
            yield SentOn(
                question=each.declined.question,
                sender=request.agency.code,
                sender_name=request.agency.name,
                receiver=each.profile.code,
                receiver_name=each.profile.name,
                at=each.asked_at,
                by=each.by,
                words=each.reasons,
            )


def _refused(decline: Decline, until: datetime | None) -> bool:
    settled = decline.settled_at
    return decline.confirmed is False and (until is None or settled is None or settled <= until)


def _read(case: Consultation, request: Request) -> Iterator[SentOn]:
    """What the words of its last reply send to an agency of this case, and nobody confirmed."""
    proposed = referrals_proposed(request) if case.rules >= REFERRALS_PROPOSED else ()
    if not proposed:
        return
    agencies = [each.agency for each in case.all_requests]
    fields = {question.id: question.field for question in case.questions}
    reply = request.replies[-1]
    for each in proposed:
        meant = find_agency(each.to, agencies, fields.get(each.question)) if each.to else None
        if meant is not None and meant.code != request.agency.code:
            yield SentOn(
                question=each.question,
                sender=request.agency.code,
                sender_name=request.agency.name,
                receiver=meant.code,
                receiver_name=meant.name,
                at=reply.received_at,
                by=reply.signatory,
                words=each.span,
                only_read=True,
            )
