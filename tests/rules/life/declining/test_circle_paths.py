"""Circles of two, three and five agencies, by declines and by words: the whole way is shown."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document

from remiss.consultation.clarity.assessment import Assessment, Referral, Verdict
from remiss.consultation.life.commands import ReviewReply
from remiss.consultation.life.declining.circle_path import Circle, circles_of, say_circle
from remiss.consultation.life.events import Decision
from remiss.consultation.life.ladder.alarms import Watch
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import Consultation, Holder
from remiss.consultation.values import Agency
from remiss.consultation.views.kept_rows import KeptRows
from remiss.consultation.views.rows import view
from remiss.consultation.views.standstill import stalls
from remiss.documents.daily_report import docx
from remiss.documents.morning_reports import compile_reports
from tests.given.case import (
    MONEY,
    OFFICE,
    OFFICER,
    agency,
    assessed,
    given,
    hanoi,
    opening,
    order,
    replies,
    time_passes,
    when,
)
from tests.rules.life.declining.test_declining import REGISTRY, TUESDAY, declines, rules

FIELDS = ("ring.a", "ring.b", "ring.c", "ring.d", "ring.e")
RING = tuple(
    agency(f"H99.5{n}", f"Sở Số {n}", "fin.norms", field) for n, field in enumerate(FIELDS, start=1)
)
WIDE = REGISTRY.model_copy(
    update={
        "agencies": (*REGISTRY.agencies, *RING),
        "fields": {
            **REGISTRY.fields,
            **dict.fromkeys(FIELDS, REGISTRY.fields["home"]),
        },
    }
)
PROVINCE = "Ủy ban nhân dân tỉnh Tân Giang"


def asked(*agencies: Agency) -> Any:
    return opening(
        rules=CURRENT_RULES,
        questions=(MONEY,),
        agencies=tuple(each.code for each in agencies),
        directory=WIDE,
    )


def sends_on(by: Agency, to: Agency, at: datetime) -> Any:
    sent = declines(by=by, to=to, field=FIELDS[RING.index(to)], at=at)
    reasons = f"Việc này của {to.name.vi}"
    return sent.model_copy(update={"directory": WIDE, "reasons": reasons})


def writes(by: Agency, to: Agency, at: datetime) -> tuple[Any, Any]:
    """A reply that sends the question away in its words, and nobody confirms it."""
    span = f"Đề nghị xin ý kiến {to.name.vi}."
    found = Assessment(
        rubric="test",
        verdict=Verdict.OUT_OF_MANDATE,
        referrals=(Referral(question=MONEY.id, span=span, to=to.name.vi),),
    )
    return replies(by, at), assessed(by, found, at)


def hour(number: int) -> datetime:
    return TUESDAY + timedelta(hours=number)


def ring(size: int) -> Consultation:
    """The question goes from agency to agency, each confirmed, and the last names the first."""
    around = RING[:size]
    case = given(asked(around[0]))
    for number, (sender, receiver) in enumerate(pairwise(around)):
        at = hour(number)
        case, _ = when(case, sends_on(sender, receiver, at), rules(sender, confirmed=True, at=at))
    return when(case, sends_on(around[-1], around[0], hour(size - 1)))[0]


def way(circle: Circle) -> list[tuple[str, str, datetime, str]]:
    return [(s.sender, s.receiver, s.at, s.words) for s in circle.steps]


@pytest.mark.parametrize("size", [2, 3, 5])
def test_the_whole_way_of_a_circle_is_known(size: int) -> None:
    """Who sent the question to whom, when and by which words, from its first sender to the last."""
    case, around = ring(size), RING[:size]
    (circle,) = circles_of(case, case.requests[around[-1].code])

    receivers = (*around[1:], around[0])
    assert way(circle) == [
        (sender.code, receiver.code, hour(number), f"Việc này của {receiver.name.vi}")
        for number, (sender, receiver) in enumerate(zip(around, receivers, strict=True))
    ]
    assert circle.since == hour(size - 1)
    assert [len(circles_of(case, each)) for each in case.requests.values()].count(1) == 1


@pytest.mark.parametrize("size", [2, 3, 5])
def test_it_stalls_before_the_office_at_once(size: int) -> None:
    """It stands on the desk from the moment it closes, and in the morning's report with its way."""
    case, last = ring(size), RING[size - 1]
    assert case.requests[last.code].holder is Holder.OFFICE
    row = next(each for each in view(case).requests if each.agency == last.code)
    assert row.known.stalls_from == hour(size - 1)
    assert len(row.known.circles[0].steps) == size

    morning = hanoi("2026-03-04", "07:30")
    (stall,) = stalls(case, morning)
    report = compile_reports((case,), morning, PROVINCE).office
    (item,) = report.stalled
    assert stall.circles == item.circles
    cells = [c.text for t in Document(BytesIO(docx(report))).tables for c in t._cells]
    told = next(text for text in cells if "đề nghị chuyển trở lại Sở Số 1" in text)
    for place, step in enumerate(item.circles[0].steps, start=1):
        assert f"({place}) " in told
        assert f"{step.sender_name.vi} → {step.receiver_name.vi}, {step.by.name}" in told
        assert step.words in told
        assert step.words in stall.why.vi


