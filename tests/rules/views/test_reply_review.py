"""A reply beside its questions: four results of it, and what its reviewer may send."""

from typing import Any

from remiss.consultation.clarity.assessment import (
    Assessment,
    Finding,
    QuestionResult,
    Referral,
    Verdict,
)
from remiss.consultation.life.commands import DelegateSignature, ReviewReply
from remiss.consultation.values import Answer, NotOurs, Position, Question
from remiss.consultation.views.reply.completion import MOST
from remiss.consultation.views.reply.reply_review import ReplyReview, review_of
from tests.given.case import (
    CULTURE,
    FINANCE,
    FLAGGED,
    MONDAY,
    MONEY,
    OFFICER,
    SUPERVISOR,
    assessed,
    both,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    replies,
)

SPENDING = Question(id="norms", text="Định mức nào áp dụng?", field="fin.norms")
LATE = hanoi("2026-03-11", "09:00")
DUE = hanoi("2026-03-09", "17:00")
SAID = "Thống nhất, vì phù hợp khoản 2 Điều 5."
AGREED = QuestionResult(question="money", answered=True, confidence=0.9, span=SAID)
OPEN = QuestionResult(question="norms", answered=False, confidence=0.8)


def absent(question: str = "norms", candidate: str | None = None) -> Finding:
    message = both(f"Chưa tìm thấy ý kiến về nội dung {question}")
    return Finding(rule="no_substance", message=message, question=question, candidate=candidate)


def found(*findings: Finding, **more: Any) -> Assessment:
    made = {"questions": (AGREED, OPEN), "findings": findings} | more
    return Assessment(rubric="test", verdict=Verdict.VAGUE, confidence=0.9, **made)


def review(
    assessment: Assessment = FLAGGED,
    at: Any = MONDAY,
    questions: tuple[Question, ...] = (MONEY, SPENDING),
    before: tuple[Any, ...] = (),
    after: tuple[Any, ...] = (),
    **said: Any,
) -> ReplyReview:
    asked = opening(questions=questions, agencies=(FINANCE.code,))
    by = said.pop("by", None)
    case = given(
        asked, *before, replies(FINANCE, at, by, **said), assessed(FINANCE, assessment, at), *after
    )
    request = case.requests[FINANCE.code]
    return review_of(case, request, request.replies[-1], case.questions_of(request), DUE)


def test_each_question_has_its_passage_or_the_nearest_words() -> None:
    """What answers one is quoted; beside the other stands what comes near, and the finding."""
    money, norms = review(found(absent(candidate="Điều 5"))).questions
    assert (money.number, money.answered, money.passage, money.candidate) == (1, True, SAID, None)
    assert (norms.number, norms.answered, norms.passage, norms.candidate) == (
        2,
        False,
        None,
        "Điều 5",
    )
    assert [f.rule for f in norms.findings] == ["no_substance"]


def test_a_form_speaks_for_itself_where_nothing_was_read() -> None:
    """An assessment without results of questions: the form's positions and words stand."""
    answer = Answer(question="money", position=Position.AGREE, text="Đủ nguồn.")
    money, norms = review(FLAGGED, position=Position.NONE, answers=(answer,)).questions
    assert (money.answered, money.passage, money.answer) == (True, "Đủ nguồn.", "Đủ nguồn.")
    assert (norms.answered, norms.passage, norms.answer) == (False, None, "")


def test_every_part_of_an_answer_stands_beside_its_question() -> None:
    """A value answers a question, a body named says whose it is; both are quoted."""
    value = Answer(question="money", value="240 m2", reason="Quỹ đất còn ít.")
    theirs = Answer(question="norms", not_ours=NotOurs(body="Bộ Tài chính", rule="Luật Giá"))
    form: dict[str, Any] = {"position": Position.NONE, "text": "", "answers": (value, theirs)}
    shown = review(FLAGGED, **form)
    money, norms = shown.questions

    assert (money.value, money.reason, money.answered) == ("240 m2", "Quỹ đất còn ít.", True)
    assert (money.answer, money.passage) == ("", "240 m2")
    assert norms.not_ours == theirs.not_ours
    assert norms.answered
    mandate = shown.results.within_mandate.questions[1]
    assert mandate.quote == "Bộ Tài chính; Luật Giá"


def test_time_shows_both_moments() -> None:
    """In time or late, with the deadline that held when the reply came."""
    in_time, late = review().results.in_time, review(at=LATE).results.in_time
    assert (in_time.shown, in_time.days_late) == (True, 0)
    assert (late.shown, late.days_late) == (False, 2)
    assert "17:00 thứ Hai 09/3/2026" in late.text.vi
    assert "2 ngày làm việc" in late.text.vi


