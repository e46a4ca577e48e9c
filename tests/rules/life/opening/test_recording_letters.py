"""Number and day of the letter that asked, as the drafting side records them."""

from datetime import date

from remiss.consultation.life.commands import RecordLetter
from remiss.consultation.life.events import LetterRecorded
from remiss.consultation.state import IssuedLetter
from tests.given.case import (
    FINANCE,
    JUSTICE,
    MONDAY,
    OFFICER,
    given,
    hanoi,
    head,
    opening,
    order,
    refusal,
    when,
)


def records(**changes: object) -> RecordLetter:
    """The officer records it for Finance."""
    what = {"agency": FINANCE.code, "number": " 1480/SNV-CCVC ", "signed_on": date(2026, 3, 2)}
    return order(RecordLetter, OFFICER, MONDAY, **{**what, **changes})


def test_a_number_is_recorded_and_the_last_one_counts() -> None:
    """A slip is put right by recording it again; other agencies' letters are their own."""
    case, (event,) = when(given(opening()), records(number="1479/SNV-CCVC"))
    case, (event,) = when(case, records())
    assert isinstance(event, LetterRecorded)
    assert event.by == OFFICER.person
    issued = IssuedLetter(number="1480/SNV-CCVC", signed_on=date(2026, 3, 2))
    assert case.requests[FINANCE.code].letter == issued
    assert case.requests[JUSTICE.code].letter is None


def test_a_case_without_a_number_is_stored_as_before() -> None:
    """Nothing of it stands in a state that holds none."""
    assert "letter" not in given(opening()).requests[FINANCE.code].model_dump(mode="json")


def test_who_may_not_and_what_cannot_be_is_refused() -> None:
    """A day to come, an agency that was not asked, whoever is asked."""
    case = given(opening())
    assert refusal(case, records(signed_on=date(2026, 3, 3))) == "letter_not_signed_yet"
    assert refusal(case, records(agency="H99.20")) == "request_not_found"
    by_head = order(
        RecordLetter,
        head(FINANCE),
        hanoi("2026-03-02"),
        agency=FINANCE.code,
        number="1/STC",
        signed_on=date(2026, 3, 2),
    )
    assert refusal(case, by_head) == "not_permitted"
