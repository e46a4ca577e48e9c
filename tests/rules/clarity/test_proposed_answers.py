"""Answers proposed from a letter: only what its words carry, verbatim, and never from its frame."""

import unicodedata
from typing import Any

import pytest

from remiss.consultation.clarity.answers.proposed_answers import (
    ProposedAnswer,
    asks_further,
    propose,
)
from remiss.consultation.clarity.assessment import (
    Assessment,
    Finding,
    QuestionResult,
    Referral,
    Verdict,
)
from remiss.consultation.values import Position, Question, Reply
from tests.given.case import both, reply_text

AREA = Question(id="area", text="Mức 300 m2 có phù hợp không, hay bao nhiêu?", field="env.land")
DAY = Question(id="day", text="Quyết định nên có hiệu lực khi nào?", field="env.land")
STANDS = (
    "Theo khoản 2 Điều 195 Luật Đất đai năm 2024, không thống nhất mức này, "
    "đề nghị hạ xuống 240 m2 vì quỹ đất của 17 xã đã hết"
)
DATED = (
    "2. Về hiệu lực, thống nhất, đề nghị viết lại là “Quyết định này có hiệu lực từ ngày 01/01/2026"
)
LETTER = f"""Kính gửi: Sở Tư pháp.
Sở nhận được Công văn số 1182/STP ngày 04/9/2025, sau khi nghiên cứu có ý kiến như sau:
1. Mức 300 m2 là cao so với quỹ đất còn lại. {STANDS}.
{DATED}”.
Ngoài ra, đề nghị bỏ Điều 9.
Trân trọng đề nghị quý Sở tổng hợp./.
Nơi nhận: Như trên; Lưu: VT."""


def letter(text: str = LETTER) -> Reply:
    return reply_text(text=text, answers=(), position=Position.NONE)


def assessment(**changes: Any) -> Assessment:
    """An assessment in which a sentence answers each question."""
    shown = {"area": STANDS, "day": DATED} | changes.pop("shown", {})
    results = tuple(
        QuestionResult(question=id_, answered=bool(span), confidence=0.9, span=span)
        for id_, span in shown.items()
    )
    return Assessment(rubric="test", verdict=Verdict.CLEAR, questions=results, **changes)


def proposed(text: str, question: Question = AREA, **changes: Any) -> ProposedAnswer:
    """What is read from a letter of one line to one question."""
    result = QuestionResult(question=question.id, answered=True, confidence=0.9, span=text)
    found = Assessment(rubric="test", verdict=Verdict.CLEAR, questions=(result,), **changes)
    (one,) = propose((question,), letter(text), found)
    return one


def test_each_question_has_the_parts_its_words_carry() -> None:
    """Position, value, reason, basis and wording, each with the words it was read from."""
    area, day = propose((AREA, DAY), letter(), assessment())

    assert area.answer.model_dump(exclude={"text"}) == {
        "question": "area",
        "position": Position.DISAGREE,
        "proposed_wording": "",
        "value": "240 m2",
        "reason": "vì quỹ đất của 17 xã đã hết",
        "legal_basis": "khoản 2 Điều 195 Luật Đất đai năm 2024",
    }
    assert day.answer.position is Position.AGREE_WITH_CHANGES
    assert day.answer.proposed_wording == "Quyết định này có hiệu lực từ ngày 01/01/2026"


def test_the_passage_stands_in_the_text_and_no_frame_in_it() -> None:
    """The whole line about the question, and nothing of address, reception, thanks, recipients."""
    area, day = propose((AREA, DAY), letter(), assessment())

    first, second = LETTER.splitlines()[2:4]
    assert (area.answer.text, day.answer.text) == (first, second)


