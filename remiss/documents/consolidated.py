"""From a case to its consolidated table: every request with one outcome, every comment in a row."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from remiss.consultation.life.events import (
    ConsultationOpened,
    DraftAmended,
    Event,
    ReplyAccepted,
    RequestClosedOnRecord,
    RequestWithdrawn,
)
from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import (
    NO_REPLY,
    Comment,
    Consultation,
    Disposition,
    ReceivedReply,
    Request,
    Stage,
)
from remiss.consultation.telling.labels import LATE_USES, POSITIONS
from remiss.consultation.values import Position, Question, QuestionId, Reply
from remiss.documents.consolidation import (
    OUTCOMES,
    TREATMENTS,
    Answered,
    Asked,
    Consolidation,
    Disposed,
    Outcome,
    Row,
    Said,
    Totals,
    Treatment,
)
from remiss.documents.notices_given import Notice, events_of, notice_of
from remiss.documents.provisions import provisions
from remiss.texts import text

WHOLE = text("table.whole").vi
BY_STAGE = {
    Stage.TRANSFERRED: Outcome.TRANSFERRED,
    Stage.CLOSED: Outcome.CLOSED,
    Stage.WITHDRAWN: Outcome.WITHDRAWN,
}


class Words(NamedTuple):
    """What one comment says."""

    position: Position
    text: str
    proposed_wording: str


class Put(NamedTuple):
    """A question as one round put it."""

    round: int
    question: Question


class Told(NamedTuple):
    """A request, what happened to it, and how each question was put in each round."""

    request: Request
    events: tuple[Event, ...]
    texts: tuple[Put, ...]

    @property
    def accepted(self) -> tuple[ReceivedReply, ...]:
        numbers = {event.number for event in self.events if isinstance(event, ReplyAccepted)}
        return tuple(reply for reply in self.request.replies if reply.number in numbers)

    @property
    def after_outcome(self) -> tuple[ReceivedReply, ...]:
        """Replies that came when the request had ended without one."""
        request = self.request
        if request.stage not in NO_REPLY or request.settled_at is None:
            return ()
        return tuple(r for r in request.replies if r.received_at >= request.settled_at)

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(notice for event in self.events if (notice := notice_of(event)))


def consolidation(case: Consultation, events: Sequence[Event]) -> Consolidation:
    """The table of `case`; `events` are those that led to it."""
    texts = tuple(_texts(events))
    told = tuple(
        Told(request, events_of(events, request.agency.code, request.ordinal), texts)
        for request in case.all_requests
    )
    asked = tuple(map(_asked, told))
    rows = tuple(_in_order(case, (row for one in told for row in _rows(case, one))))
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


def _asked(told: Told) -> Asked:
    request, outcome = told.request, _outcome(told)
    return Asked(
        agency=request.agency.code,
        name=request.agency.name,
        round=request.round,
        questions=tuple(match.question for match in request.matches),
        asked_at=request.sent_at,
        due_at=request.due_at,
        outcome=outcome,
        label=OUTCOMES[outcome],
        answers=(
            *(_answered(reply) for reply in told.accepted),
            *(_answered(reply, after_outcome=True) for reply in told.after_outcome),
        ),
        notices=told.notices,
        note=_note(told),
    )


def _outcome(told: Told) -> Outcome:
    request = told.request
    if request.stage is Stage.ANSWERED:
        return _outcome_of([received.reply for received in told.accepted])
    if request.stage is Stage.SILENT:
        deemed = request.silence is SilenceOutcome.DEEMED_AGREED
        return Outcome.DEEMED_AGREED if deemed else Outcome.SILENT
    return BY_STAGE.get(request.stage, Outcome.WAITING)


def _outcome_of(replies: Sequence[Reply]) -> Outcome:
    """Agreement in full is what replies say on every point, never what they leave unsaid."""
    if any(reply.remarks for reply in replies):
        return Outcome.COMMENTED
    said = {position for reply in replies for position in _positions(reply)}
    if said == {Position.AGREE}:
        return Outcome.AGREED
    return Outcome.NOT_IN_MANDATE if said == {Position.NOT_IN_MANDATE} else Outcome.NO_COMMENT


def _positions(reply: Reply) -> set[Position]:
    """Those on the questions; the one on the whole only where there are none, or it differs."""
    return {reply.position, *(answer.position for answer in reply.answers)} - {Position.NONE}


def _answered(received: ReceivedReply, *, after_outcome: bool = False) -> Answered:
    used = received.used
    return Answered(
        reply=received.number,
        number=received.reply.number,
        received_at=received.received_at,
        signatory=received.signatory.name,
        responsible_official=received.reply.responsible_official.name,
        days_late=received.days_late,
        after_outcome=after_outcome,
        use=Said(text=used.explanation, by=used.by.name, at=used.at) if used else None,
        use_label=LATE_USES[used.use] if used else None,
    )


def _note(told: Told) -> str | None:
    """Why a request was taken back or ended, or whom its questions went to."""
    for event in reversed(told.events):
        match event:
            case RequestWithdrawn():
                return event.reason
            case RequestClosedOnRecord():
                return event.reasons
            case _:
                continue
    moved = (decline.profile.name.vi for decline in told.request.declines if decline.confirmed)
    return "; ".join(dict.fromkeys(moved)) or None


def _texts(events: Iterable[Event]) -> Iterator[Put]:
    for event in events:
        match event:
            case ConsultationOpened():
                yield from (Put(1, question) for question in event.questions)
            case DraftAmended():
                yield from (Put(event.round, question) for question in event.changed)
            case _:
                continue


def _rows(case: Consultation, told: Told) -> Iterator[Row]:
    replies = {received.number: received for received in told.accepted}
    for comment in case.comments_of(told.request):
        yield _row(told, replies[comment.reply], comment)
    for received in told.after_outcome:
        for question in received.reply.remarks:
            yield _late_row(told, received, question)


def _row(told: Told, received: ReceivedReply, comment: Comment) -> Row:
    disposition, set_aside = _disposed(comment.disposition), _disposed(comment.set_aside)
    treatment = disposition.treatment if disposition else Treatment.OPEN
    plain = _plain(told, received, comment.question, comment.round)
    objection = comment.objection
    return plain.model_copy(
        update={
            "treatment": treatment,
            "treatment_label": TREATMENTS[treatment],
            "disposition": disposition,
            "set_aside": set_aside,
            "objection": Said(text=objection.reasons, by=objection.by.name, at=objection.at)
            if objection
            else None,
        }
    )


def _late_row(told: Told, received: ReceivedReply, question: QuestionId | None) -> Row:
    """A comment that came after the outcome: its treatment is how the letter was used."""
    plain = _plain(told, received, question, told.request.round)
    letter = _answered(received, after_outcome=True)
    treatment = Treatment.USED_LATE if letter.use else Treatment.OPEN
    label = letter.use_label or TREATMENTS[treatment]
    return plain.model_copy(
        update={"letter": letter, "treatment": treatment, "treatment_label": label}
    )


def _plain(told: Told, received: ReceivedReply, question: QuestionId | None, round_: int) -> Row:
    """A comment as it was made, without what became of it."""
    said, agency = _words(received.reply, question), told.request.agency
    put = [p.question.text for p in told.texts if p.question.id == question and p.round <= round_]
    topic = put[-1] if put else WHOLE
    parts = (agency.code, str(told.request.ordinal), str(received.number), question)
    return Row(
        comment="-".join(part for part in parts if part),
        round=round_,
        question=question,
        topic=topic,
        provisions=_provisions(topic, said),
        agency=agency.code,
        agency_name=agency.name,
        letter=_answered(received),
        position=said.position,
        position_label=POSITIONS[said.position],
        text=said.text,
        proposed_wording=said.proposed_wording,
        treatment=Treatment.OPEN,
        treatment_label=TREATMENTS[Treatment.OPEN],
    )


def _disposed(disposition: Disposition | None) -> Disposed | None:
    if disposition is None:
        return None
    treatment = Treatment(disposition.kind.value)
    return Disposed(
        treatment=treatment,
        label=TREATMENTS[treatment],
        text=disposition.explanation or "",
        by=disposition.by.name,
        at=disposition.at,
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


def _in_order(case: Consultation, rows: Iterable[Row]) -> list[Row]:
    """By question as they were asked, the reply as a whole last."""
    place = {question.id: number for number, question in enumerate(case.questions)}
    return sorted(rows, key=lambda row: place.get(row.question or "", len(place)))
