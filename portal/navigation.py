"""Where each role goes: entries of the navigation, by the addresses of pages that exist."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.addresses import WORK
from remiss.consultation.values import Role

SHEETS, INSPECTIONS = "/sheets", "/inspections"
CASES, NOTICES, CALENDAR = "/cases", "/notices", "/calendar"
SCORECARDS_OF, OWN_SCORECARD = "/scorecards/agencies", "/scorecards/mine"
OFFICE, REPORTS, LOAD = "/office", "/reports", "/load"
OF_CASES = (WORK, CASES, NOTICES)
OVERSEEING = (CASES, NOTICES, SCORECARDS_OF, SHEETS)
BY_ROLE: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {
        Role.OFFICER: (*OF_CASES, OWN_SCORECARD),
        Role.SUPERVISOR: (*OF_CASES, SCORECARDS_OF, SHEETS),
        Role.AGENCY_OFFICIAL: (*OF_CASES, OWN_SCORECARD),
        Role.AGENCY_HEAD: (WORK, LOAD, CASES, NOTICES, SCORECARDS_OF, SHEETS),
        Role.CLERK: OF_CASES,
        Role.OFFICE: (WORK, OFFICE, REPORTS, CASES, NOTICES, SCORECARDS_OF, SHEETS),
        Role.HOME_AFFAIRS: OVERSEEING,
        Role.INSPECTOR: (*OVERSEEING, INSPECTIONS, OFFICE, REPORTS),
    }
)


def entries(role: Role) -> tuple[str, ...]:
    """The addresses a role is led to, the first of them where it begins its day."""
    return BY_ROLE.get(role, (CALENDAR,))
