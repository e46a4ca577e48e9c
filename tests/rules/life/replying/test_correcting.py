"""A reply corrected before its case is concluded: on record, signed, and never over the earlier."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from remiss.consultation.clarity.assessment import Action, Verdict
from remiss.consultation.life.commands import (
    AmendDraft,
    Conclude,
    ContestReturn,
    CorrectReply,
    Resume,
    ReviewReply,
    RuleOnCorrection,
    SignReply,
    Suspend,
    TakeOver,
)
from remiss.consultation.life.events import Basis, ReplyAccepted, Reviewer
from remiss.consultation.life.replying.trial import ReplyTrial, try_correction
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CORRECTIONS_TRACED, CURRENT_RULES
from remiss.consultation.state import Consultation, PendingCorrection, Stage
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import (
    Actor,
    Answer,
    DispositionKind,
    Draft,
    DraftKind,
    Position,
    ReplyCorrection,
)
from remiss.consultation.views.open_tasks import TaskKind, tasks
from tests.given.case import (
    CLEAR,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    RETURNED,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    official,
    opening,
    order,
    refusal,
    replies,
    reply_text,
    time_passes,
    when,
)
from tests.given.telling import parts, told
from tests.rules.life.commenting.test_disposing import disposes

WRONG = Answer(question="money", position=Position.DISAGREE, text="Mức chi 120 triệu là đủ.")
RIGHT = Answer(question="money", position=Position.DISAGREE, text="Mức chi 210 triệu là đủ.")
REASON = "Ghi nhầm 210 triệu thành 120 triệu."
TUESDAY = hanoi("2026-03-03")
LATE = hanoi("2026-03-11")
IN_REVIEW = (
    opening(rules=CURRENT_RULES),
    replies(JUSTICE),
    assessed(JUSTICE, CLEAR),
    replies(FINANCE, answers=(WRONG,)),
    assessed(FINANCE, FLAGGED),
)
ACCEPTED = (*IN_REVIEW[:-1], assessed(FINANCE, CLEAR))
CONTESTED = (
    assessed(FINANCE, RETURNED),
    order(ContestReturn, head(FINANCE), agency=FINANCE.code, reasons="Đã nêu rõ"),
)
FOUND_IN_IT = assessed(FINANCE, CLEAR, TUESDAY, number=2)


def corrects(
    at: datetime = TUESDAY, by: Actor | None = None, number: int = 1, **changes: Any
) -> CorrectReply:
    text = reply_text(**{"answers": (RIGHT,), **changes})
    return order(
        CorrectReply,
        by or head(FINANCE),
        at,
        agency=FINANCE.code,
        corrects=ReplyCorrection(number=number, reason=REASON),
        reply=text,
    )


def rules(at: datetime = TUESDAY, *, accepted: bool = True, **facts: Any) -> RuleOnCorrection:
    return order(RuleOnCorrection, OFFICER, at, agency=FINANCE.code, accepted=accepted, **facts)


def pending(case: Consultation) -> PendingCorrection:
    (only,) = case.corrections
    return only


def texts(case: Consultation) -> list[tuple[str, int | None]]:
    """What each reply of Finance says on money, and which one has taken its place."""
    replies_ = case.requests[FINANCE.code].replies
    return [(r.reply.said_on("money").text, r.replaced_by) for r in replies_]


# In review


def test_in_review_it_takes_the_place_of_the_reply_there() -> None:
    """The officer decides on the new text, with the whole review time; the old one is kept."""
    case, happened = when(given(*IN_REVIEW), corrects(), assessed(FINANCE, CLEAR, TUESDAY, 2))
    request = case.requests[FINANCE.code]

    assert kinds(happened) == ["reply_flagged"]
    assert request.stage is Stage.IN_REVIEW
    assert request.review_due_at == hanoi("2026-03-05", "17:00")
    assert texts(case) == [(WRONG.text, 2), (RIGHT.text, None)]
    assert request.replies[1].corrects == ReplyCorrection(number=1, reason=REASON)


def test_accepted_there_only_its_own_comments_count() -> None:
    """Nothing the replaced text asked for is left to answer."""
    review = order(ReviewReply, OFFICER, TUESDAY, agency=FINANCE.code, decision="accept")
    case, _ = when(
        given(*IN_REVIEW), corrects(), assessed(FINANCE, CLEAR, TUESDAY, number=2), review
    )

    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert list(case.comments) == ["H99.04-1-2-money"]


@pytest.mark.parametrize("finding", [CLEAR, FLAGGED, RETURNED])
def test_a_machine_decides_on_no_correction(finding: Any) -> None:
    """Whatever it reads, it only flags: a person had the reply before them."""
    case, _ = when(given(*IN_REVIEW), corrects(), assessed(FINANCE, finding, TUESDAY, number=2))

    assert case.requests[FINANCE.code].stage is Stage.IN_REVIEW


def test_it_stays_before_whom_the_reply_lay() -> None:
    """Before the Office, where the Office had taken the decision over; a contest stays one."""
    contested = (
        *IN_REVIEW[:-1],
        *CONTESTED,
        order(TakeOver, OFFICE, agency=FINANCE.code, reasons="Để kịp tiến độ"),
    )
    case, _ = when(given(*contested), corrects(), FOUND_IN_IT)
    request = case.requests[FINANCE.code]
    notices = told(given(*contested), corrects(), FOUND_IN_IT)

    assert request.reviewer is Reviewer.OFFICE
    assert request.contested
    assert parts(notices, "reply_flagged", by_mail=True) == {(Part.OFFICE, None)}


@pytest.mark.parametrize(("rules", "upheld"), [(CURRENT_RULES, False), (CORRECTIONS_TRACED, True)])
def test_a_contest_left_for_a_correction_is_decided_by_nobody(rules: int, *, upheld: bool) -> None:
    """To accept the new text is no word on the return of the old; a later contest is its own."""
    left = given(opening(rules=rules), *IN_REVIEW[1:-1], *CONTESTED, corrects(), FOUND_IN_IT)
    accepts = order(ReviewReply, OFFICER, TUESDAY, agency=FINANCE.code, decision="accept")
    returns = order(
        ReviewReply, OFFICER, TUESDAY, agency=FINANCE.code, decision="return", reasons="Thiếu số"
    )
    _, (accepted, *_) = when(left, accepts)
    assert isinstance(accepted, ReplyAccepted)
    assert accepted.upheld is upheld

    insists = order(ContestReturn, head(FINANCE), TUESDAY, agency=FINANCE.code, reasons="Đủ rồi")
    by_office = order(ReviewReply, OFFICE, TUESDAY, agency=FINANCE.code, decision="accept")
    _, happened = when(left, returns, insists, by_office)
    (accepted,) = (event for event in happened if isinstance(event, ReplyAccepted))
    assert accepted.upheld


def test_a_contest_is_no_way_to_reply_late_in_time() -> None:
    """In place of a reply returned long before, it is as late as the contest came."""
    case = given(
        *IN_REVIEW[:-1],
        assessed(FINANCE, RETURNED),
        time_passes(LATE),
        order(ContestReturn, head(FINANCE), LATE, agency=FINANCE.code, reasons="Đã nêu rõ"),
        corrects(LATE + timedelta(days=1)),
    )
    first, second = case.requests[FINANCE.code].replies

    assert not first.late
    assert second.days_late == 2


def test_it_is_as_late_as_the_first() -> None:
    """Correcting a late reply makes it no later, and no earlier either."""
    late = (
        *ACCEPTED[:3],
        time_passes(LATE),
        replies(FINANCE, LATE, answers=(WRONG,)),
        assessed(FINANCE, FLAGGED, LATE),
    )
    case, _ = when(given(*late), corrects(LATE + timedelta(days=1)))
    first, second = case.requests[FINANCE.code].replies

    assert first.days_late == second.days_late == 2
    assert second.late


# After acceptance


def test_the_earlier_one_stands_until_the_correction_is_decided_on() -> None:
    """It counts for nothing yet; the officer has the policy's review time."""
    case, happened = when(given(*ACCEPTED), corrects())

    assert kinds(happened) == ["correction_received"]
    assert case.requests[FINANCE.code].stage is Stage.ANSWERED
    assert texts(case) == [(WRONG.text, None)]
    assert list(case.comments) == ["H99.04-1-1-money"]
    assert pending(case).clock.due_at == hanoi("2026-03-05", "17:00")
    assert [(t.kind, t.due_at) for t in tasks(case) if t.kind is TaskKind.CORRECTION] == [
        (TaskKind.CORRECTION, pending(case).clock.due_at)
    ]


