"""What should not matter to a verdict moves hardly any, over every sixth reply of the corpus.

`make bench-clarity` prints the same for the whole of it.
"""

import pytest

from lab.bench.invariance import CHANGES, judged, moves
from lab.bench.labelled import HELD_OUT, Labelled, every
from remiss.consultation.clarity.assessment import Action, Assessment
from remiss.consultation.clarity.weights import learnt

MOST = 0.02
"""The share of verdicts that may move."""


@pytest.fixture(scope="module")
def found() -> list[tuple[Labelled, Assessment]]:
    return judged([*every()[::6], *every(HELD_OUT)], learnt())


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_matter_moves_no_verdict(
    change: str, found: list[tuple[Labelled, Assessment]]
) -> None:
    """At most one in fifty, and none to a return."""
    moved = list(moves(found, CHANGES[change], learnt()))

    assert len(moved) <= MOST * len(found), [record.id for record, _, _ in moved]
    assert not [record.id for record, _, then in moved if then.action() is Action.RETURN]