def test_points_below_belong_to_the_line_above() -> None:
    """A list goes on with what it lists; a line of its own is about something else."""
    text = f"{STANDS}:\n- xã Tân Lập;\n- xã Sông Mây.\nVề điều khác.\n{DATED}"
    area, _ = propose((AREA, DAY), letter(text), assessment())

    assert area.answer.text.endswith("- xã Sông Mây.")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_span_is_verbatim(form: Any) -> None:
    """In the letter's own characters, composed or not."""
    written = letter(unicodedata.normalize(form, LETTER))
    shown = {"area": unicodedata.normalize(form, STANDS), "day": unicodedata.normalize(form, DATED)}
    found = propose((AREA, DAY), written, assessment(shown=shown))

    spans = [read.span for one in found for read in one.read_from]
    assert len(spans) == 6
    assert [span for span in spans if span not in written.text] == []
    assert {one.answer.text in written.text for one in found} == {True}
    assert [one.answer.position for one in found] == [
        Position.DISAGREE,
        Position.AGREE_WITH_CHANGES,
    ]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Sở thống nhất với dự thảo.", Position.AGREE),
        ("So thong nhat voi du thao.", Position.AGREE),
        ("Sở không phản đối.", Position.AGREE),
        ("Sở thống nhất, đề nghị bổ sung Điều 5.", Position.AGREE_WITH_CHANGES),
        ("Đề nghị Sở chủ trì sửa khoản 2.", Position.AGREE_WITH_CHANGES),
        ("Sở không thống nhất.", Position.DISAGREE),
        ("Mức 300 m2 chưa phù hợp, đề nghị giảm.", Position.DISAGREE),
        ("Cơ bản thống nhất. Không thống nhất khoản 2.", Position.NONE),
        ("Sở Tài chính có thống nhất mức này không?", Position.NONE),
        ("Nội dung này do các ngành đã thống nhất.", Position.NONE),
        ("Bảo đảm thống nhất trong quản lý đất đai.", Position.NONE),
        ("Dự thảo viết “cơ quan thống nhất với phương án”.", Position.NONE),
        ("Vì sao không nêu căn cứ?", Position.NONE),
        ("Đề nghị Sở chủ trì xem xét.", Position.NONE),
        ("Toàn tỉnh có 41 xã trung du.", Position.NONE),
    ],
)
def test_a_position_is_proposed_where_all_the_words_take_it(text: str, position: Position) -> None:
    """Words that turn both ways, questions, others' agreement and quotations take none."""
    one = proposed(text)

    assert one.answer.position is position
    assert one.answer.text == text
    assert [read.part for read in one.read_from if read.part == "position"] == (
        [] if position is Position.NONE else ["position"]
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sở đề nghị 240 m2.", "240 m2"),
        ("Đề nghị tối đa 240 m2/hộ.", "240 m2/hộ"),
        ("Mức 12,5 %.", "12,5 %"),
        ("Giữ mức 300 m2 như dự thảo.", ""),
        ("Đề nghị 240 m2 ở đồng bằng, tối đa 400 m2 ở miền núi.", ""),
        ("Theo khoản 2 Điều 195.", ""),
        ("Theo Nghị quyết số 14/2024/NQ-HĐND.", ""),
        ("Kể từ ngày 01/01/2026.", ""),
        ("Đề nghị theo quy định.", ""),
    ],
)
def test_a_value_is_the_only_figure_put_forward(text: str, value: str) -> None:
    """Not the question's own, not the number of a law, not one of two."""
    assert proposed(text).answer.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Có hiệu lực từ ngày 01/01/2026.", "01/01/2026"),
        ("Trước 17 giờ ngày 30/6/2026.", "17 giờ ngày 30/6/2026"),
        ("Kể từ ngày 5 tháng 3 năm 2027.", "5 tháng 3 năm 2027"),
        ("Mức 240 m2.", ""),
    ],
)
def test_a_date_is_proposed_where_a_date_was_asked_for(text: str, value: str) -> None:
    """A figure that is no date does not say when."""
    assert proposed(text, DAY).answer.value == value


