"""Pages that open a consultation: what they propose, what they count as missing, what they keep."""

import pytest

from portal.forms import FieldsNotTaken, Form, Place
from portal.pages.opening.agencies_page import agencies_page
from portal.pages.opening.questions_page import questions_page
from portal.pages.opening.steps import steps_of
from portal.pages.opening.written import Written, question_faults, without_row
from portal.parts.rungs import Progress
from remiss.consultation.field_index import FieldIndex
from remiss.consultation.values import AttachedFile
from remiss.reference.registry import load_registry
from remiss.texts import text

BUDGET, DATA = "Kinh phí lấy từ dự toán ngân sách nào?", "Dữ liệu chia sẻ qua nền tảng nào?"
FILE = AttachedFile(sha256="a" * 64, name="du-thao.pdf", size=10, media_type="application/pdf")
REGISTRY = load_registry()
INDEX = FieldIndex(REGISTRY.fields, REGISTRY.agencies)


def form(step: str, *files: AttachedFile, **values: str | tuple[str, ...]) -> Form:
    typed = {
        name.replace("__", "."): each if isinstance(each, tuple) else (each,)
        for name, each in values.items()
    }
    at = Place(
        address=f"/cases/new/0f5a7c1e0f5a7c1e/{step}",
        title=text("portal.opening.title"),
        owner="person:lan",
        texts="portal.opening",
        keeps=True,
    )
    return Form(place=at, values=typed, files=files)


PAPER = form(
    "paper",
    FILE,
    draft__subject="Hướng dẫn đánh giá",
    draft__kind="guideline",
    draft__urgency="normal",
)
QUESTIONS = form(
    "questions",
    questions__0__text=BUDGET,
    questions__0__field="fin.budget",
    questions__2__text=DATA,
    questions__2__field="digital.data",
)
AGENCIES = form("agencies", agencies=("H99.04", "H99.08"))
WHOLE = Written(PAPER, QUESTIONS, AGENCIES)


def test_three_forms_are_one_opening() -> None:
    """A question keeps its id where one before it was taken out."""
    body = WHOLE.body
    assert body.draft.sha256 == FILE.sha256
    assert [each.id for each in body.questions] == ["q1", "q3"]
    assert body.agencies == ("H99.04", "H99.08")


@pytest.mark.parametrize("files", [(), (FILE, FILE.model_copy(update={"sha256": "b" * 64}))])
def test_a_draft_is_one_file(files: tuple[AttachedFile, ...]) -> None:
    """None, or two, are said at the field of the file."""
    paper = PAPER.changed(files=files)
    with pytest.raises(FieldsNotTaken) as refused:
        _ = Written(paper, QUESTIONS, AGENCIES).body
    assert [each.field for each in refused.value.faults] == ["file"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "questions.0.text"),
        ({"questions__4__text": BUDGET}, "questions.4.text"),
        ({"questions__1__text": BUDGET, "questions__1__field": "no field"}, "questions.1.field"),
        ({"questions__0__text": "x" * 20_000, "questions__0__field": "fin"}, "questions.0.text"),
    ],
)
def test_what_is_missing_of_a_question_is_said_where_it_stands(
    typed: dict[str, str], field: str
) -> None:
    faults = question_faults(form("questions", **typed))
    assert [each.field for each in faults] == [field]


def test_a_field_that_was_chosen_stands_beside_those_proposed() -> None:
    """Also where no word speaks for it; the question itself is open to be written on."""
    odd = form("questions", questions__0__text=DATA, questions__0__field="health", row="0")
    page = questions_page(Written(PAPER, odd, AGENCIES), odd, None, REGISTRY, INDEX)
    assert page.row == 0
    values = [each.value for each in page.fields]
    assert len(values) == len(set(values))
    assert "health" not in REGISTRY.fields or "health" in values
    assert "digital.data" in values


@pytest.mark.parametrize("posted", ["", "x", "-1", "99999999", "٣"])
def test_a_new_question_follows_the_last(posted: str) -> None:
    """Whatever was posted as the question that is being written."""
    shown = QUESTIONS.changed(values={**QUESTIONS.values, "row": (posted,)})
    page = questions_page(WHOLE, shown, None, REGISTRY, INDEX)
    assert page.row == 3
    assert [each.row for each in page.questions] == [0, 2]


def test_taking_a_question_out_leaves_the_others() -> None:
    left = without_row(QUESTIONS, "0")
    assert Written(PAPER, left, AGENCIES).body.questions[0].text == DATA


def test_agencies_are_proposed_with_their_duty_and_the_drafting_one_is_not() -> None:
    """A question nobody answers for is named; communes only where the draft names them."""
    page = agencies_page(
        WHOLE,
        AGENCIES,
        REGISTRY,
        "H99.02",
        {"H99.04": text("portal.opening.load.none")},
        may_override=False,
    )
    codes = [each.code for each in page.concerned]
    assert {"H99.04", "H99.08"} <= set(codes)
    assert "H99.02" not in codes
    assert all(each.reasons for each in page.concerned)
    assert not page.unanswered
    assert not {each.value for each in page.others} & {*codes, "H99.02", "H99.31"}


@pytest.mark.parametrize(
    ("typed", "rows"),
    [({}, (0,)), ({"outside__0__name": ""}, (0,)), ({"outside__3__name": "Bộ Nội vụ"}, (3, 4))],
)
def test_there_is_room_for_one_more_body(typed: dict[str, str], rows: tuple[int, ...]) -> None:
    """However often the page is saved."""
    shown = form("agencies", **typed)
    page = agencies_page(WHOLE, shown, REGISTRY, "H99.02", {}, may_override=False)
    assert page.outside == rows


def test_the_steps_say_what_is_done() -> None:
    """An empty opening has nothing done, a whole one everything but the check."""
    empty = Written(form("paper"), form("questions"), form("agencies"))
    later, done = Progress.LATER, Progress.DONE
    assert [each.progress for each in steps_of(empty, "paper")] == [Progress.NOW, *[later] * 3]
    assert [each.progress for each in steps_of(WHOLE, "check")] == [*[done] * 3, Progress.NOW]