def test_accepted_its_comments_replace_those_of_the_earlier_one() -> None:
    """Other words are disposed of anew; the earlier letter stays on record, and says by what."""
    case, happened = when(given(*ACCEPTED, disposes()), corrects(), rules())

    assert kinds(happened) == ["correction_accepted"]
    assert texts(case) == [(WRONG.text, 2), (RIGHT.text, None)]
    assert {id_: c.disposition for id_, c in case.comments.items()} == {"H99.04-1-2-money": None}
    assert case.corrections == ()
    last = case.requests[FINANCE.code].replies[-1]
    assert (last.basis, last.decided_by, last.days_late) == (Basis.REVIEW, OFFICER.person, 0)


def test_a_disposition_stays_with_the_same_words() -> None:
    """What was corrected elsewhere in the letter leaves this comment as it was answered."""
    same = corrects(answers=(WRONG,), legal_basis="Điều 31 Luật Ngân sách nhà nước")
    case, _ = when(given(*ACCEPTED, disposes()), same, rules())
    comment = case.comments["H99.04-1-2-money"]

    assert comment.disposition is not None
    assert comment.disposition.kind is DispositionKind.KEPT
    assert comment.object_until == hanoi("2026-03-04", "17:00")


def test_a_disposition_stays_also_where_the_case_no_longer_carries_the_words() -> None:
    """A run that begins anew leaves decided texts in the ledger, and still knows them again."""
    case = given(*ACCEPTED, disposes()).without_decided_texts()
    case, _ = when(case, corrects(answers=(WRONG,)), rules())

    assert case.comments["H99.04-1-2-money"].disposition is not None


