"""The report of loads: its deadlines are where they are said to be, its page says what ran."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from lab.bench.load.case_shape import shape_of
from lab.bench.load.outcome import Figure, Outcome, in_digits, line_through, percentiles
from lab.bench.load.report.report_page import page, pictures
from lab.bench.load.report.svg_chart import chart
from lab.bench.load.short_deadlines import due_at
from remiss.consultation.decider import decide
from remiss.consultation.life.evolution import fold, initial_state
from remiss.consultation.life.ladder.alarms import Step, alarms
from remiss.consultation.state import Consultation

NOTED = {
    "commit": "abc",
    "began": "2026-12-01T00:00:00+00:00",
    "seconds": 9,
    "free_cores": 1.5,
    "load_after": "1.0, 1.0, 1.0",
    "size": 3,
}
KEPT_ENVIRONMENT = {"machine": "2 x a processor"}


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", range(4, 8))
def test_every_case_of_a_fleet_is_due_at_its_minute(day: int, hour: int) -> None:
    """On a Friday and at a weekend, in whatever hour: opened ten or three minutes before."""
    minute = datetime(2026, 12, day, hour, 17, tzinfo=UTC)
    calendar, policy = due_at(minute)
    assert abs(calendar.utc_offset_minutes) < 16 * 60  # what PostgreSQL takes
    for before in (10, 3):
        opened = minute - timedelta(minutes=before)
        command = shape_of(4).opening_of("HS-X", calendar, policy).model_copy(update={"at": opened})
        case = fold(decide(initial_state(), command), initial_state())
        assert isinstance(case, Consultation)
        pending = alarms(case)
        assert [(alarm.at, alarm.step) for alarm in pending] == [(minute, Step.OVERDUE)] * 4


def _outcome(who: str, lost: int | None) -> dict[str, Any]:
    outcome = Outcome(
        scenario="throughput_stress",
        who=who,
        about="3 cases",
        figures=[Figure("cases", 1.234, "/s"), *percentiles("reply", [0.1, 0.2, 0.3])],
        lost=lost,
        doubled=lost,
        load="1",
    )
    return NOTED | outcome.kept()


def test_the_page_sets_peers_side_by_side() -> None:
    """One row a figure; a peer without a ledger has no count, and one that failed its reason."""
    parts = {
        "throughput_stress": _outcome("Remiss", 0),
        "throughput_stress_bare": _outcome("bare", None),
        "throughput_stress_postgres": NOTED | {"failed": "OSError: no room"},
    }
    told = page({"environment": KEPT_ENVIRONMENT, "parts": parts}, [*parts, "timer_storm"])
    assert "| | Remiss | bare |" in told
    assert "| cases, /s | 1.23 | 1.23 |" in told
    assert "| lost | 0 | not kept |" in told
    assert "throughput_stress_postgres: OSError: no room" in told
    assert "`timer_storm`: not run" in told
    assert "{figures}" not in told


def test_what_is_wrong_stands_on_the_page() -> None:
    """A loss is not hidden behind its number."""
    part = _outcome("Remiss", 1) | {"scenario": "timer_storm", "wrong": ["lost: x:1"]}
    told = page({"environment": KEPT_ENVIRONMENT, "parts": {"timer_storm": part}}, ["timer_storm"])
    assert "| lost, doubled | 1, 1 |" in told
    assert "**Wrong**: lost: x:1" in told


def test_each_series_is_a_picture_of_its_own() -> None:
    """Well-formed, named, and drawn within its frame."""
    part = NOTED | {
        "series": {"alarms, by seconds": [(1.0, 10), (2.5, 42)], "MB, by cases": [(1, 1)]}
    }
    found = dict(pictures({"long_idle_fleet": part}))
    assert list(found) == ["long_idle_fleet-1.svg", "long_idle_fleet-2.svg"]
    picture = ET.fromstring(found["long_idle_fleet-1.svg"])  # noqa: S314 -- made here
    (title,) = picture.findall("{*}title")
    assert title.text == "long_idle_fleet: alarms, by seconds"
    (line,) = picture.findall("{*}polyline")
    points = [tuple(map(float, each.split(","))) for each in line.attrib["points"].split()]
    assert all(0 <= x <= 640 and 0 <= y <= 300 for x, y in points)
    assert points[0][0] < points[1][0]
    assert points[0][1] > points[1][1]


def test_a_chart_of_nothing_much_has_axes_all_the_same() -> None:
    """Zeros are drawn on the axis, and words of a name are no markup."""
    assert "a &lt; b" in chart("t", "x", {"a < b": [(0, 0), (0, 0)]})


def test_a_line_goes_through_its_points() -> None:
    """Offset and slope of points that lie on one."""
    offset, slope = line_through([(0, 2), (10, 4), (30, 8)])
    assert (round(offset, 9), round(slope, 9)) == (2, 0.2)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (300.0, "300"),
        (1234.5, "1,234"),
        (0.263, "0.26"),
        (15.15, "15.2"),
        (-2.5, "-2.50"),
    ],
)
def test_a_number_has_three_digits_or_so(value: float, told: str) -> None:
    """And a count all it has."""
    assert in_digits(value) == told


def test_a_thousandth_needs_a_thousand() -> None:
    """What few samples cannot tell is not told."""
    assert [each.name for each in percentiles("r", [1.0] * 999)] == ["r p50", "r p95", "r p99"]
    assert percentiles("r", [float(n) for n in range(1000)])[-1] == Figure("r p99.9", 999_000, "ms")
    assert percentiles("r", []) == []


def test_a_hot_case_is_one_the_product_admits() -> None:
    """Three hundred agencies, each with a code of its own and a question of its field."""
    command = shape_of(300).opening_of("HS-X")
    case = fold(decide(initial_state(), command), initial_state())
    assert isinstance(case, Consultation)
    assert len(case.requests) == 300
    assert all(request.question_ids for request in case.requests.values())
