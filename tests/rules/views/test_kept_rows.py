"""Rows kept from version to version are those made anew, in every story there is a history of."""

import pytest

from remiss.consultation.life.evolution import evolve
from remiss.consultation.life.ladder.alarms import Watch
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.views.kept_rows import KeptRows
from remiss.consultation.views.rows import view
from tests.given.case import FINANCE, JUSTICE, MONDAY, given, opening, replies, when
from tests.given.decisions import read
from tests.given.fingerprints import kept, lines_of, name_of

STORIES = [name for name in map(name_of, kept()) if lines_of(name)]
TOLD = [name for name in STORIES if read(lines_of(name)[0]).version == 1]


@pytest.mark.parametrize("name", TOLD)
def test_rows_kept_are_those_made_anew(name: str) -> None:
    """At each version of each story, whatever it changed."""
    rows = KeptRows(Watch())
    state: State = Unopened()
    for recorded in map(read, lines_of(name)):
        state = evolve(state, recorded.event)
        assert isinstance(state, Consultation)
        assert rows.view(state) == view(state)


def test_a_row_of_a_request_that_did_not_change_is_kept() -> None:
    """One agency replies: the row of the other is the same object."""
    rows, case = KeptRows(Watch()), given(opening(MONDAY))
    before = rows.view(case)
    after = rows.view(when(case, replies(FINANCE))[0])
    kept_row, made = after.requests
    assert (kept_row.agency, made.agency) == (JUSTICE.code, FINANCE.code)
    assert kept_row is before.requests[0]
    assert made.replies == 1
