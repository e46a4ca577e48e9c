"""The short form runs with every test run; `--fuzz-minutes` makes it long (`make fuzz`)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.api.conftest import shared as shared  # noqa: PLC0414 -- a fixture of this folder too

SHARES = {"test_the_document_is_honest": 0.55}
OTHER_SHARE = 0.15
"""Of the long form's minutes; the contract has most to try, the three other parts the rest."""


@dataclass
class Tally:
    """What one part of the search did, for the table at its end."""

    part: str
    until: float | None
    examples: int = 0
    findings: int = 0
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0

    @property
    def long(self) -> bool:
        return self.until is not None

    def rounds(self, short: int = 1) -> Iterator[int]:
        """A seed for each round: `short` of them, or as many as the minutes allow."""
        seed = 0
        while seed < short if self.until is None else time.monotonic() < self.until:
            yield seed
            seed += 1


KEY = pytest.StashKey[list[Tally]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[KEY] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "tally" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(180 + 2 * _seconds(config, item.name)))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """How long this part may go on, and where it notes what it did."""
    seconds = _seconds(request.config, request.node.name)
    until = time.monotonic() + seconds if seconds else None
    mine = Tally(request.node.name, until)
    request.config.stash[KEY].append(mine)
    yield mine
    mine.seconds = time.monotonic() - mine.begun


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.getoption("--fuzz-minutes"):
        return
    failed = {report.location[2] for report in terminalreporter.stats.get("failed", [])}
    terminalreporter.section("fuzz")
    terminalreporter.line(f"{'part':<64}{'examples':>10}{'seconds':>9}{'findings':>10}")
    for tally in config.stash[KEY]:
        found = tally.findings or int(tally.part in failed)
        terminalreporter.line(
            f"{tally.part:<64}{tally.examples:>10}{tally.seconds:>9.0f}{found:>10}"
        )


def _seconds(config: pytest.Config, part: str) -> float:
    minutes: float = config.getoption("--fuzz-minutes")
    return minutes * 60 * SHARES.get(part, OTHER_SHARE)
