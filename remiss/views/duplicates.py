"""Cases of the caller's own agency that a case to open may repeat."""

import structlog

from remiss.consultation.life.commands import Open
from remiss.consultation.views.likely_duplicates import LikelyDuplicate, likely_duplicates
from remiss.ledger.connection import Reader
from remiss.ledger.reads.open_cases import list_open_cases
from remiss.problems.problem import Problem

log = structlog.get_logger()


async def find_duplicates(ledger: Reader, command: Open) -> tuple[LikelyDuplicate, ...] | None:
    """Those of its drafting agency, which whoever drafts there may see; None: nobody could look.

    A warning refuses nothing, and so a ledger that does not answer holds no opening up.
    """
    try:
        return likely_duplicates(
            command, await list_open_cases(ledger, command.drafting_agency.code)
        )
    except Problem as problem:
        log.warning("duplicates_not_looked_for", reason=problem.code)
        return None
