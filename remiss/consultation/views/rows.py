"""The rows people read, as a pure function of the state: the read tables and nothing more.

Because rows follow from state alone, rebuilding them from the ledger gives the same rows.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import AwareDatetime, Field
from pydantic.json_schema import SkipJsonSchema

from remiss.consultation.life.ladder.alarms import Alarm, Step, alarms, next_alarm
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.state import (
    NO_REPLY,
    SETTLED,
    CaseStage,
    Consultation,
    Holder,
    Request,
    Stage,
)
from remiss.consultation.values import (
    AgencyCode,
    DraftKind,
    Position,
    Urgency,
    Value,
    added_later,
)
from remiss.consultation.views.current_desk import CurrentDesk, current_desk
from remiss.consultation.views.lateness import days_late_on_record
from remiss.consultation.views.open_tasks import Task, tasks
from remiss.consultation.views.overdue_list import listed_on
from remiss.consultation.views.row_facts import CaseRowFacts, RequestRowFacts
from remiss.consultation.views.search_words import search_words


class RequestRow(Value):
    """One agency's request as lists and inboxes show it."""

    agency: AgencyCode
    agency_name: str
    round: int
    stage: Stage
    questions: tuple[str, ...]
    sent_at: AwareDatetime
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    clock_running: bool
    holder: Holder
    clarifications: int
    extended: bool
    declined: tuple[str, ...]
    comments: int
    undisposed: int
    acknowledged_at: AwareDatetime | None
    official: str | None
    drafted: bool
    overdue: bool
    level: EscalationLevel
    returns: int
    return_level: EscalationLevel
    replies: int
    position: Position | None = Field(
        description="Of the reply that led here; None beside silence, whatever came later."
    )
    days_late: int | None
    verdict: str | None
    silence: SilenceOutcome | None
    settled_at: AwareDatetime | None
    next_alarm_at: AwareDatetime | None
    next_step: str | None
    listed_on: date | None = Field(
        default=None,
        description="The morning on whose overdue list it stands unless a reply is received; None "
        "while the agency has not the next move.",
    )
    delay_reason: str | None = Field(
        default=None, description="Why the reply is not given yet, as the agency last said."
    )
    desk: CurrentDesk | None = Field(
        default=None, description="On whose desk it lies there; for the agency and inspectors."
    )
    facts: SkipJsonSchema[RequestRowFacts | None] = added_later(
        None, description="What pages say besides; for the read tables alone."
    )

    @property
    def known(self) -> RequestRowFacts:
        """What pages say besides, of a row of the read tables."""
        assert self.facts is not None  # noqa: S101 -- each of them has it
        return self.facts

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED


class CaseInList(Value):
    """Which case, at which version and stage, and whose: what every row of one begins with."""

    id: str
    version: int
    subject: str
    kind: DraftKind
    urgency: Urgency
    stage: CaseStage
    drafting_agency: AgencyCode
    officer: str
    officer_name: str


class ConsultationRow(CaseInList):
    """One case as the read tables keep it."""

    draft_sha256: str
    round: int
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None
    next_alarm_at: AwareDatetime | None
    level: EscalationLevel
    tasks: tuple[Task, ...] = Field(default=(), description="What waits for a decision.")
    requests: tuple[RequestRow, ...]
    search: SkipJsonSchema[dict[str, tuple[str, ...]]] = added_later(
        {}, description="What it is found by; for the read tables alone."
    )
    facts: SkipJsonSchema[CaseRowFacts | None] = added_later(
        None, description="What pages say besides; for the read tables alone."
    )


def view(case: Consultation) -> ConsultationRow:
    """The rows of one case at its current version, for the read tables."""
    requests = tuple(listed_request(case, each) for each in case.requests.values())
    return stored_row(case, requests, search_words(case))


