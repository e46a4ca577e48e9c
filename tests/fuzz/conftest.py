"""The short form runs with every test run; `--fuzz-minutes` makes it long (`make fuzz`)."""

import time
from collections.abc import Iterator

import pytest

from tests.given.api_fixtures import shared as shared  # noqa: PLC0414 -- a fixture of this folder too
from tests.given.tally import KEY, Tally, _seconds


def pytest_configure(config: pytest.Config) -> None:
    config.stash[KEY] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "tally" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(420 + 2 * _seconds(config, item.name)))


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
