"""A comment on the whole that only says again what answers say waits for no word of its own."""

from typing import Any

import pytest

from remiss.consultation.life.commands import Conclude, DisposeComments
from remiss.consultation.life.events import Disposed
from remiss.consultation.rule_number import CORRECTIONS_TRACED, CURRENT_RULES
from remiss.consultation.state import CaseStage, Consultation
from remiss.consultation.values import Answer, ClauseComment, DispositionKind, Position
from remiss.consultation.views.open_tasks import TaskKind, tasks
from remiss.consultation.views.rows import view
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    OFFICER,
    assessed,
    given,
    opening,
    order,
    refusal,
    replies,
    when,
)

WHOLE, ON_MONEY = "H99.04-1-1", "H99.04-1-1-money"
SAID = "Đề nghị giảm mức chi còn 1,5 lần. Đề nghị ghi rõ nguồn chi."
WANTS = Answer(question="money", position=Position.AGREE_WITH_CHANGES, text=SAID)
NOT_ASKED = Answer(question="money", position=Position.AGREE, text="Mức chi phù hợp.")


def answered(rules: int = CURRENT_RULES, **said: Any) -> Consultation:
    reply = replies(FINANCE, **{"answers": (WANTS,), "text": SAID, "further_comment": True, **said})
    case = given(opening(rules=rules), replies(JUSTICE), assessed(JUSTICE, CLEAR))
    return when(case, reply, assessed(FINANCE, CLEAR))[0]


def disposes(comment: str) -> DisposeComments:
    said = (Disposed(comment=comment, kind=DispositionKind.ADOPTED),)
    return order(DisposeComments, OFFICER, agency=FINANCE.code, dispositions=said)


@pytest.mark.parametrize(
    "text", [SAID, "Đề nghị ghi rõ nguồn chi.", "ĐỀ NGHỊ GHI RÕ\nNGUỒN CHI.", SAID.upper()]
)
def test_what_repeats_an_answer_is_marked_and_the_case_concludes(text: str) -> None:
    """However it is typed: the comment stays, and nobody answers for the same thing twice."""
    case = answered(text=text)
    assert {id_: one.repeats for id_, one in case.comments.items()} == {
        ON_MONEY: False,
        WHOLE: True,
    }
    assert refusal(case, order(Conclude, OFFICER)) == "comments_undisposed"
    (task,) = (each for each in tasks(case) if each.kind is TaskKind.COMMENTS)
    assert task.comments == 1

    done, _ = when(case, disposes(ON_MONEY), order(Conclude, OFFICER))
    assert done.stage in {CaseStage.CONCLUDED, CaseStage.ARCHIVED}
    assert sum(row.undisposed for row in view(done).requests) == 0


def test_what_repeats_a_comment_on_a_clause_is_marked_too() -> None:
    on_clause = ClauseComment(clause="Điều 4", text="Đề nghị bỏ khoản 2.")
    case = answered(answers=(), text="Đề nghị bỏ khoản 2.", clause_comments=(on_clause,))
    assert case.comments[WHOLE].repeats


@pytest.mark.parametrize(
    "said",
    [
        {"text": f"{SAID} Điều 9 cần có chế độ báo cáo."},
        {"text": "Đề nghị giảm mức chi còn 1,5 lần ở cấp xã."},
        {"text": ""},
        {"attachments": ("d" * 64,)},
        {"legal_basis": "Khoản 2 Điều 5 Luật Giá"},
        {"answers": (NOT_ASKED,), "text": NOT_ASKED.text},
    ],
    ids=["more", "another", "nothing", "in a file", "on a basis", "of no comment"],
)
def test_whatever_may_say_more_waits_for_a_word(said: dict[str, Any]) -> None:
    """One word more, a file, a ground: no word of an agency passes for said elsewhere."""
    comment = answered(**said).comments[WHOLE]
    assert (comment.repeats, comment.waits) == (False, True)


def test_a_repetition_may_still_be_answered_for() -> None:
    """An officer who finds more in it says so."""
    case, _ = when(answered(), disposes(WHOLE))
    assert case.comments[WHOLE].adopted


def test_a_case_opened_before_goes_on_as_it_did() -> None:
    case = answered(CORRECTIONS_TRACED)
    assert not case.comments[WHOLE].repeats
    case, _ = when(case, disposes(ON_MONEY))
    assert refusal(case, order(Conclude, OFFICER)) == "comments_undisposed"
