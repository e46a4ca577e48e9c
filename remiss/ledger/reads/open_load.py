"""What lies with agencies now, across all cases: nothing but how much, and until when."""

from collections.abc import Collection, Mapping
from datetime import datetime

from remiss.consultation.values import AgencyCode
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


async def open_dues(
    source: Reader, agencies: Collection[AgencyCode]
) -> Mapping[AgencyCode, tuple[datetime, ...]]:
    """The deadlines of the open requests to each of these agencies; those with none are left out.

    Raises:
        Problem: `ledger_unavailable`.
    """
    rows = await source.fetch(SQL["open_dues"], list(agencies))
    return {row["agency"]: tuple(row["dues"]) for row in rows}
