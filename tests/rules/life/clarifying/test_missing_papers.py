"""Papers asked for: named with the rule that requires each, or the clock runs on."""

from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.decider import decide
from remiss.consultation.life.events import ClarificationAsked
from remiss.consultation.life.evolution import fold
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import ClarificationGround, NamedPaper
from tests.given.case import FINANCE, PAPERS, given, opening
from tests.rules.life.clarifying.test_clarifying import asks

RULE = "Khoản 2 Điều 42 Luật Ngân sách nhà nước"


def refused(*papers: NamedPaper, **changes: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        admit(given(opening()), asks(papers=papers, **changes))
    return caught.value


def test_papers_are_named_with_their_rule_or_the_clock_runs_on() -> None:
    """Named, they stand on record; unnamed, the refusal says what to add."""
    case, command = given(opening()), asks(papers=PAPERS)
    (asked,) = admit(case, command)
    assert isinstance(asked, ClarificationAsked)
    after = fold((asked,), case)
    assert isinstance(after, Consultation)
    assert after.requests[FINANCE.code].clarifications[0].papers == PAPERS

    refusal = refused()
    assert refusal.code == "papers_unnamed"
    assert "từng giấy tờ" in refusal.message.vi


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (NamedPaper(name="hồ sơ liên quan", rule=RULE), "paper_without_name"),
        (NamedPaper(name="Bổ sung các tài liệu còn thiếu", rule=RULE), "paper_without_name"),
        (NamedPaper(name="ho so kem theo", rule=RULE), "paper_without_name"),
        (NamedPaper(name="Bảng tính kinh phí", rule="theo quy định"), "paper_without_rule"),
        (
            NamedPaper(name="Bảng tính kinh phí", rule="Quy định pháp luật"),
            "paper_without_rule",
        ),
    ],
)
def test_general_words_name_no_paper_and_no_rule(paper: NamedPaper, code: str) -> None:
    """“bổ sung hồ sơ theo quy định” says neither which nor why."""
    refusal = refused(*PAPERS, paper)
    assert refusal.code == code
    assert refusal.facts["papers"] == [paper.name]


def test_other_grounds_ask_for_no_papers() -> None:
    """Nothing more is demanded than the ground needs; a paper named is named well all the same."""
    ground = ClarificationGround.UNCLEAR_QUESTION
    assert admit(given(opening()), asks(ground=ground))
    vague = NamedPaper(name="hồ sơ", rule=RULE)
    assert refused(vague, ground=ground).code == "paper_without_name"


def test_what_was_accepted_without_papers_is_decided_again() -> None:
    """A replay does not come by admission, and an event without papers keeps its bytes."""
    (asked,) = decide(given(opening()), asks())
    assert "papers" not in asked.model_dump(mode="json")
    assert "papers" not in asks().model_dump_json()
