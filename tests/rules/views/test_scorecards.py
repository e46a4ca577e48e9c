"""Who reads which scorecards."""

import pytest

from remiss.consultation.authority import SCORECARDS, Scorecard
from remiss.consultation.permission import scorecard_scope
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Actor, AgencyCode, Role
from tests.given.case import AUDITOR, FINANCE, HOME, OFFICE, SUPERVISOR, head

D, A, R = Scorecard.DRAFTERS, Scorecard.AGENCIES, Scorecard.RULES


@pytest.mark.parametrize(
    ("actor", "scorecard", "scope"),
    [
        (AUDITOR, D, None),
        (OFFICE, A, None),
        (OFFICE, R, None),
        (SUPERVISOR, D, HOME.code),
        (SUPERVISOR, A, HOME.code),
        (head(FINANCE), A, FINANCE.code),
    ],
)
def test_people_read_their_own_agency(
    actor: Actor, scorecard: Scorecard, scope: AgencyCode | None
) -> None:
    """Only those who see every case read every row."""
    assert scorecard_scope(actor, scorecard) == scope


def test_nobody_else_reads_any() -> None:
    """Every other role is told who may; so is a supervisor who belongs to no agency."""
    for scorecard in Scorecard:
        for role in set(Role) - SCORECARDS[scorecard] - {Role.SYSTEM}:
            with pytest.raises(Refusal, match="not_permitted"):
                scorecard_scope(Actor(id="x", name="X", role=role, agency=HOME.code), scorecard)
        with pytest.raises(Refusal, match="supervisor"):
            scorecard_scope(Actor(id="x", name="X", role=Role.SUPERVISOR), scorecard)
