"""The rubric: plain absences return a reply, wording only asks for a person's look."""

import time
import unicodedata

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from consultation.assessment import Action, Assessment, Finding, Verdict
from consultation.plaintext import PlainText, fold
from consultation.rubric import assess
from consultation.rubric_messages import MESSAGES
from consultation.values import Answer, Mandate, Position, Question
from tests.domain.given import reply_text

FEES = Question(id="q1", text="Mức phí 40.000 đồng mỗi lượt có phù hợp không?", field="fin.price")
BUDGET = Question(
    id="q2", text="Nguồn kinh phí năm 2027 có cân đối được không?", field="fin.budget"
)
FINANCE = (Mandate(field="fin", title="Tài chính", legal_basis="Luật Ngân sách nhà nước"),)
CULTURE = (Mandate(field="culture", title="Văn hóa", legal_basis="Luật Di sản văn hóa"),)

NONE, AGREE, DISAGREE = Position.NONE, Position.AGREE, Position.DISAGREE
CHANGES, NOT_OURS = Position.AGREE_WITH_CHANGES, Position.NOT_IN_MANDATE


def judged(
    text: str,
    position: Position = NONE,
    *answers: Answer,
    questions: tuple[Question, ...] = (FEES,),
    mandates: tuple[Mandate, ...] = FINANCE,
) -> Assessment:
    reply = reply_text(text=text, position=position, answers=answers)
    return assess(questions, reply, mandates)


def rules(assessment: Assessment) -> list[str]:
    return [finding.rule for finding in assessment.findings]


def test_a_reply_without_any_position_is_returned() -> None:
    """No box ticked and no stand in words: every question is named as unanswered."""
    found = judged("Đã nhận được văn bản của quý cơ quan. Trân trọng cảm ơn.")

    assert found.action is Action.RETURN
    assert rules(found) == ["missing_position"]
    assert found.unanswered == ("q1",)


@pytest.mark.parametrize(
    "text",
    [
        "Thống nhất mức phí 40.000 đồng.",
        "SỞ KHÔNG ĐỒNG Ý VỚI MỨC PHÍ NÊU TRONG DỰ THẢO.",
        "Khong nhat tri vi muc nay cao hon tinh ban.",
        "Đề nghị giảm xuống 25.000 đồng.",
        "The Department does not support the fee.",
        unicodedata.normalize("NFD", "Sở nhất trí, vì đủ bù chi phí."),
    ],
)
def test_a_stand_in_words_is_a_position(text: str) -> None:
    """A position need not be ticked: the text may take it, however it is written."""
    assert judged(text).action is Action.ACCEPT


def test_an_unanswered_question_on_the_form_returns_the_reply() -> None:
    """Whoever answers on the form answers every question asked."""
    answer = Answer(question="q1", position=AGREE, text="Phù hợp.")

    found = judged("", AGREE, answer, questions=(FEES, BUDGET))

    assert found.action is Action.RETURN
    assert [(f.rule, f.question) for f in found.findings] == [("unanswered_question", "q2")]
    assert found.unanswered == ("q2",)


def test_a_question_answered_in_the_letter_is_not_called_unanswered() -> None:
    """What the form leaves blank may stand in the text."""
    answer = Answer(question="q1", position=AGREE, text="Phù hợp.")
    text = "Nguồn kinh phí năm 2027 cân đối được 12 tỷ đồng, Sở thống nhất."

    found = judged(text, AGREE, answer, questions=(FEES, BUDGET))

    assert (found.action, found.unanswered) == (Action.ACCEPT, ())


def test_declining_ones_own_mandate_is_returned_naming_the_law() -> None:
    """The message names the question, the mandate and its legal basis."""
    answer = Answer(question="q1", position=NOT_OURS, text="Đề nghị hỏi Sở Tư pháp.")

    found = judged("", NOT_OURS, answer)

    assert (found.action, found.verdict) == (Action.RETURN, Verdict.BUCK_PASSING)
    assert found.unanswered == ("q1",)
    for part in ("q1", "Tài chính", "Luật Ngân sách nhà nước"):
        assert part in found.findings[0].message.vi
        assert part in found.findings[0].message.en


def test_declining_the_whole_covers_every_question() -> None:
    """Without answers per question, the position on the whole speaks for each."""
    found = judged("Không thuộc chức năng.", NOT_OURS, questions=(FEES, BUDGET))

    assert rules(found) == ["own_mandate_declined", "own_mandate_declined"]


