"""What a case adds to scorecards: days, pauses, urgent grades, communes, and whose it is."""

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    Assign,
    Conclude,
    Resume,
    Suspend,
)
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.values import Answer, Person, Position, Urgency
from remiss.consultation.views.scores.answer_days import EVERY_BAND, band, quartiles
from remiss.consultation.views.scores.case_score import CaseScore
from tests.given.case import (
    CLEAR,
    JUSTICE,
    LAW,
    MONDAY,
    OFFICER,
    SITE,
    SUPERVISOR,
    WARD,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.ledger_cases import batches

AN = Person(id="an", name="Nguyễn Văn An")
BINH = Person(id="binh", name="Trần Bình")


def figures(*commands: Any) -> dict[tuple[str, str], Counter[str]]:
    """By card and person: what a case of these commands adds, in all."""
    score, found = CaseScore(), dict[tuple[str, str], Counter[str]]()
    for batch in batches(*commands):
        for event in batch.events:
            score.add(event)
    for part in score.changed:
        for mark in part.marks:
            found.setdefault((mark["card"], mark["part"]), Counter()).update(mark["figures"])
    return found


def one_case(at: datetime = MONDAY, **changes: Any) -> Any:
    asked = {"questions": (LAW,), "agencies": (JUSTICE.code,), **changes}
    return opening(at, rules=CURRENT_RULES, **asked)


def answer(day: str, by: Person = AN, clock: str = "08:00", **changes: Any) -> list[Any]:
    at = hanoi(day, clock)
    told = replies(JUSTICE, at, responsible_official=by, **changes)
    return [told, assessed(JUSTICE, CLEAR, at)]


@pytest.mark.parametrize(
    ("day", "clock", "took"),
    [
        ("2026-03-02", "16:00", "0"),
        ("2026-03-02", "17:01", "1"),
        ("2026-03-05", "10:00", "3"),
        ("2026-03-07", "10:00", "5"),  # a Saturday counts on Monday
        ("2026-03-09", "10:00", "5"),
    ],
)
def test_a_reply_took_the_working_days_after_it_was_asked(day: str, clock: str, took: str) -> None:
    """From the working day it was sent on to the one it counts on."""
    found = figures(one_case(), *answer(day, clock=clock))["agencies", "an"]
    assert found[f"answered_{took}"] == 1


def test_days_the_clock_stood_still_are_not_the_agencys() -> None:
    """A clarification and a suspension take their days out."""
    at = hanoi("2026-03-03", "09:00")
    ground = {"agency": JUSTICE.code, "ground": "figures_needed", "text": "Thiếu bảng tính."}
    told = {"agency": JUSTICE.code, "text": "Gửi kèm."}
    found = figures(
        one_case(),
        order(AskClarification, head(JUSTICE), at, **ground),
        order(AnswerClarification, OFFICER, hanoi("2026-03-05"), **told),
        order(Suspend, SUPERVISOR, hanoi("2026-03-05", "10:00"), reason="Chờ họp"),
        order(Resume, SUPERVISOR, hanoi("2026-03-06", "10:00"), reason="Đã họp"),
        *answer("2026-03-10"),
    )["agencies", "an"]
    assert found["answered_3"] == 1


def test_figures_are_whose_the_agency_named() -> None:
    """Before and after an assignment; a reply is its own official's; else the agency's alone."""
    assign = {"agency": JUSTICE.code, "official": BINH}
    found = figures(
        one_case(), order(Assign, head(JUSTICE), MONDAY, **assign), *answer("2026-03-03")
    )
    assert found["agencies", "binh"]["requests"] == 1
    assert found["agencies", "an"]["accepted"] == found["agencies", "an"]["in_time"] == 1
    silent = figures(one_case(), time_passes(hanoi("2026-04-20")))
    assert silent["agencies", ""]["silent"] == silent["agencies", ""]["requests"] == 1


@pytest.mark.parametrize("position", [Position.AGREE_WITH_CHANGES, Position.DISAGREE])
def test_who_wants_a_change_is_counted_with_and_without_a_wording(position: Position) -> None:
    """And agreeing wants nothing; neither enters time or quality."""
    told: dict[str, Any] = {
        "question": LAW.id,
        "position": position,
        "text": "Sửa, vì trái khoản 2.",
    }
    bare = figures(one_case(), *answer("2026-03-03", answers=(Answer(**told),)))
    worded = Answer(**told, proposed_wording="Năm ngày.")
    full = figures(one_case(), *answer("2026-03-03", answers=(worded,)))
    agreed = figures(one_case(), *answer("2026-03-03"))["agencies", "an"]
    assert bare["agencies", "an"]["wanting"] == full["agencies", "an"]["wanting"] == 1
    assert bare["agencies", "an"]["worded"] == agreed["wanting"] == 0
    assert full["agencies", "an"]["worded"] == 1
    for name in ("in_time", "accepted", "verdict_clear"):
        assert bare["agencies", "an"][name] == agreed[name] == 1


def test_urgent_late_in_the_day_and_to_a_commune() -> None:
    """Each counts for whoever opened the case."""
    draft = opening().draft.model_copy(
        update={"urgency": Urgency.URGENT, "territories": (WARD.code,)}
    )
    opened = opening(
        hanoi("2026-03-02", "16:20"),
        SUPERVISOR,
        rules=CURRENT_RULES,
        draft=draft,
        urgency_reason="Bão sắp vào.",
        questions=(LAW, SITE),
        agencies=(JUSTICE.code, WARD.code),
    )
    found = figures(opened)["drafters", SUPERVISOR.id]
    assert found["urgent"] == found["last_hour"] == found["to_communes"] == 1
    assert found["requests"] == found["recipients"] == 2
    plain = figures(one_case())["drafters", OFFICER.id]
    assert not plain["urgent"] + plain["last_hour"] + plain["to_communes"]


def test_time_given_stands_beside_the_policys() -> None:
    """A later day of the drafting side's shows; the policy's own time is the same number."""
    same = figures(one_case())["drafters", OFFICER.id]
    assert same["days_given"] == same["days_by_policy"] == 5
    later = figures(one_case(reply_by=hanoi("2026-03-12").date()))["drafters", OFFICER.id]
    assert (later["days_given"], later["days_by_policy"], later["given_longer"]) == (8, 5, 1)


def test_a_concluded_case_says_how_long_it_took() -> None:
    """In working days, for the officer who is in charge then."""
    found = figures(
        one_case(), *answer("2026-03-03"), order(Conclude, OFFICER, hanoi("2026-03-06"))
    )["drafters", OFFICER.id]
    assert found["concluded"] == found["concluded_4"] == found["rounds"] == 1


def test_a_request_lay_with_either_side_for_so_many_minutes() -> None:
    """By hand: working minutes between what passes it on, without a suspension; steps of people."""
    ground = {"agency": JUSTICE.code, "ground": "figures_needed", "text": "Thiếu bảng tính."}
    told = {"agency": JUSTICE.code, "text": "Gửi kèm."}
    found = figures(
        one_case(hanoi("2026-03-02", "16:00")),
        order(AskClarification, head(JUSTICE), hanoi("2026-03-03", "09:00"), **ground),
        order(AnswerClarification, OFFICER, hanoi("2026-03-03", "10:00"), **told),
        order(Suspend, SUPERVISOR, hanoi("2026-03-03", "10:15"), reason="Chờ họp"),
        order(Resume, SUPERVISOR, hanoi("2026-03-03", "10:45"), reason="Đã họp"),
        *answer("2026-03-03", clock="11:00"),
    )["drafters", OFFICER.id]
    opens = datetime.combine(MONDAY, one_case().calendar.sessions[0].opens)
    first_morning = (datetime.combine(MONDAY, time(9)) - opens) // timedelta(minutes=1)
    assert found["minutes_asked"] == 60 + first_morning + 30
    assert found["minutes_deciding"] == 60
    assert found["steps"] == 4  # sent, asked, answered, replied


def test_quarters_are_read_from_bands() -> None:
    """The band by which a quarter, a half, three quarters are reached; nothing of nothing."""
    assert list(map(band, (0, 10, 11, 15, 16, 20, 21, 400))) == [
        "0", "10", "11-15", "11-15", "16-20", "16-20", "21+", "21+",
    ]  # fmt: skip
    assert EVERY_BAND[-1] == "21+"
    assert quartiles({"1": 1, "3": 2, "21+": 1}) == ("1", "3", "3")
    assert quartiles({}) == (None, None, None)
