"""The rows of the read tables, as the events lead to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import Consultation, State
from remiss.consultation.views.rows import ConsultationRow, view
from remiss.consultation.views.search_words import folded_words
from remiss.ledger.exceptions import LedgerUnreadable


def row_after(events: Iterable[RecordedEvent]) -> ConsultationRow:
    """The rows these events, one whole stream, lead to.

    Raises:
        LedgerUnreadable: they are no history this version of the domain can follow.
    """
    return view(case_after(events))


def case_after(events: Iterable[RecordedEvent]) -> Consultation:
    """The case these events, a stream from its beginning, lead to.

    Raises:
        LedgerUnreadable: they are no history this version of the domain can follow.
    """
    state: State = initial_state()
    for recorded in events:
        try:
            state = evolve(state, recorded.event)
        except (LookupError, TypeError, ValueError) as error:
            raise LedgerUnreadable(
                stream=recorded.consultation, version=recorded.version
            ) from error
    assert isinstance(state, Consultation)  # noqa: S101 -- a stored stream has a first event
    return state


def columns(row: ConsultationRow) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of `consultation` and those of `request`, as JSON under the names of the columns."""
    case = row.model_dump(mode="json")
    requests = [
        {**each, "consultation": row.id, "words": _named(each)} for each in case.pop("requests")
    ]
    every = (*row.search.values(), *(each["words"] for each in requests))
    words = sorted({word for said in every for word in said})
    return {**case, "search": row.search, "words": words}, requests


def _named(request: Mapping[str, Any]) -> tuple[str, ...]:
    """The words an agency is found by."""
    return folded_words(f"{request['agency']} {request['agency_name']}")
