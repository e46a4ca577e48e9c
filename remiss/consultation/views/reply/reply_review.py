"""A reply beside the questions it answers, for whoever decides on it: everything in one look."""

from collections.abc import Iterable, Sequence

from pydantic import AwareDatetime, Field

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.life.events import Reviewer
from remiss.consultation.life.reviewing.messages import Decision
from remiss.consultation.state import Consultation, ReceivedReply, Request, Stage
from remiss.consultation.values import (
    AgencyCode,
    Answer,
    NotOurs,
    Position,
    Question,
    QuestionId,
    ReplacedFile,
    Value,
)
from remiss.consultation.views.reply.completion import completion_text
from remiss.consultation.views.reply.four_results import (
    AskedOf,
    FourResults,
    findings_on,
    four_results,
    is_answered,
    passage_on,
    position_on,
)
from remiss.texts import Bilingual, say


class QuestionBeside(Value):
    """One question, and beside it what the reply says on it."""

    question: Question
    number: int
    position: Position
    answer: str = Field(description="What the form gives on it, in full.")
    proposed_wording: str
    value: str
    reason: str
    legal_basis: str
    not_ours: NotOurs | None
    answered: bool
    confidence: float | None = Field(description="How sure the reading is; None where none was.")
    passage: str | None = Field(description="The words believed to answer it, verbatim.")
    candidate: str | None = Field(
        description="Where no answer was found: the words that come nearest, verbatim."
    )
    findings: tuple[Finding, ...]


class ReviewAct(Value):
    """One thing the reviewer may do now, ready to be sent to this address."""

    decision: Decision
    reasons: str | None = Field(description="Filled in beforehand, to be changed at will.")
    label: Bilingual


class ReplyReview(Value):
    """One reply beside its questions, four results of it, and what may be done about it."""

    consultation: str
    agency: AgencyCode
    agency_name: Bilingual
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    stage: Stage
    reviewer: Reviewer | None = Field(
        description="Before whom the reply lies; None: before nobody."
    )
    review_due_at: AwareDatetime | None
    received: ReceivedReply
    wrong_file: ReplacedFile | None = Field(
        description="The file of the draft it read, where another took its place."
    )
    questions: tuple[QuestionBeside, ...]
    whole: tuple[Finding, ...] = Field(description="Findings on the reply as a whole.")
    results: FourResults
    acts: tuple[ReviewAct, ...] = Field(description="None where nothing waits for a decision.")


def review_of(
    case: Consultation,
    request: Request,
    received: ReceivedReply,
    questions: Sequence[Question],
    due_at: AwareDatetime,
) -> ReplyReview:
    """One reply to `request`; `questions` as they were put, `due_at` as it stood when it came."""
    asked = _asked(case, received, questions)
    waits = request.stage is Stage.IN_REVIEW and received.number == request.replies[-1].number
    return ReplyReview(
        consultation=case.id,
        agency=request.agency.code,
        agency_name=request.agency.name,
        request=request.ordinal,
        stage=request.stage,
        reviewer=request.reviewer if waits else None,
        review_due_at=request.review_due_at if waits else None,
        received=received,
        wrong_file=case.replaced_file(received.reply.draft_sha256),
        questions=tuple(_beside(received, one) for one in asked),
        whole=findings_on(received.assessment, None),
        results=four_results(request, received, asked, due_at),
        acts=_acts(received, asked) if waits else (),
    )


def _asked(
    case: Consultation, received: ReceivedReply, questions: Iterable[Question]
) -> tuple[AskedOf, ...]:
    """The questions the reply was to settle, or speaks to, under their numbers."""
    meant = {*received.answers, *(answer.question for answer in received.reply.answers)}
    numbers = case.question_numbers
    numbered = (AskedOf(number=numbers[q.id], question=q) for q in questions)
    return tuple(one for one in numbered if one.question.id in meant)


def _beside(received: ReceivedReply, one: AskedOf) -> QuestionBeside:
    id_ = one.question.id
    answers = (answer for answer in received.reply.answers if answer.question == id_)
    given = next(answers, Answer(question=id_))
    found = findings_on(received.assessment, id_)
    answered = is_answered(received, id_)
    return QuestionBeside(
        question=one.question,
        number=one.number,
        position=position_on(received, id_),
        answer=given.text,
        proposed_wording=given.proposed_wording,
        value=given.value,
        reason=given.reason,
        legal_basis=given.legal_basis,
        not_ours=given.not_ours,
        answered=answered,
        confidence=_confidence(received, id_),
        passage=passage_on(received, id_) if answered else None,
        candidate=None if answered else next((f.candidate for f in found if f.candidate), None),
        findings=found,
    )


def _confidence(received: ReceivedReply, question: QuestionId) -> float | None:
    read = received.assessment.questions if received.assessment else ()
    return next((result.confidence for result in read if result.question == question), None)


def _acts(received: ReceivedReply, asked: Sequence[AskedOf]) -> tuple[ReviewAct, ...]:
    reasons = completion_text(received, asked)
    return (
        ReviewAct(decision=Decision.ACCEPT, reasons=None, label=say("review.act.accept")),
        ReviewAct(decision=Decision.RETURN, reasons=reasons, label=say("review.act.complete")),
    )
