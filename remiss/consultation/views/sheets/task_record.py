"""One request as a task of the agency asked: what the ledger says of it, without a grade.

What an assessment file needs of a product (docs/law.md, Nghị định 335/2025/NĐ-CP): assigned,
finished, in time, faults, the reason of a delay and the events that prove each. Points and levels
are not ours.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import (
    ConsultationOpened,
    DelayReasonGiven,
    Event,
    LatenessCorrected,
    OfficialAssigned,
    RecordedEvent,
    ReplyAccepted,
    ReplyReceived,
    RequestSent,
)
from remiss.consultation.values import AgencyCode, Person, Value
from remiss.texts import Bilingual


class TaskOutcome(StrEnum):
    """What became of a task."""

    OPEN = "open"
    ANSWERED = "answered"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"
    CLOSED_ON_RECORD = "closed_on_record"


class TaskProof(Value):
    """An event behind a task: its place in the case, and its hash in the chain."""

    version: int
    kind: str
    at: AwareDatetime
    hash: str


class TaskRecord(Value):
    """One request to an agency, with who answered for it."""

    consultation: str
    subject: str
    request: int = Field(description="Which of the agency's requests in the case, from 1.")
    agency: AgencyCode
    name: Bilingual
    official: Person | None = Field(description="None: nobody was named for it.")
    sent_at: AwareDatetime
    assigned_at: AwareDatetime | None = Field(description="To the official named last.")
    due_at: AwareDatetime = Field(description="As it was sent; every move is among the proofs.")
    finished_at: AwareDatetime | None = Field(
        description="When the reply that was accepted came, or how it ended otherwise; how long it "
        "was reviewed is not the agency's time."
    )
    outcome: TaskOutcome
    late: bool | None = Field(description="Of the reply accepted; None where there is none.")
    days_late: int = Field(description="Working days; time that others held is not counted.")
    returned: int = Field(description="Times a reply was returned to be completed.")
    contested: int
    upheld: int = Field(description="Contests of these in which the agency was found right.")
    delay_reason: str | None = Field(description="In the agency's own words; it excuses nothing.")
    delay_reason_by: Person | None
    certified_by: Person | None = Field(
        default=None,
        description="Who certified the reason as objective: nobody does so in Remiss.",
    )
    proofs: tuple[TaskProof, ...]


ENDS = {
    "reply_accepted": TaskOutcome.ANSWERED,
    "silence_recorded": TaskOutcome.SILENT,
    "request_withdrawn": TaskOutcome.WITHDRAWN,
    "request_closed_on_record": TaskOutcome.CLOSED_ON_RECORD,
}
COUNTED = {"reply_returned": "returned", "return_contested": "contested"}
Linked = tuple[RecordedEvent, str]
"""An event and its hash, hexadecimal."""


def task_records(events: Sequence[Linked], agency: AgencyCode) -> list[TaskRecord]:
    """The requests of a case to one agency, in order; `events` are the whole case."""
    found: list[_Task] = []
    subject = ""
    for recorded, hash_ in events:
        event = recorded.event
        if isinstance(event, ConsultationOpened):
            subject = event.draft.subject
        if getattr(event, "agency", None) != agency:
            continue
        if isinstance(event, RequestSent):
            found.append(_Task(recorded.consultation, subject, len(found) + 1, event))
        if not found:
            continue
        if isinstance(event, LatenessCorrected):
            found[event.request - 1].correct(event)
            found[event.request - 1].add(recorded, hash_)
            continue
        found[-1].add(recorded, hash_)
    return [task.record for task in found]


def is_party(events: Iterable[Linked], agency: AgencyCode | None) -> bool:
    """Whether an agency drafts the case or is asked in it."""
    return any(
        (isinstance(each.event, ConsultationOpened) and each.event.drafting_agency.code == agency)
        or (isinstance(each.event, RequestSent) and each.event.agency == agency)
        for each, _ in events
    )


class _Task:
    """A request as its events come."""

    def __init__(self, consultation: str, subject: str, ordinal: int, sent: RequestSent) -> None:
        self._head: dict[str, Any] = {
            "consultation": consultation,
            "subject": subject,
            "request": ordinal,
            "agency": sent.agency,
            "name": sent.profile.name,
            "sent_at": sent.at,
            "due_at": sent.due_at,
        }
        self._official: Person | None = None
        self._assigned_at: AwareDatetime | None = None
        self._finished_at: AwareDatetime | None = None
        self._outcome = TaskOutcome.OPEN
        self._lateness: dict[int, tuple[bool, int]] = {}
        self._received: dict[int, AwareDatetime] = {}
        self._accepted: int | None = None
        self._counts = {"returned": 0, "contested": 0, "upheld": 0}
        self._reason: DelayReasonGiven | None = None
        self._proofs: list[TaskProof] = []

    def add(self, recorded: RecordedEvent, hash_: str) -> None:
        """The next event about it."""
        event = recorded.event
        self._proofs.append(
            TaskProof(version=recorded.version, kind=event.kind, at=event.at, hash=hash_)
        )
        self._follow(event)
        if outcome := ENDS.get(event.kind):
            self._outcome, self._finished_at = outcome, self._ended(event)
        if counted := COUNTED.get(event.kind):
            self._counts[counted] += 1

    def correct(self, event: LatenessCorrected) -> None:
        """A day off recorded later, or the like, made a reply less late, or late after all."""
        if event.number is not None:
            self._lateness[event.number] = event.late, event.days_late

    def _ended(self, event: Event) -> AwareDatetime:
        return self._received[event.number] if isinstance(event, ReplyAccepted) else event.at

    def _follow(self, event: Event) -> None:
        match event:
            case OfficialAssigned():
                self._official, self._assigned_at = event.official, event.at
            case ReplyReceived():
                self._official = event.reply.responsible_official
                self._lateness[event.number] = event.late, event.days_late
                self._received[event.number] = event.at
            case ReplyAccepted():
                self._accepted = event.number
                self._counts["upheld"] += event.upheld
            case DelayReasonGiven():
                self._reason = event
            case _:
                pass

    @property
    def record(self) -> TaskRecord:
        known = self._accepted is not None and self._lateness.get(self._accepted)
        late, days = known or (None, 0)
        return TaskRecord(
            **self._head,
            official=self._official,
            assigned_at=self._assigned_at,
            finished_at=self._finished_at,
            outcome=self._outcome,
            late=late,
            days_late=days,
            returned=self._counts["returned"],
            contested=self._counts["contested"],
            upheld=self._counts["upheld"],
            delay_reason=self._reason.reason if self._reason else None,
            delay_reason_by=self._reason.by if self._reason else None,
            proofs=tuple(self._proofs),
        )
