"""What the rehearsal of the opening foretold, held against what came."""

from datetime import datetime
from typing import Any

from remiss.consultation.values import AgencyCode
from remiss.demo.script import StoryDeviatedError
from remiss.texts import local_time

STEPS_OF_TIME = {
    "reminder_sent",
    "listing_foretold",
    "request_overdue",
    "request_escalated",
    "silence_recorded",
}


def count_foretold(
    rehearsal: dict[str, Any], case: dict[str, Any], entries: list[dict[str, Any]]
) -> int:
    """How much came as foretold: each first deadline, each step towards the one who is silent.

    Raises:
        StoryDeviatedError: something came another way.
    """
    foretold = {a["code"]: a["deadline"]["due_at"] for a in rehearsal["agencies"]}
    due = {code: at for code, at in _first_deadlines(case).items() if code in foretold}
    silent = next(agency for agency in rehearsal["agencies"] if agency["silent"])
    steps = [_minute(step["at"]) for step in silent["steps"]]
    came = _steps(entries, silent["code"])
    if (foretold, steps) != (due, came):
        raise StoryDeviatedError(expected=str((foretold, steps)), found=str((due, came)))
    return len(due) + len(came)


def _first_deadlines(case: dict[str, Any]) -> dict[AgencyCode, str]:
    """Of the first request to each agency."""
    rows = [request["row"] for request in (*case["requests"], *case["earlier"])]
    return {row["agency"]: row["first_due_at"] for row in rows}


def _steps(entries: list[dict[str, Any]], agency: AgencyCode) -> list[str]:
    """When each step of time towards `agency` came."""
    mine = [entry for entry in entries if entry["agency"] == agency]
    return [_minute(entry["at"]) for entry in mine if entry["type"] in STEPS_OF_TIME]


def _minute(at: str) -> str:
    return local_time(datetime.fromisoformat(at))
