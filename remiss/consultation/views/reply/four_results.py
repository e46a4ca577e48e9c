"""Four results of a reply side by side: in time, within mandate, position, responsibility.

"trả lời đúng hạn, đúng chức năng, nhiệm vụ, có quan điểm, trách nhiệm rõ ràng"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 1.đ). Each shows what it rests on, or names what
was not found; none is a judgement of whoever wrote the reply.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Assessment, Finding
from remiss.consultation.state import ReceivedReply, Request
from remiss.consultation.values import (
    Mandate,
    Person,
    PersonId,
    Position,
    Question,
    QuestionId,
    Sha256,
    SigningForm,
    Value,
)
from remiss.texts import Bilingual, day_and_time, label, say

ABOUT_MANDATE = frozenset({"own_mandate_declined", "mandate_disputed", "passed_on"})
"""Rules that find words on whose matter a question is."""


class AskedOf(Value):
    """A question as it was put to the agency, numbered as in its case."""

    number: int
    question: Question


class InTime(Value):
    """Whether the reply came by its deadline, as the ledger has both."""

    shown: bool
    due_at: AwareDatetime = Field(description="The deadline as it stood when the reply came.")
    received_at: AwareDatetime
    days_late: int = Field(description="Working days begun after the deadline.")
    text: Bilingual


class MandateShown(Value):
    """The entry of the registry that makes a question the agency's, and what the reply says."""

    question: QuestionId
    number: int
    mandate: Mandate | None = Field(description="None: asked for a reason on record instead.")
    quote: str | None = Field(description="Words of the reply that say it is another's, verbatim.")
    text: Bilingual


class WithinMandate(Value):
    """Whether every question is the agency's own, and the reply does not say otherwise."""

    shown: bool
    questions: tuple[MandateShown, ...]


class PositionShown(Value):
    """The position on one question, and the words that carry it or what was not found."""

    question: QuestionId
    number: int
    position: Position
    quote: str | None = Field(description="Words of the reply, verbatim.")
    absence: Bilingual | None = Field(description="What was not found; None where it was.")


class PositionTaken(Value):
    """Whether a position was found on every question."""

    shown: bool
    questions: tuple[PositionShown, ...]


class Responsibility(Value):
    """Who answers for the reply: who prepared it, who signed it and by whose leave."""

    shown: bool
    responsible_official: Person
    signatory: Person
    delegated_by: Person | None = Field(description="The head who lent the signature.")
    form: SigningForm | None = Field(description="KT., TL. or TUQ.; None: the head's own.")
    unlisted: tuple[PersonId, ...] = Field(
        description="Those it names whom the list of people did not have in the agency."
    )
    assigned: Person | None = Field(description="The official the agency named for the request.")
    files: tuple[Sha256, ...] = Field(description="What the letter carries besides its words.")
    text: Bilingual


class FourResults(Value):
    """What a reply owes, each apart: none stands for another, and none is left out."""

    in_time: InTime
    within_mandate: WithinMandate
    position: PositionTaken
    responsibility: Responsibility


def four_results(
    request: Request, received: ReceivedReply, asked: Sequence[AskedOf], due_at: AwareDatetime
) -> FourResults:
    """The results of one reply; `due_at` is the deadline as it stood when the reply came."""
    return FourResults(
        in_time=_in_time(received, due_at),
        within_mandate=_within_mandate(request, received, asked),
        position=_position(received, asked),
        responsibility=_responsibility(request, received),
    )


def _in_time(received: ReceivedReply, due_at: AwareDatetime) -> InTime:
    facts = {"received": day_and_time(received.received_at), "due": day_and_time(due_at)}
    key = "review.late" if received.late else "review.in_time"
    return InTime(
        shown=not received.late,
        due_at=due_at,
        received_at=received.received_at,
        days_late=received.days_late,
        text=say(key, days=received.days_late, **facts),
    )


def _within_mandate(
    request: Request, received: ReceivedReply, asked: Sequence[AskedOf]
) -> WithinMandate:
    mandates = {match.question: match.mandate for match in request.matches}
    questions = tuple(_mandate(received, one, mandates.get(one.question.id)) for one in asked)
    own = all(one.mandate and not _disowned(received, one.question) for one in questions)
    return WithinMandate(shown=own, questions=questions)


