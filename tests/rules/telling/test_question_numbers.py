"""One number for a question, its place in the case: on every paper and in every sentence."""

import re
from io import BytesIO
from typing import Any

import docx
import pytest

from remiss.consultation.clarity.rubric import assess
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import DeclineQuestions
from remiss.consultation.refusals import Refusal
from remiss.consultation.relevance import suggest, warning
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import names_in
from remiss.consultation.values import Answer, Declined, NotOurs, Position, Question
from remiss.consultation.views.reply.reply_review import review_of
from remiss.documents.letters import letter_paper, request_letter
from remiss.documents.letters.past_notices import last_request
from remiss.documents.letters.template_filling import paragraphs_of, text_of
from remiss.documents.table import table_paper
from remiss.documents.table.case_table import consolidation
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    reply_text,
)
from tests.given.letters_of_cases import mail_to
from tests.given.letters_of_cases import text_of as mail_text
from tests.given.papers import DESK, HEAD, Story, tell
from tests.given.telling import recorded


@pytest.fixture(params=["muc-chi", "q8"])
def asked(request: pytest.FixtureRequest) -> Question:
    """The second question of its case, whatever its id says."""
    return MONEY.model_copy(update={"id": request.param})


@pytest.fixture
def opened(asked: Question) -> Any:
    return opening(questions=(LAW, asked), agencies=(JUSTICE.code, FINANCE.code))


def words(document: bytes) -> str:
    return "\n".join(map(text_of, paragraphs_of(docx.Document(BytesIO(document)))))


def answers(asked: Question, **said: Any) -> dict[str, Any]:
    answer = {"question": asked.id, "position": Position.DISAGREE, "text": "Giảm một nửa."} | said
    return {"position": Position.NONE, "text": "", "answers": (Answer(**answer),)}


def table_after(story: Story) -> str:
    document = docx.Document(BytesIO(table_paper.docx(consolidation(*story), HEAD)))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(cell.text for cell in cells), *(p.text for p in document.paragraphs)))


def test_the_letter_numbers_a_question_as_its_case_does(opened: Any, asked: Question) -> None:
    """The agency is asked the second question alone: it stays the second."""
    standing = last_request(tell(opened).events, FINANCE.code)
    assert standing
    said = words(letter_paper.docx(request_letter.letter(standing, FINANCE.code, DESK), DESK))
    assert f"Nội dung 2: {asked.text}" in said
    assert asked.id not in said
    assert "Nội dung 1" not in said


def test_the_table_numbers_it_alike(opened: Any, asked: Question) -> None:
    """Also where the first question has no comment, and where another body is named."""
    theirs = NotOurs(body="Bộ Tài chính", rule="Điều 5 Luật Ngân sách nhà nước")
    for said, expected in (
        (answers(asked), f"Nội dung 2: {asked.text}"),
        (
            answers(asked, position=Position.NOT_IN_MANDATE, not_ours=theirs),
            "nội dung số 2 thuộc trách nhiệm của",
        ),
    ):
        printed = table_after(tell(opened, replies(FINANCE, **said), assessed(FINANCE, CLEAR)))
        assert expected in printed
        assert asked.id not in printed


def test_the_mail_numbers_it_alike(opened: Any, asked: Question) -> None:
    """What the agency is asked to answer."""
    said = mail_text(mail_to("vanthu@finance.example", [opened]))
    assert f"Nội dung số 2: {asked.text}" in said
    assert asked.id not in said


def test_whoever_reviews_reads_the_same_number(opened: Any, asked: Question) -> None:
    """Beside the reply, in the four results, and in the words of a return."""
    said = answers(asked, position=Position.NONE, text="")
    found = assess((asked,), reply_text(**said), FINANCE.mandates, numbers={asked.id: 2})
    case = given(opened, replies(FINANCE, **said), assessed(FINANCE, found))
    request = case.requests[FINANCE.code]
    due_at = hanoi("2026-03-09", "17:00")
    review = review_of(case, request, request.replies[-1], case.questions_of(request), due_at)
    assert [one.number for one in review.questions] == [2]
    assert [one.number for one in review.results.position.questions] == [2]
    assert found.findings
    for finding in found.findings:
        assert "nội dung số 2" in finding.message.vi.casefold()
        assert "question 2" in finding.message.en.casefold()


def test_the_timeline_a_refusal_and_a_warning_name_it_alike(opened: Any, asked: Question) -> None:
    """Sentences, each in both languages; as data the id stays what it is."""
    case = given(opened)
    declined = (Declined(question=asked.id, field=LAW.field, to=JUSTICE.code),)
    command = order(
        DeclineQuestions,
        head(FINANCE),
        MONDAY,
        agency=FINANCE.code,
        declined=declined,
        reasons="Nội dung này về thẩm quyền ban hành",
        directory=opened.directory,
    )
    (event, *_) = decide(case, command)
    with pytest.raises(Refusal) as refused:
        decide(case, command.model_copy(update={"declined": declined * 2}))
    (left_out,) = suggest([FINANCE], case.questions)
    sentences = (
        describe(recorded(case, command.actor, event), names_in(case)),
        refused.value.message,
        warning(left_out, case.question_numbers),
    )
    for said in sentences:
        assert re.search(r"(nội dung )?số 2\b", said.vi), said.vi
        assert re.search(r"\b2\b", said.en), said.en
        assert asked.id not in said.vi + said.en
    assert refused.value.facts["questions"] == [asked.id]


def test_a_case_that_is_not_opened_names_its_questions_alike(asked: Question) -> None:
    """By their places in what was sent."""
    unknown = asked.model_copy(update={"field": "no.such_field"})
    with pytest.raises(Refusal) as refused:
        given(opening(questions=(LAW, unknown)))
    assert "số 2" in refused.value.message.vi
    assert refused.value.facts["question"] == asked.id
