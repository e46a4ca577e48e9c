"""A question for a body outside the registry: named with its rule, and followed up."""

from typing import Any

import pytest
from pydantic import ValidationError

from remiss.consultation.life.commands import (
    AmendDraft,
    Conclude,
    DeclineQuestions,
    RecordFollowUp,
    Resume,
    RuleOnDecline,
    Suspend,
)
from remiss.consultation.life.events import (
    ConsultationConcluded,
    DeclineConfirmed,
    FollowUpOpened,
    FollowUpRecorded,
    FollowUpReminded,
    QuestionsDeclined,
    Reviewer,
)
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.state import CaseStage, Consultation, Stage
from remiss.consultation.telling.temporal_ui import alarm_summary, current_details
from remiss.consultation.values import Declined, Draft, DraftKind, FollowUpOutcome, NamedBody
from remiss.consultation.views.open_tasks import TaskKind, tasks
from tests.given.case import (
    CLEAR,
    FINANCE,
    JUSTICE,
    MONEY,
    OFFICE,
    OFFICER,
    assessed,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    refusal,
    replies,
    time_passes,
    when,
)
from tests.rules.life.declining.test_declining import REGISTRY, TUESDAY, rules

MINISTRY = NamedBody(name="Bộ Tài chính", rule="Khoản 3 Điều 21 Luật Ngân sách nhà nước")


ANSWERED = (replies(JUSTICE, TUESDAY), assessed(JUSTICE, CLEAR, TUESDAY))


def sends_away(at: Any = TUESDAY, body: NamedBody = MINISTRY) -> DeclineQuestions:
    """Finance says that its own field's question is the ministry's to decide."""
    return order(
        DeclineQuestions,
        head(FINANCE),
        at,
        agency=FINANCE.code,
        declined=(Declined(question="money", field=MONEY.field, body=body),),
        reasons="Mức chi này do Bộ quy định",
        directory=REGISTRY,
    )


def follows_up(outcome: FollowUpOutcome, at: Any = TUESDAY, **what: Any) -> RecordFollowUp:
    asked = {"agency": FINANCE.code, "question": "money", "text": "Tờ trình gửi Bộ"}
    return order(RecordFollowUp, OFFICER, at, outcome=outcome, **{**asked, **what})


def opened(*more: Any) -> Consultation:
    return given(opening(), sends_away(), rules(confirmed=True), *more)


def test_a_body_is_named_with_its_rule_or_an_agency_by_its_code() -> None:
    """One of them and not both; a body without a rule is none."""
    with pytest.raises(ValidationError, match="whose"):
        Declined(question="money", field=MONEY.field)
    with pytest.raises(ValidationError, match="whose"):
        Declined(question="money", field=MONEY.field, to=JUSTICE.code, body=MINISTRY)
    with pytest.raises(ValidationError, match="rule"):
        NamedBody.model_validate({"name": "Bộ Y tế"})
    old = Declined(question="money", field=MONEY.field, to=JUSTICE.code)
    assert "body" not in old.model_dump()


def test_the_registry_contradicts_no_body_it_does_not_know() -> None:
    """Even in the agency's own field: what is above the province is for a person to judge."""
    case, (declined,) = when(given(opening()), sends_away())

    assert isinstance(declined, QuestionsDeclined)
    assert (declined.contradicted, declined.before) == ((), Reviewer.OFFICER)
    assert declined.profiles == ()
    assert case.requests[FINANCE.code].stage is Stage.DECLINING


def test_confirmed_it_becomes_the_drafters_task() -> None:
    """Nobody is asked instead: the question waits with the drafter, and has a day."""
    case, events = when(given(opening(), sends_away()), rules(confirmed=True))

    confirmed, follow_up = events
    assert isinstance(confirmed, DeclineConfirmed)
    assert (confirmed.to, confirmed.body) == (None, MINISTRY)
    assert isinstance(follow_up, FollowUpOpened)
    assert (follow_up.body, follow_up.due_at) == (MINISTRY, hanoi("2026-03-06", "17:00"))
    assert case.requests[FINANCE.code].stage is Stage.TRANSFERRED
    task = next(task for task in tasks(case) if task.kind is TaskKind.FOLLOW_UP)
    assert (task.question, task.holder, task.due_at) == (
        "money",
        Reviewer.OFFICER,
        follow_up.due_at,
    )
    page = current_details(case, TUESDAY)
    assert "Bộ Tài chính" in page
    (alarm,) = [alarm for alarm in alarms(case) if alarm.agency is None]
    assert "ngoài danh mục" in alarm_summary(alarm)


def test_refused_the_question_stays() -> None:
    """As of any other decline, with reasons."""
    case, _ = when(
        given(opening(), sends_away()), rules(confirmed=False, reasons="Thuộc thẩm quyền tỉnh")
    )
    assert case.requests[FINANCE.code].owed == ("money",)
    assert case.follow_ups == ()


