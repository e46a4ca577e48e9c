from typing import Any, get_args

import pytest

from remiss.consultation.clarity.assessment import Finding
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Acknowledge,
    Assign,
    Cancel,
    Conclude,
    ContestReturn,
    ReviewReply,
    WithdrawAgency,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Unopened
from remiss.consultation.telling.mail_hours import mail_from
from remiss.consultation.telling.notice import Notice, notices_of
from remiss.consultation.telling.parts import Part
from remiss.consultation.telling.recipients import RECIPIENTS
from remiss.consultation.values import Person, Urgency
from remiss.texts import texts
from tests.given.case import (
    CALENDAR,
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    HOME,
    JUSTICE,
    MONDAY,
    OFFICER,
    POLICY,
    RETURNED,
    SUPERVISOR,
    assessed,
    both,
    given,
    hanoi,
    head,
    official,
    opening,
    order,
    outage_until,
    replies,
    time_passes,
)
from tests.given.telling import after, parts, recorded, told

TUESDAY = hanoi("2026-03-03")
AN = Person(id="cv-an", name="Nguyễn Văn An")
ASSIGN = order(Assign, head(FINANCE), MONDAY, agency=FINANCE.code, official=AN)
ASKED = (JUSTICE.code, FINANCE.code, CULTURE.code)


def escalation(level: EscalationLevel) -> list[Notice]:
    """What is told when the silence of Finance reaches `level`."""
    case = given(opening(), ASSIGN)
    while True:
        alarm = next(a for a in alarms(case) if a.agency == FINANCE.code)
        notices = told(case, time_passes(alarm.at))
        if alarm.level is level:
            return [n for n in notices if n.agency == FINANCE.code]
        case = after(case, time_passes(alarm.at))


def test_every_kind_of_event_has_a_line() -> None:
    """An event that is added without a line, even an empty one, fails here."""
    union, *_ = get_args(Event)
    kinds = {event.model_fields["kind"].default for event in get_args(union)}
    assert set(RECIPIENTS) == set(texts("notice")) == kinds


def test_an_agency_asked_is_told_what_to_do_by_when() -> None:
    """The first notice names the deadline, in both languages."""
    case, events = given(opening()), decide(Unopened(), opening())
    sent = next(e for e in events if e.kind == "request_sent" and e.agency == FINANCE.code)
    (notice,) = notices_of(recorded(case, OFFICER, sent), case)
    assert (notice.addressee.part, notice.addressee.agency) == (Part.AGENCY, FINANCE.code)
    assert notice.due_at == hanoi("2026-03-09", "17:00")
    assert notice.todo is not None
    assert "chậm nhất 17:00 thứ Hai 09/3/2026" in notice.todo.vi
    assert "by 17:00 Monday 09/3/2026" in notice.todo.en


def test_nobody_is_told_of_their_own_act() -> None:
    """An officer who accepts a reply learns nothing new; the agency does."""
    case = given(opening(), replies(JUSTICE, TUESDAY), assessed(JUSTICE, FLAGGED, TUESDAY))
    review = {"agency": JUSTICE.code, "decision": "accept", "reasons": "Đã rõ"}
    by_officer = told(case, order(ReviewReply, OFFICER, TUESDAY, **review))
    by_supervisor = told(case, order(ReviewReply, SUPERVISOR, TUESDAY, **review))
    assert parts(by_officer, "reply_accepted") == {(Part.AGENCY, JUSTICE.code)}
    assert (Part.OFFICER, OFFICER.id) in parts(by_supervisor, "reply_accepted")


def test_a_named_official_is_told_by_name() -> None:
    """Assigned work, and later its reminders, reach the person; the mailbox hears of reminders."""
    case = given(opening(), time_passes(hanoi("2026-03-02", "09:00")))
    assert parts(told(case, ASSIGN), "official_assigned") == {(Part.OFFICIAL, AN.id)}
    reminded = told(after(case, ASSIGN), time_passes(hanoi("2026-03-05", "17:00")))
    finance = [n for n in reminded if n.agency == FINANCE.code]
    assert parts(finance, "reminder_sent") == {
        (Part.OFFICIAL, AN.id),
        (Part.AGENCY, FINANCE.code),
    }


def test_without_a_named_official_the_agency_is_told_once() -> None:
    """Nobody named: the agency's own notice is enough."""
    reminded = told(given(opening()), time_passes(hanoi("2026-03-05", "17:00")))
    finance = [n for n in reminded if n.agency == FINANCE.code]
    assert [n.addressee.part for n in finance] == [Part.AGENCY]


