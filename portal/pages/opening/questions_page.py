"""The second page of an opening: one question at a time, each under a field of government."""

from collections.abc import Iterator
from typing import ClassVar

from portal.forms import Form
from portal.pages.opening.steps import OpeningPage, steps_of
from portal.pages.opening.written import Written, asked
from portal.pages.requests.act_pages import Option
from remiss.consultation.field_index import FieldIndex
from remiss.consultation.relevance import mandate_for
from remiss.consultation.values import FieldCode, Value
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, join, question_name, say, text

FIND = "find"


class WrittenQuestion(Value):
    """One question in the list below."""

    row: int
    name: Bilingual
    words: str
    field: str
    """The code as it was posted; empty until one is chosen."""
    field_name: Bilingual | None
    answered_by: Bilingual
    difficult: bool


class QuestionsPage(OpeningPage):
    """The question that is being written, and the list of all."""

    template: ClassVar[str] = "cases/new/questions.html"

    row: int
    """Of the question that is being written."""
    writing: Bilingual
    fields: tuple[Option, ...]
    """Proposed by the words of the question, and what was chosen before; none is ticked."""
    looked_for: bool
    """Whether there were words to propose by."""
    questions: tuple[WrittenQuestion, ...]


def questions_page(
    written: Written, form: Form, row: int | None, registry: Registry, index: FieldIndex
) -> QuestionsPage:
    """The page, with the question of `row` open, else the one that was, else a new one."""
    rows = asked(form)
    open_row = _open_row(form, row, rows)
    said = form.value(f"questions.{open_row}.text")
    find, chosen = form.value(FIND), form.value(f"questions.{open_row}.field")
    number = (*rows, open_row).index(open_row) + 1
    return QuestionsPage(
        title=text("portal.opening.title"),
        steps=steps_of(written, "questions"),
        form=form,
        row=open_row,
        writing=say("portal.opening.writing", number=number),
        fields=tuple(proposed_fields(registry, index, (find, said), written.subject, chosen)),
        looked_for=bool(said.strip() or find.strip()),
        questions=tuple(_question(form, n, place, registry) for place, n in enumerate(rows, 1)),
    )


def _open_row(form: Form, row: int | None, rows: tuple[int, ...]) -> int:
    if row is not None:
        return row
    typed = form.value("row")
    if typed.isascii() and typed.isdigit() and len(typed) < len("1000"):
        return int(typed)
    return next_row(rows)


def next_row(rows: tuple[int, ...]) -> int:
    """Where a new question stands."""
    return rows[-1] + 1 if rows else 0


def proposed_fields(
    registry: Registry, index: FieldIndex, looked_for: tuple[str, str], subject: str, chosen: str
) -> Iterator[Option]:
    """Each once: by the words looked for, then by those of the question, then the one chosen."""
    find, said = looked_for
    seen: set[FieldCode] = set()
    texts = [(words, of) for words, of in ((find, ""), (said, subject)) if words.strip()]
    for each in [each for words, of in texts for each in index.propose(words, of)]:
        if each.field not in seen:
            seen.add(each.field)
            words = ", ".join(each.matched)
            agencies = answering(registry, each.field)
            matched = say("portal.opening.matched", words=words, agencies=agencies)
            yield Option(value=each.field, label=each.title, hint=matched)
    if chosen in registry.fields and chosen not in seen:
        hint = say("portal.opening.answered_by", agencies=answering(registry, chosen))
        yield Option(value=chosen, label=registry.fields[chosen], hint=hint)


def answering(registry: Registry, field: FieldCode) -> Bilingual:
    """Whose mandate covers a field, by name."""
    names = [each.name for each in registry.agencies if not each.area and mandate_for(each, field)]
    return join(names, ", ") if names else text("portal.opening.nobody_answers")


def _question(form: Form, row: int, number: int, registry: Registry) -> WrittenQuestion:
    code = form.value(f"questions.{row}.field")
    return WrittenQuestion(
        row=row,
        name=question_name(f"q{number}"),
        words=form.value(f"questions.{row}.text"),
        field=code,
        field_name=registry.fields.get(code),
        answered_by=answering(registry, code)
        if code in registry.fields
        else Bilingual(vi="", en=""),
        difficult=form.value(f"questions.{row}.difficult") == "true",
    )