def test_nobody_ruled_it_is_the_drafters_all_the_same() -> None:
    """The officer's silence is not the agency's delay, and loses no question."""
    case, events = when(given(opening(), sends_away()), time_passes(hanoi("2026-03-04", "17:00")))
    assert kinds(events)[-2:] == ["decline_confirmed", "follow_up_opened"]
    assert case.follow_ups[0].body == MINISTRY


def test_what_nobody_follows_up_is_reminded_of_once() -> None:
    """The reminder has an hour of its own; the agency has nothing to do with it."""
    case, events = when(opened(*ANSWERED), time_passes(hanoi("2026-03-06", "17:00")))

    (reminded,) = (event for event in events if isinstance(event, FollowUpReminded))
    assert (reminded.reported, reminded.fell_due_at) == (False, hanoi("2026-03-06", "17:00"))
    assert case.follow_ups[0].reminded
    _, later = when(case, time_passes(hanoi("2026-03-09", "08:00")))
    assert "follow_up_reminded" not in kinds(later)


def test_reported_it_waits_for_an_answer_and_is_reminded_of_that() -> None:
    """Answered, it is settled."""
    case, (reported,) = when(opened(), follows_up(FollowUpOutcome.REPORTED))
    assert isinstance(reported, FollowUpRecorded)
    assert reported.answer_by == hanoi("2026-03-24", "17:00")

    case, events = when(case, time_passes(hanoi("2026-03-24", "17:00")))
    reminded = [event for event in events if isinstance(event, FollowUpReminded)]
    assert [event.reported for event in reminded] == [True]

    case, _ = when(case, follows_up(FollowUpOutcome.ANSWERED, hanoi("2026-03-25"), text="Đồng ý"))
    assert case.follow_ups[0].settled
    assert [step.outcome for step in case.follow_ups[0].steps] == [
        FollowUpOutcome.REPORTED,
        FollowUpOutcome.ANSWERED,
    ]
    again = follows_up(FollowUpOutcome.ANSWERED, hanoi("2026-03-25"))
    assert refusal(case, again) == "nothing_to_follow_up"
    assert TaskKind.FOLLOW_UP not in [task.kind for task in tasks(case)]


def test_not_pursuing_it_is_a_decision_with_reasons() -> None:
    """It settles the task, by the officer alone."""
    left = follows_up(FollowUpOutcome.NOT_PURSUED, text="Bộ đã có văn bản chung")
    assert when(opened(), left)[0].follow_ups[0].settled
    for by in (OFFICE, head(FINANCE)):
        other = left.model_copy(update={"actor": by})
        assert refusal(opened(), other) == "not_permitted"


CONCLUDE = order(Conclude, OFFICER, TUESDAY)


def test_the_case_ends_once_somebody_said_what_becomes_of_it() -> None:
    """An answer still awaited holds nothing up; that it is awaited stands on record."""
    case = opened(*ANSWERED)
    assert refusal(case, CONCLUDE) == "follow_ups_open"

    waits, (concluded,) = when(case, follows_up(FollowUpOutcome.REPORTED), CONCLUDE)
    assert isinstance(concluded, ConsultationConcluded)
    assert concluded.unanswered == ("money",)
    assert concluded.archive_at > TUESDAY
    answered, _ = when(waits, follows_up(FollowUpOutcome.ANSWERED, hanoi("2026-03-25")))
    assert (answered.stage, answered.follow_ups[0].settled) == (CaseStage.CONCLUDED, True)

    _, (done,) = when(case, follows_up(FollowUpOutcome.NOT_PURSUED), CONCLUDE)
    assert isinstance(done, ConsultationConcluded)
    assert (done.unanswered, done.archive_at) == ((), TUESDAY)
    assert "unanswered" not in done.model_dump()


def test_a_suspended_case_reminds_nobody() -> None:
    """Its clock stands still with the others."""
    stops, runs = hanoi("2026-03-04", "08:00"), hanoi("2026-03-09", "08:00")
    case = opened(order(Suspend, OFFICER, stops, reason="Chờ chỉ đạo"))
    case, events = when(case, time_passes(runs))
    assert events == ()
    case, _ = when(case, order(Resume, OFFICER, runs, reason="Tiếp tục"))
    assert case.follow_ups[0].clock.due_at == hanoi("2026-03-11", "17:00")


def test_asked_anew_and_sent_to_the_same_body_again_is_one_task() -> None:
    """The drafter reports a question upward once."""
    again = order(
        AmendDraft,
        OFFICER,
        TUESDAY,
        draft=Draft(subject="Dự thảo sửa", kind=DraftKind.GUIDELINE, sha256="e" * 64),
        changed=(MONEY,),
        agencies=(FINANCE.code,),
        directory=REGISTRY,
    )
    ruling = order(
        RuleOnDecline, OFFICER, TUESDAY, agency=FINANCE.code, question="money", confirmed=True
    )
    case, events = when(opened(again), sends_away(), ruling)
    assert kinds(events) == ["decline_confirmed"]
    assert len(case.follow_ups) == 1
