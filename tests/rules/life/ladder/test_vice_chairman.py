"""The Vice-Chairman in charge of a field is told between the Office and the Chairman."""

from datetime import datetime
from typing import Any

import pytest

from remiss.consultation.life.commands import AmendDraft, Open, OrderDeadline
from remiss.consultation.life.ladder.alarms import Step, next_alarm
from remiss.consultation.policy import EscalationLevel, Policy
from remiss.consultation.rule_number import CURRENT_RULES, VICE_CHAIRMAN_TOLD
from remiss.consultation.state import Consultation, Stage
from remiss.consultation.telling.parts import Part
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Charge, Person
from tests.given.case import (
    DIRECTORY,
    FINANCE,
    JUSTICE,
    MONEY,
    OFFICE,
    OFFICER,
    POLICY,
    given,
    hanoi,
    head,
    kinds,
    opening,
    order,
    replies,
    time_passes,
    when,
)
from tests.given.telling import told

AN, BINH = Person(id="pct.an", name="Lê Văn An"), Person(id="pct.binh", name="Đỗ Thị Bình")
CHARGES = (
    Charge(person=AN, fields=("fin", "home")),
    Charge(person=BINH, fields=("justice.drafting",)),
)
AFTER = POLICY.model_copy(update={"vice_chairman_after": WorkSpan(days=2, hours=4)})
OFFICE_TOLD = hanoi("2026-03-11", "17:00")  # the deadline is 9 March, 17:00
VICE_CHAIRMAN_TIME = hanoi("2026-03-12", "11:30")
CHAIRMAN_TIME = hanoi("2026-03-12", "17:00")
SILENCE_TIME = hanoi("2026-03-16", "17:00")


def opens(policy: Policy = AFTER, rules: int = CURRENT_RULES, **changes: Any) -> Open:
    what: dict[str, Any] = {"policy": policy, "rules": rules, "vice_chairmen": CHARGES}
    return opening(**{**what, **changes})


def until(at: datetime, *more: Any, **changes: Any) -> Consultation:
    return given(opens(**changes), time_passes(at), *more)


def reported(case: Consultation, agency: str = FINANCE.code) -> list[tuple[str, int]]:
    """What the agency's ladder did, in order."""
    notices = case.requests[agency].notices
    return [(each.kind, int(each.level)) for each in notices if each.kind != "reminder"]


def test_whoever_is_in_charge_is_told_before_the_chairman() -> None:
    """Each agency's own; the level stays the Office's until the Chairman's."""
    case, events = when(until(OFFICE_TOLD), time_passes(VICE_CHAIRMAN_TIME))
    assert kinds(events) == ["vice_chairman_informed"] * 2
    informed = {event.agency: event.vice_chairmen for event in events}  # type: ignore[union-attr]
    assert informed == {FINANCE.code: (AN,), JUSTICE.code: (BINH,)}
    assert case.requests[FINANCE.code].level is EscalationLevel.OFFICE
    assert case.requests[FINANCE.code].last_notice_at == VICE_CHAIRMAN_TIME
    after, _ = when(case, time_passes(CHAIRMAN_TIME))
    assert reported(after) == [
        ("overdue", 0),
        ("escalation", 2),
        ("escalation", 3),
        ("vice_chairman", 0),
        ("escalation", 4),
    ]


def test_they_are_told_once_in_a_climb() -> None:
    """A later deadline begins none; what is asked anew does, and they are told again."""
    later = hanoi("2026-03-27", "17:00")
    to: dict[str, Any] = {"agency": FINANCE.code, "to": hanoi("2026-03-20").date()}
    ordered = order(OrderDeadline, OFFICE, VICE_CHAIRMAN_TIME, **to, reasons="Chỉ đạo")
    draft = opening().draft.model_copy(update={"sha256": "e" * 64})
    what: dict[str, Any] = {"draft": draft, "changed": (MONEY,), "directory": DIRECTORY}
    amended = order(AmendDraft, OFFICER, VICE_CHAIRMAN_TIME, **what)
    for command, times in ((ordered, 1), (amended, 2)):
        case = until(VICE_CHAIRMAN_TIME, command, time_passes(later))
        assert [kind for kind, _ in reported(case)].count("vice_chairman") == times


@pytest.mark.parametrize(
    "changes",
    [
        {"vice_chairmen": ()},
        {"vice_chairmen": (Charge(person=AN, fields=("culture",)),)},
        {"policy": POLICY},
        {"rules": VICE_CHAIRMAN_TOLD - 1},
    ],
)
def test_where_nobody_is_in_charge_the_ladder_is_as_before(changes: Any) -> None:
    """No list, no such field, no such policy, or a case that ran before."""
    case = until(CHAIRMAN_TIME, **changes)
    assert reported(case) == [
        ("overdue", 0),
        ("escalation", 2),
        ("escalation", 3),
        ("escalation", 4),
    ]


def test_a_ladder_without_the_chairman_ends_with_the_vice_chairman() -> None:
    """Silence is on record no sooner than its grace after that."""
    short = AFTER.model_copy(update={"ladder": AFTER.ladder[:2]})
    case = until(VICE_CHAIRMAN_TIME, policy=short)
    alarm = next_alarm(case, case.requests[FINANCE.code])
    assert alarm is not None
    assert (alarm.step, alarm.at) == (Step.SILENCE, SILENCE_TIME)


def test_an_answer_spares_them_the_report() -> None:
    """Who replied is not reported."""
    case = until(OFFICE_TOLD, replies(FINANCE, OFFICE_TOLD))
    assert case.requests[FINANCE.code].stage is Stage.ASSESSING
    _, events = when(case, time_passes(VICE_CHAIRMAN_TIME))
    assert {event.agency for event in events} == {JUSTICE.code}  # type: ignore[union-attr]


def test_the_office_lays_it_before_them_and_the_head_hears_of_it() -> None:
    """By mail to the Office, for their attention, by name."""
    asked = {"agencies": (FINANCE.code,), "questions": opening().questions[1:]}
    notices = told(until(OFFICE_TOLD, **asked), time_passes(VICE_CHAIRMAN_TIME))
    to = {(n.addressee.part, n.addressee.agency, n.by_mail) for n in notices}
    assert {(Part.VICE_CHAIRMAN, None, True), (Part.HEAD, FINANCE.code, True)} <= to
    assert all("Lê Văn An" in n.what.vi for n in notices)
    assert head(FINANCE).agency == FINANCE.code


def test_nothing_is_stored_of_it_where_there_is_nobody() -> None:
    """A case opened without such a list keeps the bytes it would have had."""
    (opened, *_) = when(given(opening()), time_passes(hanoi("2026-03-03")))
    assert "vice_chairmen" not in opened.model_dump(mode="json")
    assert "vice_chairman_after" not in POLICY.model_dump(mode="json")