def test_the_mandate_names_its_entry() -> None:
    """Whatever the reply says of it, the law of the entry stands beside the question."""
    own = review().results.within_mandate
    assert own.shown
    assert own.questions[0].text.vi.endswith("(căn cứ: Luật về fin).")

    referral = Referral(question="norms", span="đề nghị Sở Tư pháp")
    said = review(found(absent(), referrals=(referral,))).results.within_mandate
    assert not said.shown
    assert [one.quote for one in said.questions] == [None, "đề nghị Sở Tư pháp"]

    declined = Answer(question="norms", position=Position.NOT_IN_MANDATE)
    on_form = review(found(absent()), answers=(declined,)).results.within_mandate
    assert not on_form.shown
    assert "thuộc cơ quan khác" in on_form.questions[1].text.vi


def test_an_agency_asked_by_override_has_no_entry_to_show() -> None:
    """The absence is named, and nothing is made of it."""
    both_asked = (FINANCE.code, CULTURE.code)
    asked = opening(
        by=SUPERVISOR, questions=(MONEY,), agencies=both_asked, override_reason="Liên quan"
    )
    case = given(asked, replies(CULTURE), assessed(CULTURE, FLAGGED))
    request = case.requests[CULTURE.code]
    made = review_of(case, request, request.replies[0], case.questions_of(request), DUE)
    within = made.results.within_mandate
    assert (within.shown, within.questions[0].mandate) == (False, None)
    assert within.questions[0].text.vi.startswith("Chưa tìm thấy nhiệm vụ nào")


def test_the_position_is_quoted_or_missed_by_number() -> None:
    """Side by side for each question; what was not found names the question and the next step."""
    position = review(found(absent())).results.position
    assert not position.shown
    assert [one.quote for one in position.questions] == [SAID, None]
    absence = position.questions[1].absence
    assert absence
    assert absence.vi == ("Chưa tìm thấy ý kiến về nội dung số 2; nếu đã có, đề nghị chỉ rõ đoạn.")


def test_responsibility_names_who_and_by_whose_leave() -> None:
    """Who prepared it, who signed it, and the head who lent the signature."""
    direct = review().results.responsibility
    assert (direct.signatory.id, direct.delegated_by) == (head(FINANCE).id, None)
    lent = order(
        DelegateSignature,
        head(FINANCE),
        agency=FINANCE.code,
        to=official(FINANCE).person,
        since=MONDAY,
        until=LATE,
        reason="Đi công tác",
    )
    signed = review(before=(lent,), by=official(FINANCE)).results.responsibility
    assert signed.delegated_by == head(FINANCE).person
    assert "theo việc giao ký" in signed.text.vi
    assert signed.responsible_official.name in signed.text.vi


def test_two_acts_are_ready_to_be_sent() -> None:
    """One accepts; one asks for completion with a text that names the question by number."""
    accept, complete = review(found(absent())).acts
    assert (accept.decision, accept.reasons) == ("accept", None)
    assert complete.decision == "return"
    assert complete.reasons == (
        "Đề nghị cơ quan bổ sung, làm rõ các điểm sau:\n"
        "- Nội dung số 2 (“Định mức nào áp dụng?”): chưa tìm thấy ý kiến; "
        "nếu đã có, đề nghị chỉ rõ đoạn."
    )


def test_a_passage_to_make_clear_is_quoted() -> None:
    """What was found in words is quoted in the text, without a word on whoever wrote it."""
    shown = absent().model_copy(update={"span": "cơ bản thống nhất"})
    reasons = review(found(shown)).acts[1].reasons
    assert reasons
    assert "tại đoạn “cơ bản thống nhất”" in reasons


def test_a_decided_reply_offers_nothing() -> None:
    """What is decided is read, and not decided again."""
    decided = order(ReviewReply, OFFICER, agency=FINANCE.code, decision="accept")
    after = review(after=(decided,))
    assert (after.acts, after.reviewer, after.review_due_at) == ((), None, None)


def test_the_text_fits_what_reasons_may_hold() -> None:
    """Many long questions are named by their numbers alone."""
    many = tuple(
        Question(id=f"q{n}", text=f"Câu {n}: " + "mức chi " * 30, field="fin.norms")
        for n in range(1, 41)
    )
    result = tuple(OPEN.model_copy(update={"question": q.id}) for q in many)
    findings = tuple(absent(q.id) for q in many)
    long = review(found(*findings, questions=result), questions=many).acts[1].reasons
    assert long
    assert len(long) <= MOST
    assert "1, 2, 3" in long
    assert ", 40;" in long
