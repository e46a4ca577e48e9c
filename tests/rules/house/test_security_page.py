"""The page of promises names what exists: tests, pages, settings, commands."""

import re
from pathlib import Path

import pytest

from remiss.settings import Settings, variable
from tests.given.doc_pages import functions, named_tests

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")


def promises() -> dict[str, str]:
    """The cell of tests, by promise: the rows of three columns, without their heads."""
    part = PAGE.split("## What is promised")[1].split("## What is not promised")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    split = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    cells = [row for row in split if len(row) == 3 and row[0] not in {"promise", "---"}]
    return {promise: tests for promise, _, tests in cells}


@pytest.mark.parametrize("promise", promises())
def test_every_promise_is_shown_by_tests_that_exist(promise: str) -> None:
    """A promise that no test shows is none; one whose test was renamed shows nothing any more."""
    found = {
        (file, test): test in functions(file) for file, test in named_tests(promises()[promise])
    }

    assert found
    assert [name for name, exists in found.items() if not exists] == []


def test_every_page_it_leads_to_exists() -> None:
    """Links lead to files beside it, or to a heading of its own."""
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        if target.startswith("#"):
            assert re.search(rf"^#+ {target[1:]}$", PAGE, re.MULTILINE | re.IGNORECASE), target
        else:
            assert (ROOT / "docs" / target).exists(), target


def test_every_setting_it_names_exists() -> None:
    """Whoever follows the list before going live finds each of them."""
    known = {variable(name) for name in Settings.model_fields}

    assert set(re.findall(r"REMISS_[A-Z_]+", PAGE)) <= known
