"""Small values and a few words to tell domain stories in: given / when / then."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from itertools import count
from typing import Any, TypeVar

from remiss.consultation.clarity.assessment import Assessment, Finding, Verdict
from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    Command,
    CommandBase,
    Open,
    RecordAssessment,
    SignReply,
    SubmitReply,
    TimePassed,
)
from remiss.consultation.life.events import Event
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.ladder.alarms import alarms
from remiss.consultation.policy import (
    ClarificationRules,
    CommentRules,
    DeclineRules,
    EscalationLevel,
    ExtensionRules,
    Policy,
    Rung,
    SilenceOutcome,
    SilenceRule,
)
from remiss.consultation.refusals import Refusal
from remiss.consultation.state import Consultation, State, Unopened
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.open_hours import Session
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import (
    REMISS,
    Actor,
    Agency,
    Answer,
    Directory,
    Draft,
    DraftKind,
    Mandate,
    NamedPaper,
    Person,
    Position,
    Question,
    Reply,
    Role,
)
from remiss.texts import Bilingual

HANOI = timezone(timedelta(hours=7))
DRAFT = "Dự thảo hướng dẫn.".encode()
"""What the draft of a case says, for whoever puts it in a store."""
SHA = hashlib.sha256(DRAFT).hexdigest()
PAPERS = (NamedPaper(name="Phụ lục dự toán", rule="Khoản 2 Điều 42 Luật Ngân sách nhà nước"),)


def both(text: str) -> Bilingual:
    return Bilingual(vi=text, en=text)


def hanoi(day: str, clock: str = "08:00") -> datetime:
    """A moment in Hà Nội: `hanoi("2026-03-02", "17:00")`."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), tzinfo=HANOI)


MONDAY = hanoi("2026-03-02")


def agency(code: str, name: str, *fields: str, area: bool = False) -> Agency:
    mandates = tuple(Mandate(field=f, title=f, legal_basis=f"Luật về {f}") for f in fields)
    return Agency(code=code, name=both(name), mandates=mandates, area=area)


HOME = agency("H99.02", "Sở Nội vụ", "home")
JUSTICE = agency("H99.03", "Sở Tư pháp", "justice.drafting", "justice.review")
FINANCE = agency("H99.04", "Sở Tài chính", "fin")
CULTURE = agency("H99.09", "Sở Văn hóa", "culture")
WARD = agency("H99.31", "Phường Đông An", "local.site", area=True)
AGENCIES = (HOME, JUSTICE, FINANCE, CULTURE, WARD)

LAW = Question(id="law", text="Thẩm quyền ban hành có đúng không?", field="justice.drafting")
MONEY = Question(id="money", text="Mức chi có phù hợp không?", field="fin.norms")
SITE = Question(id="site", text="Hiện trạng khu đất thế nào?", field="local.site")

OFFICER = Actor(id="lan", name="Trần Thị Lan", role=Role.OFFICER, agency=HOME.code)
OTHER_OFFICER = Actor(id="minh", name="Lê Văn Minh", role=Role.OFFICER, agency=HOME.code)
SUPERVISOR = Actor(id="hung", name="Phạm Hùng", role=Role.SUPERVISOR, agency=HOME.code)
OFFICE = Actor(id="thinh", name="Trần Thịnh", role=Role.OFFICE, agency="H99.01")
AUDITOR = Actor(id="mai", name="Đỗ Mai", role=Role.INSPECTOR)

CALENDAR = WorkCalendar(
    version="test",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    sessions=(
        Session(opens=time(7, 30), closes=time(11, 30)),
        Session(opens=time(13), closes=time(17)),
    ),
    days_off={date(2026, 4, 27): both("Giỗ Tổ"), date(2026, 4, 30): both("Giải phóng")},
    working_weekends={date(2026, 5, 9): both("Làm bù")},
)
POLICY = Policy(
    id="test",
    version=1,
    title=both("Thử nghiệm"),
    reply_within=WorkSpan(days=5),
    reminders=(WorkSpan(days=2), WorkSpan(days=1)),
    ladder=(
        Rung(level=EscalationLevel.HEAD, after=WorkSpan(days=1)),
        Rung(level=EscalationLevel.OFFICE, after=WorkSpan(days=2)),
        Rung(level=EscalationLevel.CHAIRMAN, after=WorkSpan(days=3)),
    ),
    silence=SilenceRule(
        outcome=SilenceOutcome.ON_RECORD,
        after=WorkSpan(days=5),
        grace=WorkSpan(days=1),
        legal_basis="Quy chế làm việc",
    ),
    review_within=WorkSpan(days=2),
    correct_within=WorkSpan(days=1),
    return_ladder=(EscalationLevel.OFFICIAL, EscalationLevel.HEAD, EscalationLevel.OFFICE),
    clarification=ClarificationRules(
        at_most=2,
        answer_within=WorkSpan(days=2),
        reminders=(WorkSpan(days=1),),
        ladder=(
            Rung(level=EscalationLevel.HEAD, after=WorkSpan(days=1)),
            Rung(level=EscalationLevel.OFFICE, after=WorkSpan(days=2)),
        ),
    ),
    extension=ExtensionRules(at_most=WorkSpan(days=3), decide_within=WorkSpan(days=1)),
    decline=DeclineRules(settle_within=WorkSpan(days=1)),
    comments=CommentRules(object_within=WorkSpan(days=2)),
    late_replies_for=WorkSpan(days=60),
    legal_basis="Quy chế làm việc",
)
DIRECTORY = Directory(
    version="1",
    fields={question.field: both(question.field) for question in (LAW, MONEY, SITE)},
    agencies=AGENCIES,
)

