"""Days that people name, however far from any calendar: the refusal says what is wrong."""

from datetime import date

import pytest

from remiss.consultation.life.commands import DecideExtension, OrderDeadline, RequestExtension
from remiss.consultation.policy import ExtensionRules
from remiss.consultation.time.span import WorkSpan
from tests.given.case import (
    FINANCE,
    OFFICE,
    OFFICER,
    POLICY,
    given,
    head,
    opening,
    order,
    refusal,
)

GENEROUS = POLICY.model_copy(
    update={
        "extension": ExtensionRules(at_most=WorkSpan(days=5), decide_within=WorkSpan(days=1)),
    }
)


def more_time(to: date) -> RequestExtension:
    return order(RequestExtension, head(FINANCE), agency=FINANCE.code, to=to, reason="Chờ số liệu.")


@pytest.mark.parametrize(
    ("to", "code"),
    [
        (date(2000, 1, 1), "extension_to_no_later"),
        (date(2026, 3, 9), "extension_to_no_later"),
        (date(2026, 3, 17), "extension_beyond_cap"),
        (date(2090, 1, 1), "extension_beyond_cap"),
    ],
)
def test_more_time_to_a_day_out_of_reach(to: date, code: str) -> None:
    """Before the deadline of 9 March, or after the cap of 16 March: the day is at fault."""
    assert refusal(given(opening(policy=GENEROUS)), more_time(to)) == code


@pytest.mark.parametrize("to", [date(2000, 1, 1), date(2026, 3, 9), date(2026, 3, 14)])
def test_time_granted_beyond_what_was_asked(to: date) -> None:
    """Up to 13 March was asked for; no day before the deadline, and none after that, is granted."""
    case = given(opening(policy=GENEROUS), more_time(date(2026, 3, 13)))
    grant = order(DecideExtension, OFFICER, agency=FINANCE.code, granted=True, to=to)
    assert refusal(case, grant) == "extension_outside_request"


def test_a_day_long_past_is_not_ordered() -> None:
    """The refusal names the present, whether or not a calendar reaches back so far."""
    ordered = order(OrderDeadline, OFFICE, agency=FINANCE.code, to=date(2000, 1, 1), reasons="Gấp.")
    assert refusal(given(opening()), ordered) == "ordered_day_has_passed"
