"""What people read about a case: its timeline, its timers, its page in the Temporal UI."""

import itertools
import re
import typing
from datetime import timedelta
from enum import Enum

import pytest

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Acknowledge,
    AddAgency,
    Decision,
    ReviewReply,
    WithdrawAgency,
)
from remiss.consultation.life.events import Basis, Event, RecordedEvent, Reviewer
from remiss.consultation.life.ladder.alarms import Alarm, Step, alarms
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.state import CaseStage, Consultation, Holder, Stage
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.parts import Part
from remiss.consultation.telling.temporal_ui import (
    alarm_summary,
    current_details,
    describe,
    step_label,
)
from remiss.consultation.time.moves import Hold
from remiss.consultation.values import (
    REMISS,
    ClarificationGround,
    DispositionKind,
    DraftKind,
    LateUse,
    Position,
    Role,
    Urgency,
)
from remiss.consultation.views.explanation import Duty
from remiss.consultation.views.open_tasks import TaskKind
from remiss.texts import Bilingual, labels, say, texts
from remiss.texts.vocabulary import label_prefix
from tests.given.case import (
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    OFFICER,
    RETURNED,
    SUPERVISOR,
    agency,
    assessed,
    given,
    hanoi,
    official,
    opening,
    order,
    outage_until,
    replies,
    time_passes,
    when,
)

DUE = hanoi("2026-03-09", "17:00")


def told(case: Consultation, event: Event) -> Bilingual:
    recorded = RecordedEvent(
        consultation=case.id, version=1, command_id="test-0", actor=REMISS, event=event
    )
    return describe(recorded, names_in(case))


def last_told(case: Consultation, *commands: object) -> Bilingual:
    """What the timeline says the last command led to, first of all."""
    case, events = when(case, *commands)
    return told(case, events[0])


def _kinds_of_event() -> list[str]:
    union = typing.get_args(Event)[0]
    return [kind.model_fields["kind"].default for kind in typing.get_args(union)]


@pytest.mark.parametrize("kind", _kinds_of_event())
def test_every_event_has_a_sentence(kind: str) -> None:
    """A new event without words for people fails here."""
    assert any(key.split(".")[0] == kind for key in texts("event"))


def test_every_basis_and_outcome_has_a_sentence() -> None:
    """The ways a reply is decided on, and silence ends, are all worded."""
    sentences = set(texts("event"))
    assert {f"reply_accepted.{basis}" for basis in Basis} <= sentences
    assert {f"reply_returned.{basis}" for basis in (Basis.RUBRIC, Basis.REVIEW)} <= sentences
    assert {f"silence_recorded.{outcome}" for outcome in SilenceOutcome} <= sentences


def test_sending_names_the_agency_and_the_deadline_in_local_time() -> None:
    """The deadline is told as letters write it, in Viet Nam's time."""
    case = given(opening())
    sent = decide(
        case,
        order(
            AddAgency,
            SUPERVISOR,
            agency=CULTURE.code,
            profile=CULTURE,
            override_reason="Lễ hội trùng ngày",
        ),
    )

    said = last_told(case, order(Acknowledge, official(FINANCE), agency=FINANCE.code))
    assert "Sở Tài chính" in said.vi
    assert official(FINANCE).name in said.en

    override = told(case, sent[0])
    assert "17:00 thứ Hai 09/3/2026" in override.vi
    assert "Lễ hội trùng ngày" in override.vi
    assert SUPERVISOR.name in override.en


def test_a_late_reply_says_how_many_days() -> None:
    """Lateness is counted in working days, in the sentence itself."""
    said = last_told(given(opening()), replies(FINANCE, DUE + timedelta(days=2)))

    assert "chậm 2 ngày làm việc" in said.vi
    assert "working days late: 2" in said.en


def test_a_reply_in_time_is_told_as_on_time() -> None:
    """No lateness is mentioned where there is none."""
    said = last_told(given(opening()), replies(FINANCE, DUE))

    assert "đúng hạn" in said.vi
    assert "late" not in said.en


def test_a_return_tells_what_to_complete() -> None:
    """The findings that returned the reply stand in the timeline."""
    said = last_told(given(opening(), replies(FINANCE)), assessed(FINANCE, RETURNED))

    assert said.vi.endswith("thiếu quan điểm")
    assert "lần 1" in said.vi


def test_a_persons_return_tells_who_and_why() -> None:
    """A review names its reviewer and carries the reasons."""
    case = given(opening(), replies(FINANCE), assessed(FINANCE, FLAGGED))
    review = order(
        ReviewReply, OFFICER, agency=FINANCE.code, decision=Decision.RETURN, reasons="Chưa rõ mức."
    )

    said = last_told(case, review)

    assert said.vi.startswith(OFFICER.name)
    assert "Lý do: Chưa rõ mức." in said.vi


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (1, False), (2, True)])
def test_a_late_record_says_so(minutes: int, late: bool) -> None:  # noqa: FBT001
    """A service that was down tells when it fell due and when it was recorded."""
    before = given(opening(), time_passes(DUE - timedelta(minutes=1)))
    case, events = when(before, outage_until(DUE + timedelta(minutes=minutes)))
    overdue = next(event for event in events if event.kind == "request_overdue")

    said = told(case, overdue)

    assert ("được ghi nhận lúc" in said.vi) is late
    assert ("recorded at" in said.en) is late