def test_what_is_no_answer_is_shown_without_a_position() -> None:
    """The nearest words stand in the text, for the agency to say where it stands."""
    near = Finding(rule="x", message=both("x"), question="area", candidate=STANDS)
    area, day = propose(
        (AREA, DAY), letter(), assessment(shown={"area": None, "day": None}, findings=(near,))
    )

    assert area.answer.position is Position.NONE
    assert area.answer.text == LETTER.splitlines()[2]
    assert area.read_from == ()
    assert day.answer.says_nothing


def test_words_shown_for_two_questions_are_proposed_for_neither() -> None:
    """Which of the two they answer is for the agency to say."""
    found = propose((AREA, DAY), letter(), assessment(shown={"day": STANDS}))

    assert [one.answer.position for one in found] == [Position.NONE] * 2
    assert {one.answer.text for one in found} == {LETTER.splitlines()[2]}


def test_a_referral_names_the_body_and_takes_no_position() -> None:
    """As the letter names it; one that names nobody, or answers as well, is only shown."""
    text = "Nội dung này thuộc thẩm quyền của Bộ Y tế, đề nghị không hỏi Sở."
    to = Referral(question="area", span=text[:-1], to="Bộ Y tế")
    open_ = QuestionResult(question="area", answered=False, confidence=0.9)
    read: dict[str, Any] = {
        "rubric": "test",
        "verdict": Verdict.BUCK_PASSING,
        "questions": (open_,),
    }
    (one,) = propose((AREA,), letter(text), Assessment(referrals=(to,), **read))
    unnamed = [to.model_copy(update={"to": name}) for name in (None, "", "Sở")]
    nobody = [
        propose((AREA,), letter(text), Assessment(referrals=(one,), **read))[0] for one in unnamed
    ]
    both_ways = proposed(text, referrals=(to,))

    assert one.answer.not_ours
    assert one.answer.not_ours.body == "Bộ Y tế"
    assert one.answer.position is Position.NONE
    assert not one.answer.lacks_position
    assert [(read.part, read.span) for read in one.read_from] == [("not_ours", text[:-1])]
    assert [one.answer.not_ours for one in nobody] == [None] * 3
    assert (both_ways.answer.not_ours, both_ways.read_from) == (None, ())


def test_the_frame_is_never_an_answer() -> None:
    """Even if an assessment shows it as one."""
    address = "Kính gửi: Sở Tư pháp"
    area, _ = propose((AREA, DAY), letter(), assessment(shown={"area": address}))

    assert area.answer.says_nothing


def test_what_is_asked_beside_the_passages_is_noticed() -> None:
    """A further request is; the courtesy that hands the letter over is not."""
    without = LETTER.replace("Ngoài ra, đề nghị bỏ Điều 9.\n", "")

    assert asks_further((AREA, DAY), letter(), assessment())
    assert not asks_further((AREA, DAY), letter(without), assessment())


def test_a_letter_longer_than_an_answer_is_cut_between_sentences() -> None:
    """What answers stays in; an answer takes 20,000 characters."""
    long = "Quỹ đất của các xã trung du đã hết. " * 1_000 + "Sở thống nhất."
    result = QuestionResult(question="area", answered=True, confidence=0.9, span="Sở thống nhất")
    found = Assessment(rubric="test", verdict=Verdict.CLEAR, questions=(result,))
    (one,) = propose((AREA,), letter(long), found)

    assert len(one.answer.text) <= 20_000
    assert one.answer.text.startswith("Quỹ đất")
    assert one.answer.text.endswith("Sở thống nhất.")
    assert one.answer.position is Position.AGREE


@pytest.mark.parametrize(
    "text", ["", " \n", "...", "“", '"' * 9, "1.", "đề nghị", "Luật", "a" * 99_999]
)
def test_any_text_is_read(text: str) -> None:
    """However little it says."""
    result = QuestionResult(question="area", answered=True, confidence=0.9, span=text or None)
    found = Assessment(rubric="test", verdict=Verdict.CLEAR, questions=(result,))

    assert len(propose((AREA,), letter(text), found)) == 1
