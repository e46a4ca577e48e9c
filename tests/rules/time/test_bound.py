"""A clock bound by a day: whatever moves it, it ends by then."""

from datetime import date, timedelta

from hypothesis import given as for_all
from hypothesis import strategies as st

from remiss.consultation.time.bound import Bound
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import (
    Extended,
    GivenBack,
    Hold,
    Move,
    Pause,
    Returned,
    ReturnMoved,
)
from remiss.consultation.time.span import WorkSpan
from tests.given.case import CALENDAR, MONDAY

DAYS = st.integers(0, 60).map(lambda days: date(2026, 3, 2) + timedelta(days=days))
AFTER = st.timedeltas(timedelta(), timedelta(days=20)).map(MONDAY.__add__)
LENGTHS = st.timedeltas(timedelta(), timedelta(days=9))
MOVES = st.one_of(
    st.builds(lambda a, b: Pause(since=a, until=a + b, holds=(Hold.ASSESSMENT,)), AFTER, LENGTHS),
    st.builds(lambda a, b: Returned(since=a, at=a + b, least=WorkSpan(days=1)), AFTER, LENGTHS),
    st.builds(lambda a, b: GivenBack(since=a, until=a + b, working=b / 3), AFTER, LENGTHS),
    st.builds(Extended, at=AFTER, to=DAYS),
    st.builds(ReturnMoved, at=AFTER, to=DAYS),
)
BOUNDS = st.builds(Bound, day=DAYS, room=st.builds(WorkSpan, days=st.integers(0, 5)))


@for_all(BOUNDS, st.lists(MOVES, max_size=6))
def test_a_bound_clock_ends_in_time_and_is_derived_again_as_it_was(
    bound: Bound, happened: list[Move]
) -> None:
    """Whatever moves it: by the end of the day that binds it then, unless that lies behind."""
    clock = Clock.start(CALENDAR, MONDAY, WorkSpan(days=5), bound=bound)
    assert clock.due_at > MONDAY
    for move in happened:
        clock = clock.moved(CALENDAR, move)
        binds = clock.bound_after(clock.moves)
        assert binds is not None
        at = move.until if isinstance(move, Pause | GivenBack) else move.at
        if not isinstance(move, ReturnMoved) and binds.end(CALENDAR) > at:
            assert clock.due_at <= binds.end(CALENDAR)

    assert clock.under(CALENDAR, MONDAY) == clock
    assert Clock.model_validate_json(clock.model_dump_json()) == clock
