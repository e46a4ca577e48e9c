"""Whom an event concerns: one line for each kind of event, and what each addressee should do next.

A new kind of event gets a line in `LINES`; one that concerns nobody says so.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime

from consultation.calendar import WorkCalendar
from consultation.chronicle import describe
from consultation.events import (
    Basis,
    Event,
    OutageRecorded,
    RecordedEvent,
    ReplyAccepted,
    ReplyReceived,
    RequestEscalated,
    RequestEventBase,
    ReturnContested,
    ReturnEscalated,
    Reviewer,
)
from consultation.labels import local_time
from consultation.policy import EscalationLevel
from consultation.state import Consultation, Request, Stage
from consultation.values import (
    Agency,
    AgencyCode,
    Bilingual,
    Person,
    Role,
    Urgency,
    Value,
)
from consultation.wording import agencies_of


class Part(StrEnum):
    """The part someone plays in a case, by which a notice finds them."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    AGENCY = "agency"
    OFFICIAL = "official"
    HEAD = "head"
    OFFICE = "office"
    CHAIRMAN = "chairman"


PARTS: dict[Part, Bilingual] = {
    Part.OFFICER: Bilingual(vi="Cán bộ phụ trách hồ sơ", en="Officer in charge"),
    Part.SUPERVISOR: Bilingual(
        vi="Lãnh đạo cơ quan chủ trì soạn thảo", en="Supervisor at the drafting agency"
    ),
    Part.AGENCY: Bilingual(vi="Văn thư, đầu mối của cơ quan", en="Focal point of the agency"),
    Part.OFFICIAL: Bilingual(vi="Công chức được giao tham mưu", en="Named official"),
    Part.HEAD: Bilingual(vi="Người đứng đầu cơ quan", en="Head of agency"),
    Part.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="The Office"),
    Part.CHAIRMAN: Bilingual(vi="Chủ tịch UBND tỉnh", en="The Chairman"),
}

READS: dict[Role, tuple[Part, ...]] = {
    Role.SUPERVISOR: (Part.SUPERVISOR,),
    Role.AGENCY_HEAD: (Part.HEAD, Part.AGENCY),
    Role.AGENCY_OFFICIAL: (Part.AGENCY,),
    Role.OFFICE: (Part.OFFICE, Part.CHAIRMAN),
}
"""The parts whose notices a role reads, the closest first, when nobody is named.

The Office also reads what goes to the Chairman: it is the Office that lays it before them.
"""

OVERSEERS = frozenset({Role.OFFICE, Role.AUDITOR})
"""Who sees which notices could not be delivered."""


class Addressee(Value):
    """Who is told: a part, of which agency (none for the Office and the Chairman), and by name."""

    part: Part
    agency: AgencyCode | None = None
    person: Person | None = None


class Notice(Value):
    """One event as one addressee is told of it."""

    to: Bilingual
    consultation: str
    version: int
    kind: str
    at: AwareDatetime
    actor: str
    addressee: Addressee
    urgency: Urgency
    subject: str
    drafting_agency: Bilingual
    officer: str
    agency: AgencyCode | None
    title: Bilingual
    what: Bilingual
    todo: Bilingual | None
    due_at: AwareDatetime | None
    by_mail: bool


class Todo(Bilingual):
    """What to do next, with `{at}` and `{due}` in it; `due` names the deadline that is meant."""

    due: Literal["due_at", "review_due_at", "archive_at"] | None = None


class Told(NamedTuple):
    """A part to tell. What asks for nothing and decides nothing need not fill a mailbox.

    `stage` limits it to the requests that stand there; of two that fit, the first counts.
    """

    part: Part
    todo: Todo | None = None
    by_mail: bool = True
    stage: Stage | None = None


Whom = Callable[[Any, Consultation], tuple[Told, ...]]


class Line(NamedTuple):
    """What a notice of one kind of event is called, and who gets it."""

    title: Bilingual
    told: tuple[Told, ...] | Whom = ()


