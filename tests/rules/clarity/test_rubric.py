"""What the form says plainly needs no weighing; what words say is weighed."""

import pytest

from remiss.consultation.clarity.assessment import Action, Assessment, Finding, Thresholds, Verdict
from remiss.consultation.clarity.rubric import CERTAIN
from remiss.consultation.values import Answer, Position
from remiss.texts import Bilingual, text, texts
from tests.given.judging import (
    AGREE,
    BUDGET,
    CHANGES,
    CULTURE,
    DISAGREE,
    FEES,
    NONE,
    NOT_OURS,
    judged,
    rules,
)

PLAIN = "Sở Tài chính thống nhất mức phí 40.000 đồng, bằng 92% chi phí của phương án giá."
EMPTY = (
    "Sở Tài chính cơ bản thống nhất với dự thảo. Đề nghị cơ quan soạn thảo rà soát, hoàn chỉnh cho "
    "phù hợp với quy định hiện hành và tình hình thực tế."
)


def test_a_position_with_a_figure_is_clear() -> None:
    """One sentence is enough."""
    found = judged(PLAIN)

    assert (found.verdict, found.action()) == (Verdict.CLEAR, Action.ACCEPT)
    assert (found.findings, found.unanswered) == ((), ())
    assert [(q.question, q.answered, q.span) for q in found.questions] == [("q1", True, PLAIN[:-1])]


def test_stock_phrases_alone_are_vague_and_quoted() -> None:
    """The finding holds the words, the question, and what to do next."""
    found = judged(EMPTY)

    assert (found.verdict, found.unanswered) == (Verdict.VAGUE, ("q1",))
    assert found.findings[0].question == "q1"
    assert found.findings[0].span is not None
    assert found.findings[0].span in EMPTY


def test_a_reply_with_nothing_in_it_is_returned() -> None:
    """No box ticked, no word written."""
    found = judged("", NONE)

    assert (found.action(), found.confidence) == (Action.RETURN, CERTAIN)
    assert found.findings[0].span is None


def test_an_unanswered_question_on_the_form_returns_the_reply() -> None:
    """Whoever answers on the form answers every question asked."""
    answer = Answer(question="q1", position=AGREE, text="Phù hợp, đủ bù 92% chi phí.")

    found = judged("", AGREE, answer, questions=(FEES, BUDGET))

    assert found.action() is Action.RETURN
    assert [(f.rule, f.question) for f in found.findings] == [("unanswered_question", "q2")]
    assert found.unanswered == ("q2",)


def test_a_question_answered_in_the_letter_is_not_called_unanswered() -> None:
    """What the form leaves blank may stand in the text."""
    answer = Answer(question="q1", position=AGREE, text="Phù hợp, đủ bù 92% chi phí.")
    text = "Nguồn kinh phí năm 2027 cân đối được 12 tỷ đồng, Sở thống nhất."

    found = judged(text, AGREE, answer, questions=(FEES, BUDGET))

    assert (found.action(), found.unanswered) == (Action.ACCEPT, ())


def test_declining_ones_own_mandate_is_returned_naming_the_law() -> None:
    """The message names the question, the mandate and its legal basis."""
    answer = Answer(question="q1", position=NOT_OURS, text="Đề nghị hỏi Sở Tư pháp.")

    found = judged("", NOT_OURS, answer)

    assert (found.action(), found.verdict) == (Action.RETURN, Verdict.BUCK_PASSING)
    assert found.unanswered == ("q1",)
    assert found.findings[0].message.vi.startswith("Nội dung số 1 ")
    for part in ("Tài chính", "Luật Ngân sách nhà nước"):
        assert part in found.findings[0].message.vi
        assert part in found.findings[0].message.en


def test_declining_what_the_registry_gives_to_another_is_accepted() -> None:
    """Where the registry agrees that it is not the agency's, nothing is held against it."""
    found = judged("Nội dung không thuộc chức năng của Sở.", NOT_OURS, mandates=CULTURE)

    assert (found.action(), found.verdict) == (Action.ACCEPT, Verdict.OUT_OF_MANDATE)
    assert found.findings == ()
    assert found.unanswered == ("q1",)


