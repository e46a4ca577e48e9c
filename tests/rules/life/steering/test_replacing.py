"""Another officer in charge: of the drafting agency, or nobody."""

from typing import Any

from remiss.consultation.life.commands import AddAgency, ReplaceOfficer
from remiss.consultation.values import Role
from tests.given.case import (
    FINANCE,
    JUSTICE,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    given,
    head,
    kinds,
    opening,
    order,
    refusal,
    when,
)

OTHER = OTHER_OFFICER


def replaced(**changes: Any) -> ReplaceOfficer:
    what = {"officer": OTHER.person, "reason": "Nghỉ phép.", **changes}
    return order(ReplaceOfficer, SUPERVISOR, **what)


def test_the_old_officer_is_in_charge_no_more() -> None:
    """The new one decides from then on; the old one is told who does."""
    case, events = when(given(opening()), replaced(profile=OTHER))
    assert kinds(events) == ["officer_replaced"]
    asked: dict[str, Any] = {"agency": JUSTICE.code, "profile": JUSTICE}
    assert refusal(case, order(AddAgency, OFFICER, **asked)) == "not_the_officer_in_charge"
    assert refusal(case, order(AddAgency, OTHER, **asked)) == "agency_already_asked"


def test_nobody_of_another_agency_takes_over() -> None:
    """Whom the list of people knows elsewhere, or as no drafter, is refused; who is unknown not."""
    case = given(opening())
    elsewhere = OTHER.model_copy(update={"agency": FINANCE.code})
    no_drafter = head(FINANCE).model_copy(update={"agency": OFFICER.agency})
    for profile in (elsewhere, no_drafter):
        asked = replaced(officer=profile.person, profile=profile)
        assert refusal(case, asked) == "officer_of_another_agency"
    assert kinds(when(case, replaced(profile=None))[1]) == ["officer_replaced"]


def test_the_office_may_replace_as_well() -> None:
    """Where the drafting agency itself stands still, the Office names one of its officers."""
    by_office = replaced(profile=OTHER).model_copy(update={"actor": OFFICE})
    assert OFFICE.role is Role.OFFICE
    assert kinds(when(given(opening()), by_office)[1]) == ["officer_replaced"]