REPLY = Todo(
    vi="Đề nghị tiếp nhận yêu cầu, phân công công chức tham mưu và gửi văn bản trả lời có chữ ký "
    "của người có thẩm quyền trong thời gian từ {at} đến {due}.",
    en="Acknowledge the request, assign an official and send a signed reply between {at} and "
    "{due}.",
    due="due_at",
)
REPLY_IN_TIME = Todo(
    vi="Đề nghị gửi văn bản trả lời chậm nhất {due}.",
    en="Send the reply by {due}.",
    due="due_at",
)
REPLY_NOW = Todo(
    vi="Đề nghị gửi văn bản trả lời ngay; hạn {due} đã qua, số ngày chậm được ghi vào hồ sơ.",
    en="Send the reply now: it was due at {due}, and the days of delay go on record.",
    due="due_at",
)
SEE_TO_IT = Todo(
    vi="Đề nghị chỉ đạo gửi văn bản trả lời ngay; hạn {due} đã qua.",
    en="See to it that the reply is sent now: it was due at {due}.",
    due="due_at",
)
PREPARE = Todo(
    vi="Đề nghị dự thảo văn bản trả lời, trình người có thẩm quyền ký để kịp gửi chậm nhất {due}.",
    en="Prepare the reply and lay it before whoever signs for the agency, to be sent by {due}.",
    due="due_at",
)
SIGN = Todo(
    vi="Đề nghị xem xét, ký văn bản trả lời chậm nhất {due}; bản chưa ký không làm dừng thời hạn.",
    en="Review and sign the reply by {due}; unsigned, it stops no clock.",
    due="due_at",
)
COMPLETE = Todo(
    vi="Đề nghị bổ sung văn bản theo các điểm đã nêu trong thời gian từ {at} đến {due}; nếu không "
    "đồng ý với việc trả lại, cơ quan có thể đề nghị xem xét lại, kèm lý do.",
    en="Complete the reply as pointed out, between {at} and {due}; an agency that disagrees may "
    "contest the return, with reasons.",
    due="due_at",
)
COMPLETE_IT = Todo(
    vi="Đề nghị chỉ đạo bổ sung văn bản theo các điểm đã nêu, chậm nhất {due}.",
    en="See to it that the reply is completed as pointed out, by {due}.",
    due="due_at",
)
REVIEW = Todo(
    vi="Đề nghị xem xét và quyết định chấp nhận hoặc trả lại, kèm lý do, trong thời gian từ {at} "
    "đến {due}; quá hạn, văn bản được chấp nhận.",
    en="Accept the reply or return it with reasons, between {at} and {due}; after that it stands "
    "as accepted.",
    due="review_due_at",
)
INTERVENE = Todo(
    vi="Đề nghị đôn đốc cơ quan trả lời; hạn {due} đã qua.",
    en="Urge the agency to reply: it was due at {due}.",
    due="due_at",
)
DIRECT = Todo(
    vi="Kính báo cáo để xem xét, chỉ đạo; hạn trả lời {due} đã qua.",
    en="For your consideration and direction: the reply was due at {due}.",
    due="due_at",
)
WATCH = Todo(
    vi="Đề nghị xem xét việc cơ quan nhiều lần trả lời chưa đạt yêu cầu; hạn bổ sung {due}.",
    en="Look into the repeated returns; the reply is now due at {due}.",
    due="due_at",
)
LATE_STILL = Todo(
    vi="Văn bản gửi muộn vẫn được tiếp nhận và ghi nhận là muộn.",
    en="A late reply is still taken, and marked as late.",
)
LATE_UNTIL = Todo(
    vi="Văn bản gửi muộn còn được tiếp nhận đến {due}.",
    en="A late reply is still taken until {due}.",
    due="archive_at",
)
USE_IT = Todo(
    vi="Đề nghị xem xét, sử dụng ý kiến gửi muộn này.",
    en="Consider this late reply.",
)
NO_REPLY_NEEDED = Todo(
    vi="Cơ quan không cần trả lời nữa.",
    en="No reply is needed any more.",
)
NEW_DEADLINE = Todo(
    vi="Hạn trả lời hiện nay là {due}.",
    en="The reply is now due at {due}.",
    due="due_at",
)