def test_a_case_of_older_rules_disposes_anew() -> None:
    """It kept nothing to know a comment again by, and still has its reply corrected."""
    older = given(opening(rules=CORRECTIONS_TRACED - 1), *ACCEPTED[1:], disposes())
    case, _ = when(older, corrects(answers=(WRONG,)), rules())

    assert {id_: c.disposition for id_, c in case.comments.items()} == {"H99.04-1-2-money": None}


def test_silence_accepts_it() -> None:
    """As with a flagged reply: nobody waits for ever, and it is on the officer's record."""
    case, happened = when(given(*ACCEPTED), corrects(), time_passes(hanoi("2026-03-06")))

    assert kinds(happened) == ["correction_accepted"]
    assert texts(case)[-1] == (RIGHT.text, None)
    assert case.requests[FINANCE.code].replies[-1].basis is Basis.REVIEW_LAPSED
    notices = told(given(*ACCEPTED), corrects(), time_passes(hanoi("2026-03-06")))
    assert (Part.SUPERVISOR, "H99.02") in parts(notices, "correction_accepted")


def test_refused_the_earlier_one_stands() -> None:
    """With reasons, which its agency reads; it may send another."""
    case = given(*ACCEPTED, corrects())
    assert refusal(case, rules(accepted=False)) == "correction_needs_reason"

    case, _ = when(case, rules(accepted=False, reasons="Chưa kèm bảng tính"))
    assert texts(case) == [(WRONG.text, None)]
    assert refusal(case, rules()) == "no_correction_to_rule_on"
    assert pending(when(case, corrects())[0]).corrects.number == 1


def test_a_correction_may_itself_be_corrected() -> None:
    """One that waits makes room for the newer; one accepted is corrected under its own number."""
    third = Answer(question="money", position=Position.DISAGREE, text="Mức chi 220 triệu.")
    case, _ = when(given(*ACCEPTED), corrects(), corrects(answers=(third,)))
    assert pending(case).reply.said_on("money").text == third.text

    case, _ = when(case, rules())
    assert refusal(case, corrects(number=1)) == "another_reply_to_correct"
    case, _ = when(case, corrects(number=2), rules())
    assert texts(case) == [(WRONG.text, 2), (third.text, 3), (RIGHT.text, None)]


def test_the_table_is_not_final_while_a_correction_waits() -> None:
    """Concluding waits for the word on it, and is possible right after."""
    concludes = order(Conclude, OFFICER, hanoi("2026-03-05"))
    answered = given(*ACCEPTED, disposes(DispositionKind.ADOPTED, None))
    case, _ = when(answered, corrects(answers=(WRONG,)))

    assert refusal(case, concludes) == "corrections_open"
    after, happened = when(case, rules(), concludes)
    assert kinds(happened) == ["consultation_concluded"]
    assert refusal(after, corrects(number=2)) == "consultation_closed"


def test_a_suspended_case_gives_the_review_time_back() -> None:
    """Nobody's time runs while the case stands still."""
    case, _ = when(
        given(*ACCEPTED),
        corrects(),
        order(Suspend, OFFICER, TUESDAY, reason="Chờ chỉ đạo"),
        time_passes(hanoi("2026-03-09")),
        order(Resume, OFFICER, hanoi("2026-03-09"), reason="Đã có chỉ đạo"),
    )

    assert pending(case).clock.due_at == hanoi("2026-03-11", "17:00")
    assert texts(case) == [(WRONG.text, None)]


