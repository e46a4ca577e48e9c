"""How a letter is taken apart: its sentences, its frame, which question each sentence is on."""

import pytest

from lab.bench.invariance import bare, wrapped
from remiss.consultation.clarity.alignment import AskedQuestion, bearings, point_number
from remiss.consultation.clarity.letter_frame import framed
from remiss.consultation.clarity.sentence_facts import Facts
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.values import Question
from tests.given.judging import BUDGET, FEES

LETTER = """SỞ TÀI CHÍNH
Số: 214/STC-QLG
Tân Giang, ngày 12 tháng 3 năm 2026
Kính gửi: Sở Tư pháp.
Phúc đáp Công văn số 1182/STP-XDVB ngày 04/3/2026, Sở Tài chính có ý kiến như sau:
1. Về mức phí. Không thống nhất mức 40.000 đồng, vì TP. Long An chỉ thu 28.000 đồng.
2. Về nguồn kinh phí. Năm 2027 cân đối được 12 tỷ đồng.
Trên đây là ý kiến của Sở Tài chính, kính gửi quý Sở tổng hợp./.
Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Lê Thị Mai"""
SAID = [
    "1. Về mức phí",
    "Không thống nhất mức 40.000 đồng, vì TP. Long An chỉ thu 28.000 đồng",
    "2. Về nguồn kinh phí",
    "Năm 2027 cân đối được 12 tỷ đồng",
]


def said(text: str) -> list[str]:
    told = sentences(text)
    return [s.raw for s, frame in zip(told, framed(told), strict=True) if not frame]


def test_the_frame_is_told_from_what_is_said() -> None:
    """Heading, address, reception, closing, recipients and signature are no part of the answer."""
    assert said(LETTER) == SAID


@pytest.mark.parametrize("written", [bare, wrapped])
def test_the_frame_is_known_however_it_is_written(written: object) -> None:
    """Without diacritics, with the lines a mail program breaks."""
    assert callable(written)
    told = [" ".join(raw.split()) for raw in said(written(LETTER))]
    assert told == [written(one) if written is bare else one for one in SAID]


@pytest.mark.parametrize(
    "text",
    [
        "Phúc đáp Công văn số 12, Sở thống nhất với dự thảo, có điều chỉnh như sau: mức 28.000.",
        "Trả lời cử tri: không có chuyện đó.",
        "Người ký giấy giới thiệu là hiệu trưởng.",
    ],
)
def test_what_takes_a_stand_is_never_frame(text: str) -> None:
    """However much it sounds like the opening of a letter."""
    assert said(text)


def test_a_line_broken_by_a_program_is_one_line() -> None:
    """And one that somebody meant to end stays ended."""
    text = (
        "Sở không thống nhất mức phí bốn mươi nghìn đồng một lượt vì cao hơn chi phí.\nĐề nghị hạ."
    )
    broken = wrapped(text.replace(".\nĐề", ". Đề"))

    assert [s.raw.replace("\n", " ") for s in sentences(broken)] == [s.raw for s in sentences(text)]
    assert [s.opens for s in sentences(text)] == [True, True]


def test_points_are_no_sentences_of_their_own() -> None:
    """“1.”, “a)”, “KT.”, “TP.” end nothing; a figure's dots neither."""
    text = "1. Mức phí 40.000 đồng tại TP. Long An là cao.\na) Đề nghị hạ."

    assert [s.raw for s in sentences(text)] == [
        "1. Mức phí 40.000 đồng tại TP. Long An là cao",
        "a) Đề nghị hạ",
    ]


@pytest.mark.parametrize(
    ("line", "point"),
    [
        ("2. Về nguồn", 1),
        ("b) Về nguồn", 1),
        ("Câu 2: được", 1),
        ("Về câu hỏi thứ hai, được", 1),
        ("II. Nguồn", 1),
        ("Nội dung 2: được", 1),
        ("Năm 2027 cân đối được", None),
        ("12 tỷ đồng là đủ", None),
    ],
)
def test_the_number_of_a_point_is_read(line: str, point: int | None) -> None:
    """A year or an amount at the beginning is no number of a point."""
    assert point_number(sentences(line)[0]) == point


def test_a_sentence_bears_on_the_question_it_stands_under() -> None:
    """By its number, though it shares no word with the question."""
    told = [Facts(s) for s in sentences("1. Cao quá, đề nghị hạ.\n2. Không, vì hụt thu.")]
    first, second = bearings([AskedQuestion(FEES), AskedQuestion(BUDGET)], told)

    assert first[0] > second[0]
    assert second[1] > first[1]


def test_a_heading_that_repeats_the_question_is_no_answer() -> None:
    """What stands under it may be."""
    asked = AskedQuestion(Question(id="q1", text="Ngày rời bến của tàu?", field="trans.road"))

    assert asked.heads(Facts(sentences("2. Ngày rời bến của tàu:")[0]))
    assert not asked.heads(Facts(sentences("2. Ngày rời bến của tàu là 12/4/2027.")[0]))
    assert not AskedQuestion(FEES).heads(Facts(sentences("Mức phí 40.000 đồng phù hợp.")[0]))


@pytest.mark.parametrize(
    "line", ["①. Thống nhất mức phí.", "Câu ² thống nhất.", "Nội dung ①: được"]
)
def test_numbers_in_a_circle_are_read_like_any_word(line: str) -> None:
    """Pasted from a list; no number of a point, and no failure."""
    assert point_number(sentences(line)[0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Đồng ý mức phí, áp dụng từ ngày 01/7/2026.",
        "Trân trọng đề nghị giữ mức phí 40.000 đồng.",
        "Trên đây là ý kiến của Sở: mức phí phù hợp.",
    ],
)
def test_an_answer_in_the_words_of_a_frame_is_said(text: str) -> None:
    """A date, thanks or a closing formula does not hide it."""
    assert said(text)
