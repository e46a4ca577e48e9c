"""The open cases of one drafting agency that a new one may repeat."""

from remiss.consultation.life.commands import Open
from remiss.consultation.life.opening.likely_duplicates import OpenCase
from remiss.consultation.views.search_words import folded_words
from remiss.ledger.connection import Reader
from remiss.ledger.statements import SQL


async def list_open_cases(source: Reader, command: Open) -> tuple[OpenCase, ...]:
    """Those that run or are suspended, and have its draft or the words of its subject."""
    draft = command.draft
    words = " & ".join(f"'{word}'" for word in folded_words(draft.subject)) or None
    arguments = (command.drafting_agency.code, draft.sha256, words)
    rows = await source.fetch(SQL["open_cases_of"], *arguments)
    return tuple(OpenCase.model_validate(dict(row)) for row in rows)
