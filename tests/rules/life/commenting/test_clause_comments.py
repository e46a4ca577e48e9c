"""A reply carries comments on clauses of the draft besides its answers; each is disposed of."""

from typing import Any

import pytest
from pydantic import ValidationError

from remiss.consultation.admission import admit
from remiss.consultation.clarity.rubric import assess
from remiss.consultation.life.commands import (
    Conclude,
    CorrectReply,
    DisposeComments,
    RuleOnCorrection,
    SubmitReply,
)
from remiss.consultation.life.commenting.messages import Disposed
from remiss.consultation.life.evolution import fold
from remiss.consultation.message_size import CARRIED_BYTES, COMMENT_BYTES
from remiss.consultation.ports import CaseStart
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES, FIRST_RULES
from remiss.consultation.state import Consultation
from remiss.consultation.values import (
    MOST_CLAUSE_COMMENTS,
    ClauseComment,
    DispositionKind,
    Position,
    Reply,
    ReplyCorrection,
)
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    LAW,
    MONDAY,
    OFFICER,
    assessed,
    given,
    head,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    when,
)

FIRST = ClauseComment(
    clause="Khoản 2 Điều 7", anchor="dieu-7.khoan-2", text="Đề nghị thay “được hưởng”."
)
SECOND = ClauseComment(clause="Điều 3", proposed_wording="Bỏ từ “bị”.")
ID = f"{JUSTICE.code}-1-1"


def case_with(*comments: ClauseComment, rules: int = CURRENT_RULES, **reply: Any) -> Consultation:
    answered = reply_text("law", clause_comments=comments, **reply)
    given_reply = replies(JUSTICE, answers=answered.answers, clause_comments=comments, **reply)
    return given(opening(rules=rules), given_reply, assessed(JUSTICE, CLEAR))


def disposes(kind: str = "adopted", why: str | None = None, *ids: str) -> DisposeComments:
    what = DispositionKind(kind)
    told = tuple(Disposed(comment=id_, kind=what, explanation=why) for id_ in ids)
    return order(DisposeComments, OFFICER, agency=JUSTICE.code, dispositions=told)


@pytest.mark.parametrize("rules", [FIRST_RULES, CURRENT_RULES])
def test_each_is_a_comment_of_its_own_in_old_cases_too(rules: int) -> None:
    """Under an id of its number, with the clause it is on; agreement on the whole adds none."""
    case = case_with(FIRST, SECOND, rules=rules)

    assert {id_: comment.clause for id_, comment in case.comments.items()} == {
        f"{ID}.1": "Khoản 2 Điều 7",
        f"{ID}.2": "Điều 3",
    }


@pytest.mark.parametrize("rules", [FIRST_RULES, CURRENT_RULES])
def test_changes_wanted_on_the_whole_are_those_the_clauses_name(rules: int) -> None:
    """What the text asks for besides is a comment still; what it says again is none."""
    wants: dict[str, Any] = {"position": Position.AGREE_WITH_CHANGES}
    assert list(case_with(FIRST, rules=rules, text="", **wants).comments) == [f"{ID}.1"]
    besides = case_with(FIRST, text="Đề nghị đổi tên văn bản.", **wants)
    again = case_with(FIRST, text="Đề nghị thay “được hưởng”.")
    assert list(besides.comments) == [ID, f"{ID}.1"]
    assert list(again.comments) == [f"{ID}.1"]


def test_one_cannot_be_called_no_comment_and_waits_for_its_answer() -> None:
    """Its agency entered it as one; the case ends when it is disposed of."""
    case = case_with(FIRST)
    assert refusal(case, disposes("no_comment", None, f"{ID}.1")) == "comment_was_made"
    justice_alone = case.model_copy(update={"requests": {JUSTICE.code: case.requests["H99.03"]}})
    ends = order(Conclude, OFFICER, MONDAY)
    assert refusal(justice_alone, ends) == "comments_undisposed"
    done, _ = when(justice_alone, disposes("adopted", None, f"{ID}.1"), ends)
    assert done.closed_at == MONDAY


