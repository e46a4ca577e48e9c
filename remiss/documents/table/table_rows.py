"""The comments of a case as rows: each as it was made, and what became of it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from remiss.consultation.clarity.remarks import remarks
from remiss.consultation.state import Comment, Disposition, ReceivedReply
from remiss.consultation.telling.labels import POSITIONS
from remiss.consultation.values import Answer, ClauseComment, QuestionId
from remiss.documents.draft.clause_order import Order, clause_order
from remiss.documents.official_wording import raise_first
from remiss.documents.table.consolidation import (
    TREATMENTS,
    Disposal,
    FinalWords,
    Row,
    Said,
    Treatment,
)
from remiss.documents.table.provisions import provisions
from remiss.documents.table.table_requests import RequestStory, answer_of
from remiss.texts import label, text

WHOLE, ON_CLAUSES = text("table.whole").vi, text("table.on_clauses").vi


def rows_of(told: RequestStory) -> Iterator[Row]:
    replies = {received.number: received for received in told.accepted}
    for comment in told.comments:
        yield _row(told, replies[comment.reply], comment)
    for received in told.after_outcome:
        for question in remarks(received.reply, told.case.rules):
            yield _late_row(told, received, RowPlace(question))
        for number in range(1, len(received.reply.clause_comments) + 1):
            yield _late_row(told, received, RowPlace(clause=number))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """By question as they were asked, then by clause as the draft has them, the whole last."""
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[int, int, Order]:
    if row.clause is None:
        return (0 if row.number else 2), row.number or 0, (0, (), "")
    return 1, 0, clause_order(row.clause)


class RowPlace(NamedTuple):
    """What of a reply a comment is: on a question, on a clause by its number, or on the whole."""

    question: QuestionId | None = None
    clause: int | None = None

    @property
    def code(self) -> str:
        """What its id ends with."""
        if self.clause is not None:
            return f".{self.clause}"
        return f"-{self.question}" if self.question else ""


def _row(told: RequestStory, received: ReceivedReply, comment: Comment) -> Row:
    disposition, set_aside = _disposed(comment.disposition), _disposed(comment.set_aside)
    undecided = Treatment.REPEATED if comment.repeats else Treatment.OPEN
    treatment = disposition.treatment if disposition else undecided
    plain = _plain(told, received, RowPlace(comment.question, comment.place), comment.round)
    objection = comment.objection
    return plain.model_copy(
        update={
            "treatment": treatment,
            "treatment_label": TREATMENTS[treatment],
            "disposition": disposition,
            "final": _final(comment),
            "set_aside": set_aside,
            "objection": Said(text=objection.reasons, by=objection.by.name, at=objection.at)
            if objection
            else None,
        }
    )


def _late_row(told: RequestStory, received: ReceivedReply, place: RowPlace) -> Row:
    """A comment that came after the outcome: its treatment is how the letter was used."""
    plain = _plain(told, received, place, told.request.round)
    letter = answer_of(told.case, received, after_outcome=True)
    treatment = Treatment.USED_LATE if letter.use else Treatment.OPEN
    label = letter.use_label or TREATMENTS[treatment]
    return plain.model_copy(
        update={"letter": letter, "treatment": treatment, "treatment_label": label}
    )


def _plain(told: RequestStory, received: ReceivedReply, place: RowPlace, round_: int) -> Row:
    """A comment as it was made, without what became of it."""
    said, agency = received.reply.said_on(*place), told.request.agency
    on_clause = received.reply.clause_comments[place.clause - 1] if place.clause else None
    topic = ON_CLAUSES if on_clause else _topic(told, place.question, round_)
    return Row(
        comment=f"{agency.code}-{told.request.ordinal}-{received.number}{place.code}",
        round=round_,
        question=place.question,
        clause=on_clause.clause if on_clause else None,
        quoted=on_clause.quoted if on_clause else "",
        number=told.case.question_numbers.get(place.question or ""),
        topic=topic,
        provisions=_clause(on_clause) if on_clause else _provisions(topic, said),
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


def _final(comment: Comment) -> FinalWords | None:
    """What became of its wording, where it was adopted and looked for."""
    found = comment.final
    if found is None or not comment.adopted:
        return None
    return FinalWords(
        finding=found.finding,
        label=label(found.finding),
        address=found.address,
        passage=found.passage,
        explanation=found.explanation or "",
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


def _topic(told: RequestStory, question: QuestionId | None, round_: int) -> str:
    """The words in which the question was last put by then."""
    put = [p.question.text for p in told.texts if p.question.id == question and p.round <= round_]
    return put[-1] if put else WHOLE


def _clause(comment: ClauseComment) -> tuple[str, ...]:
    """As every paper cites it; as it was written where that says more, or something else."""
    found = provisions(comment.clause)
    same = [one for one in found if _words(one) == _words(comment.clause)]
    return (same[0] if same else raise_first(comment.clause),)


def _words(address: str) -> list[str]:
    return sorted(address.lower().replace(",", " ").split())


def _provisions(topic: str, said: Answer) -> tuple[str, ...]:
    """What the comment names; else what its reason or the question names, or the wording."""
    texts = (said.text, said.reason, topic, said.proposed_wording)
    return next((found for text in texts if (found := provisions(text))), ())
