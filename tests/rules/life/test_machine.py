"""No sequence of commands breaks an invariant: a stateful machine tries."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

from hypothesis import event as noted
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from remiss.consultation.authority import Relation, may, relation
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Acknowledge,
    AddAgency,
    AdoptCalendar,
    AmendDraft,
    AnswerClarification,
    AskClarification,
    AskOutside,
    Assign,
    Cancel,
    CloseOnRecord,
    Command,
    Conclude,
    ConfirmEntry,
    ContestReturn,
    CorrectReply,
    DecideExtension,
    DeclineQuestions,
    DelegateSignature,
    DisposeComments,
    EndClarification,
    EndOutside,
    EnterReply,
    ExplainWordings,
    GiveDelayReason,
    KeepFromOthers,
    LetOthersRead,
    MoveDeadlines,
    ObjectToDisposition,
    OrderDeadline,
    PassOn,
    RecordFinalText,
    RecordLetter,
    Reopen,
    ReplaceDraftFile,
    ReplaceOfficer,
    RequestExtension,
    Resume,
    ReviewReply,
    RuleOnCorrection,
    RuleOnDecline,
    SendBackDraft,
    SubmitReply,
    Suspend,
    TakeOver,
    TimePassed,
    Urge,
    UseLateReply,
    WithdrawAgency,
    WordingExplanation,
)
from remiss.consultation.life.events import Disposed, Event, RecordedEvent
from remiss.consultation.life.evolution import evolve, fold
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.life.replying.correction import correctable
from remiss.consultation.refusals import Refusal
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.state import SETTLED, CaseStage, Consultation, Request, Stage
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.clock import Clock
from remiss.consultation.time.moves import (
    FileReplaced,
    GivenBack,
    Move,
    Ordered,
    Pause,
    Postponed,
    Rederived,
    Reopened,
    Returned,
)
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    REMISS,
    Actor,
    Agency,
    Answer,
    AttachedFile,
    Charge,
    ClarificationGround,
    ClauseComment,
    Declined,
    DeskKind,
    Directory,
    DispositionKind,
    FinalWording,
    LateUse,
    NotOurs,
    OutsideBody,
    Person,
    Position,
    ReplyCorrection,
    ReplyWay,
    Role,
    SigningOrder,
    WordingFinding,
)
from remiss.consultation.views.rows import view
from tests.given.case import (
    AUDITOR,
    CALENDAR,
    CLEAR,
    CULTURE,
    FINANCE,
    FLAGGED,
    JUSTICE,
    LAW,
    MONDAY,
    MONEY,
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    POLICY,
    RETURNED,
    SUPERVISOR,
    agency,
    assessed,
    both,
    head,
    official,
    opening,
    order,
    outage_until,
    replies,
    reply_text,
    signs,
    time_passes,
)
from tests.given.held_minutes import check_held

BUDGET = agency("H99.05", "Kho bạc", "fin.norms")
ASKABLE = (JUSTICE, FINANCE, BUDGET, CULTURE)
REGISTRY = Directory(
    version="2",
    fields={code: both(code) for code in (LAW.field, MONEY.field, "culture.festival")},
    agencies=ASKABLE,
)
OUTSIDE_CODE = "Z00.01"
FINAL = AttachedFile(sha256="f" * 64, name="QĐ.docx", size=1, media_type="text/plain")
ANSWERS = (
    Answer(question="money", position=Position.DISAGREE, text="Chưa phù hợp"),
    Answer(question="money", value="1,5 lần", reason="Quỹ có hạn", legal_basis="Luật Giá"),
    Answer(question="money", not_ours=NotOurs(body="Bộ Tài chính")),
)
PEOPLE = (
    OFFICE,
    OFFICER,
    OTHER_OFFICER,
    SUPERVISOR,
    AUDITOR,
    *(person(of) for of in ASKABLE for person in (official, head)),
)
IN_CHARGE = (Charge(person=Person(id="pct", name="Lê Văn An"), fields=("fin", "culture")),)
TELLS = POLICY.model_copy(update={"vice_chairman_after": WorkSpan(days=2, hours=4)})
OPENING = opening(rules=CURRENT_RULES, policy=TELLS, vice_chairmen=IN_CHARGE)


RARE = frozenset(
    {
        "consultation_reopened",
        "correction_accepted",
        "correction_received",
        "correction_refused",
        "entry_confirmed",
        "entry_disputed",
    }
)
"""What chance alone hardly reaches: `--hypothesis-show-statistics` counts the cases that do."""


def unit_head(of: Agency) -> Actor:
    return official(of).model_copy(update={"id": f"tp-{of.code}"})


agencies = st.sampled_from(ASKABLE)
people = st.sampled_from(PEOPLE)
drafters = st.one_of(st.just(OFFICER), people)
supervisors = st.one_of(st.just(SUPERVISOR), people)
offices = st.one_of(st.just(OFFICE), people)
officers_or_office = st.one_of(st.sampled_from((OFFICER, OFFICE)), people)
heads_or = st.one_of(st.none(), people)  # None: a head of the agency the command is for
questions = st.sampled_from(("law", "money"))
days_ahead = st.integers(-2, 12)


class CaseMachine(RuleBasedStateMachine):
    """Anyone tries anything at any time; what is refused must have changed nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = MONDAY
        self.events: list[Event] = list(decide(fold(()), OPENING))
        state = fold(self.events)
        assert isinstance(state, Consultation)
        self.case: Consultation = state
        self.outcomes: dict[tuple[str, int], Stage] = {}
        self.held: dict[str, tuple[datetime, timedelta]] = {}
        self.seen_at: datetime = MONDAY

    def give(self, command: Command) -> None:
        """Give a command; time in the steps in which a running service learns of it."""
        running = isinstance(command, TimePassed) and not command.id.startswith("outage")
        while running and (pending := alarms(self.case)) and pending[0].at < command.at:
            self.give_at_once(command.model_copy(update={"at": pending[0].at}))
        self.give_at_once(command)

    def give_at_once(self, command: Command) -> None:
        before = self.case.model_copy()
        self.count_what_agencies_hold(command.at)
        try:
            events = decide(self.case, command)
        except Refusal:
            assert self.case == before
            return
        agency = getattr(command, "agency", None)
        assert may(command.actor, command.kind, relation(command.actor, before, agency))
        for event in events:
            if event.kind in RARE:
                noted(event.kind)
            state = evolve(self.case, event)
            assert isinstance(state, Consultation)
            self.case = state
        self.events.extend(events)

    def count_what_agencies_hold(self, now: datetime) -> None:
        """Beside the case's own clocks: working time in which nobody else had the request."""
        running = self.case.stage is CaseStage.OPEN
        for code, request in self.case.requests.items():
            started, held = self.held.get(code, (request.clock.started_at, timedelta()))
            if started != request.clock.started_at:
                started, held = request.clock.started_at, timedelta()
            if running and not request.clock.held:
                held += self.case.calendar.time_between(max(started, self.seen_at), now)
            self.held[code] = (started, held)
        self.seen_at = now

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
            if code not in before.requests:
                continue
            moved = request.clock.moves[len(before.requests[code].clock.moves) :]
            if lost and [type(move) for move in moved] == [GivenBack]:
                given_back = self.case.calendar.time_between(
                    before.requests[code].due_at, request.due_at
                )
                assert given_back == lost[0].given_back

    @rule(to=agencies, by=heads_or)
    def acknowledge(self, to: Agency, by: Any) -> None:
        self.give(order(Acknowledge, by or head(to), self.now, agency=to.code))

    @rule(to=agencies, by=heads_or)
    def assign(self, to: Agency, by: Any) -> None:
        self.give(order(Assign, by or head(to), self.now, agency=to.code, official=OFFICER.person))

    @rule(to=agencies, by=people)
    def reply(self, to: Agency, by: Any) -> None:
        self.give(replies(to, self.now, by=by))

    @rule(to=agencies)
    def reply_well(self, to: Agency) -> None:
        self.give(replies(to, self.now))

    @rule(to=agencies, by=st.sampled_from((official, unit_head, head)))
    def prepare_for_the_desks(self, to: Agency, by: Any) -> None:
        desks = SigningOrder(
            desks=(DeskKind.UNIT_HEAD, DeskKind.HEAD),
            unit_head=unit_head(to).person,
            head=head(to).person,
        )
        what: dict[str, Any] = {"agency": to.code, "reply": reply_text(), "signing": desks}
        self.give(order(SubmitReply, by(to), self.now, **what))

    @rule(to=agencies, by=st.sampled_from((official, unit_head, head)))
    def pass_on(self, to: Agency, by: Any) -> None:
        request = self.case.requests.get(to.code)
        if request and request.drafted:
            read = request.drafted.sha256()
            self.give(order(PassOn, by(to), self.now, agency=to.code, reply_sha256=read))

    @rule(to=agencies, by=heads_or)
    def sign(self, to: Agency, by: Any) -> None:
        self.give(signs(to, self.now, by=by))

    @rule(to=agencies, finding=st.sampled_from((CLEAR, FLAGGED, RETURNED)))
    def reply_and_be_judged(self, to: Agency, finding: Any) -> None:
        self.reply_well(to)
        self.assess(to, finding)

    @rule(finding=st.sampled_from((CLEAR, CLEAR, FLAGGED)))
    def disagree_and_be_judged(self, finding: Any) -> None:
        self.disagree("newest", ANSWERS[0], further=False)
        self.assess(FINANCE, finding)

    @rule(to=agencies, finding=st.sampled_from((CLEAR, FLAGGED, RETURNED)))
    def assess(self, to: Agency, finding: Any) -> None:
        received = self.case.requests.get(to.code)
        number = len(received.replies) if received else 1
        self.give(assessed(to, finding, self.now, number=number))

    @rule(to=agencies, by=officers_or_office, decision=st.sampled_from(("accept", "return")))
    def review(self, to: Agency, by: Any, decision: str) -> None:
        command = order(
            ReviewReply, by, self.now, agency=to.code, decision=decision, reasons="Lý do"
        )
        self.give(command)

    @rule(to=agencies, by=heads_or)
    def contest(self, to: Agency, by: Any) -> None:
        self.give(order(ContestReturn, by or head(to), self.now, agency=to.code, reasons="Lý do"))

    @rule(to=agencies, by=drafters, reason=st.sampled_from((None, "Lý do")))
    def add(self, to: Agency, by: Any, reason: str | None) -> None:
        command = order(AddAgency, by, self.now, agency=to.code, profile=to, override_reason=reason)
        self.give(command)

    @rule(to=agencies, by=drafters)
    def withdraw(self, to: Agency, by: Any) -> None:
        self.give(order(WithdrawAgency, by, self.now, agency=to.code, reason="Lý do"))

    @rule(to=agencies, by=heads_or, question=questions, ground=st.sampled_from(ClarificationGround))
    def ask(self, to: Agency, by: Any, question: str, ground: ClarificationGround) -> None:
        what = {"agency": to.code, "ground": ground, "question": question, "text": "Chưa rõ"}
        self.give(order(AskClarification, by or head(to), self.now, **what))

    @rule(to=agencies)
    def ask_well(self, to: Agency) -> None:
        ground = ClarificationGround.MISSING_DOCUMENT
        what = {"agency": to.code, "ground": ground, "text": "Thiếu phụ lục"}
        self.give(order(AskClarification, head(to), self.now, **what))

    @rule(to=agencies, by=drafters)
    def clarify(self, to: Agency, by: Any) -> None:
        self.give(order(AnswerClarification, by, self.now, agency=to.code, text="Gửi kèm"))

    @rule(to=agencies, by=offices)
    def end_the_wait(self, to: Agency, by: Any) -> None:
        self.give(order(EndClarification, by, self.now, agency=to.code, reasons="Chậm"))

    @rule(by=drafters, days=days_ahead)
    def move_every_deadline(self, by: Any, days: int) -> None:
        before = {code: self.due_once_free(request) for code, request in self.case.requests.items()}
        day = (self.now + timedelta(days=days)).date()
        self.give(order(MoveDeadlines, by, self.now, to=day, reason="Họp"))
        for code, request in self.case.requests.items():
            assert self.due_once_free(request) >= before[code]

    def due_once_free(self, request: Request) -> datetime:
        """The deadline if whoever holds the request let go of it now."""
        clock = request.clock
        for hold in clock.holds:
            clock = clock.release(self.case.calendar_of(request.agency), hold, self.now)
        return clock.due_at

    @rule(to=agencies, by=heads_or)
    def say_why_not_yet(self, to: Agency, by: Any) -> None:
        before = self.case.requests.get(to.code)
        what: dict[str, Any] = {"agency": to.code, "reason": "Chờ số liệu"}
        self.give(order(GiveDelayReason, by or head(to), self.now, **what))
        assert before is None or self.case.requests[to.code].clock == before.clock

    @rule(to=agencies, by=drafters, days=days_ahead)
    def record_letter(self, to: Agency, by: Any, days: int) -> None:
        day = (self.now + timedelta(days=days)).date()
        what: dict[str, Any] = {"agency": to.code, "number": "12/SNV", "signed_on": day}
        self.give(order(RecordLetter, by, self.now, **what))

    @rule(to=agencies, days=days_ahead)
    def want_time(self, to: Agency, days: int) -> None:
        day = (self.now + timedelta(days=days)).date()
        what: dict[str, Any] = {"agency": to.code, "to": day, "reason": "Chờ số liệu"}
        self.give(order(RequestExtension, head(to), self.now, **what))

    @rule(to=agencies, by=drafters, granted=st.booleans())
    def decide_time(self, to: Agency, by: Any, granted: bool) -> None:  # noqa: FBT001
        what = {"agency": to.code, "granted": granted, "reasons": "Lý do"}
        self.give(order(DecideExtension, by, self.now, **what))

    @rule(
        to=agencies,
        named=agencies,
        question=questions,
        field=st.sampled_from((LAW.field, MONEY.field, "culture.festival")),
    )
    def decline(self, to: Agency, named: Agency, question: str, field: str) -> None:
        declined = (Declined(question=question, field=field, to=named.code),)
        what: dict[str, Any] = {"agency": to.code, "declined": declined, "reasons": "Lý do"}
        self.give(order(DeclineQuestions, head(to), self.now, directory=REGISTRY, **what))

    @rule(to=agencies, by=officers_or_office, question=questions, confirmed=st.booleans())
    def rule_on_decline(self, to: Agency, by: Any, question: str, confirmed: bool) -> None:  # noqa: FBT001
        what = {"agency": to.code, "question": question, "confirmed": confirmed, "reasons": "Vì"}
        self.give(order(RuleOnDecline, by, self.now, **what))

    @rule(version=st.integers(0, 3), changed=st.sampled_from((LAW, MONEY)))
    def amend(self, version: int, changed: Any) -> None:
        draft = self.case.draft.model_copy(update={"sha256": f"{version}" * 64})
        what = {"draft": draft, "changed": (changed,), "directory": REGISTRY}
        self.give(order(AmendDraft, OFFICER, self.now, **what))

    @rule(version=st.integers(0, 3), by=drafters)
    def replace_the_file(self, version: int, by: Any) -> None:
        before = {code: self.due_once_free(request) for code, request in self.case.requests.items()}
        file = f"{version}" * 64
        self.give(order(ReplaceDraftFile, by, self.now, sha256=file, reason="Thiếu phụ lục"))
        for code, request in self.case.requests.items():
            assert self.due_once_free(request) >= before[code]

    @rule(to=agencies)
    def reply_to_the_newest(self, to: Agency) -> None:
        new = self.case.draft.sha256
        self.give(replies(to, self.now, draft_sha256=new, answers=()))

    @rule(
        sha256=st.sampled_from(("newest", "first")),
        answer=st.sampled_from(ANSWERS),
        further=st.booleans(),
    )
    def disagree(self, sha256: str, answer: Answer, further: bool) -> None:  # noqa: FBT001
        known = {"newest": self.case.draft.sha256, "first": self.case.versions[0].draft.sha256}
        changes: dict[str, Any] = {"draft_sha256": known[sha256], "answers": (answer,)}
        changes["further_comment"] = further
        self.give(replies(FINANCE, self.now, **changes))

    @rule(by=supervisors)
    def reopen(self, by: Any) -> None:
        self.give(order(Reopen, by, self.now, reason="Hủy nhầm"))

    @rule(minutes=st.integers(1, 2_000))
    def cancel_and_reopen(self, minutes: int) -> None:
        """What ends a case in one step is taken back in the next."""
        self.give(order(Cancel, self.officer, self.now, reason="Hủy nhầm"))
        self.wait(minutes)
        self.reopen(SUPERVISOR)

    @property
    def officer(self) -> Actor:
        """Whoever is in charge now."""
        return OFFICER if self.case.officer.id == OFFICER.id else OTHER_OFFICER

    @rule(of=st.sampled_from((JUSTICE, FINANCE)), answer=st.sampled_from(ANSWERS))
    def correct_what_counts(self, of: Agency, answer: Answer) -> None:
        """A reply in review or accepted is corrected: once in vain, and once more."""
        self.reply_and_be_judged(of, CLEAR)
        self.correct_and_rule(of, answer, "refused")
        self.correct_and_rule(of, answer, "accepted")

    def correct_and_rule(self, of: Agency, answer: Answer, ruling: str) -> None:
        request = self.case.requests.get(of.code)
        numbers = [reply.number for reply in correctable(request)] if request else []
        if not numbers:
            return
        what: dict[str, Any] = {
            "agency": of.code,
            "corrects": ReplyCorrection(number=numbers[-1], reason="Ghi nhầm"),
            "reply": reply_text(answers=(answer,) if of == FINANCE else ()),
        }
        self.give(order(CorrectReply, head(of), self.now, **what))
        rules: dict[str, Any] = {"agency": of.code, "accepted": ruling == "accepted"}
        self.give(order(RuleOnCorrection, self.officer, self.now, reasons="Lý do", **rules))

    @rule(
        of=st.sampled_from((JUSTICE, FINANCE)),
        finding=st.sampled_from((CLEAR, FLAGGED)),
        confirmed=st.booleans(),
    )
    def enter_and_say_whose(self, of: Agency, finding: Any, confirmed: bool) -> None:  # noqa: FBT001
        """A letter is entered, read, accepted where it lies, and its agency has the last word."""
        self.enter(self.officer, of.code)
        self.assess(of, finding)
        self.review(of, self.officer, "accept")
        request = self.case.requests.get(of.code)
        entered = [r.number for r in request.replies if r.entry] if request else []
        if entered:
            self.confirm_the_entry(of, entered[-1], confirmed)

    @rule(by=heads_or, number=st.integers(1, 4), answer=st.sampled_from(ANSWERS))
    def correct(self, by: Any, number: int, answer: Answer) -> None:
        what: dict[str, Any] = {
            "agency": FINANCE.code,
            "corrects": ReplyCorrection(number=number, reason="Ghi nhầm"),
            "reply": reply_text(answers=(answer,)),
        }
        self.give(order(CorrectReply, by or head(FINANCE), self.now, **what))

    @rule(by=drafters, to=st.sampled_from((FINANCE.code, JUSTICE.code, OUTSIDE_CODE)))
    def enter(self, by: Any, to: str) -> None:
        asked = self.case.requests.get(to)
        reply = reply_text(*(asked.owed if asked else ()), attachments=("d" * 64,))
        what: dict[str, Any] = {
            "agency": to,
            "reply": reply,
            "signed_by": Person(id="ky", name="Người ký"),
            "way": ReplyWay.PAPER,
            "received_on": self.case.calendar.local(self.now).date(),
        }
        self.give(order(EnterReply, by, self.now, **what))

    @rule(of=agencies, number=st.integers(1, 3), confirmed=st.booleans())
    def confirm_the_entry(self, of: Agency, number: int, confirmed: bool) -> None:  # noqa: FBT001
        what: dict[str, Any] = {"agency": of.code, "number": number, "confirmed": confirmed}
        self.give(order(ConfirmEntry, head(of), self.now, reasons="Chưa ký", **what))

    @rule(by=drafters)
    def ask_a_ministry(self, by: Any) -> None:
        body = OutsideBody(
            name="Bộ Tài chính", address="Hà Nội", legal_basis="Luật", questions=("money",)
        )
        self.give(order(AskOutside, by, self.now, body=body))

    @rule(by=drafters)
    def end_the_ministrys(self, by: Any) -> None:
        self.give(order(EndOutside, by, self.now, agency=OUTSIDE_CODE, reasons="Đã chờ"))

    @invariant()
    def nobody_outside_is_ever_blamed(self) -> None:
        for request in self.case.all_requests:
            if request.outside:
                assert (request.overdue, request.notices) == (False, ())
                assert not request.highest_level
                assert all(reply.days_late == 0 for reply in request.replies)

    @rule(by=drafters, accepted=st.booleans())
    def rule_on_correction(self, by: Any, accepted: bool) -> None:  # noqa: FBT001
        what: dict[str, Any] = {"agency": FINANCE.code, "accepted": accepted, "reasons": "Lý do"}
        self.give(order(RuleOnCorrection, by, self.now, **what))

    @rule(by=drafters, kind=st.sampled_from(DispositionKind))
    def dispose(self, by: Any, kind: DispositionKind) -> None:
        ids = [c.id for c in self.case.comments.values() if c.agency == FINANCE.code]
        if ids:
            said = tuple(Disposed(comment=id_, kind=kind, explanation="Vì") for id_ in ids)
            what: dict[str, Any] = {"agency": FINANCE.code, "dispositions": said}
            self.give(order(DisposeComments, by, self.now, **what))

    @rule(to=agencies)
    def comment_on_clauses(self, to: Agency) -> None:
        said = tuple(ClauseComment(clause=f"Điều {n}", proposed_wording="Bỏ.") for n in (1, 2))
        new = self.case.draft.sha256
        self.give(replies(to, self.now, draft_sha256=new, answers=(), clause_comments=said))

    @rule(finding=st.sampled_from(WordingFinding), by=st.sampled_from((OFFICER, SUPERVISOR)))
    def lay_down_the_final_text(self, finding: WordingFinding, by: Actor) -> None:
        adopted = [c.id for c in self.case.comments.values() if c.adopted and c.has_wording]
        found = tuple(FinalWording(comment=id_, finding=finding) for id_ in adopted)
        self.give(order(RecordFinalText, by, self.now, file=FINAL, wordings=found))

    @rule(to=agencies)
    def explain_wordings(self, to: Agency) -> None:
        theirs = [c for c in self.case.comments.values() if c.agency == to.code and c.final]
        why = tuple(WordingExplanation(comment=c.id, explanation="Vì") for c in theirs)
        if why:
            what: dict[str, Any] = {"agency": to.code, "explanations": why}
            self.give(order(ExplainWordings, OFFICER, self.now, **what))

    @rule()
    def object(self) -> None:
        ids = tuple(c.id for c in self.case.comments.values() if c.agency == FINANCE.code)
        if ids:
            what: dict[str, Any] = {"agency": FINANCE.code, "comments": ids, "reasons": "Vì"}
            self.give(order(ObjectToDisposition, head(FINANCE), self.now, **what))

    @rule(to=agencies, number=st.integers(1, 3))
    def use_late(self, to: Agency, number: int) -> None:
        what: dict[str, Any] = {"agency": to.code, "number": number, "explanation": "Lưu"}
        self.give(order(UseLateReply, OFFICER, self.now, use=LateUse.FILED, **what))

    @rule(to=agencies, by=heads_or)
    def delegate(self, to: Agency, by: Any) -> None:
        span = {"since": self.now, "until": self.now + timedelta(days=3)}
        what: dict[str, Any] = {"agency": to.code, "to": official(to).person, "reason": "Nghỉ"}
        self.give(order(DelegateSignature, by or head(to), self.now, **what, **span))

    @rule(to=agencies)
    def send_back(self, to: Agency) -> None:
        request = self.case.requests.get(to.code)
        if request and request.drafted:
            read = request.drafted.sha256()
            what: dict[str, Any] = {"agency": to.code, "reply_sha256": read, "reasons": "Sửa"}
            self.give(order(SendBackDraft, head(to), self.now, **what))

    @rule(to=agencies, by=drafters, kind=st.sampled_from((KeepFromOthers, LetOthersRead)))
    def mark_replies(self, to: Agency, by: Any, kind: Any) -> None:
        before = self.case.requests
        self.give(order(kind, by, self.now, agency=to.code, reason="Lý do"))
        assert self.case.requests == before

    @rule(to=agencies, by=offices)
    def take_over(self, to: Agency, by: Any) -> None:
        self.give(order(TakeOver, by, self.now, agency=to.code, reasons="Chậm"))

    @rule(to=agencies, by=offices)
    def urge(self, to: Agency, by: Any) -> None:
        before = self.case.requests.get(to.code)
        self.give(order(Urge, by, self.now, agency=to.code, words="Trả lời trong ngày"))
        assert before is None or self.case.requests[to.code].clock == before.clock

    @rule(to=agencies, by=offices, days=days_ahead)
    def order_a_day(self, to: Agency, by: Any, days: int) -> None:
        day = (self.now + timedelta(days=days)).date()
        what: dict[str, Any] = {"agency": to.code, "to": day, "reasons": "Gấp"}
        self.give(order(OrderDeadline, by, self.now, **what))

    @rule(to=agencies, by=offices, chance=st.integers(0, 3))
    def close(self, to: Agency, by: Any, chance: int) -> None:
        if chance == 0:
            self.give(order(CloseOnRecord, by, self.now, agency=to.code, reasons="Ghi nhận"))

    @rule(by=supervisors, to=st.sampled_from((OFFICER, OTHER_OFFICER)))
    def replace(self, by: Any, to: Any) -> None:
        self.give(order(ReplaceOfficer, by, self.now, officer=to.person, reason="Chuyển việc"))

    @rule(by=drafters)
    def suspend(self, by: Any) -> None:
        self.give(order(Suspend, by, self.now, reason="Chờ"))

    @rule(by=drafters)
    def resume(self, by: Any) -> None:
        self.give(order(Resume, by, self.now, reason="Tiếp tục"))

    @rule(days=st.integers(0, 20), version=st.integers(0, 3))
    def change_calendar(self, days: int, version: int) -> None:
        day = (self.now + timedelta(days=days)).date()
        off = {**CALENDAR.days_off, day: both("Nghỉ bù")} if version else CALENDAR.days_off
        name = f"test-{version}-{day}" if version else CALENDAR.version
        changed = CALENDAR.model_copy(update={"version": name, "days_off": off})
        what: dict[str, Any] = {"calendar": changed, "reason": "Hoán đổi", "by": OFFICE.person}
        self.give(AdoptCalendar(id=f"calendar:{name}", actor=REMISS, at=self.now, **what))

    @rule(by=drafters)
    def conclude(self, by: Any) -> None:
        self.give(order(Conclude, by, self.now))

    @rule(by=drafters, chance=st.integers(0, 9))
    def cancel(self, by: Any, chance: int) -> None:
        if chance == 0:
            self.give(order(Cancel, by, self.now, reason="Lý do"))

    def teardown(self) -> None:
        """State and events survive a round trip, and the one is the fold of the other.

        However it went, every minute of it was one side's.
        """
        check_held(self.events, self.now)
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
        standing = [r for r in self.case.all_requests if r.stage is not Stage.WITHDRAWN]
        covered = {m.question for request in standing for m in request.standing if m.mandate}
        assert {question.id for question in self.case.questions} <= covered

    @invariant()
    def an_outcome_is_given_once_and_stays(self) -> None:
        for request in self.case.all_requests:
            key = (request.agency.code, request.ordinal)
            if any(reply.entry_confirmed is False for reply in request.replies):
                self.outcomes.pop(key, None)
            if key in self.outcomes:
                assert request.stage is self.outcomes[key]
            if request.stage in SETTLED:
                self.outcomes[key] = request.stage
                assert request.settled_at is not None

    @invariant()
    def only_the_present_request_is_open(self) -> None:
        assert all(request.settled for request in self.case.earlier)

    @invariant()
    def silence_is_never_a_reply(self) -> None:
        for request in self.case.requests.values():
            assert (request.silence is not None) == (request.stage is Stage.SILENT)
            if request.stage is Stage.ANSWERED:
                assert request.replies

    @invariant()
    def every_reply_names_two_responsible_people(self) -> None:
        heads = {person.id for person in PEOPLE if person.role is Role.AGENCY_HEAD}
        lent = {e.to.id for e in self.events if e.kind == "signature_delegated"}
        for request in self.case.requests.values():
            for received in request.replies:
                assert received.reply.responsible_official.name
                if received.entry:
                    assert received.entry.by.id in {OFFICER.id, OTHER_OFFICER.id, SUPERVISOR.id}
                    continue
                assert received.signatory.id in heads | lent
                assert (received.signatory.id in heads) == (received.delegated_by is None)
                assert received.signatory.id.endswith(request.agency.code)

    @invariant()
    def what_is_on_its_way_lies_on_one_desk(self) -> None:
        for request in self.case.requests.values():
            if way := request.circulation:
                assert request.drafted
                assert 0 <= way.place < len(way.desks)
                assert [each.at for each in way.passed] == sorted(each.at for each in way.passed)

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
                told = {event.level for event in rungs}
                assert told >= {rung.level for rung in self.case.policy.ladder}

    @invariant()
    def a_clock_stands_still_while_someone_else_holds_the_request(self) -> None:
        others = {Stage.IN_REVIEW, Stage.ASSESSING, Stage.CLARIFYING, Stage.DECLINING}
        for request in self.case.unsettled:
            suspended = self.case.stage is CaseStage.SUSPENDED
            assert request.clock.held == (suspended or request.stage in others)

    @invariant()
    def agencies_are_charged_for_the_time_they_held_and_no_more(self) -> None:
        self.count_what_agencies_hold(self.now)
        for request in self.case.open_requests:
            charged = _charged(request.clock, self.case.calendar, self.now)
            started, held = self.held[request.agency.code]
            if started == request.clock.started_at and not self.calendar_changed:
                assert charged == held

    @invariant()
    def pauses_neither_lose_nor_gain_working_time(self) -> None:
        """Under one calendar the deadline is the first one, plus what was paused or given back."""
        between = CALENDAR.time_between
        for request in self.case.all_requests:
            clock = request.clock
            if self.calendar_changed or {type(m) for m in clock.moves} - {Pause, GivenBack}:
                continue
            granted = between(clock.started_at, clock.due_at)
            added = sum((_added(move) for move in clock.moves), timedelta())
            assert granted == between(clock.started_at, clock.first_due_at) + added

    @invariant()
    def deadlines_follow_from_their_moves(self) -> None:
        for request in self.case.unsettled:
            assert request.clock.under(self.case.calendar, self.now) == request.clock

    @property
    def calendar_changed(self) -> bool:
        return any(event.kind == "calendar_changed" for event in self.events)

    @invariant()
    def no_more_returns_stand_than_were_made(self) -> None:
        for code, request in self.case.requests.items():
            made = [e for e in self.events if e.kind == "reply_returned" and e.agency == code]
            assert 0 <= request.returns <= len(made)

    @invariant()
    def a_deadline_moves_back_only_by_order_or_where_a_day_off_is_taken_back(self) -> None:
        for request in self.case.requests.values():
            moves = request.clock.moves
            may_be_sooner = any(isinstance(move, Ordered | Rederived) for move in moves)
            assert may_be_sooner or request.due_at >= request.first_due_at

    @invariant()
    def a_concluded_case_leaves_no_comment_unanswered(self) -> None:
        if self.case.stage in {CaseStage.CONCLUDED, CaseStage.ARCHIVED}:
            assert not any(comment.waits for comment in self.case.comments.values())

    @invariant()
    def others_read_replies_only_after_closing_and_unless_they_are_kept(self) -> None:
        """By the last word of the events, beside what the state holds."""
        marks = {"replies_kept_from_others": True, "replies_let_to_others": False}
        kept = {e.agency: marks[e.kind] for e in self.events if e.kind in marks}  # type: ignore[union-attr]
        ends = {"consultation_concluded", "consultation_cancelled", "consultation_reopened"}
        last = next((e.kind for e in reversed(self.events) if e.kind in ends), None)
        for reader, code in product(self.case.requests, repeat=2):
            if reader != code and not self.case.requests[reader].outside:
                asker = head(self.case.requests[reader].agency)
                reads = relation(asker, self.case, code) is Relation.AFTER_CLOSING
                assert reads == (last == "consultation_concluded" and not kept.get(code, False))

    @invariant()
    def a_case_ends_with_every_adopted_wording_there_or_explained(self) -> None:
        """Where a final text was laid down before the end."""
        case, ended = self.case, self.case.stage in {CaseStage.CONCLUDED, CaseStage.ARCHIVED}
        if ended and case.final_text and case.closed_at and case.final_text.at < case.closed_at:
            assert not any(one.wording_unexplained for one in case.comments.values())

    @invariant()
    def comments_are_those_of_replies_that_stand(self) -> None:
        """Of one in whose place another stands there is none, and none is that of two replies."""
        for comment in self.case.comments.values():
            request = self.case.requests_of(comment.agency)[comment.request - 1]
            assert request.replies[comment.reply - 1].replaced_by is None
            assert request.replies[comment.reply - 1].number == comment.reply

    @invariant()
    def nothing_owed_is_forgotten(self) -> None:
        """A request ends with every question answered, transferred, or with an outcome of none."""
        for request in self.case.all_requests:
            if request.stage in {Stage.ANSWERED, Stage.TRANSFERRED}:
                assert not request.owed
                assert not request.pending_declines


def _charged(clock: Clock, calendar: WorkCalendar, now: datetime) -> timedelta:
    """The working time a clock has counted against its agency."""
    counted = calendar.time_between(clock.started_at, clock.held_since or now)
    for move in clock.moves:
        if isinstance(move, Pause):
            counted -= calendar.time_between(move.since, move.until)
        elif isinstance(move, Returned | Reopened):
            counted -= calendar.time_between(move.since, move.at)
        elif isinstance(move, Ordered | Postponed | FileReplaced) and move.paused:
            counted -= calendar.time_between(move.paused.since, move.paused.until)
    return counted


def _added(move: Move) -> timedelta:
    if isinstance(move, Pause):
        return CALENDAR.time_between(move.since, move.until)
    assert isinstance(move, GivenBack)
    return move.working


TestCase = CaseMachine.TestCase
TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
