"""What was written so far of an opening: three forms, read as the one body they make."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from portal.forms import FieldsNotTaken, Form
from portal.forms.field_faults import FieldFault, fault, read_body
from portal.forms.posted import Values
from remiss.consultation.values import (
    Draft,
    Person,
    Procedure,
    QuestionId,
    Sentence,
    ServedTask,
    Urgency,
    Value,
)
from remiss.sending.bodies.body_days import Day
from remiss.sending.bodies.opening import OpenBody, QuestionBody

ROWS = {"questions": "text", "outside": "name"}
FILE = "draft.sha256"


class PaperBody(Value):
    """What the first page asks: the draft, and what its time hangs on."""

    draft: Draft
    procedure: Procedure | None = None
    task: ServedTask | None = None
    reply_by: Day | None = None
    urgency_reason: Sentence | None = None


class QuestionsBody(Value):
    """What the second page asks."""

    questions: tuple[QuestionBody, ...] = Field(max_length=100)


@dataclass(frozen=True)
class Written:
    """The three forms of one opening, each with its own draft."""

    paper: Form
    questions: Form
    agencies: Form

    @property
    def body(self) -> OpenBody:
        """The opening that was written.

        Raises:
            FieldsNotTaken: something is missing or cannot be taken.
        """
        if faults := (*paper_faults(self.paper), *question_faults(self.questions)):
            raise FieldsNotTaken(faults)
        values = {
            **paper_values(self.paper),
            **question_values(self.questions),
            **_within(self.agencies.values, "outside", "override_reason"),
        }
        chosen = tuple(each for each in self.agencies.values.get("agencies", ()) if each)
        return read_body(OpenBody, values, _nobody, ROWS, {"agencies": chosen})

    @property
    def asks_somebody(self) -> bool:
        """Whether an agency is chosen, or a body outside the registry named."""
        form = self.agencies
        named = any(form.value(f"outside.{row}.name").strip() for row in form.rows("outside"))
        return named or any(form.values.get("agencies", ()))

    @property
    def subject(self) -> str:
        """The draft's subject, as far as it was typed."""
        return self.paper.value("draft.subject")

    @property
    def territories(self) -> tuple[str, ...]:
        """Communes and wards the draft names."""
        return self.paper.values.get("draft.territories", ())


def read_paper(form: Form) -> PaperBody:
    """The first page.

    Raises:
        FieldsNotTaken: something is missing or cannot be taken.
    """
    if faults := paper_faults(form):
        raise FieldsNotTaken(faults)
    return read_body(PaperBody, paper_values(form), _nobody, {}, {})


def paper_values(form: Form) -> Values:
    """Its fields, with the file that was uploaded."""
    typed = _within(form.values, "draft", "procedure", "task", "reply_by", "urgency_reason")
    plain = {name: each for name, each in typed.items() if not name.startswith("draft.file")}
    return {**plain, FILE: tuple(file.sha256 for file in form.files[:1])}


def paper_faults(form: Form) -> tuple[FieldFault, ...]:
    """What is wrong with the first page; a draft is one file, its annexes in one ZIP with it."""
    found = [] if len(form.files) == 1 else [fault("file", "one_draft_file")]
    try:
        body = read_body(PaperBody, paper_values(form), _nobody, {}, {})
        if body.draft.urgency is not Urgency.NORMAL and body.urgency_reason is None:
            found.append(fault("urgency_reason", "urgency_reason"))
    except FieldsNotTaken as error:
        found += [each for each in error.faults if each.field != FILE]
    return tuple(found)


def asked(form: Form) -> tuple[int, ...]:
    """The numbers of the rows that hold a question."""
    return tuple(n for n in form.rows("questions") if form.value(f"questions.{n}.text").strip())


def question_id(row: int) -> QuestionId:
    """Of the question in a row: it keeps its id whatever is taken out before it."""
    return f"q{row + 1}"


def question_values(form: Form) -> Values:
    """The questions with their ids."""
    ids = {f"questions.{n}.id": (question_id(n),) for n in asked(form)}
    return {**_within(form.values, "questions"), **ids}


def question_faults(form: Form) -> tuple[FieldFault, ...]:
    """No question at all, one without a field, or one that cannot be taken as it is typed."""
    rows = asked(form)
    if not rows:
        return (fault("questions.0.text", "missing"),)
    try:
        read_body(QuestionsBody, question_values(form), _nobody, ROWS, {})
    except FieldsNotTaken as error:
        return error.faults
    return tuple(
        fault(f"questions.{n}.text", "question_field", number=number)
        for number, n in enumerate(rows, 1)
        if not form.value(f"questions.{n}.field")
    )


def without_row(form: Form, row: str) -> Form:
    """The form without the question of a row."""
    gone = f"questions.{row}."
    return form.changed(
        values={n: each for n, each in form.values.items() if not n.startswith(gone)}
    )


def _within(values: Values, *tops: str) -> dict[str, tuple[str, ...]]:
    return dict(_fields(values, tops))


def _fields(values: Values, tops: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, typed in values.items():
        if name.partition(".")[0] in tops:
            yield name, typed


def _nobody(_id: str) -> Person | None:
    return None
