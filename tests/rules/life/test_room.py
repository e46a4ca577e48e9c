"""A case never grows beyond what can be carried into a new run, recovered, and ended."""

from typing import Any

import pytest

from remiss.consultation.admission import admit
from remiss.consultation.life.commands import (
    AmendDraft,
    Cancel,
    Command,
    DeclineQuestions,
    InvolveColleague,
)
from remiss.consultation.life.evolution import fold
from remiss.consultation.message_size import CARRIED_BYTES, MOST_QUESTIONS, ROOM_TO_REPLY
from remiss.consultation.ports import CaseStart
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import Declined, Draft, DraftKind, Person, Question
from tests.given.case import (
    CULTURE,
    FINANCE,
    JUSTICE,
    OFFICER,
    given,
    head,
    opening,
    order,
    replies,
)
from tests.rules.life.declining.test_declining import REGISTRY

PEOPLE = [Person(id=f"cv{n}", name="Nguyễn Văn An") for n in range(3)]


def amends(number: int, questions: int, characters: int, letter: str = "đ") -> AmendDraft:
    changed = tuple(
        Question(id=f"n{number}-{n}", text=letter * characters, field="fin.norms")
        for n in range(questions)
    )
    draft = Draft(subject="Dự thảo", kind=DraftKind.GUIDELINE, sha256=f"{number:064x}")
    return order(
        AmendDraft,
        OFFICER,
        draft=draft,
        changed=changed,
        agencies=(FINANCE.code,),
        directory=REGISTRY,
    )


def involves(number: int, characters: int) -> InvolveColleague:
    return order(
        InvolveColleague,
        head(FINANCE),
        agency=FINANCE.code,
        colleague=PEOPLE[number % 3],
        part="đ" * characters,
    )


def grown(commands: Any) -> tuple[Consultation, str]:
    """The case after as many of `commands` as it takes, and what it says to the next."""
    case = given(opening())
    for command in commands:
        try:
            case = after(case, command)
        except Refusal as refused:
            return case, refused.code
    pytest.fail("it was never refused")


def after(case: Consultation, command: Command) -> Consultation:
    state = fold(admit(case, command), case)
    assert isinstance(state, Consultation)
    return state


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ((amends(n, 90, 1_999, "𠮷") for n in range(200)), "case_full"),
        ((amends(n, 20, 20) for n in range(200)), "too_many_questions"),
        ((involves(n, 1_900) for n in range(2_000)), "case_full"),
    ],
    ids=["long questions", "many questions", "colleagues"],
)
def test_whatever_makes_it_grow_is_refused_in_words(commands: Any, code: str) -> None:
    """Long before one message; and then it can still be answered, sent on and ended."""
    case, refused = grown(commands)
    assert refused == code
    assert len(case.questions) <= MOST_QUESTIONS
    carried = CaseStart(state=case.without_decided_texts())
    assert len(carried.model_dump_json().encode()) < CARRIED_BYTES
    declined = Declined(question="money", field="culture.festival", to=CULTURE.code)
    for command in (
        replies(FINANCE, text="Thống nhất. " * 5_000),
        order(
            DeclineQuestions,
            head(FINANCE),
            agency=FINANCE.code,
            declined=(declined,),
            reasons="Ngành văn hóa quản lý",
            directory=REGISTRY,
        ),
        order(Cancel, OFFICER, reason="Chờ Nghị định"),
    ):
        after(case, command)


def test_long_replies_that_wait_leave_room_to_decide_on_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One more is asked to come as a file; what was received stays, and is decided on."""
    monkeypatch.setattr("remiss.consultation.message_size.ROOM_TO_REPLY", 120_000)
    case = after(given(opening()), replies(FINANCE, text="đ" * 50_000))
    with pytest.raises(Refusal, match="no_room_for_the_text"):
        after(case, replies(JUSTICE, text="đ" * 50_000))
    after(case, replies(JUSTICE, text="Thống nhất."))
    assert ROOM_TO_REPLY < CARRIED_BYTES
