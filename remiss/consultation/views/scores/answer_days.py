"""Working days in bands, so that a distribution is kept as sums and read without its cases."""

from collections.abc import Mapping
from typing import NamedTuple

BANDS = (*range(11), 15, 20)
"""Each band goes up to this many days; one more has all that is longer."""


def band(days: int) -> str:
    """The name of the band `days` fall in: `3`, `11-15`, `21+`."""
    before = -1
    for up_to in BANDS:
        if days <= up_to:
            return str(up_to) if up_to == before + 1 else f"{before + 1}-{up_to}"
        before = up_to
    return f"{before + 1}+"


EVERY_BAND = tuple(dict.fromkeys(map(band, range(BANDS[-1] + 2))))
"""All of them, shortest first."""


class Quartiles(NamedTuple):
    """In which bands a quarter, a half and three quarters are reached; None without anything."""

    quarter: str | None
    median: str | None
    three_quarters: str | None


def quartiles(counts: Mapping[str, int]) -> Quartiles:
    """Of counts by band: the first band by which at least that share is reached."""
    return Quartiles(*(_reached(counts, parts) for parts in (1, 2, 3)))


def _reached(counts: Mapping[str, int], quarters: int) -> str | None:
    total, so_far = sum(counts.values()), 0
    for name in EVERY_BAND:
        so_far += counts.get(name, 0)
        if total and 4 * so_far >= quarters * total:
            return name
    return None