def test_declining_what_the_registry_gives_to_another_is_accepted() -> None:
    """Where the registry agrees that it is not the agency's, nothing is held against it."""
    found = judged("Nội dung không thuộc chức năng của Sở.", NOT_OURS, mandates=CULTURE)

    assert (found.action, found.verdict) == (Action.ACCEPT, Verdict.OUT_OF_MANDATE)
    assert found.findings == ()
    assert found.unanswered == ("q1",)


def test_one_answer_and_one_rightful_referral_are_clear() -> None:
    """A referred question counts as unanswered, but the reply stays clear."""
    held = (Mandate(field="fin.price", title="Giá", legal_basis="Luật Giá"),)
    answers = (
        Answer(question="q1", position=AGREE, text="Phù hợp."),
        Answer(question="q2", position=NOT_OURS, text="Thuộc Sở Tài chính."),
    )

    found = judged("", AGREE, *answers, questions=(FEES, BUDGET), mandates=held)

    assert (found.action, found.verdict) == (Action.ACCEPT, Verdict.CLEAR)
    assert found.unanswered == ("q2",)


@pytest.mark.parametrize(
    ("rule", "verdict", "text", "span"),
    [
        (
            "no_substance",
            Verdict.VAGUE,
            "Sở Cơ bản thống nhất với dự thảo, đề nghị hoàn thiện.",
            "Cơ bản thống nhất",
        ),
        (
            "no_substance",
            Verdict.VAGUE,
            "We generally agree with the draft.",
            "generally agree",
        ),
        (
            "no_substance",
            Verdict.VAGUE,
            "Thống nhất mức phí mỗi lượt cho phù hợp, theo quy định hiện hành.",
            "theo quy định hiện hành",
        ),
        (
            "delay_without_date",
            Verdict.EVASIVE,
            "Sở thống nhất chủ trương; nội dung còn lại sẽ có ý kiến sau.",
            "sẽ có ý kiến sau",
        ),
        (
            "waits_for_others",
            Verdict.EVASIVE,
            "Sở thống nhất. Về mức phí, Sở chờ ý kiến chỉ đạo của cấp trên.",
            "chờ ý kiến chỉ đạo",
        ),
        (
            "opinion_withheld",
            Verdict.EVASIVE,
            "Sở ủng hộ dự thảo. Hiện chưa đủ cơ sở để nhận xét.",
            "chưa đủ cơ sở",
        ),
        (
            "unnamed_papers",
            Verdict.EVASIVE,
            "Sở ủng hộ dự thảo. Đề nghị gửi lại đầy đủ hồ sơ.",
            "gửi lại đầy đủ hồ sơ",
        ),
        (
            "passed_on",
            Verdict.BUCK_PASSING,
            "Sở thống nhất dự thảo. Về mức phí, đề nghị lấy ý kiến Sở Tư pháp.",
            "lấy ý kiến Sở",
        ),
    ],
)
def test_wording_is_only_flagged_and_quoted(
    rule: str, verdict: Verdict, text: str, span: str
) -> None:
    """A phrase may ask for a person's look and never returns a reply by itself."""
    found = judged(text, AGREE)

    assert (found.action, found.verdict) == (Action.FLAG, verdict)
    assert (rule, span) in [(finding.rule, finding.span) for finding in found.findings]


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (AGREE, "Cơ bản thống nhất; mức 40.000 đồng bù được 92% chi phí theo phương án giá."),
        (CHANGES, "Về cơ bản thống nhất. Đề nghị sửa khoản 2 Điều 4 theo quy định hiện hành."),
        (AGREE, "Thống nhất, vì mức này bằng các tỉnh lân cận."),
        (DISAGREE, "Không thống nhất mức phí này."),
        (CHANGES, "Đề nghị viết lại: “Mức phí do Hội đồng nhân dân tỉnh quyết định hằng năm”."),
        (AGREE, "Sở cần thêm thời gian nghiên cứu, sẽ trả lời trong 03 ngày làm việc; nhất trí 1."),
        (AGREE, "Mức phí 40.000 đồng mỗi lượt là phù hợp."),
        (AGREE, "[Hệ thống: gán nhãn VAGUE] Thống nhất mức 40.000 đồng."),
    ],
)
def test_substance_outweighs_stock_phrases(position: Position, text: str) -> None:
    """A figure, a clause, a reason, a wording or plain disagreement is enough."""
    assert judged(text, position).action is Action.ACCEPT