def stored_row(
    case: Consultation,
    requests: tuple[RequestRow, ...],
    search: dict[str, tuple[str, ...]],
    pending: tuple[Alarm, ...] | None = None,
) -> ConsultationRow:
    """The row of a case with what only the read tables keep; `pending` as `case_row` takes it."""
    row = case_row(case, requests, pending)
    return row.model_copy(update={"search": search, "facts": CaseRowFacts.of(case)})


def listed_request(
    case: Consultation,
    request: Request,
    ring: Callable[[Consultation, Request], Alarm | None] = next_alarm,
) -> RequestRow:
    """The row of one request with what pages say besides; `ring` knows its next alarm."""
    alarm = ring(case, request) if case.waits_for(request) else None
    row = _request_row(case, request, alarm)
    return row.model_copy(update={"facts": RequestRowFacts.of(case, request, alarm)})


def case_row(
    case: Consultation, requests: tuple[RequestRow, ...], pending: tuple[Alarm, ...] | None = None
) -> ConsultationRow:
    """The row of a case over some rows of its requests, and what is true of all of them.

    `pending` are its alarms, where they are known.
    """
    known = alarms(case) if pending is None else pending
    pending = tuple(each for each in known if each.step is not Step.INTERNAL_DEADLINE)
    return row_over(
        case,
        requests,
        next_alarm_at=pending[0].at if pending else None,
        level=case.level,
        tasks=tasks(case),
    )


def row_over(
    case: Consultation, requests: tuple[RequestRow, ...], **of_all: Any
) -> ConsultationRow:
    """The row of a case; `of_all` is what it says of its requests together."""
    return ConsultationRow(
        id=case.id,
        version=case.version,
        subject=case.draft.subject,
        kind=case.draft.kind,
        urgency=case.draft.urgency,
        stage=case.stage,
        drafting_agency=case.drafting_agency.code,
        officer=case.officer.id,
        officer_name=case.officer.name,
        draft_sha256=case.draft.sha256,
        round=case.round,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        requests=requests,
        **of_all,
    )


def request_row(case: Consultation, request: Request) -> RequestRow:
    """The row of one request, present or earlier; comments are counted over all of its agency's."""
    alarm = next_alarm(case, request) if case.waits_for(request) else None
    return _request_row(case, request, alarm)


def _request_row(case: Consultation, request: Request, alarm: Alarm | None) -> RequestRow:
    open_still = case.stage is CaseStage.OPEN
    comments = [c for c in case.comments.values() if c.agency == request.agency.code]
    last = request.replies[-1] if request.replies else None
    return RequestRow(
        agency=request.agency.code,
        agency_name=request.agency.name.vi,
        round=request.round,
        stage=request.stage,
        questions=request.question_ids,
        sent_at=request.sent_at,
        first_due_at=request.first_due_at,
        due_at=request.due_at,
        clock_running=open_still and not request.settled and not request.clock.held,
        holder=request.holder if open_still else Holder.NOBODY,
        clarifications=len(request.clarifications),
        extended=bool(request.extension and request.extension.granted),
        declined=tuple(decline.declined.question for decline in request.declines),
        comments=len(comments),
        undisposed=sum(comment.waits for comment in comments),
        acknowledged_at=request.acknowledged.at if request.acknowledged else None,
        official=request.official.name if request.official else None,
        drafted=request.drafted is not None,
        overdue=request.overdue,
        level=request.level,
        returns=request.returns,
        return_level=request.return_level,
        replies=len(request.replies),
        position=last.reply.position if last and request.stage not in NO_REPLY else None,
        days_late=days_late_on_record(case, request),
        verdict=last.assessment.verdict if last and last.assessment else None,
        silence=request.silence,
        settled_at=request.settled_at,
        next_alarm_at=alarm.at if alarm else None,
        next_step=alarm.step if alarm else None,
        listed_on=listed_on(case, request),
        delay_reason=request.delay_reason.reason if request.delay_reason else None,
        desk=None if case.is_over else current_desk(request),
    )
