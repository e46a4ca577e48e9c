"""Facts of a case as a dossier states them beside its events, which lead to them.

Few facts, and such as do not change with the words or the lists of a later version: whoever
verifies derives them anew from the events, perhaps years from now.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import AwareDatetime

from remiss.consultation.state import Consultation, Request
from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.explanation import DeadlineExplanation, explain_deadlines
from remiss.consultation.views.rows import request_row


class RequestFacts(Value):
    """Where one request stands, or what came of it."""

    agency: AgencyCode
    ordinal: int
    stage: str
    sent_at: AwareDatetime
    due_at: AwareDatetime
    settled_at: AwareDatetime | None
    replies: int
    returns: int
    level: int
    silence: str | None
    days_late: int | None


class CaseFacts(Value):
    """Where the case stands after its last event."""

    consultation: str
    version: int
    stage: str
    subject: str
    draft_sha256: str
    drafting_agency: AgencyCode
    officer: str
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    requests: tuple[RequestFacts, ...]


class ExplainedDeadline(Value):
    """One deadline of one request, and everything it rests on."""

    agency: AgencyCode
    ordinal: int
    explanation: DeadlineExplanation


def facts_of(case: Consultation) -> CaseFacts:
    """The facts of a case."""
    return CaseFacts(
        consultation=case.id,
        version=case.version,
        stage=case.stage,
        subject=case.draft.subject,
        draft_sha256=case.draft.sha256,
        drafting_agency=case.drafting_agency.code,
        officer=case.officer.id,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        requests=tuple(_request(case, request) for request in case.all_requests),
    )


def _request(case: Consultation, request: Request) -> RequestFacts:
    return RequestFacts(
        agency=request.agency.code,
        ordinal=request.ordinal,
        stage=request.stage,
        sent_at=request.sent_at,
        due_at=request.due_at,
        settled_at=request.settled_at,
        replies=len(request.replies),
        returns=request.returns,
        level=request.level,
        silence=request.silence,
        days_late=request_row(case, request).days_late,
    )


def deadlines_of(case: Consultation) -> tuple[ExplainedDeadline, ...]:
    """Why each deadline is what it is, request by request."""
    return tuple(
        ExplainedDeadline(
            agency=request.agency.code, ordinal=request.ordinal, explanation=explanation
        )
        for request in case.all_requests
        for explanation in explain_deadlines(case, request)
    )


def deadline_facts(deadlines: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Of explained deadlines as JSON, what no later wording changes."""
    return [
        (one["agency"], one["ordinal"], *(one["explanation"][name] for name in _DEADLINE))
        for one in deadlines
    ]


_DEADLINE = ("duty", "question", "started_at", "first_due_at", "due_at", "late_before")


def assessments_of(events: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each verdict on a reply as it was recorded, with the event that records it."""
    return [
        {
            "version": event["version"],
            "type": event["event"]["kind"],
            "agency": event["event"]["agency"],
            "number": event["event"]["number"],
            "assessment": event["event"]["assessment"],
        }
        for event in events
        if event["event"].get("assessment") is not None
    ]


def attachments_of(events: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The sha256 of every file the events name: drafts, the final text, what goes with replies."""
    named: dict[str, None] = {}
    for event in events:
        said = event["event"]
        final = said.get("file") if said["kind"] == "final_text_recorded" else None
        named |= {file["sha256"]: None for file in (said.get("draft"), final) if file is not None}
        for holder in (said, said.get("reply") or {}):
            named |= dict.fromkeys(holder.get("attachments") or ())
    return tuple(named)
