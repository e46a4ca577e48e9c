"""What a machine may return a reply for: absences on the form, and nothing it read in prose."""

import pytest

from remiss.consultation.clarity.assessment import Action, Assessment, Verdict
from remiss.consultation.clarity.reply_record import DEMANDED
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.policy import Demand
from remiss.consultation.values import Answer, Position, Reply
from tests.given.case import POLICY, reply_text
from tests.given.judging import (
    AGREE,
    BUDGET,
    CHANGES,
    DISAGREE,
    FEES,
    FINANCE,
    NONE,
    NOT_OURS,
    judged,
    rules,
)

ANSWERED = Answer(question="q1", position=AGREE, text="Phù hợp, đủ bù 92% chi phí.")
EMPTY = "Sở đánh giá cao dự thảo. Mức phí cần được xem xét thận trọng, phù hợp tình hình thực tế."


def demanding(*demands: Demand) -> dict[str, str]:
    return POLICY.model_copy(update={"demands": demands}).bases


def assessed(answer: Answer, bases: dict[str, str]) -> Assessment:
    reply = reply_text(text="", position=answer.position, answers=(answer,))
    return assess((FEES,), reply, FINANCE).under(return_from_prose=False, bases=bases)


@pytest.mark.parametrize("position", list(Position))
def test_a_letter_is_never_returned_for_its_words(position: Position) -> None:
    """Whatever it ticks: without answers it is a letter, and a person decides."""
    found = judged(EMPTY, position)

    assert found.verdict is not Verdict.CLEAR
    assert found.action() is Action.FLAG


@pytest.mark.parametrize("position", list(Position))
def test_a_letter_with_neither_text_nor_file_is_returned(position: Position) -> None:
    """A box ticked is not a letter."""
    found = judged("", position)

    assert (rules(found), found.action()) == (["missing_position"], Action.RETURN)


def with_file(text: str, *answers: Answer, position: Position = NONE) -> Reply:
    reply = reply_text(text=text, position=position, answers=answers)
    return reply.model_copy(update={"attachments": ("0" * 64,)})


def test_a_letter_whose_substance_is_in_a_file_is_for_a_person() -> None:
    """No machine judges files here."""
    found = assess((FEES,), with_file(""), FINANCE).under(return_from_prose=False, bases=DEMANDED)

    assert (rules(found), found.action()) == (["file_only"], Action.FLAG)


COVERS = (
    "",
    "Gửi kèm Công văn 512/STC-QLNS (bản ký số).",
    "Sở Tài chính gửi kèm văn bản góp ý để Sở Nội vụ tổng hợp.",
    "Kính gửi: Sở Nội vụ.\nTrân trọng.",
    "Ý kiến của Sở như tệp đính kèm.",
)
INSIDE_A_FORM = (
    (),
    (Answer(question="q1", position=DISAGREE),),
    (Answer(question="q1", position=CHANGES),),
    (Answer(question="q1", position=NOT_OURS),),
    (Answer(question="q2", position=AGREE, text="Đủ nguồn."),),
)


@pytest.mark.parametrize("return_from_prose", [False, True])
@pytest.mark.parametrize("answers", INSIDE_A_FORM)
@pytest.mark.parametrize("text", COVERS)
def test_a_reply_with_a_file_is_never_returned_unseen(
    text: str,
    answers: tuple[Answer, ...],
    return_from_prose: bool,  # noqa: FBT001
) -> None:
    """Whatever is missing may stand in the file, whatever the policy demands or allows."""
    for position in Position:
        reply = with_file(text, *answers, position=position)
        found = assess((FEES, BUDGET), reply, FINANCE)
        under = found.under(return_from_prose=return_from_prose, bases=DEMANDED)

        assert under.action() is Action.FLAG
        assert not any(one.structural for one in under.findings)
        assert under.without({one.rule for one in under.findings}).action() is Action.FLAG


def test_a_file_beside_a_full_answer_keeps_nobody_waiting() -> None:
    """What the words answer needs nobody to open a file."""
    clear = "Mức phí 40.000 đồng phù hợp, đủ bù 92% chi phí; Sở thống nhất."
    found = assess((FEES,), with_file(clear, ANSWERED, position=AGREE), FINANCE)

    assert found.action() is Action.ACCEPT


def test_a_blank_field_names_the_rule_that_demands_a_position() -> None:
    """The policy's own basis; without one nothing is returned."""
    reply = reply_text(text="", position=AGREE, answers=(ANSWERED,))
    found = assess((FEES, BUDGET), reply, FINANCE)
    returned = found.under(return_from_prose=False, bases=demanding())

    assert [(f.rule, f.question, f.basis) for f in returned.findings] == [
        ("unanswered_question", "q2", POLICY.legal_basis)
    ]
    assert POLICY.legal_basis in returned.findings[0].message.vi
    assert returned.action() is Action.RETURN
    assert found.under(return_from_prose=False, bases={}).action() is Action.FLAG


def test_a_blank_field_that_the_letter_may_answer_is_no_absence() -> None:
    """Words were written that may be on the question: that is read, and never returned."""
    found = judged(
        "Về nguồn kinh phí năm 2027, Sở ghi nhận và sẽ xem xét.",
        AGREE,
        ANSWERED,
        questions=(FEES, BUDGET),
    )

    assert found.unanswered == ("q2",)
    assert found.action() is Action.FLAG


