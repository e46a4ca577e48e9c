"""The open cases of one drafting agency, as far as a new one is compared with them."""

from remiss.consultation.life.opening.likely_duplicates import OpenCase
from remiss.consultation.values import AgencyCode
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


async def list_open_cases(source: Reader, drafting_agency: AgencyCode) -> tuple[OpenCase, ...]:
    """Those that run or are suspended, newest first."""
    rows = await source.fetch(SQL["open_cases_of"], drafting_agency)
    return tuple(OpenCase.model_validate(dict(row)) for row in rows)
