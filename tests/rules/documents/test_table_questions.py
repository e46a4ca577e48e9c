"""The table and the letter on difficult questions, and on those for bodies outside."""

from typing import Any

from remiss.consultation.decider import decide
from remiss.consultation.life.evolution import fold
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.values import FollowUpOutcome
from remiss.documents.letters.case_fields import questions
from remiss.documents.table.case_table import consolidation
from remiss.documents.table.consolidation import Consolidation
from remiss.documents.table.table_preamble import preamble
from tests.given.case import CLEAR, FINANCE, JUSTICE, LAW, MONEY, assessed, given, opening, replies
from tests.rules.life.declining.test_declining import rules
from tests.rules.life.declining.test_outside import follows_up, sends_away

HARD = LAW.model_copy(update={"difficult": True})


def table_after(*commands: Any) -> Consolidation:
    state: State = Unopened()
    events: list[Any] = []
    for command in commands:
        happened = decide(state, command)
        events += happened
        state = fold(happened, state)
    assert isinstance(state, Consultation)
    return consolidation(state, events)


def said(table: Consolidation) -> str:
    return "\n".join(f"{block.lead} {block.text}" for block in preamble(table))


def test_the_table_names_who_is_silent_on_it() -> None:
    """Each difficult question with the agencies that gave no opinion."""
    asked = opening(questions=(HARD, MONEY))
    open_one = table_after(asked)
    assert "Chưa có ý kiến của: Sở Tư pháp" in said(open_one)
    answered = table_after(asked, replies(JUSTICE), assessed(JUSTICE, CLEAR))
    assert "đều đã có ý kiến" in said(answered)
    assert table_after(opening()).difficult == ()
    assert "difficult" not in table_after(opening()).model_dump()


def test_the_letter_says_which_question_is_difficult() -> None:
    """So that its answer says more than that there is no precedent."""
    case = given(opening(questions=(HARD, MONEY)))
    asked = list(questions(case, case.questions, case.requests[JUSTICE.code]))
    assert "Nội dung khó" in asked[0].tail
    assert [block.tail for block in asked[1:]] == [""] * len(asked[1:])


def test_the_table_says_what_became_of_a_question_for_a_ministry() -> None:
    """Its body, its rule, and the last thing done about it."""
    sent = (opening(), sends_away(), rules(confirmed=True))
    assert "chưa ghi nhận việc báo cáo" in said(table_after(*sent))
    told = said(table_after(*sent, follows_up(FollowUpOutcome.REPORTED, document="12/TTr-SNV")))
    assert "Thuộc Bộ Tài chính, theo Khoản 3 Điều 21" in told
    assert "đã báo cáo cấp có thẩm quyền ngày 03/3/2026, 12/TTr-SNV: Tờ trình gửi Bộ" in told
    assert FINANCE.name.vi in told