@pytest.mark.parametrize(
    ("position", "rule"), [(CHANGES, "wording_missing"), (DISAGREE, "reasons_missing")]
)
def test_reasons_and_wording_are_returned_for_only_where_a_rule_is_named(
    position: Position, rule: str
) -> None:
    """A policy that names none demands none: the officer may still ask."""
    answer = Answer(question="q1", position=position)
    demand = Demand.model_validate({"absence": rule, "basis": "Điều 9 Quy chế làm việc"})

    assert assessed(answer, demanding()).action() is Action.FLAG
    returned = assessed(answer, demanding(demand))
    assert returned.action() is Action.RETURN
    assert [(f.rule, f.basis) for f in returned.findings] == [(rule, "Điều 9 Quy chế làm việc")]


def test_a_decline_that_cites_what_the_registry_does_not_know_is_for_a_person() -> None:
    """The registry may be the one that is wrong."""
    cites = "Nhiệm vụ này đã chuyển theo Quyết định số 21/2025/QĐ-UBND."
    plain = Answer(question="q1", position=NOT_OURS, text="Không phải việc của Sở.")
    known = Answer(question="q1", position=NOT_OURS, text="Đề nghị hỏi Sở Tư pháp.")

    found = judged("", NOT_OURS, Answer(question="q1", position=NOT_OURS, text=cites))
    assert (rules(found), found.action()) == (["mandate_disputed"], Action.FLAG)
    for answer in (plain, known):
        found = judged("", NOT_OURS, answer)
        assert (rules(found), found.action()) == (["own_mandate_declined"], Action.RETURN)
        assert found.findings[0].basis == FINANCE[0].legal_basis


def test_an_absence_read_in_prose_shows_the_question_and_what_comes_nearest() -> None:
    """Never a sentence of the frame."""
    fees = "Mức phí 40.000 đồng là cao so với chi phí, đề nghị 28.000 đồng"
    text = f"Kính gửi: Sở Tư pháp về nguồn kinh phí năm 2027.\n{fees}.\nTrân trọng."
    found = judged(text, NONE, questions=(FEES, BUDGET))

    assert (found.unanswered, found.action()) == (("q2",), Action.FLAG)
    (absent,) = found.findings
    assert (absent.rule, absent.question, absent.span) == ("unanswered_question", "q2", None)
    assert BUDGET.text in absent.message.vi
    assert absent.candidate in {None, fees}


BLANK = Answer(question="q1")
FRAMED = "Kính gửi: Sở Nội vụ\n{}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nNguyễn Văn An"


@pytest.mark.parametrize(
    "text",
    [
        "Các nội dung còn lại Sở thống nhất như dự thảo.",
        "Chi tiết tại Phụ lục gửi kèm.",
        FRAMED.format("ĐỒNG Ý MỨC PHÍ NHƯ DỰ THẢO."),
        FRAMED.format("Sở gửi ý kiến tại Phụ lục.") + "\nPHỤ LỤC\n1. Mức phí phù hợp.",
        "Trên đây là ý kiến của Sở Tài chính: mức phí phù hợp.",
        "Trân trọng đề nghị giữ mức phí 40.000 đồng.",
        "\u200b".join("Mức phí phù hợp."),
    ],
)
def test_a_letter_beside_the_form_keeps_a_blank_field_from_being_returned(text: str) -> None:
    """However it is written: what it says is read, and nobody is returned a reply for that."""
    answered = Answer(question="q2", position=AGREE, text="Cân đối được 12 tỷ đồng.")

    assert (
        judged(text, NONE, BLANK, answered, questions=(FEES, BUDGET)).action() is not Action.RETURN
    )


def test_a_form_left_blank_beside_a_letter_is_a_letter() -> None:
    """One who answers in a letter need not fill the form."""
    found = judged("Đồng ý mức phí 40.000 đồng vì đủ bù chi phí.", NONE, BLANK)

    assert (found.verdict, found.action()) == (Verdict.CLEAR, Action.ACCEPT)


def test_a_file_beside_a_form_left_blank_is_for_a_person() -> None:
    """The scan of the signed letter is the reply."""
    reply = reply_text(text="", position=NONE, answers=(BLANK,))
    scanned = reply.model_copy(update={"attachments": ("0" * 64,)})

    assert (
        assess((FEES,), scanned, FINANCE).under(return_from_prose=False, bases=DEMANDED).action()
        is Action.FLAG
    )


@pytest.mark.parametrize(
    "basis",
    [
        "NĐ 150",
        "Quy chế làm việc của UBND tỉnh",
        "Luật Ngân sách nhà nước, nay sửa đổi bởi Luật số 56/2024/QH15",
    ],
)
def test_any_basis_but_the_registrys_is_for_a_person(basis: str) -> None:
    """Abbreviated, without a number, or beside the known one."""
    answer = Answer(question="q1", position=NOT_OURS, legal_basis=basis)

    assert rules(judged("", NOT_OURS, answer)) == ["mandate_disputed"]


def test_a_decline_that_answers_all_the_same_is_for_a_person() -> None:
    """Its parts differ: a value stands where the question is called another's."""
    answer = Answer(question="q1", position=NOT_OURS, value="28.000 đồng")

    assert judged("", NOT_OURS, answer).action() is Action.FLAG