def test_asking_anew_leaves_the_correction_where_it_waits() -> None:
    """It is of the request it corrects, and is decided on there."""
    amends = order(
        AmendDraft,
        OFFICER,
        TUESDAY,
        draft=Draft(subject="Bản hai", kind=DraftKind.GUIDELINE, sha256="b" * 64),
        changed=(MONEY,),
        directory=DIRECTORY,
    )
    case, _ = when(given(*ACCEPTED), corrects(), amends, rules())

    assert case.requests[FINANCE.code].ordinal == 2
    assert case.requests[FINANCE.code].replies == ()
    assert [r.replaced_by for r in case.earlier[0].replies] == [2, None]


# Who, and when


def test_an_officials_correction_waits_for_a_signature() -> None:
    """As a reply does; the earlier one stands meanwhile, and the head is told."""
    case, happened = when(given(*ACCEPTED), corrects(by=official(FINANCE)))
    assert kinds(happened) == ["reply_drafted"]
    assert case.corrections == ()
    notices = told(given(*ACCEPTED), corrects(by=official(FINANCE)))
    assert {n.step for n in notices} == {"sign_correction"}

    sha256 = reply_text(answers=(RIGHT,)).sha256()
    signs = order(SignReply, head(FINANCE), TUESDAY, agency=FINANCE.code, reply_sha256=sha256)
    other = signs.model_copy(update={"reply_sha256": "0" * 64})
    assert refusal(case, other) == "another_text_to_sign"
    case, happened = when(case, signs)
    assert kinds(happened) == ["correction_received"]
    assert case.requests[FINANCE.code].drafted is None


def test_who_is_told_of_a_correction() -> None:
    """The officer, by mail, with the time for it; the agency that it has come."""
    notices = told(given(*ACCEPTED), corrects())

    assert parts(notices, "correction_received", by_mail=True) == {(Part.OFFICER, "lan")}
    assert parts(notices, "correction_received", by_mail=False) == {(Part.AGENCY, FINANCE.code)}
    (mail,) = (n for n in notices if n.by_mail)
    assert mail.due_at == hanoi("2026-03-05", "17:00")


def test_there_is_something_to_correct_only_once_a_reply_has_come() -> None:
    """Before, and after a return, one replies; a reply beside silence is followed by another."""
    returned = given(*IN_REVIEW[:-1], assessed(FINANCE, RETURNED))
    silent = given(*ACCEPTED[:3], time_passes(hanoi("2026-03-20")))

    assert refusal(given(opening()), corrects(MONDAY)) == "nothing_to_correct"
    assert refusal(returned, corrects()) == "nothing_to_correct"
    assert refusal(silent, corrects(hanoi("2026-03-20"))) == "nothing_to_correct"


def test_a_correction_needs_a_reason() -> None:
    """As such a letter has one."""
    with pytest.raises(ValueError, match="reason"):
        ReplyCorrection.model_validate({"number": 1, "reason": ""})


def test_a_correction_answers_what_was_asked_and_no_more() -> None:
    """It is checked as any reply is."""
    case = given(*ACCEPTED)
    law = Answer(question="law", position=Position.AGREE, text="Thống nhất.")

    assert refusal(case, corrects(answers=(law,))) == "answers_to_unasked_questions"
    assert refusal(case, corrects(draft_sha256="0" * 64)) == "reply_to_another_draft"


def test_a_correction_is_tried_before_it_is_sent() -> None:
    """Refused as it would be; read against what the earlier reply answers; a person decides."""
    case = given(opening(rules=CURRENT_RULES), replies(FINANCE, answers=(WRONG,)))
    case, _ = when(case, assessed(FINANCE, CLEAR))
    request = case.requests[FINANCE.code]

    def tries(number: int = 1, **changes: Any) -> ReplyTrial:
        corrects = ReplyCorrection(number=number, reason=REASON)
        reply = reply_text(**changes)
        who = head(FINANCE)
        what = {"agency": FINANCE.code, "corrects": corrects, "reply": reply}
        return try_correction(case, request, order(CorrectReply, who, TUESDAY, **what))

    said = tries(answers=(RIGHT,))
    empty = tries(position=Position.NONE, text="", answers=())
    assert [found.question for found in said.assessment.questions] == ["money"]
    assert {said.action, empty.action} == {Action.FLAG}
    assert said.counts_at_once
    assert empty.assessment.verdict is not Verdict.CLEAR
    with pytest.raises(Refusal, match="another_reply_to_correct"):
        tries(number=2)
