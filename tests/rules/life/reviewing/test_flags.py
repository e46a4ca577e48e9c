"""A flag costs nothing; a machine returns what anyone can check, and prose only where told to."""

import pytest

from remiss.consultation.clarity.assessment import (
    Action,
    Assessment,
    AssessmentTask,
    Finding,
    Referral,
    Verdict,
)
from remiss.consultation.clarity.reply_record import DEMANDED
from remiss.consultation.life.commands import ReviewReply
from remiss.consultation.life.replying.trial import try_reply
from remiss.consultation.policy import EscalationLevel, Policy
from remiss.consultation.state import Consultation, Request
from remiss.consultation.views.rows import request_row
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    OFFICER,
    POLICY,
    assessed,
    both,
    given,
    hanoi,
    kinds,
    opening,
    order,
    replies,
    reply_text,
    when,
)
from tests.given.telling import parts, told

SURE = 0.99
PROSE = Finding(rule="passed_on", message=both("đoạn này"), span="cơ bản", returns=True)
ABSENCE = Finding(
    rule="unanswered_question", message=both("chưa tìm thấy"), returns=True, structural=True
)
DECIDES = hanoi("2026-03-03")


def found(*findings: Finding, verdict: Verdict = Verdict.VAGUE, sure: float = SURE) -> Assessment:
    return Assessment(rubric="test", verdict=verdict, confidence=sure, findings=findings)


def finance(case: Consultation) -> Request:
    return case.requests[FINANCE.code]


def decides(decision: str) -> ReviewReply:
    what = {"agency": FINANCE.code, "decision": decision, "reasons": "Đề nghị nêu mức"}
    return order(ReviewReply, OFFICER, DECIDES, **what)


def test_a_flag_moves_no_clock_and_counts_nothing() -> None:
    """The request stands as it stood when the reply came, but for who looks at it."""
    received = given(opening(), replies(FINANCE))
    flagged, events = when(received, assessed(FINANCE, FLAGGED))
    before, after = finance(received), finance(flagged)

    assert kinds(events) == ["reply_flagged"]
    assert after.clock == before.clock
    assert (after.returns, after.return_level, after.level) == (0, EscalationLevel.NONE, 0)
    assert not after.overdue
    assert (after.reminders, after.notices) == (before.reminders, before.notices)


def test_a_flag_that_comes_to_nothing_leaves_no_trace_in_the_agencys_time() -> None:
    """Accepted after a person's look, the request is as one accepted at once."""
    at_once = given(opening(), replies(FINANCE), assessed(FINANCE, CLEAR))
    looked_at = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED), decides("accept"))
    for name in ("stage", "returns", "days_late", "overdue", "level", "return_level"):
        one, other = (request_row(case, finance(case)) for case in (at_once, looked_at))
        assert getattr(one, name) == getattr(other, name)


def test_the_agency_hears_of_a_flag_once_a_person_decided() -> None:
    """Not when it is raised; accepted or to be completed, it is told."""
    received = given(opening(), replies(FINANCE))
    flag = told(received, assessed(FINANCE, FLAGGED))
    assert {part for part, _ in parts(flag, "reply_flagged")} == {"officer"}

    flagged = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    for decision, kind in (("accept", "reply_accepted"), ("return", "reply_returned")):
        assert ("agency", FINANCE.code) in parts(told(flagged, decides(decision)), kind)


def test_what_is_told_of_a_flag_characterises_nobody() -> None:
    """The sentence says that somebody looks at the reply, and not what for."""
    (notice,) = told(given(opening(), replies(FINANCE)), assessed(FINANCE, FLAGGED))
    assert "đang được xem xét" in notice.what.vi
    assert "chung chung" not in notice.what.vi


@pytest.mark.parametrize("sure", [0.5, 0.85, SURE])
def test_prose_flags_however_sure(sure: float) -> None:
    """What a machine read in prose returns nothing by itself."""
    assessment = found(PROSE, sure=sure).under(return_from_prose=False, bases=DEMANDED)
    assert assessment.action() is Action.FLAG
    _, events = when(given(opening(), replies(FINANCE)), assessed(FINANCE, assessment))
    assert kinds(events) == ["reply_flagged"]


def test_a_structural_absence_returns_and_shows_itself_alone() -> None:
    """Beside it, what was read in prose is told and is no ground of the return."""
    assessment = found(ABSENCE, PROSE, sure=0.6).under(return_from_prose=False, bases=DEMANDED)
    assert assessment.action() is Action.RETURN
    assert [f.rule for f in assessment.findings if f.returns] == ["unanswered_question"]


