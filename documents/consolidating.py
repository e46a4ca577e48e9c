"""From a case to its consolidated table: every request with one outcome, every comment in a row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from consultation.events import Event, RequestWithdrawn
from consultation.labels import POSITIONS
from consultation.policy import SilenceOutcome
from consultation.state import Consultation, ReceivedReply, Request, Stage
from consultation.values import Position, QuestionId, Reply
from documents.consolidation import (
    OUTCOMES,
    TREATMENTS,
    Answered,
    Asked,
    Consolidation,
    Outcome,
    Row,
    Said,
    Totals,
    Treatment,
)
from documents.notices import notices
from documents.provisions import provisions

WHOLE = "Ý kiến chung đối với dự thảo"
NO_OUTCOME = {
    "transferred": Outcome.TRANSFERRED,
    "closed_on_record": Outcome.CLOSED,
    "withdrawn": Outcome.WITHDRAWN,
}


class Words(NamedTuple):
    """What one comment says."""

    position: Position
    text: str
    proposed_wording: str


WANTS = frozenset({Position.AGREE_WITH_CHANGES, Position.DISAGREE})


def consolidation(case: Consultation, events: Sequence[Event]) -> Consolidation:
    """The table of `case`; `events` are those that led to it."""
    requests = tuple(case.requests.values())
    asked = tuple(_asked(case, request, events) for request in requests)
    rows = tuple(_in_order(case, [row for r in requests for row in _rows(case, r)]))
    return Consolidation(
        consultation=case.id,
        as_of=events[-1].at,
        stage=case.stage,
        draft=case.draft,
        drafting_agency=case.drafting_agency.code,
        drafting_agency_name=case.drafting_agency.name,
        officer=case.officer,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        silence_basis=case.policy.silence.legal_basis,
        asked=asked,
        rows=rows,
        totals=totals(asked, rows),
    )


def totals(asked: Sequence[Asked], rows: Sequence[Row]) -> Totals:
    """Every request counted once, every comment counted once."""
    outcomes, treatments = Counter(a.outcome for a in asked), Counter(r.treatment for r in rows)
    return Totals(
        agencies=len({a.agency for a in asked}),
        requests=len(asked),
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        late=sum(answer.days_late > 0 for a in asked for answer in a.answers),
        comments=len(rows),
        treatments={treatment: treatments[treatment] for treatment in Treatment},
    )


def _asked(case: Consultation, request: Request, events: Sequence[Event]) -> Asked:
    outcome = _outcome(request)
    return Asked(
        agency=request.agency.code,
        name=request.agency.name,
        round=request.round,
        questions=request.question_ids,
        asked_at=request.sent_at,
        due_at=request.due_at,
        outcome=outcome,
        label=OUTCOMES[outcome],
        answers=tuple(_answered(request, reply) for reply in _standing(request)),
        notices=notices(events, request.agency.code),
        note=_note(case, request, events),
    )


def _outcome(request: Request) -> Outcome:
    """Agreement in full is what a reply says on every point, never what it leaves unsaid."""
    if request.stage is Stage.ANSWERED:
        return _outcome_of(request.replies[-1].reply)
    if request.stage is Stage.SILENT:
        deemed = request.silence is SilenceOutcome.DEEMED_AGREED
        return Outcome.DEEMED_AGREED if deemed else Outcome.SILENT
    return NO_OUTCOME.get(request.stage.value, Outcome.WAITING)


def _outcome_of(reply: Reply) -> Outcome:
    if _remarks(reply):
        return Outcome.COMMENTED
    said = {reply.position, *(answer.position for answer in reply.answers)} - {Position.NONE}
    if said == {Position.AGREE}:
        return Outcome.AGREED
    return Outcome.NOT_IN_MANDATE if said == {Position.NOT_IN_MANDATE} else Outcome.NO_COMMENT


def _standing(request: Request) -> tuple[ReceivedReply, ...]:
    """The replies that count: the accepted one, and those that came after silence."""
    if request.stage is Stage.ANSWERED:
        return request.replies[-1:]
    if request.stage is Stage.SILENT and request.settled_at:
        after = request.settled_at
        return tuple(r for r in request.replies if r.received_at >= after)
    return ()


def _answered(request: Request, received: ReceivedReply) -> Answered:
    return Answered(
        reply=received.number,
        number=received.reply.number,
        received_at=received.received_at,
        signatory=received.signatory.name,
        responsible_official=received.reply.responsible_official.name,
        days_late=received.days_late,
        after_silence=request.stage is Stage.SILENT,
    )


def _note(case: Consultation, request: Request, events: Sequence[Event]) -> str | None:
    if request.stage is Stage.SILENT:
        return case.policy.silence.legal_basis
    reasons = (
        event.reason
        for event in reversed(events)
        if isinstance(event, RequestWithdrawn) and event.agency == request.agency.code
    )
    return next(reasons, None) if request.stage is Stage.WITHDRAWN else None


def _rows(case: Consultation, request: Request) -> Iterator[Row]:
    for received in _standing(request):
        for question in _remarks(received.reply):
            yield _row(case, request, received, question)


def _row(
    case: Consultation, request: Request, received: ReceivedReply, question: QuestionId | None
) -> Row:
    said, agency = _words(received.reply, question), request.agency
    topic = next((q.text for q in case.questions if q.id == question), WHOLE)
    treatment, explanation, objection = _disposed()
    return Row(
        comment="-".join(filter(None, (agency.code, str(received.number), question))),
        round=request.round,
        question=question,
        topic=topic,
        provisions=_provisions(topic, said),
        agency=agency.code,
        agency_name=agency.name,
        letter=_answered(request, received),
        position=said.position,
        position_label=POSITIONS[said.position],
        text=said.text,
        proposed_wording=said.proposed_wording,
        treatment=treatment,
        treatment_label=TREATMENTS[treatment],
        explanation=explanation,
        objection=objection,
    )


def _words(reply: Reply, question: QuestionId | None) -> Words:
    """Those of the answer to one question, or of the reply as a whole."""
    answer = next((a for a in reply.answers if a.question == question), None)
    if answer is None:
        return Words(reply.position, reply.text, "")
    return Words(answer.position, answer.text, answer.proposed_wording)


def _provisions(topic: str, said: Words) -> tuple[str, ...]:
    """What the comment names; else what the question names, or the wording proposed."""
    texts = (said.text, topic, said.proposed_wording)
    return next((found for text in texts if (found := provisions(text))), ())


def _remarks(reply: Reply) -> tuple[QuestionId | None, ...]:
    """The questions on which a reply asks for something; None for the reply as a whole."""
    found: list[QuestionId | None] = [
        answer.question
        for answer in reply.answers
        if answer.position in WANTS or answer.proposed_wording.strip()
    ]
    return tuple(found or ([None] if reply.position in WANTS else []))


def _disposed() -> tuple[Treatment, Said | None, Said | None]:
    """What the drafter did with a comment, why, and what the agency objected."""
    return Treatment.OPEN, None, None


def _in_order(case: Consultation, rows: Sequence[Row]) -> list[Row]:
    """By question as they were asked, the reply as a whole last."""
    place = {question.id: number for number, question in enumerate(case.questions)}
    return sorted(rows, key=lambda row: place.get(row.question or "", len(place)))
