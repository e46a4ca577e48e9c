"""Pictures: everything placed within the frame, late things told apart, the same said in words."""

import re

from portal.pictures.dots import dots_of
from portal.pictures.lanes import MOST_LANES, BarKind, Lanes, MarkKind, lanes_of
from remiss.consultation.life.commands import AskClarification
from remiss.consultation.state import Consultation
from remiss.consultation.values import ClarificationGround
from remiss.views.seen_case import SeenCase
from tests.given.case import (
    AUDITOR,
    CLEAR,
    FINANCE,
    JUSTICE,
    assessed,
    given,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.portal_components import component, words

LATE = hanoi("2026-03-11", "09:00")
PLACES = re.compile(r'(?:x|cx|x1|x2)="([\d.]+)%"')


def picture(case: Consultation, now: str = "2026-03-11") -> Lanes:
    found = lanes_of(SeenCase(AUDITOR, case, (), behind=False), hanoi(now, "09:00"))
    assert found is not None
    return found


def half_told() -> Consultation:
    """Justice answered in time; Finance is two days late."""
    on_tuesday = hanoi("2026-03-03", "10:00")
    return given(
        opening(),
        replies(JUSTICE, on_tuesday),
        assessed(JUSTICE, CLEAR, on_tuesday),
        time_passes(LATE),
    )


def test_what_is_late_is_drawn_apart_from_what_was_in_time() -> None:
    """The bar up to the deadline, and from there on another, taller one."""
    justice, finance = picture(half_told()).lanes
    assert [bar.kind for bar in finance.bars] == [BarKind.HELD, BarKind.LATE]
    assert [bar.kind for bar in justice.bars] == [BarKind.HELD]
    assert MarkKind.ACCEPTED in {mark.kind for mark in justice.marks}


def test_time_somebody_else_held_is_no_bar_of_the_agency() -> None:
    """From the question to the drafter on the clock stands still."""
    asks = order(
        AskClarification,
        head(FINANCE),
        hanoi("2026-03-03", "16:00"),
        agency=FINANCE.code,
        text="Đề nghị gửi danh sách.",
        ground=ClarificationGround.MISSING_DOCUMENT,
    )
    _, finance = picture(given(opening(), asks), "2026-03-05").lanes
    assert [bar.kind for bar in finance.bars] == [BarKind.HELD, BarKind.STOPPED, BarKind.AHEAD]


def test_everything_lies_within_the_frame() -> None:
    """Places are per cent, so that a phone shows all a desk does."""
    said = component("lanes", "lanes(it)", it=picture(half_told()))
    places = [float(place) for place in PLACES.findall(said)]
    assert places
    assert all(0 <= place <= 100 for place in places)
    assert "<title" in said
    assert "style=" not in said
    assert "H99.04 Sở Tài chính" in words(said)


def test_of_many_agencies_those_that_need_a_look_are_drawn() -> None:
    """Twenty-four at most; the table has the rest, and the picture says how many those are."""
    case = half_told()
    finance = case.requests[FINANCE.code]
    many = {
        f"H98.{n:02}": finance.model_copy(
            update={"agency": finance.agency.model_copy(update={"code": f"H98.{n:02}"})}
        )
        for n in range(40)
    }
    drawn = picture(case.model_copy(update={"requests": {**case.requests, **many}}))
    assert len(drawn.lanes) == MOST_LANES
    assert drawn.left_out == 18
    assert all("H99.03" not in lane.name for lane in drawn.lanes)


def test_a_case_without_requests_has_no_picture() -> None:
    """Nothing is drawn rather than an empty frame."""
    case = given(opening()).model_copy(update={"requests": {}})
    assert lanes_of(SeenCase(AUDITOR, case, (), behind=False), LATE) is None


def test_dots_lie_on_their_side_of_the_deadline() -> None:
    """Late ones right of the line, and the middle and the latest are words."""
    found = dots_of((-4, -1, -1, 0, 2))
    assert found is not None
    assert all((dot.x > found.line) is dot.late for dot in found.dots)
    assert found.words.vi == "5 văn bản; giữa: sớm 1; muộn nhất: chậm 2"
    said = component("dots", "dots(it)", it=found)
    assert said.count("<circle") == 5
    assert dots_of(()) is None


def test_very_late_replies_lie_at_the_edge_and_are_told_in_full() -> None:
    """The picture has room for a week; the words are exact."""
    found = dots_of((40, 40))
    assert found is not None
    assert max(dot.x for dot in found.dots) <= 100
    assert "chậm 40" in found.words.vi