def test_a_correction_keeps_the_answer_of_what_it_says_again() -> None:
    """Under another number too; what it changes is disposed of anew."""
    case = case_with(FIRST, SECOND)
    case, _ = when(case, disposes("kept", "Giữ mức chung.", f"{ID}.1", f"{ID}.2"))
    changed = SECOND.model_copy(update={"proposed_wording": "Bỏ cả câu."})
    corrected = reply_text("law", clause_comments=(changed, FIRST))
    case, _ = when(
        case,
        order(
            CorrectReply,
            head(JUSTICE),
            agency=JUSTICE.code,
            corrects=ReplyCorrection(number=1, reason="Ghi nhầm."),
            reply=corrected,
        ),
        order(RuleOnCorrection, OFFICER, agency=JUSTICE.code, accepted=True),
    )

    became = {id_: c.disposition and c.disposition.kind for id_, c in case.comments.items()}
    assert became == {f"{JUSTICE.code}-1-2.1": None, f"{JUSTICE.code}-1-2.2": "kept"}


def test_a_reply_that_uses_none_is_stored_as_before() -> None:
    """Its bytes and its digest stay; one that does says so in its digest."""
    plain, used = reply_text("law"), reply_text("law", clause_comments=(FIRST,))
    assert "clause_comments" not in plain.model_dump_json()
    assert plain.sha256() != used.sha256()
    assert Reply.model_validate_json(used.model_dump_json()) == used
    assert used.without_texts() == plain.without_texts()


def test_it_answers_no_question_and_worsens_no_answer() -> None:
    """What was read of the answers stays the same; an open question goes to a person."""
    mandates = JUSTICE.mandates
    answered = reply_text("law", text="")
    beside = reply_text("law", text="", clause_comments=(FIRST, SECOND))
    assert assess((LAW,), beside, mandates) == assess((LAW,), answered, mandates)
    only = reply_text(text="", position=Position.NONE, clause_comments=(FIRST,))
    found = assess((LAW,), only, mandates)
    assert found.unanswered == ("law",)
    assert not any(one.structural for one in found.findings)


def test_one_that_says_nothing_is_refused_in_words() -> None:
    """A clause alone asks for nothing."""
    with pytest.raises(ValidationError, match="clause_comment_empty"):
        ClauseComment(clause="Điều 3", quoted="bị trừ điểm")


def test_a_case_full_of_them_can_be_carried_on_and_disposed_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Room is kept for what will be said of each, and the words for it stay in the ledger."""
    many = (FIRST,) * MOST_CLAUSE_COMMENTS
    case = admitted(given(opening()), replies(JUSTICE, clause_comments=many))
    monkeypatch.setattr("remiss.consultation.message_size.ROOM_TO_REPLY", 900_000)
    with pytest.raises(Refusal, match="no_room_for_the_text"):
        admitted(case, replies(FINANCE, clause_comments=many))
    monkeypatch.undo()
    case = admitted(case, replies(FINANCE, clause_comments=many))
    case, _ = when(case, assessed(JUSTICE, CLEAR), assessed(FINANCE, CLEAR))
    why = "Giữ như dự thảo. " * 100
    for agency in (JUSTICE, FINANCE):
        ids = [id_ for id_, one in case.comments.items() if one.agency == agency.code]
        for first in range(0, len(ids), 100):
            some = disposes("kept", why, *ids[first : first + 100])
            case, _ = when(case, some.model_copy(update={"agency": agency.code}))

    slim = case.without_decided_texts()
    assert len(case.comments) == 2 * MOST_CLAUSE_COMMENTS
    assert len(CaseStart(state=slim).model_dump_json().encode()) < CARRIED_BYTES / 2
    comment = next(iter(slim.comments.values()))
    assert len(comment.model_dump_json().encode()) < COMMENT_BYTES


def admitted(case: Consultation, command: SubmitReply) -> Consultation:
    after = fold(admit(case, command), case)
    assert isinstance(after, Consultation)
    return after
