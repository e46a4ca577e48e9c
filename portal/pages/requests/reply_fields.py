"""A reply as the fields of its form: what a correction begins with, what one press adds."""

from collections.abc import Iterable, Iterator, Mapping

from portal.forms import Form
from portal.forms.comment_rows import (
    at_row,
    named_row,
    next_row,
    row_of,
    with_values,
)
from portal.pages.requests.reply_desk import AskedAnswer
from remiss.consultation.values import (
    Answer,
    Position,
    Reply,
    Sentence,
    Value,
)
from remiss.documents.draft.clause import Clause


class QuickAnswer(Value):
    """One position on whatever is not answered yet, with one line of reason."""

    position: Position
    reason: Sentence


class Quick(Value):
    """Where it is typed."""

    quick: QuickAnswer


def with_quick(typed: Reply, quick: QuickAnswer, asked: Iterable[AskedAnswer]) -> Reply:
    """What was typed, and the same word on whatever it does not answer."""
    said = {answer.question for answer in typed.answers}
    answers = tuple(
        Answer(question=one.id, position=quick.position, reason=quick.reason)
        for one in asked
        if one.id not in said
    )
    position = typed.position if typed.position is not Position.NONE else quick.position
    whole = {"position": position, "answers": (*typed.answers, *answers)}
    return typed.model_copy(update=whole)


def with_clause(form: Form, clauses: Iterable[Clause], anchor: str) -> Form:
    """With a row for the clause that was chosen, unless one stands there already."""
    chosen = next((one for one in clauses if one.anchor == anchor), None)
    if chosen is None or any(anchor in typed for typed in form.values.values()):
        return form
    number = next_row(form)
    named = {"clause": chosen.address, "anchor": anchor, "quoted": chosen.text[:5_000]}
    return at_row(with_values(form, named_row(number, {**named, "text": ""})), number)


def fields_of_reply(
    reply: Reply, numbers: Mapping[str, int]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A reply as the fields of its form."""
    for name in ("text", "legal_basis", "number"):
        yield name, (getattr(reply, name) or "",)
    yield from _position("position", reply.position)
    for answer in reply.answers:
        within = f"answers.{numbers[answer.question]}."
        yield from _position(f"{within}position", answer.position)
        for part in ("text", "value", "reason", "legal_basis", "proposed_wording"):
            yield f"{within}{part}", (getattr(answer, part),)
        if answer.not_ours:
            yield f"{within}not_ours.body", (answer.not_ours.body,)
            yield f"{within}not_ours.rule", (answer.not_ours.rule,)
    for number, comment in enumerate(reply.clause_comments):
        yield from row_of(number, comment).items()


def _position(name: str, position: Position) -> Iterable[tuple[str, tuple[str, ...]]]:
    return () if position is Position.NONE else ((name, (position.value,)),)
