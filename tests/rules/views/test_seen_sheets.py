"""Who sees what of a sheet: all but those apart, or their own alone."""

from datetime import UTC, datetime

import pytest

from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Role
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.sheet import KeptSheet, Sheet, SheetLine
from remiss.views.seen_sheets import restricted, scopes_of
from tests.given.people import actor

NOON = datetime(2026, 12, 1, 5, tzinfo=UTC)
PARTY, OTHER = "H99.90", "H99.04"


def _kept() -> KeptSheet:
    lines = tuple(
        SheetLine(card=card, agency=agency, person="", name="", figures={"requests": 1})
        for card in (Card.AGENCIES, Card.DRAFTERS)
        for agency in (OTHER, PARTY)
    )
    return KeptSheet(
        sheet=Sheet(
            number=1, period="2026-11", made_at=NOON, counted_at=NOON, names={}, lines=lines
        )
    )


@pytest.mark.parametrize(
    ("role", "agency", "seen"),
    [
        (Role.OFFICE, "H99.01", {(Card.AGENCIES, OTHER), (Card.DRAFTERS, OTHER)}),
        (Role.HOME_AFFAIRS, PARTY, {(Card.AGENCIES, OTHER), (Card.DRAFTERS, OTHER)}),
        (Role.AGENCY_HEAD, OTHER, {(Card.AGENCIES, OTHER)}),
        (Role.AGENCY_HEAD, PARTY, {(Card.AGENCIES, PARTY)}),
        (Role.SUPERVISOR, PARTY, {(Card.AGENCIES, PARTY), (Card.DRAFTERS, PARTY)}),
    ],
)
def test_a_sheet_shows_what_one_may_see(
    role: Role, agency: str, seen: set[tuple[Card, str]]
) -> None:
    """Who is apart stands beside no other agency, and reads their own all the same."""
    found = restricted(_kept(), scopes_of(actor("x", role, agency)), {PARTY})
    assert {(line.card, line.agency) for line in found.sheet.lines} == seen


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AGENCY_OFFICIAL, Role.CLERK, Role.OPERATOR])
def test_others_see_no_sheet(role: Role) -> None:
    """They are told who may."""
    with pytest.raises(Refusal, match="not_permitted"):
        scopes_of(actor("x", role, OTHER))