@pytest.mark.parametrize(
    ("level", "mailed"),
    [
        (EscalationLevel.HEAD, {(Part.HEAD, FINANCE.code)}),
        (EscalationLevel.OFFICE, {(Part.OFFICE, None), (Part.HEAD, FINANCE.code)}),
        (EscalationLevel.CHAIRMAN, {(Part.CHAIRMAN, None), (Part.HEAD, FINANCE.code)}),
    ],
)
def test_silence_rises_to_whom_the_rung_names(level: EscalationLevel, mailed: set[Any]) -> None:
    """Each rung reaches its own addressee, and the head who is answerable hears of it."""
    notices = escalation(level)
    assert parts(notices, "request_escalated", by_mail=True) == mailed
    assert parts(notices, "request_escalated", by_mail=False) == {
        (Part.AGENCY, FINANCE.code),
        (Part.OFFICER, OFFICER.id),
    }


def test_a_return_goes_to_agency_and_official() -> None:
    """They are told what is missing and until when; the officer may read of it."""
    case = after(given(opening()), ASSIGN, replies(FINANCE, TUESDAY, text="Ừ."))
    notices = told(case, assessed(FINANCE, RETURNED, TUESDAY))
    assert parts(notices, "reply_returned", by_mail=True) == {
        (Part.AGENCY, FINANCE.code),
        (Part.OFFICIAL, AN.id),
    }
    assert parts(notices, "reply_returned", by_mail=False) == {(Part.OFFICER, OFFICER.id)}
    assert all("thiếu quan điểm" in n.what.vi for n in notices if n.kind == "reply_returned")


def test_a_return_tells_what_is_absent_and_not_the_policys_note() -> None:
    """A mail is a letter: what is kept as the basis of the duty to answer stays in the record."""
    absent = Finding(
        rule="unanswered_question", message=both("thiếu quan điểm."), returns=True, structural=True
    )
    found = RETURNED.model_copy(update={"findings": (absent,)})
    noted = found.under(return_from_prose=False, bases=POLICY.bases)
    case = after(given(opening()), ASSIGN, replies(FINANCE, TUESDAY, text="Ừ."))

    said = {
        notice.what.vi
        for notice in told(case, assessed(FINANCE, noted, TUESDAY))
        if notice.kind == "reply_returned"
    }

    assert POLICY.legal_basis in noted.findings[0].message.vi
    assert all("thiếu quan điểm." in each for each in said)
    assert not [each for each in said if POLICY.legal_basis in each]


def test_a_contest_goes_before_whoever_decides() -> None:
    """The officer first; the Office when it was the officer who returned."""
    contest = order(ContestReturn, head(FINANCE), TUESDAY, agency=FINANCE.code, reasons="Đã rõ")
    returned = (replies(FINANCE, TUESDAY, text="Ừ."), assessed(FINANCE, RETURNED, TUESDAY))
    first = told(given(opening(), *returned), contest)
    assert parts(first, "return_contested") == {(Part.OFFICER, OFFICER.id)}
    refused = order(
        ReviewReply, OFFICER, TUESDAY, agency=FINANCE.code, decision="return", reasons="Chưa rõ"
    )
    again = told(given(opening(), *returned, contest, refused), contest)
    assert parts(again, "return_contested", by_mail=True) == {(Part.OFFICE, None)}


def test_a_review_that_lapsed_is_told_to_whom_it_lay_before_and_above() -> None:
    """The officer who let the time pass, and their supervisor."""
    case = given(opening(), replies(FINANCE, TUESDAY), assessed(FINANCE, FLAGGED, TUESDAY))
    lapsed = told(case, time_passes(hanoi("2026-03-05", "17:00")))
    assert parts([n for n in lapsed if n.agency == FINANCE.code], "reply_accepted") == {
        (Part.AGENCY, FINANCE.code),
        (Part.OFFICER, OFFICER.id),
        (Part.SUPERVISOR, HOME.code),
    }


def test_an_outage_tells_each_agency_its_own_new_deadline() -> None:
    """Every open request moved, and each agency reads when it is now due."""
    case = given(opening())
    notices = told(case, outage_until(hanoi("2026-03-06", "10:00")))
    moved = {n.agency: n.due_at for n in notices if n.kind == "outage_recorded" and n.agency}
    assert set(moved) == {JUSTICE.code, FINANCE.code}
    assert all(due and due > hanoi("2026-03-09", "17:00") for due in moved.values())