def _fyi(part: Part) -> Told:
    """For information, in the inbox and the agency's own system."""
    return Told(part, by_mail=False)


AGENCY_IS_LATE = (Told(Part.AGENCY, REPLY_NOW), Told(Part.OFFICIAL, REPLY_NOW))
RISEN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (Told(Part.OFFICIAL, REPLY_NOW),),
    EscalationLevel.HEAD: (Told(Part.HEAD, SEE_TO_IT),),
    EscalationLevel.OFFICE: (Told(Part.OFFICE, INTERVENE), Told(Part.HEAD, SEE_TO_IT)),
    EscalationLevel.CHAIRMAN: (Told(Part.CHAIRMAN, DIRECT), Told(Part.HEAD, SEE_TO_IT)),
}
RETURNED_AGAIN: dict[EscalationLevel, tuple[Told, ...]] = {
    EscalationLevel.NONE: (),
    EscalationLevel.OFFICIAL: (),  # the return itself was told them
    EscalationLevel.HEAD: (Told(Part.HEAD, COMPLETE_IT),),
    EscalationLevel.OFFICE: (Told(Part.OFFICE, WATCH), Told(Part.HEAD, COMPLETE_IT)),
    EscalationLevel.CHAIRMAN: (Told(Part.CHAIRMAN, WATCH), Told(Part.HEAD, COMPLETE_IT)),
}


def _on_escalation(event: RequestEscalated, _case: Consultation) -> tuple[Told, ...]:
    return (*RISEN[event.level], _fyi(Part.AGENCY), _fyi(Part.OFFICER))


def _on_repeated_return(event: ReturnEscalated, _case: Consultation) -> tuple[Told, ...]:
    return RETURNED_AGAIN[event.level]


def _on_reply(event: ReplyReceived, case: Consultation) -> tuple[Told, ...]:
    """What is assessed is told of at once; a reply after silence is on record, and waits."""
    if case.requests[event.agency].stage is Stage.SILENT:
        return (Told(Part.OFFICER, USE_IT), _fyi(Part.AGENCY))
    return (_fyi(Part.AGENCY),)


def _on_acceptance(event: ReplyAccepted, case: Consultation) -> tuple[Told, ...]:
    told = (Told(Part.AGENCY), Told(Part.OFFICER))
    if event.basis is not Basis.REVIEW_LAPSED:
        return told
    by_office = case.requests[event.agency].reviewer is Reviewer.OFFICE
    return (*told, Told(Part.OFFICE if by_office else Part.SUPERVISOR))


def _on_contest(event: ReturnContested, _case: Consultation) -> tuple[Told, ...]:
    if event.before is Reviewer.OFFICE:
        return (Told(Part.OFFICE, REVIEW), _fyi(Part.OFFICER))
    return (Told(Part.OFFICER, REVIEW),)


def _line(vi: str, en: str, *told: Told) -> Line:
    return Line(Bilingual(vi=vi, en=en), told)


def _line_by(vi: str, en: str, whom: Whom) -> Line:
    return Line(Bilingual(vi=vi, en=en), whom)


