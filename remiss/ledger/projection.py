"""The rows of the read tables, as the events lead to them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.life.evolution import evolve, initial_state
from remiss.consultation.state import CaseStage, Consultation, State
from remiss.consultation.views.rows import ConsultationRow, RequestRow, view
from remiss.consultation.views.scores.case_score import CaseScore, ScorePart
from remiss.consultation.views.search_words import folded_words
from remiss.consultation.views.task_deadline import place_by_task
from remiss.ledger.exceptions import LedgerUnreadable


def columns_after(events: Iterable[RecordedEvent]) -> "Columns":
    """The rows these events, one whole stream, lead to.

    Raises:
        LedgerUnreadable: they are no history this version of the domain can follow.
    """
    score = CaseScore()
    case = case_after(_counted(events, score))
    return columns(view(case), score.changed)


def _counted(events: Iterable[RecordedEvent], score: CaseScore) -> Iterable[RecordedEvent]:
    for event in events:
        yield event
        score.add(event)


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


class Columns(NamedTuple):
    """A row of `consultation`, those of `request` and of `case_score`: JSON by names of columns."""

    case: dict[str, Any]
    requests: list[dict[str, Any]]
    score: list[dict[str, Any]]


def columns(row: ConsultationRow, score: Iterable[ScorePart]) -> Columns:
    """The row as the read tables take it, with the parts of its score that changed."""
    case = row.model_dump(mode="json")
    requests = [
        {
            **each,
            "consultation": row.id,
            "words": _named(each),
            **_stalling(each),
            **_places(row, of),
        }
        for each, of in zip(case.pop("requests"), row.requests, strict=True)
    ]
    every = (*row.search.values(), *(each["words"] for each in requests))
    lists = {
        "words": sorted({word for said in every for word in said}),
        "asked": sorted(request.agency for request in row.requests),
        "overdue": sorted(each.agency for each in row.requests if _is_late(row, each)),
    }
    parts = [{"consultation": row.id, **part._asdict()} for part in score]
    return Columns({**case, "search": row.search, "scored": row.version, **lists}, requests, parts)


def _is_late(row: ConsultationRow, request: RequestRow) -> bool:
    return row.stage is CaseStage.OPEN and request.overdue and request.settled_at is None


def _stalling(request: Mapping[str, Any]) -> dict[str, Any]:
    """What the Office's desk looks for, out of what pages say of the row."""
    facts = request["facts"] or {}
    return {
        "in_progress": facts.get("in_progress", False),
        "stalls_from": facts.get("stalls_from"),
    }


def _places(row: ConsultationRow, request: RequestRow) -> dict[str, str]:
    """Where it stands in lists: by the task its case serves, and by when its next move is due."""
    task = row.facts.task if row.facts else None
    turn = request.facts.turn_until if request.facts else None
    return {
        "by_task": place_by_task(task, request.due_at).isoformat(),
        "moves_by": (turn or request.due_at).isoformat(),
    }


def _named(request: Mapping[str, Any]) -> tuple[str, ...]:
    """The words an agency is found by."""
    return folded_words(f"{request['agency']} {request['agency_name']}")
