"""A letter is tried: what is read from it is proposed, and confirmed in one step as it was seen."""

from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

import pytest

from remiss.consultation.clarity.assessment import Assessment, QuestionResult, Verdict
from remiss.consultation.life.commands import SubmitReply
from remiss.consultation.life.replying import proposal
from remiss.consultation.life.replying.proposal import ProposedReply, confirmed_reply
from remiss.consultation.life.replying.trial import ReplyTrial, try_reply
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import Answer, Position, Question, Reply
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONEY,
    assessed,
    given,
    opening,
    replies,
    reply_text,
)

SAYS = "Sở Tài chính thống nhất với mức chi, vì đã bố trí trong dự toán năm 2026."
LETTER = f"Kính gửi: Sở Nội vụ\n{SAYS}\nTrân trọng./."
ASKED = given(opening())
WITHOUT = {"answers": (), "position": Position.NONE}


def reads(questions: Sequence[Question], reply: Reply, *_: Any, **__: Any) -> Assessment:
    """An assessor that takes the first line naming the Department for the first answer."""
    line = next((one for one in reply.text.splitlines() if "Sở Tài chính" in one), None)
    asked = (
        QuestionResult(question=question.id, answered=bool(span), confidence=0.9, span=span)
        for question, span in zip(questions, chain([line], repeat(None)), strict=False)
    )
    return Assessment(rubric="test", verdict=Verdict.CLEAR, questions=tuple(asked))


@pytest.fixture(autouse=True)
def _assessor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposal, "assess", reads)


def gives(text: str = LETTER, **changes: Any) -> SubmitReply:
    return replies(FINANCE, text=text, **{**WITHOUT, **changes})


def tried(command: SubmitReply, case: Consultation = ASKED) -> ReplyTrial:
    return try_reply(case, case.requests[FINANCE.code], command)


def read_from(command: SubmitReply) -> ProposedReply:
    proposed = tried(command).proposed
    assert proposed
    return proposed


def confirms(command: SubmitReply, sha256: str, case: Consultation = ASKED) -> Reply:
    return confirmed_reply(case, case.requests[FINANCE.code], command, sha256)


def is_refused(command: SubmitReply, sha256: str, case: Consultation = ASKED) -> str:
    with pytest.raises(Refusal) as refused:
        confirms(command, sha256, case)
    return refused.value.code


def test_what_a_letter_carries_is_proposed_and_is_the_letter_whole() -> None:
    """The letter stays what it was; its answers stand beside it."""
    command = gives()
    proposed = read_from(command)

    (answer,) = proposed.reply.answers
    assert (answer.position, answer.text) == (Position.AGREE, SAYS)
    assert answer.reason == "vì đã bố trí trong dự toán năm 2026"
    assert proposed.reply.model_copy(update={"answers": ()}) == command.reply
    assert proposed.reply_sha256 == proposed.reply.sha256()
    assert proposed.undecided == ()


def test_what_is_confirmed_is_what_was_seen() -> None:
    """The digest of the check gives the reply the check showed; the rules take it as any other."""
    command = gives()
    proposed = read_from(command)
    confirmed = confirms(command, proposed.reply_sha256)

    assert confirmed == proposed.reply
    case = given(opening(), command.model_copy(update={"reply": confirmed}))
    assert case.requests[FINANCE.code].replies[-1].reply == proposed.reply


def test_nothing_is_proposed_to_a_form_a_file_or_an_empty_letter() -> None:
    """Who answered has answered; where there are no words there is nothing to read."""
    assert tried(replies(FINANCE, answers=(Answer(question="money"),))).proposed is None
    assert tried(gives("", attachments=("a" * 64,))).proposed is None
    assert tried(gives("Kính gửi: Sở Nội vụ")).proposed is None


def test_another_letter_is_not_what_was_seen() -> None:
    """Nor is the same letter once the question was answered otherwise, nor one with answers."""
    seen = read_from(gives()).reply_sha256

    assert is_refused(gives(f"{LETTER} Bổ sung."), seen) == "another_proposal"
    assert is_refused(gives(), "0" * 64) == "another_proposal"
    assert is_refused(replies(FINANCE), seen) == "another_proposal"


def test_who_took_no_position_is_asked_to_tick_one() -> None:
    """What is read is shown, and not sent as it is: a form with a gap would be returned."""
    command = gives("Dự toán của tỉnh có 41 khoản chi cho việc này, mỗi khoản theo một mức chi.")
    proposed = read_from(command)

    assert proposed.undecided == ("money",)
    assert proposed.reply.answers[0].text == command.reply.text
    assert is_refused(command, proposed.reply_sha256) == "positions_undecided"


def test_what_would_be_refused_is_refused_for_its_own_reason() -> None:
    """A request that was answered says so."""
    answered = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))

    assert is_refused(gives(), "0" * 64, answered) == "already_answered"


def test_sent_again_it_is_the_same_reply() -> None:
    """A retry acts once, whatever the case has become meanwhile."""
    command = gives()
    reply = read_from(command).reply
    after = given(
        opening(),
        command.model_copy(update={"reply": reply}),
        assessed(FINANCE, CLEAR),
        replies(JUSTICE),
    )

    assert confirms(command, reply.sha256(), after) == reply


def test_what_else_the_letter_asks_is_a_comment_of_its_own() -> None:
    """What no answer holds is not lost: the letter as a whole stands in the table."""
    further = "Ngoài ra, đề nghị cơ quan soạn thảo bỏ Điều 9 vì đã có nghị quyết khác."
    source = MONEY.model_copy(update={"id": "source", "text": "Kinh phí lấy từ nguồn nào?"})
    case = given(opening(questions=(MONEY, source), agencies=(FINANCE.code,)))
    command = gives(f"{LETTER}\n{further}")
    proposed = tried(command, case).proposed

    assert read_from(gives()).reply.remarks == ()
    assert proposed
    assert proposed.reply.further_comment
    assert proposed.reply.remarks == (None,)
    assert proposed.undecided == ("source",)


def test_a_letter_too_long_for_its_answers_is_left_as_it_is() -> None:
    """What does not fit one message is not proposed."""
    long = f"{SAYS} " + "Mức chi theo dự toán. " * 4_500
    assert tried(gives(long, legal_basis="a" * 5_000)).proposed is None
    assert reply_text(text=long).text == long