def test_where_reply_and_registry_disagree_about_the_law_a_person_decides() -> None:
    """A transfer of the task is cited: the registry may be the one that is wrong."""
    text = (
        "Theo Nghị định số 45/2025/NĐ-CP, từ ngày 01/3/2025 nhiệm vụ quản lý phí này đã chuyển "
        "giao sang Sở Xây dựng. Sở Tài chính không còn chức năng này, đề nghị lấy ý kiến Sở Xây "
        "dựng."
    )
    found = judged(text, NOT_OURS)

    assert (found.verdict, found.action()) == (Verdict.BUCK_PASSING, Action.FLAG)
    assert rules(found)[0] == "mandate_disputed"
    assert found.for_a_person


def test_a_ticked_answer_without_words_is_enough() -> None:
    """Whoever says yes to each question owes no essay."""
    assert judged("", AGREE, Answer(question="q1", position=AGREE)).action() is Action.ACCEPT


@pytest.mark.parametrize(
    ("position", "rule"), [(CHANGES, "wording_missing"), (DISAGREE, "reasons_missing")]
)
def test_a_position_that_needs_content_is_flagged_without_it(position: Position, rule: str) -> None:
    """Changes name what to change; disagreement gives a reason. Both absences are named."""
    found = judged("", position, Answer(question="q1", position=position))

    assert [(f.rule, f.span) for f in found.findings] == [(rule, None)]
    assert found.action() is Action.FLAG


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (AGREE, "Sở không đồng ý với mức phí vì cao hơn các tỉnh lân cận 15.000 đồng."),
        (DISAGREE, "Sở nhất trí với mức phí 40.000 đồng, đủ bù 92% chi phí."),
    ],
)
def test_text_against_the_position_is_for_a_person(position: Position, text: str) -> None:
    """The words are clear, the box says otherwise: a person asks which is meant."""
    found = judged(text, position)

    assert (found.verdict, found.action()) == (Verdict.CLEAR, Action.FLAG)
    assert rules(found) == ["position_contradicted"]


def test_the_policy_decides_how_sure_is_sure_enough() -> None:
    """The same assessment is returned, flagged or accepted as the policy's thresholds say."""
    finding = Finding(rule="r", message=Bilingual(vi="v", en="e"), span="w", returns=True)
    vague = Assessment(rubric="2", verdict=Verdict.VAGUE, confidence=0.8, findings=(finding,))
    clear = Assessment(rubric="2", verdict=Verdict.CLEAR, confidence=0.55)

    assert vague.action(Thresholds(return_at=0.8)) is Action.RETURN
    assert vague.action(Thresholds(return_at=0.81)) is Action.FLAG
    assert vague.model_copy(update={"findings": ()}).action() is Action.FLAG
    assert clear.action(Thresholds(accept_at=0.55)) is Action.ACCEPT
    assert clear.action(Thresholds(accept_at=0.56)) is Action.FLAG


@pytest.mark.parametrize(("returns", "action"), [(True, Action.RETURN), (False, Action.FLAG)])
def test_an_old_assessment_acts_as_it_did(returns: bool, action: Action) -> None:  # noqa: FBT001
    """Recorded before there was a confidence: events are permanent, so is what they led to."""
    found = {"rule": "missing_position", "message": {"vi": "v", "en": "e"}, "returns": returns}
    old = {"rubric": "1", "verdict": "vague", "findings": [found], "unanswered": ["q1"]}

    assert Assessment.model_validate(old).action() is action
    assert Assessment.model_validate({"rubric": "1", "verdict": "clear"}).action() is Action.ACCEPT


@pytest.mark.parametrize("rule", sorted(texts("rubric")))
def test_every_message_says_what_to_do_next(rule: str) -> None:
    """No verdict without a step somebody can take, in both languages."""
    said = text(f"rubric.{rule}")

    assert "Đề nghị" in said.vi
    assert "please" in said.en.lower() or "State one" in said.en
