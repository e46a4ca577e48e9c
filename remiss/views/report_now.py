"""The morning's report as it would be at another moment: counted anew, kept and sent nowhere."""

import asyncio
from datetime import datetime

from remiss.documents.found_delays import FoundDelays
from remiss.documents.morning_reports import MorningReports, reports_on
from remiss.ledger.reads.pool import Ledger
from remiss.reference.registry import province_name


async def report_now(ledger: Ledger, at: datetime) -> MorningReports:
    """What was overdue and what stalled at `at`, as the ledger has it; marked as not published.

    Nothing vouches for it but the ledger itself: the published one carries a checkpoint.

    Raises:
        Problem: `ledger_unavailable`.
    """
    found = FoundDelays(at)
    async for known in ledger.cases_at(at):
        await asyncio.to_thread(found.add, known)
    return await asyncio.to_thread(reports_on, found, province_name(), published=False)
