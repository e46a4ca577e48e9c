"""No sequence of commands breaks an invariant: a stateful machine tries."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from consultation.alarms import alarms
from consultation.authority import AUTHORITY
from consultation.commands import (
    Acknowledge,
    AddAgency,
    Assign,
    Cancel,
    Command,
    Conclude,
    ContestReturn,
    ReviewReply,
    TimePassed,
    WithdrawAgency,
)
from consultation.decider import decide
from consultation.events import Event, RecordedEvent
from consultation.evolving import evolve, fold
from consultation.refusals import Refusal
from consultation.state import SETTLED, CaseStage, Consultation, Stage
from consultation.values import Agency, Role
from consultation.view import view
from tests.domain.given import (
    AUDITOR,
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    RETURNED,
    SUPERVISOR,
    agency,
    assessed,
    head,
    official,
    opening,
    order,
    outage_until,
    replies,
    signs,
    time_passes,
)

BUDGET = agency("H99.05", "Kho bạc", "fin.norms")
ASKABLE = (JUSTICE, FINANCE, BUDGET, CULTURE)
PEOPLE = (
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    AUDITOR,
    *(person(of) for of in ASKABLE for person in (official, head)),
)
agencies = st.sampled_from(ASKABLE)
people = st.sampled_from(PEOPLE)


class CaseMachine(RuleBasedStateMachine):
    """Anyone tries anything at any time; what is refused must have changed nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = MONDAY
        self.events: list[Event] = list(decide(fold(()), opening()))
        state = fold(self.events)
        assert isinstance(state, Consultation)
        self.case: Consultation = state
        self.outcomes: dict[str, Stage] = {}

    def give(self, command: Command) -> None:
        """Give a command; time in the steps in which a running service learns of it."""
        running = isinstance(command, TimePassed) and not command.id.startswith("outage")
        while running and (pending := alarms(self.case)) and pending[0].at < command.at:
            self.give_at_once(command.model_copy(update={"at": pending[0].at}))
        self.give_at_once(command)

    def give_at_once(self, command: Command) -> None:
        before = self.case.model_copy()
        try:
            events = decide(self.case, command)
        except Refusal:
            assert self.case == before
            return
        relation_and_roles = AUTHORITY[command.kind]
        assert command.actor.role in relation_and_roles[1]
        for event in events:
            state = evolve(self.case, event)
            assert isinstance(state, Consultation)
            self.case = state
        self.events.extend(events)

    @rule(minutes=st.one_of(st.integers(1, 3_000), st.integers(5_000, 30_000)))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.give(time_passes(self.now))

    @rule(minutes=st.integers(1, 10_000))
    def lose_the_service(self, minutes: int) -> None:
        before = self.case
        self.now += timedelta(minutes=minutes)
        self.give(outage_until(self.now))
        lost = self.case.outages[len(before.outages) :]
        for code, request in self.case.requests.items():
            if lost and request in self.case.open_requests and not request.clock.held:
                given_back = self.case.calendar.time_between(
                    before.requests[code].due_at, request.due_at
                )
                assert given_back == lost[0].given_back

    @rule(to=agencies, by=people)
    def acknowledge(self, to: Agency, by: Any) -> None:
        self.give(order(Acknowledge, by, self.now, agency=to.code))

    @rule(to=agencies, by=people)
    def assign(self, to: Agency, by: Any) -> None:
        self.give(order(Assign, by, self.now, agency=to.code, official=OFFICER.person))

    @rule(to=agencies, by=people)
    def reply(self, to: Agency, by: Any) -> None:
        self.give(replies(to, self.now, by=by))

    @rule(to=agencies)
    def reply_well(self, to: Agency) -> None:
        self.give(replies(to, self.now))

    @rule(to=agencies, by=people)
    def sign(self, to: Agency, by: Any) -> None:
        self.give(signs(to, self.now, by=by))

    @rule(to=agencies, finding=st.sampled_from((CLEAR, FLAGGED, RETURNED)))
    def assess(self, to: Agency, finding: Any) -> None:
        received = self.case.requests.get(to.code)
        number = len(received.replies) if received else 1
        self.give(assessed(to, finding, self.now, number=number))

    @rule(to=agencies, by=people, decision=st.sampled_from(("accept", "return")))
    def review(self, to: Agency, by: Any, decision: str) -> None:
        command = order(
            ReviewReply, by, self.now, agency=to.code, decision=decision, reasons="Lý do"
        )
        self.give(command)

    @rule(to=agencies, by=people)
    def contest(self, to: Agency, by: Any) -> None:
        self.give(order(ContestReturn, by, self.now, agency=to.code, reasons="Lý do"))

    @rule(to=agencies, by=people, reason=st.sampled_from((None, "Lý do")))
    def add(self, to: Agency, by: Any, reason: str | None) -> None:
        command = order(AddAgency, by, self.now, agency=to.code, profile=to, override_reason=reason)
        self.give(command)

    @rule(to=agencies, by=people)
    def withdraw(self, to: Agency, by: Any) -> None:
        self.give(order(WithdrawAgency, by, self.now, agency=to.code, reason="Lý do"))

    @rule(by=people)
    def conclude(self, by: Any) -> None:
        self.give(order(Conclude, by, self.now))

    @rule(by=people, chance=st.integers(0, 9))
    def cancel(self, by: Any, chance: int) -> None:
        if chance == 0:
            self.give(order(Cancel, by, self.now, reason="Lý do"))

    def teardown(self) -> None:
        """State and events survive a round trip, and the one is the fold of the other."""
        assert fold(self.events) == self.case
        assert self.case.version == len(self.events)
        assert Consultation.model_validate_json(self.case.model_dump_json()) == self.case
        assert view(self.case).version == self.case.version
        for version, event in enumerate(self.events, start=1):
            recorded = RecordedEvent(
                consultation="HS-TEST",
                version=version,
                command_id="x",
                actor=OFFICER,
                event=event,
            )
            assert RecordedEvent.model_validate_json(recorded.model_dump_json()) == recorded

    @invariant()
    def only_concerned_agencies_are_asked_without_a_supervisors_reason(self) -> None:
        for request in self.case.requests.values():
            concerned = all(match.mandate for match in request.matches)
            assert concerned or (request.override and request.override.reason)

    @invariant()
    def every_question_keeps_an_agency(self) -> None:
        standing = [r for r in self.case.requests.values() if r.stage is not Stage.WITHDRAWN]
        covered = {m.question for request in standing for m in request.matches if m.mandate}
        assert {question.id for question in self.case.questions} <= covered

    @invariant()
    def an_outcome_is_given_once_and_stays(self) -> None:
        for code, request in self.case.requests.items():
            if code in self.outcomes:
                assert request.stage is self.outcomes[code]
            if request.stage in SETTLED - {Stage.WITHDRAWN}:
                self.outcomes[code] = request.stage

    @invariant()
    def silence_is_never_a_reply(self) -> None:
        for request in self.case.requests.values():
            assert (request.silence is not None) == (request.stage is Stage.SILENT)
            if request.stage is Stage.ANSWERED:
                assert request.replies

    @invariant()
    def every_reply_names_two_responsible_people(self) -> None:
        heads = {person.id for person in PEOPLE if person.role is Role.AGENCY_HEAD}
        for request in self.case.requests.values():
            for received in request.replies:
                assert received.reply.responsible_official.name
                assert received.signatory.id in heads
                assert received.signatory.id.endswith(request.agency.code)

    @invariant()
    def nothing_overdue_is_left_unsaid(self) -> None:
        """Once time has been told, every pending alarm lies ahead."""
        self.give(time_passes(self.now))
        assert all(alarm.at > self.now for alarm in alarms(self.case))

    @invariant()
    def silence_follows_notices(self) -> None:
        """Every silence was preceded by the whole ladder."""
        for request in self.case.requests.values():
            if request.stage is Stage.SILENT:
                rungs = [
                    event
                    for event in self.events
                    if event.kind == "request_escalated" and event.agency == request.agency.code
                ]
                assert len(rungs) == len(self.case.policy.ladder)

    @invariant()
    def agencies_are_never_charged_for_time_others_held(self) -> None:
        """While the officer or the rubric holds a reply, the agency's clock stands still."""
        for request in self.case.requests.values():
            held = request.stage in {Stage.IN_REVIEW, Stage.ASSESSING}
            if held and self.case.stage is CaseStage.OPEN:
                assert request.clock.held

    @invariant()
    def no_more_returns_stand_than_were_made(self) -> None:
        for code, request in self.case.requests.items():
            made = [e for e in self.events if e.kind == "reply_returned" and e.agency == code]
            assert 0 <= request.returns <= len(made)

    @invariant()
    def a_deadline_never_moves_back(self) -> None:
        for request in self.case.requests.values():
            assert request.due_at >= request.first_due_at


TestCase = CaseMachine.TestCase
TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