_ids = count(1)
C = TypeVar("C", bound=CommandBase)


def official(of: Agency) -> Actor:
    return Actor(
        id=f"cv-{of.code}",
        name=f"Chuyên viên {of.code}",
        role=Role.AGENCY_OFFICIAL,
        agency=of.code,
    )


def head(of: Agency) -> Actor:
    return Actor(
        id=f"gd-{of.code}", name=f"Giám đốc {of.code}", role=Role.AGENCY_HEAD, agency=of.code
    )


def order(kind: type[C], by: Actor, at: datetime = MONDAY, **what: Any) -> C:
    """A command with an id of its own."""
    return kind(id=f"test-{next(_ids)}", actor=by, at=at, **what)


def opening(at: datetime = MONDAY, by: Actor = OFFICER, **changes: Any) -> Open:
    """An opening that asks Justice about the law and Finance about money."""
    what: dict[str, Any] = {
        "consultation": "HS-TEST",
        "drafting_agency": HOME,
        "draft": Draft(subject="Dự thảo hướng dẫn", kind=DraftKind.GUIDELINE, sha256=SHA),
        "questions": (LAW, MONEY),
        "agencies": (JUSTICE.code, FINANCE.code),
        "directory": DIRECTORY,
        "policy": POLICY,
        "calendar": CALENDAR,
    }
    return order(Open, by, at, **{**what, **changes})


def reply_text(*questions: str, **changes: Any) -> Reply:
    """A reply agreeing on every question named."""
    what: dict[str, Any] = {
        "position": Position.AGREE,
        "text": "Thống nhất, vì phù hợp khoản 2 Điều 5.",
        "answers": tuple(
            Answer(question=q, position=Position.AGREE, text="Thống nhất.") for q in questions
        ),
        "responsible_official": Person(id="cv", name="Nguyễn Văn An"),
        "draft_sha256": SHA,
    }
    return Reply(**{**what, **changes})


def replies(
    of: Agency, at: datetime = MONDAY, by: Actor | None = None, **changes: Any
) -> SubmitReply:
    return order(SubmitReply, by or head(of), at, agency=of.code, reply=reply_text(**changes))


def signs(of: Agency, at: datetime = MONDAY, by: Actor | None = None, **changes: Any) -> SignReply:
    """The signature of a head under the reply that `replies` gives for the same agency."""
    sha256 = reply_text(**changes).sha256()
    return order(SignReply, by or head(of), at, agency=of.code, reply_sha256=sha256)


CLEAR = Assessment(rubric="test", verdict=Verdict.CLEAR)
FLAGGED = Assessment(
    rubric="test",
    verdict=Verdict.VAGUE,
    findings=(Finding(rule="wording", message=both("chung chung"), span="cơ bản"),),
)
RETURNED = Assessment(
    rubric="test",
    verdict=Verdict.VAGUE,
    findings=(
        Finding(
            rule="missing_position", message=both("thiếu quan điểm"), returns=True, structural=True
        ),
    ),
)


def assessed(
    of: Agency, finding: Assessment, at: datetime = MONDAY, number: int = 1
) -> RecordAssessment:
    return order(
        RecordAssessment, REMISS, at, agency=of.code, reply_number=number, assessment=finding
    )


def time_passes(to: datetime) -> TimePassed:
    """Time passes while the service runs: everything rings when it falls due."""
    return order(TimePassed, REMISS, to)


def outage_until(to: datetime) -> TimePassed:
    """Time passes unseen: the service comes back at `to`."""
    return TimePassed(id=f"outage-{next(_ids)}", actor=REMISS, at=to)


def when(state: State, *commands: Any) -> tuple[Consultation, tuple[Event, ...]]:
    """The case after `commands`, and the events of the last of them."""
    events: tuple[Event, ...] = ()
    for command in commands:
        events = ()
        for step in as_time_passes(state, command):
            happened = decide(state, step)
            state = fold(happened, state)
            events += happened
    assert isinstance(state, Consultation)
    return state, events


def as_time_passes(state: State, command: Any) -> Iterator[Any]:
    """A command as it is; time in the steps in which a running service learns of it."""
    if isinstance(command, TimePassed) and not command.id.startswith("outage"):
        while isinstance(state, Consultation) and (due := alarms(state)):
            if due[0].at >= command.at:
                break
            step = order(TimePassed, REMISS, due[0].at)
            yield step
            state = fold(decide(state, step), state)
    yield command


def given(*commands: Any) -> Consultation:
    """A case in which `commands` have been carried out."""
    return when(Unopened(), *commands)[0]


def kinds(events: tuple[Event, ...]) -> list[str]:
    return [event.kind for event in events]


def refusal(state: State, command: Command) -> str:
    """The code with which `command` is refused."""
    try:
        decide(state, command)
    except Refusal as refused:
        return refused.code
    message = f"{command.kind} was not refused"
    raise AssertionError(message)