LINES: dict[str, Line] = {
    "consultation_opened": _line(
        "Mở hồ sơ lấy ý kiến", "Consultation opened", _fyi(Part.SUPERVISOR)
    ),
    "request_sent": _line("Đề nghị cho ý kiến", "Reply requested", Told(Part.AGENCY, REPLY)),
    "request_acknowledged": _line(
        "Cơ quan đã tiếp nhận yêu cầu", "Request acknowledged", _fyi(Part.OFFICER)
    ),
    "official_assigned": _line(
        "Giao tham mưu văn bản trả lời", "Reply assigned to you", Told(Part.OFFICIAL, PREPARE)
    ),
    "reply_drafted": _line(
        "Văn bản trả lời chờ ký", "Reply awaits signature", Told(Part.HEAD, SIGN)
    ),
    "reply_received": _line_by("Đã nhận văn bản trả lời", "Reply received", _on_reply),
    "reply_accepted": _line_by("Văn bản trả lời được chấp nhận", "Reply accepted", _on_acceptance),
    "reply_flagged": _line(
        "Văn bản trả lời cần xem xét",
        "Reply needs review",
        Told(Part.OFFICER, REVIEW),
        _fyi(Part.AGENCY),
    ),
    "reply_returned": _line(
        "Trả lại văn bản để bổ sung",
        "Reply returned to be completed",
        Told(Part.AGENCY, COMPLETE),
        Told(Part.OFFICIAL, COMPLETE),
        _fyi(Part.OFFICER),
    ),
    "return_contested": _line_by(
        "Đề nghị xem xét lại việc trả lại văn bản", "Return contested", _on_contest
    ),
    "return_escalated": _line_by(
        "Văn bản nhiều lần bị trả lại", "Replies returned repeatedly", _on_repeated_return
    ),
    "reminder_sent": _line(
        "Nhắc sắp đến hạn trả lời",
        "Reply due soon",
        Told(Part.AGENCY, REPLY_IN_TIME),
        Told(Part.OFFICIAL, REPLY_IN_TIME),
    ),
    "request_overdue": _line(
        "Quá hạn trả lời", "Reply overdue", *AGENCY_IS_LATE, Told(Part.OFFICER)
    ),
    "request_escalated": _line_by(
        "Báo cáo việc chậm trả lời", "Overdue reply reported", _on_escalation
    ),
    "silence_recorded": _line(
        "Ghi nhận không trả lời",
        "Silence put on record",
        Told(Part.AGENCY, LATE_STILL),
        Told(Part.OFFICER),
    ),
    "request_withdrawn": _line(
        "Rút yêu cầu cho ý kiến",
        "Request withdrawn",
        Told(Part.AGENCY, NO_REPLY_NEEDED),
        Told(Part.OFFICIAL, NO_REPLY_NEEDED),
        Told(Part.OFFICER),
    ),
    "outage_recorded": _line(
        "Lùi thời hạn do hệ thống ngừng hoạt động",
        "Deadline moved: the service was away",
        Told(Part.AGENCY, NEW_DEADLINE),
        Told(Part.OFFICER),
    ),
    "consultation_concluded": _line(
        "Kết thúc lấy ý kiến",
        "Consultation concluded",
        Told(Part.AGENCY, LATE_UNTIL, stage=Stage.SILENT),
        Told(Part.AGENCY),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_cancelled": _line(
        "Hủy hồ sơ lấy ý kiến",
        "Consultation cancelled",
        Told(Part.AGENCY, NO_REPLY_NEEDED),
        Told(Part.OFFICER),
        _fyi(Part.SUPERVISOR),
    ),
    "consultation_archived": _line("Lưu trữ hồ sơ", "Consultation archived", _fyi(Part.OFFICER)),
}


def notices_of(recorded: RecordedEvent, case: Consultation) -> tuple[Notice, ...]:
    """What each person or part is told of an event; `case` is the case right after it.

    Nobody is told of their own act, and nobody twice of the same event.
    """
    event, line = recorded.event, LINES[recorded.event.kind]
    told = line.told(event, case) if callable(line.told) else line.told
    found: dict[Addressee, Notice] = {}
    for each in told:
        for addressee, request in _addressees(each, event, case):
            if addressee.person is None or addressee.person.id != recorded.actor.id:
                found.setdefault(addressee, _notice(recorded, case, line, each, addressee, request))
    return tuple(found.values())


def mail_from(calendar: WorkCalendar, at: datetime, urgency: Urgency) -> datetime:
    """When mail about something of `at` may go out: not at night or on a day off, unless urgent.

    Outside the years the calendar knows nothing is held back.
    """
    if urgency is not Urgency.NORMAL or not calendar.knows(at):
        return at
    day, local = calendar.effective_day(at), calendar.local(at)
    opening = datetime.combine(day, calendar.sessions[0].opens, tzinfo=local.tzinfo)
    return max(at, opening)


