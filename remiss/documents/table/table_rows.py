"""The comments of a case as rows: each as it was made, and what became of it."""

from collections.abc import Iterable, Iterator

from remiss.consultation.clarity.remarks import remarks
from remiss.consultation.state import Comment, Consultation, Disposition, ReceivedReply
from remiss.consultation.telling.labels import POSITIONS
from remiss.consultation.values import Answer, QuestionId
from remiss.documents.table.consolidation import TREATMENTS, Disposal, Row, Said, Treatment
from remiss.documents.table.provisions import provisions
from remiss.documents.table.table_requests import RequestStory, answer_of
from remiss.texts import text

WHOLE = text("table.whole").vi


def rows_of(case: Consultation, told: RequestStory) -> Iterator[Row]:
    replies = {received.number: received for received in told.accepted}
    for comment in case.comments_of(told.request):
        yield _row(told, replies[comment.reply], comment)
    for received in told.after_outcome:
        for question in remarks(received.reply, case.rules):
            yield _late_row(told, received, question)


def in_order(case: Consultation, rows: Iterable[Row]) -> list[Row]:
    """By question as they were asked, the reply as a whole last."""
    return sorted(rows, key=lambda row: row.number or len(case.questions) + 1)


def _row(told: RequestStory, received: ReceivedReply, comment: Comment) -> Row:
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


def _late_row(told: RequestStory, received: ReceivedReply, question: QuestionId | None) -> Row:
    """A comment that came after the outcome: its treatment is how the letter was used."""
    plain = _plain(told, received, question, told.request.round)
    letter = answer_of(received, after_outcome=True)
    treatment = Treatment.USED_LATE if letter.use else Treatment.OPEN
    label = letter.use_label or TREATMENTS[treatment]
    return plain.model_copy(
        update={"letter": letter, "treatment": treatment, "treatment_label": label}
    )


def _plain(
    told: RequestStory, received: ReceivedReply, question: QuestionId | None, round_: int
) -> Row:
    """A comment as it was made, without what became of it."""
    said, agency = received.reply.said_on(question), told.request.agency
    put = [p.question.text for p in told.texts if p.question.id == question and p.round <= round_]
    topic = put[-1] if put else WHOLE
    parts = (agency.code, str(told.request.ordinal), str(received.number), question)
    return Row(
        comment="-".join(part for part in parts if part),
        round=round_,
        question=question,
        number=told.numbers.get(question or ""),
        topic=topic,
        provisions=_provisions(topic, said),
        agency=agency.code,
        agency_name=agency.name,
        letter=told.letter(received),
        position=said.position,
        position_label=POSITIONS[said.position],
        text=said.text,
        proposed_wording=said.proposed_wording,
        value=said.value,
        reason=said.reason,
        legal_basis=said.legal_basis,
        not_ours=said.not_ours,
        treatment=Treatment.OPEN,
        treatment_label=TREATMENTS[Treatment.OPEN],
    )


def _disposed(disposition: Disposition | None) -> Disposal | None:
    if disposition is None:
        return None
    treatment = Treatment(disposition.kind.value)
    return Disposal(
        treatment=treatment,
        label=TREATMENTS[treatment],
        text=disposition.explanation or "",
        by=disposition.by.name,
        at=disposition.at,
    )


def _provisions(topic: str, said: Answer) -> tuple[str, ...]:
    """What the comment names; else what its reason or the question names, or the wording."""
    texts = (said.text, said.reason, topic, said.proposed_wording)
    return next((found for text in texts if (found := provisions(text))), ())