def test_words_of_a_reply_close_a_circle_though_nobody_confirmed_them() -> None:
    """First to second by a decline, second to third and third to first by words alone."""
    first, second, third = RING[:3]
    case = given(asked(first, third))
    case, _ = when(
        case,
        sends_on(first, second, hour(0)),
        rules(first, confirmed=True, at=hour(0)),
        *writes(second, third, hour(1)),
    )
    assert not any(circles_of(case, each) for each in case.requests.values())

    case, _ = when(case, *writes(third, first, hour(2)))

    (circle,) = circles_of(case, case.requests[third.code])
    assert [(s.sender, s.receiver, s.only_read) for s in circle.steps] == [
        (first.code, second.code, False),
        (second.code, third.code, True),
        (third.code, first.code, True),
    ]
    assert circle.steps[2].words == f"Đề nghị xin ý kiến {first.name.vi}."
    lines = say_circle(circle)
    assert "chưa có người xác nhận" not in lines[1].vi
    assert "chưa có người xác nhận" in lines[2].vi
    assert [stall.agency for stall in stalls(case, hour(3))] == [third.code]


def test_what_does_not_come_back_is_no_circle() -> None:
    """Two steps in a row, and a step that was refused before the next, close none."""
    first, second, third = RING[:3]
    case = given(asked(first, second))
    onward, _ = when(
        case,
        sends_on(first, second, hour(0)),
        rules(first, confirmed=True, at=hour(0)),
        sends_on(second, third, hour(1)),
    )
    refused, _ = when(
        case,
        sends_on(first, second, hour(0)),
        rules(first, confirmed=False, reasons="Thuộc sở", at=hour(0)),
        sends_on(second, first, hour(1)),
    )
    for each in (onward, refused):
        assert not any(circles_of(each, request) for request in each.requests.values())
        assert stalls(each, hour(2)) == ()


def test_the_office_rules_and_the_circle_is_gone() -> None:
    """Refused, or left until its time ends, the question stays where it is."""
    case, last = ring(3), RING[2]
    ruled, _ = when(case, rules(last, by=OFFICE, confirmed=False, reasons="Thuộc sở", at=hour(3)))
    lapsed, _ = when(case, time_passes(hanoi("2026-03-04", "17:00")))
    for each in (ruled, lapsed):
        assert circles_of(each, each.requests[last.code]) == ()
        assert each.requests[last.code].owed == (MONEY.id,)


def test_rows_made_as_a_case_goes_on_know_of_circles_others_close() -> None:
    """A reply elsewhere is accepted: the row of the request that closed the circle changes too."""
    first, second, third = RING[:3]
    kept = KeptRows(Watch())
    case = given(asked(first, second, third))
    story = (
        *writes(second, third, hour(1)),
        *writes(third, second, hour(2)),
        order(ReviewReply, OFFICER, hour(3), agency=second.code, decision=Decision.ACCEPT),
    )
    closed = []
    for step in story:
        case, _ = when(case, step)
        row = kept.view(case)
        assert row == view(case)
        closed.append([len(each.known.circles) for each in row.requests])
    assert closed[3] == [0, 0, 1]
    assert closed[4] == [0, 0, 0]