def test_only_a_silent_agency_is_told_that_it_may_still_reply() -> None:
    """A conclusion asks nothing of those who answered."""
    answered = (replies(JUSTICE, TUESDAY), assessed(JUSTICE, CLEAR, TUESDAY))
    case = given(opening(), *answered, time_passes(hanoi("2026-03-20", "17:00")))
    concluded = told(case, order(Conclude, SUPERVISOR, hanoi("2026-03-23")))
    todo = {n.agency: n.todo for n in concluded if n.addressee.part is Part.AGENCY}
    assert todo[JUSTICE.code] is None
    late = todo[FINANCE.code]
    assert late is not None
    assert "Văn bản gửi sau thời hạn được tiếp nhận đến" in late.vi


def test_a_late_reply_after_silence_is_told_to_the_officer() -> None:
    """No assessment follows it, so the reply itself is the news."""
    case = given(opening(), time_passes(hanoi("2026-03-20", "17:00")))
    notices = told(case, replies(FINANCE, hanoi("2026-03-23")))
    assert parts(notices, "reply_received", by_mail=True) == {(Part.OFFICER, OFFICER.id)}


def test_a_withdrawn_agency_hears_of_it_and_of_nothing_after() -> None:
    """What happens to the case later is no longer its concern."""
    case = given(opening(by=SUPERVISOR, agencies=ASKED, override_reason="Cần"))
    withdraw = order(WithdrawAgency, SUPERVISOR, TUESDAY, agency=CULTURE.code, reason="Đã họp")
    cancel = order(Cancel, SUPERVISOR, TUESDAY, reason="Đổi chủ trương")
    assert parts(told(case, withdraw), "request_withdrawn") == {(Part.AGENCY, CULTURE.code)}
    assert (Part.AGENCY, CULTURE.code) not in parts(
        told(case, withdraw, cancel), "consultation_cancelled"
    )


def test_an_acknowledgement_is_for_information() -> None:
    """It asks nothing of the officer, so it fills no mailbox."""
    acknowledge = order(Acknowledge, official(JUSTICE), agency=JUSTICE.code)
    notices = told(given(opening()), acknowledge)
    assert parts(notices, "request_acknowledged", by_mail=False) == {(Part.OFFICER, OFFICER.id)}
    assert not parts(notices, "request_acknowledged", by_mail=True)


def test_a_cancelled_case_is_told_to_everyone_asked() -> None:
    """The agencies, the officer in charge when it was not they, and the supervisors."""
    cancelled = told(given(opening()), order(Cancel, SUPERVISOR, TUESDAY, reason="Đổi chủ trương"))
    assert parts(cancelled, "consultation_cancelled") == {
        (Part.AGENCY, JUSTICE.code),
        (Part.AGENCY, FINANCE.code),
        (Part.OFFICER, OFFICER.id),
        (Part.SUPERVISOR, HOME.code),
    }


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2026-03-02", "08:00", ("2026-03-02", "08:00")),
        ("2026-03-02", "12:00", ("2026-03-02", "12:00")),
        ("2026-03-02", "17:00", ("2026-03-02", "17:00")),
        ("2026-03-02", "17:01", ("2026-03-03", "07:30")),
        ("2026-03-02", "05:00", ("2026-03-02", "07:30")),
        ("2026-03-06", "22:00", ("2026-03-09", "07:30")),
        ("2026-04-26", "09:00", ("2026-04-28", "07:30")),
        ("2026-05-09", "09:00", ("2026-05-09", "09:00")),
        ("2031-01-01", "03:00", ("2031-01-01", "03:00")),
    ],
)
def test_mail_waits_for_the_next_opening(day: str, clock: str, expected: tuple[str, str]) -> None:
    """Nights, weekends and holidays hold mail back; a make-up Saturday does not."""
    assert mail_from(CALENDAR, hanoi(day, clock), Urgency.NORMAL) == hanoi(*expected)


@pytest.mark.parametrize("urgency", [Urgency.URGENT, Urgency.VERY_URGENT, Urgency.IMMEDIATE])
def test_urgent_mail_does_not_wait(urgency: Urgency) -> None:
    """An urgent case is told at any hour."""
    night = hanoi("2026-03-07", "02:00")
    assert mail_from(CALENDAR, night, urgency) == night
