"""A case that never was: opened as commanded, then left to time until it could be concluded.

It is told by `decide` alone, alarm by alarm, as a running service learns of time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from remiss.consultation.admission import admit
from remiss.consultation.clarity.assessment import Assessment, Verdict
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Command,
    Conclude,
    EnterReply,
    Open,
    RecordAssessment,
    SubmitReply,
    TimePassed,
    assessment_id,
)
from remiss.consultation.life.events import (
    ConsultationConcluded,
    Event,
    RequestEventBase,
    RequestSent,
)
from remiss.consultation.life.evolution import evolve_case, fold, initial_state
from remiss.consultation.life.ladder.alarms import Alarm, alarms, next_alarm
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation
from remiss.consultation.values import (
    REMISS,
    Actor,
    AgencyCode,
    Answer,
    Position,
    Reply,
    ReplyWay,
    Role,
)
from remiss.consultation.views.rows import RequestRow, view
from remiss.texts import label

CLEAR = Assessment(rubric="rehearsal", verdict=Verdict.CLEAR)
AGREES = f"{label(Position.AGREE).vi}."
SOMEONE = f"{label(EscalationLevel.HEAD).vi} / {label(EscalationLevel.HEAD).en}"
"""Who signs what nobody wrote."""


@dataclass(frozen=True)
class Happened:
    """One event; `before` is the case it befell, `alarm` what rang, where time brought it."""

    before: Consultation
    event: Event
    alarm: Alarm | None


@dataclass(frozen=True)
class Course:
    """The whole of it: whom the opening asked, what happened since, and how it could end."""

    opened: Consultation
    sent: tuple[RequestSent, ...]
    happened: tuple[Happened, ...]
    concluded: ConsultationConcluded
    last: tuple[AgencyCode, ...]
    """The agencies whose outcome came last."""


def foresee(command: Open, silent: frozenset[AgencyCode]) -> Course:
    """What comes of `command` if `silent` say nothing and the others answer in the last moment.

    Raises:
        Refusal: as the opening would be refused.
        CalendarTooShort: a deadline lies outside the command's calendar.
    """
    events = admit(initial_state(), command, approved_later=True)
    opened = fold(events)
    if not isinstance(opened, Consultation):
        message = "an opening opens a case"
        raise TypeError(message)
    passing = _Passing(opened, command.actor, silent)
    happened = tuple(passing.until_it_can_end())
    return Course(
        opened=opened,
        sent=tuple(event for event in events if isinstance(event, RequestSent)),
        happened=happened,
        concluded=passing.concluded,
        last=passing.settled_last(),
    )


class _Passing:
    """Time, passing over one case."""

    def __init__(self, case: Consultation, officer: Actor, silent: frozenset[AgencyCode]) -> None:
        self._case, self._officer, self._silent = case, officer, silent
        self._now = case.opened_at

    def until_it_can_end(self) -> Iterator[Happened]:
        while not self._can_conclude():
            for command in self._next():
                self._now = command.at
                yield from self._give(command)

    @property
    def concluded(self) -> ConsultationConcluded:
        """How the officer would conclude the case as it now stands."""
        command = Conclude(id="rehearsal:conclude", actor=self._officer, at=self._now)
        (event, *_) = decide(self._case, command)
        if not isinstance(event, ConsultationConcluded):
            message = f"concluding led to {event.kind}"
            raise TypeError(message)
        return event

    def settled_last(self) -> tuple[AgencyCode, ...]:
        settled = {r.agency: r.settled_at for r in view(self._case).requests if r.settled_at}
        last = max(settled.values())
        return tuple(agency for agency, at in settled.items() if at == last)

    def _can_conclude(self) -> bool:
        try:
            return bool(self.concluded)
        except Refusal:
            return False

    def _next(self) -> tuple[Command, ...]:
        """What comes first: the answers due at one moment, or what rings before any is due."""
        awaited = [row for row in view(self._case).requests if self._will_answer(row)]
        due_at = min((row.due_at for row in awaited), default=None)
        rings_at = min((alarm.at for alarm in alarms(self._case)), default=None)
        if rings_at and (due_at is None or rings_at < due_at):
            return (TimePassed(id="rehearsal:time", actor=REMISS, at=rings_at),)
        now_due = [row for row in awaited if row.due_at == due_at]
        if not now_due:
            message = "nothing is left to happen, and the case cannot be concluded"
            raise AssertionError(message)
        return tuple(command for row in now_due for command in self._answers(row))

    def _answers(self, row: RequestRow) -> tuple[Command, ...]:
        officer = self._officer if self._case.requests[row.agency].outside else None
        return _answer(self._case, row, officer)

    def _will_answer(self, row: RequestRow) -> bool:
        return row.settled_at is None and row.agency not in self._silent

    def _give(self, command: Command) -> Iterator[Happened]:
        for event in decide(self._case, command):
            yield Happened(self._case, event, self._rang(command, event))
            self._case = evolve_case(self._case, event)

    def _rang(self, command: Command, event: Event) -> Alarm | None:
        """The alarm behind an event that time brought: the one its request had pending."""
        if not isinstance(command, TimePassed) or not isinstance(event, RequestEventBase):
            return None
        case = self._case
        return next_alarm(case, case.requests[event.agency])


def _answer(
    case: Consultation, row: RequestRow, enters: Actor | None = None
) -> tuple[Command, ...]:
    """A reply that agrees to every question, and the finding that it is clear.

    `enters` is who enters it, of a body that answers by letter.
    """
    head = Actor(id="rehearsal", name=SOMEONE, role=Role.AGENCY_HEAD, agency=row.agency)
    agrees = Position.AGREE
    reply = Reply(
        position=agrees,
        text=AGREES,
        answers=tuple(Answer(question=q, position=agrees, text=AGREES) for q in row.questions),
        responsible_official=head.person,
        draft_sha256=case.draft.sha256,
        attachments=(case.draft.sha256,) if enters else (),
    )
    number = row.replies + 1
    given = {"id": f"rehearsal:{row.agency}", "at": row.due_at, "agency": row.agency}
    return (
        _entered(case, reply, enters, given)
        if enters
        else SubmitReply.model_validate({**given, "actor": head, "reply": reply}),
        RecordAssessment(
            id=assessment_id(row.agency, number),
            actor=REMISS,
            at=row.due_at,
            agency=row.agency,
            reply_number=number,
            assessment=CLEAR,
        ),
    )


def _entered(case: Consultation, reply: Reply, enters: Actor, given: dict[str, Any]) -> EnterReply:
    """The letter of a body outside the registry, entered on the day it comes."""
    return EnterReply.model_validate(
        {
            **given,
            "actor": enters,
            "reply": reply,
            "signed_by": reply.responsible_official,
            "way": ReplyWay.PAPER,
            "received_on": case.calendar.local(given["at"]).date(),
        }
    )