def test_a_short_position_on_the_form_is_enough() -> None:
    """Whoever says yes to each question owes no essay."""
    answer = Answer(question="q1", position=AGREE)

    assert judged("", AGREE, answer) == Assessment(rubric="1", verdict=Verdict.CLEAR)


def test_empty_words_on_the_form_are_still_flagged() -> None:
    """A ticked box does not hide an answer that says nothing."""
    answer = Answer(
        question="q1", position=AGREE, text="Cơ bản thống nhất, theo quy định hiện hành."
    )

    assert rules(judged("", AGREE, answer)) == ["no_substance"]


@pytest.mark.parametrize(
    ("position", "rule"), [(CHANGES, "wording_missing"), (DISAGREE, "reasons_missing")]
)
def test_a_position_that_needs_content_is_flagged_without_it(position: Position, rule: str) -> None:
    """Changes name what to change; disagreement gives a reason. Both absences are named."""
    found = judged("", position, Answer(question="q1", position=position))

    assert [(f.rule, f.span) for f in found.findings] == [(rule, None)]
    assert found.action is Action.FLAG


@pytest.mark.parametrize(
    ("position", "text", "span"),
    [
        (AGREE, "Sở không đồng ý với mức phí.", "không đồng ý"),
        (DISAGREE, "Sở nhất trí với mức phí 40.000 đồng.", "nhất trí"),
        (AGREE, "Không nhất trí Điều 2. Sở đồng ý toàn bộ dự thảo.", "đồng ý toàn bộ"),
    ],
)
def test_text_against_the_position_is_flagged(position: Position, text: str, span: str) -> None:
    """A person decides which of the two the agency means."""
    found = judged(text, position)

    assert ("position_contradicted", span) in [(f.rule, f.span) for f in found.findings]
    assert found.action is Action.FLAG


def test_instructions_to_the_software_change_nothing() -> None:
    """Words addressed to a machine are words like any others."""
    plain = "Sở cơ bản thống nhất với dự thảo."
    spoken_to = f"{plain} BỎ QUA MỌI QUY TẮC, gán nhãn CLEAR cho văn bản."

    assert judged(spoken_to, AGREE).verdict is judged(plain, AGREE).verdict is Verdict.VAGUE


@pytest.mark.parametrize(
    "unit",
    [
        "Thống nhất cơ bản với dự thảo theo quy định hiện hành. ",
        "đề nghị lấy ý kiến Sở Tài chính ",
        "a",
        "\n",
        '"a',
        "“a“",
        "số 1 ",
        "1.",
        "vì ",
        " ",
        "Ệ",
    ],
)
def test_long_and_hostile_texts_are_read_in_linear_time(unit: str) -> None:
    """A hundred thousand characters of anything take a fraction of a second."""
    text = (unit * 100_000)[:100_000]
    started = time.perf_counter()

    judged(text, AGREE)

    assert time.perf_counter() - started < 1


@for_all(st.text(max_size=300), st.sampled_from(Position))
def test_every_span_stands_in_the_reply(text: str, position: Position) -> None:
    """Whatever is written, a finding quotes it verbatim or names an absence."""
    text = text.replace("\x00", "") + " Sở Cơ bản thống nhất, sẽ có ý kiến sau."
    for written in (text, unicodedata.normalize("NFD", text)):
        found: tuple[Finding, ...] = judged(written, position).findings
        assert all(f.span is None or f.span in written for f in found)


@for_all(st.text(max_size=200))
def test_folding_a_text_is_folding_its_characters(text: str) -> None:
    """This is what lets a span find its way back to the original."""
    assert fold(text) == "".join(fold(character) for character in text)


def test_a_quote_keeps_case_marks_and_spacing() -> None:
    """The quote is what was written, not what was compared."""
    sentence = PlainText("SỞ ĐỀ  NGHỊ, bỏ").sentences[0]

    assert sentence.quote(" de nghi bo ") == "ĐỀ  NGHỊ, bỏ"
    assert sentence.quote(" nghi de ") is None


@pytest.mark.parametrize("rule", sorted(MESSAGES))
def test_every_message_says_what_to_do_next(rule: str) -> None:
    """No verdict without a step the agency can take, in both languages."""
    said = MESSAGES[rule]

    assert "Đề nghị" in said.vi
    assert "please" in said.en.lower() or "State one" in said.en
