"""The page of faults names tests that exist."""

from pathlib import Path

import pytest

from tests.given.doc_pages import functions, named_tests

PAGE = (Path(__file__).parents[3] / "docs/hardening.md").read_text(encoding="utf-8")


def kinds() -> dict[str, str]:
    """The cell of tests, by kind: the last of three columns."""
    held = PAGE.partition("## What stays")[0]
    rows = (line[2:-2].split(" | ") for line in held.splitlines() if line.startswith("| "))
    return {row[0]: row[-1] for row in rows if row[0] not in {"kind", "---"}}


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_is_held_off_by_tests_that_exist(kind: str) -> None:
    """What no test shows does not stand on the page."""
    named = list(named_tests(kinds()[kind]))

    assert named
    assert [name for name in named if name[1] not in functions(name[0])] == []
