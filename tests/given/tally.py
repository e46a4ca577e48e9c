"""The short form runs with every test run; `--fuzz-minutes` makes it long (`make fuzz`)."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

SHARES = {"test_the_document_is_honest": 0.55}
OTHER_SHARE = 0.11
"""Of the long form's minutes; the contract has most to try, the four other parts the rest."""


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


def _seconds(config: pytest.Config, part: str) -> float:
    minutes: float = config.getoption("--fuzz-minutes")
    return minutes * 60 * SHARES.get(part, OTHER_SHARE)
