"""What lies with agencies now, across all cases: nothing but how much, and until which day."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from remiss.consultation.values import AgencyCode
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


async def open_dues(
    source: Reader, agencies: Collection[AgencyCode]
) -> Mapping[AgencyCode, Mapping[date, int]]:
    """How many open requests to each of these agencies are due on which day, in Viet Nam.

    Those with none are left out.

    Raises:
        Problem: `ledger_unavailable`.
    """
    found = defaultdict[AgencyCode, dict[date, int]](dict)
    for row in await source.fetch(SQL["open_dues"], list(agencies)):
        found[row["agency"]][row["day"]] = row["requests"]
    return found