def _addressees(
    told: Told, event: Event, case: Consultation
) -> Iterator[tuple[Addressee, Request | None]]:
    """The part, once for each request the event concerns; an unnamed official is the agency."""
    part, home = told.part, case.drafting_agency.code
    own = case.requests.get(event.agency) if isinstance(event, RequestEventBase) else None
    match part:
        case Part.OFFICER:
            yield Addressee(part=part, agency=home, person=case.officer), own
        case Part.SUPERVISOR:
            yield Addressee(part=part, agency=home), own
        case Part.OFFICE | Part.CHAIRMAN:
            yield Addressee(part=part), own
        case Part.OFFICIAL:
            for request in _requests(told, event, case):
                yield _official(request), request
        case Part.AGENCY | Part.HEAD:
            for request in _requests(told, event, case):
                yield Addressee(part=part, agency=request.agency.code), request


def _official(request: Request) -> Addressee:
    part = Part.OFFICIAL if request.official else Part.AGENCY
    return Addressee(part=part, agency=request.agency.code, person=request.official)


def _requests(told: Told, event: Event, case: Consultation) -> Iterator[Request]:
    """The requests an event concerns, as far as they stand where `told` wants them."""
    for request in _concerned(event, case):
        if told.stage in {None, request.stage}:
            yield request


def _concerned(event: Event, case: Consultation) -> tuple[Request, ...]:
    """The request an event happened to; those it moved; else every one not withdrawn."""
    if isinstance(event, RequestEventBase):
        return (case.requests[event.agency],)
    if isinstance(event, OutageRecorded):
        return tuple(r for r in case.open_requests if r.review_due_at is None)
    return tuple(r for r in case.requests.values() if r.stage is not Stage.WITHDRAWN)


def _notice(
    recorded: RecordedEvent,
    case: Consultation,
    line: Line,
    told: Told,
    addressee: Addressee,
    request: Request | None,
) -> Notice:
    agencies = agencies_of(case)
    due_at = _due(case, request, told.todo)
    return Notice(
        to=_salutation(addressee, agencies),
        consultation=case.id,
        version=recorded.version,
        kind=recorded.event.kind,
        at=recorded.event.at,
        actor=recorded.actor.id,
        addressee=addressee,
        urgency=case.draft.urgency,
        subject=case.draft.subject,
        drafting_agency=case.drafting_agency.name,
        officer=case.officer.name,
        agency=request.agency.code if request else None,
        title=line.title,
        what=describe(recorded, agencies),
        todo=_filled(told.todo, recorded.event.at, due_at),
        due_at=due_at,
        by_mail=told.by_mail,
    )


def _salutation(addressee: Addressee, agencies: Mapping[AgencyCode, Agency]) -> Bilingual:
    """Whom a letter greets: the person or the agency by name, and as what they are told."""
    part, agency = PARTS[addressee.part], agencies.get(addressee.agency or "")
    if agency is None:
        return part
    if addressee.person is None:
        return Bilingual(vi=f"{agency.name.vi} ({part.vi})", en=f"{agency.name.en} ({part.en})")
    name = addressee.person.name
    return Bilingual(
        vi=f"Ông/Bà {name} ({part.vi}, {agency.name.vi})",
        en=f"{name} ({part.en}, {agency.name.en})",
    )


def _due(case: Consultation, request: Request | None, todo: Todo | None) -> datetime | None:
    if todo is None or todo.due is None:
        return None
    holder = case if todo.due == "archive_at" else request
    found: datetime | None = getattr(holder, todo.due)
    return found


def _filled(todo: Todo | None, at: datetime, due_at: datetime | None) -> Bilingual | None:
    if todo is None:
        return None
    facts = {"at": local_time(at), "due": local_time(due_at) if due_at else ""}
    return Bilingual(vi=todo.vi.format(**facts), en=todo.en.format(**facts))
