"""One form of time for people, whatever form a moment was kept in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from remiss.consultation.state import Disposition
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import DispositionKind, Person
from tests.given.case import given, opening, replies

NOON = datetime(2026, 12, 7, 10, tzinfo=UTC)
LOCAL = "2026-12-07T17:00:00+07:00"


def test_every_moment_is_told_at_seven_hours() -> None:
    """In lists, tuples, mappings and models within one another."""
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    person = Person(id="lan", name="Lan")
    held = Disposition(kind=DispositionKind.ADOPTED, explanation=None, by=person, at=NOON)

    everything: dict[str, Any] = {"one": [NOON, tokyo], "two": (held,)}
    told = in_local_time(everything)
    assert [at.isoformat() for at in told["one"]] == [LOCAL, LOCAL]
    assert told["two"][0].model_dump(mode="json")["at"] == LOCAL


def test_it_is_the_same_moment_and_no_text_is_touched() -> None:
    """A text that looks like a moment is somebody's words; the end of all dates stays."""
    case = given(opening(), replies(opening().directory.agencies[2], text="2026-12-07T10:00:00Z"))

    assert in_local_time(case) == case
    assert in_local_time("2026-12-07T10:00:00Z") == "2026-12-07T10:00:00Z"
    assert in_local_time(datetime.max.replace(tzinfo=UTC)) == datetime.max.replace(tzinfo=UTC)