def test_a_policy_may_let_prose_return() -> None:
    """Where it is switched on, sureness counts again, and a doubt still returns nothing."""
    doubt = PROSE.model_copy(update={"rule": "thin_answer"})
    assert found(PROSE).under(return_from_prose=True, bases=DEMANDED).action() is Action.RETURN
    assert (
        found(PROSE, sure=0.7).under(return_from_prose=True, bases=DEMANDED).action() is Action.FLAG
    )
    assert found(doubt).under(return_from_prose=True, bases=DEMANDED).action() is Action.FLAG


def test_the_setting_is_off_and_not_written_until_it_is_on() -> None:
    """A policy stored before there was the setting keeps its bytes, and has it off."""
    on = POLICY.model_copy(update={"return_from_prose": True})
    assert "return_from_prose" not in POLICY.model_dump()
    assert Policy.model_validate(POLICY.model_dump()).return_from_prose is False
    assert Policy.model_validate(on.model_dump()).return_from_prose is True


def test_what_was_recorded_before_acts_as_it_did() -> None:
    """An assessment of an older rubric returned for prose, and still does on replay."""
    old = Assessment.model_validate_json(
        '{"rubric":"2","verdict":"vague","confidence":0.97,"findings":[{"rule":"passed_on",'
        '"message":{"vi":"a","en":"a"},"question":"money","span":"cơ bản","returns":true}]}'
    )
    _, events = when(given(opening(), replies(FINANCE)), assessed(FINANCE, old))
    assert kinds(events) == ["reply_returned", "return_escalated"]


def test_new_fields_are_written_only_where_used() -> None:
    """Values of before keep their bytes."""
    assert "structural" not in PROSE.model_dump()
    assert "retired" not in found(PROSE).model_dump()
    task = AssessmentTask(questions=(), reply=reply_text(), mandates=())
    assert "return_from_prose" not in task.model_dump()


def test_a_trial_says_what_would_come_of_it() -> None:
    """Tried before it is sent, prose without a position would be looked at by a person."""
    case = given(opening())
    vague = replies(FINANCE, position="none", text="Thực hiện theo quy định.", answers=())
    assert try_reply(case, finance(case), vague).action is Action.FLAG


def test_what_only_retired_rules_found_is_left_out_and_said() -> None:
    """The reply is accepted, the assessment names the rules, and so does the timeline."""
    assessment = found(PROSE).under(return_from_prose=False, bases=DEMANDED).without({"passed_on"})
    assert (assessment.retired, assessment.findings) == (("passed_on",), ())

    notices = told(given(opening(), replies(FINANCE)), assessed(FINANCE, assessment))
    (officers,) = [n for n in notices if n.addressee.part == "officer"]
    assert officers.kind == "reply_accepted"
    assert "(passed_on)" in officers.what.vi
    assert "chung chung" not in officers.what.vi


@pytest.mark.parametrize(
    "assessment",
    [
        found(PROSE, PROSE.model_copy(update={"rule": "no_substance", "returns": False})),
        found(ABSENCE),
        found(PROSE).model_copy(
            update={"referrals": (Referral(question="money", span="đề nghị xã"),)}
        ),
        CLEAR,
    ],
    ids=["another rule found something", "structural", "a decline is proposed", "nothing found"],
)
def test_what_else_speaks_for_a_look_stays(assessment: Assessment) -> None:
    """A retired rule is left out only where it alone made the flag; an absence never."""
    retired = frozenset({"passed_on", "unanswered_question"})
    kept = assessment.under(return_from_prose=False, bases=DEMANDED)
    assert kept.without(retired) == kept


@pytest.mark.parametrize(("rules", "least"), [(1, True), (2, False)])
def test_a_promise_a_person_returned_earns_no_time(rules: int, least: bool) -> None:  # noqa: FBT001
    """By the rules of a case opened now; the look itself is charged to nobody but the reviewer."""
    promise = found(PROSE.model_copy(update={"rule": "delay_without_date", "returns": False}))
    last_day, decided = hanoi("2026-03-09", "16:00"), hanoi("2026-03-10", "10:00")
    opened = opening().model_copy(update={"rules": rules})
    case = given(opened, replies(FINANCE, last_day), assessed(FINANCE, promise, last_day))
    asks = order(
        ReviewReply, OFFICER, decided, agency=FINANCE.code, decision="return", reasons="Nêu mức"
    )
    due_at = finance(when(case, asks)[0]).due_at
    assert due_at == (hanoi("2026-03-11", "17:00") if least else hanoi("2026-03-10", "11:00"))