def test_an_unknown_agency_is_told_by_its_code() -> None:
    """Without names, the code still tells who."""
    _, events = when(given(opening()), time_passes(DUE))
    recorded = RecordedEvent(
        consultation="x", version=1, command_id="x", actor=REMISS, event=events[-1]
    )

    assert events[-1].agency in describe(recorded).vi  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "kind",
    [
        *(Stage, CaseStage, EscalationLevel, Position, Verdict, Urgency, DraftKind),
        *(SilenceOutcome, Role, Reviewer, Holder, ClarificationGround, DispositionKind, LateUse),
        *(TaskKind, Hold, Part, Duty),
    ],
)
def test_every_name_has_a_label_of_its_own(kind: type[Enum]) -> None:
    """No two things are called the same, none is left without a name, and no name is left over."""
    labelled = labels(kind)

    assert set(labelled) == set(kind)
    assert len({label.vi for label in labelled.values()}) == len(labelled)
    assert set(texts(label_prefix(kind.__name__))) == {member.name.lower() for member in kind}


def test_every_step_of_an_alarm_has_a_label() -> None:
    """Whatever an alarm may do, its timer can be named."""
    by_level = {Step.ESCALATION, Step.DRAFTER_ESCALATION}
    for step in set(Step) - by_level:
        assert step_label(Alarm(at=MONDAY, step=step)).en
    for step, level in itertools.product(by_level, EscalationLevel):
        if level:
            alarm = Alarm(at=MONDAY, step=step, agency="H99.04", level=level)
            assert step_label(alarm).en
    assert {name.split(".")[0] for name in texts("step")} == set(Step)


def test_a_timer_is_named_for_a_person() -> None:
    """Agency, step and deadline, Vietnamese first."""
    case = given(opening(), time_passes(DUE))
    alarm = alarms(case)[0]
    assert alarm.agency is not None

    said = alarm_summary(alarm, case.requests[alarm.agency])

    assert said == (
        "Sở Tư pháp: báo cáo người đứng đầu cơ quan, hạn 17:00 09/3/2026 "
        "· escalate to head of agency"
    )


@pytest.mark.parametrize("name", ["Ban Quản lý " * 40, "ế" * 300])
def test_a_timers_name_stays_within_bounds(name: str) -> None:
    """Only the agency's name is shortened, to 200 characters and 400 bytes in all."""
    long_named = agency(FINANCE.code, name, "fin")
    case = given(opening())
    request = case.requests[FINANCE.code].model_copy(update={"agency": long_named})

    said = alarm_summary(alarms(case)[0], request)

    assert len(said) <= 200
    assert len(said.encode()) <= 400
    assert said.endswith("· reminder 1")


def test_the_page_of_a_case_has_a_row_for_every_agency() -> None:
    """Who is asked, where they stand, what comes next."""
    page = current_details(given(opening()), MONDAY)

    rows = [line for line in page.splitlines() if line.startswith("| Sở ")]
    assert [row.split("|")[1].strip() for row in rows] == [
        "Sở Tư pháp",
        "Sở Tài chính",
    ]
    assert all("Chờ trả lời (awaiting reply)" in row for row in rows)
    assert all("nhắc lần 1 (reminder 1)" in row for row in rows)
    assert "Đang lấy ý kiến (open)" in page
    assert OFFICER.name in page


def test_the_page_counts_days_late_as_of_now() -> None:
    """Three working days past the deadline read 3, and the level reached is named."""
    now = hanoi("2026-03-12", "17:00")

    page = current_details(given(opening(), time_passes(now)), now)

    cells = [cell.strip() for cell in page.splitlines()[-1].split("|")]
    assert cells[5] == "3"
    assert cells[6] == "Chủ tịch UBND tỉnh (Chairman)"


def test_the_page_blames_no_agency_while_its_reply_is_looked_at() -> None:
    """A reply given in time stays in time, however long the review takes."""
    case = given(opening(), replies(FINANCE, DUE))

    page = current_details(case, DUE + timedelta(days=10))

    cells = [cell.strip() for cell in page.splitlines()[-1].split("|")]
    assert (cells[1], cells[5], cells[7]) == ("Sở Tài chính", "—", "—")
    assert cells[3] == "hệ thống (the service)"


def test_text_cannot_break_out_of_the_table() -> None:
    """A subject or a name with a bar or a line break stays in its cell."""
    odd = agency(FINANCE.code, "Sở | Tài\nchính", "fin")
    case = given(opening())
    request = case.requests[FINANCE.code].model_copy(update={"agency": odd})
    case = case.model_copy(update={"requests": {FINANCE.code: request}})

    row = current_details(case, MONDAY).splitlines()[-1]

    assert "Sở \\| Tài chính" in row


def test_a_settled_request_has_no_next_step() -> None:
    """Time can do nothing more about a withdrawn request."""
    withdrawal = order(WithdrawAgency, SUPERVISOR, agency=CULTURE.code, reason="Không cần nữa")
    addition = order(
        AddAgency, SUPERVISOR, agency=CULTURE.code, profile=CULTURE, override_reason="Có lễ hội"
    )

    page = current_details(given(opening(), addition, withdrawal), MONDAY)

    assert page.splitlines()[-1].endswith(
        "Đã rút đề nghị cho ý kiến (withdrawn) | — | 17:00 09/3/2026 | — | — | — |"
    )
    assert JUSTICE.name.vi in page


def test_a_duty_left_to_citizens_is_put_without_blame() -> None:
    """It names the question and the next step, and characterises nobody."""
    said = say("rubric.duty_on_citizens", question="q2", text="Ai nạo vét kênh?")
    assert "q2" in said.vi
    assert "q2" in said.en
    assert "Đề nghị" in said.vi
    assert "Please" in said.en
    assert not re.search("đùn đẩy|né tránh|thiếu trách nhiệm|sai", said.vi)
