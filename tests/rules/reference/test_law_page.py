"""The page of the law names what the data cites, how far it was checked, and when to look again."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from remiss.reference.laws import LASTS, LawState

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/law.md").read_text(encoding="utf-8")
DATA = ROOT / "remiss/reference/data"
NUMBER = re.compile(r"\d+/\d{4}/(?:QH\d+|NĐ-CP)")
STATES = {state.value for state in LawState}


def bases() -> list[list[str]]:
    """The rows that say of a base how far it was checked."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [row for row in cells if len(row) == 6 and row[2] != "state" and "---" not in row[0]]


@pytest.mark.parametrize("row", bases(), ids=lambda row: row[0][:40])
def test_every_base_has_a_state_and_a_day_to_look_again(row: list[str]) -> None:
    """No later than its state lets it stand; what is not from memory says where it was seen."""
    state, looked, again = LawState(row[2]), date.fromisoformat(row[3]), date.fromisoformat(row[4])

    assert looked < again <= looked + LASTS[state] + timedelta(days=1)
    assert bool(row[5]) == (state is not LawState.RECALLED)


@pytest.mark.parametrize("file", ["policies.yaml", "calendar.yaml"])
def test_every_law_that_sets_a_time_is_on_the_page(file: str) -> None:
    """A law or decree named in the policies or the calendar, by its number."""
    named = set(NUMBER.findall((DATA / file).read_text(encoding="utf-8")))

    assert named
    assert {number for number in named if number not in PAGE} == set()


def test_the_states_are_those_of_the_data() -> None:
    """The page explains each, and no other."""
    explained = re.findall(
        r"^\| (\w+) \| [^|]+ \| (?:a year|half a year|three months) \|$", PAGE, re.MULTILINE
    )

    assert set(explained) == STATES