def _mandate(received: ReceivedReply, one: AskedOf, mandate: Mandate | None) -> MandateShown:
    disowned = _disowned(received, one.question.id)
    held = {"mandate": mandate.title, "basis": mandate.legal_basis} if mandate else {}
    state = ("own" if mandate else "none") + (".disowned" if disowned else "")
    return MandateShown(
        question=one.question.id,
        number=one.number,
        mandate=mandate,
        quote=_mandate_quote(received, one.question.id),
        text=say(f"review.mandate.{state}", number=one.number, **held),
    )


def _disowned(received: ReceivedReply, question: QuestionId) -> bool:
    """Whether the reply says that the question is another's, on the form or in words."""
    on_form = position_on(received, question) is Position.NOT_IN_MANDATE
    on_form = on_form or bool(_named(received, question))
    referred = received.assessment.referrals if received.assessment else ()
    in_words = any(each.question == question for each in referred)
    return on_form or in_words or bool(_about_mandate(received, question))


def _mandate_quote(received: ReceivedReply, question: QuestionId) -> str | None:
    referred = received.assessment.referrals if received.assessment else ()
    spans = [each.span for each in _about_mandate(received, question)]
    spans += [each.span for each in referred if each.question == question]
    spans += _named(received, question)
    return next((span for span in spans if span), None)


def _named(received: ReceivedReply, question: QuestionId) -> list[str]:
    """Whose the form says the question is, by name."""
    answers = (answer for answer in received.reply.answers if answer.question == question)
    return [answer.not_ours.in_full for answer in answers if answer.not_ours]


def _about_mandate(received: ReceivedReply, question: QuestionId) -> list[Finding]:
    found = findings_on(received.assessment, question)
    return [finding for finding in found if finding.rule in ABOUT_MANDATE]


def _position(received: ReceivedReply, asked: Sequence[AskedOf]) -> PositionTaken:
    questions = tuple(_position_on(received, one) for one in asked)
    return PositionTaken(shown=all(not q.absence for q in questions), questions=questions)


def _position_on(received: ReceivedReply, one: AskedOf) -> PositionShown:
    id_ = one.question.id
    answered = is_answered(received, id_)
    return PositionShown(
        question=id_,
        number=one.number,
        position=position_on(received, id_),
        quote=passage_on(received, id_) if answered else None,
        absence=None if answered else say("review.position.none", number=one.number),
    )


def _responsibility(request: Request, received: ReceivedReply) -> Responsibility:
    signed, official = received.signatory, received.reply.responsible_official
    lent = received.delegated_by
    names: dict[str, Any] = {"signatory": signed.name, "official": official.name}
    if lent:
        said = say("review.responsibility.delegated", head=lent.name, **names)
    elif received.form:
        said = say("review.responsibility.form", form=label(received.form), **names)
    else:
        said = say("review.responsibility", **names)
    return Responsibility(
        shown=True,
        responsible_official=official,
        signatory=signed,
        delegated_by=lent,
        form=received.form,
        unlisted=received.unlisted,
        assigned=request.official,
        files=received.reply.attachments,
        text=said,
    )


def position_on(received: ReceivedReply, question: QuestionId) -> Position:
    """The position the form gives on a question; that of the whole where it gives none."""
    given = (a.position for a in received.reply.answers if a.question == question)
    own = next(given, Position.NONE)
    return received.reply.position if own is Position.NONE else own


def is_answered(received: ReceivedReply, question: QuestionId) -> bool:
    """Whether an answer was found: as the machine read it, or by the form where it did not."""
    read = received.assessment.questions if received.assessment else ()
    results = (result.answered for result in read if result.question == question)
    answers = (a for a in received.reply.answers if a.question == question)
    on_form = any(not answer.lacks_position for answer in answers)
    return next(results, on_form or received.reply.position is not Position.NONE)


def passage_on(received: ReceivedReply, question: QuestionId) -> str | None:
    """The words believed to answer a question: those read, else those the form gives."""
    read = received.assessment.questions if received.assessment else ()
    spans = (result.span for result in read if result.question == question and result.answered)
    answers = (a for a in received.reply.answers if a.question == question)
    given = (part for answer in answers for part in answer.written)
    return next((words for words in (*spans, *given) if words), None)


def findings_on(assessment: Assessment | None, question: QuestionId | None) -> tuple[Finding, ...]:
    """What was found on a question, or (None) on the reply as a whole."""
    found = assessment.findings if assessment else ()
    return tuple(finding for finding in found if finding.question == question)
