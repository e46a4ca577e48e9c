"""The texts people read about a case while it runs: timer names, its page in the Temporal UI."""

from collections.abc import Iterable
from datetime import datetime

from remiss.consultation.life.ladder.alarms import Alarm, Step, alarms, next_alarm
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import WITH_AGENCY, Consultation, Request, Stage
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.labels import (
    CASE_STAGES,
    DRAFT_KINDS,
    HOLDERS,
    LEVELS,
    POSITIONS,
    STAGES,
    URGENCIES,
    VERDICTS,
    agency_label,
    local_time,
)
from remiss.consultation.values import Agency, AgencyCode
from remiss.texts import Bilingual

__all__ = [
    "CASE_STAGES",
    "DRAFT_KINDS",
    "LEVELS",
    "POSITIONS",
    "STAGES",
    "URGENCIES",
    "VERDICTS",
    "agencies_of",
    "alarm_summary",
    "current_details",
    "describe",
    "local_time",
    "static_summary",
    "step_label",
]

SUMMARY_CHARACTERS = 200
SUMMARY_BYTES = 400
"""The Temporal server refuses a longer summary."""
STATIC_SUMMARY_BYTES = 200
"""As `SUMMARY_BYTES`, of a whole workflow."""

NOTHING = "—"

COLUMNS = (
    "Cơ quan (agency)",
    "Tình trạng (stage)",
    "Đang chờ (waits for)",
    "Hạn (due)",
    "Ngày trễ (working days late)",
    "Cấp đã báo cáo (level)",
    "Bước tiếp theo (next step)",
)

STEPS: dict[Step, Bilingual] = {
    Step.OVERDUE: Bilingual(vi="ghi nhận quá hạn", en="record as overdue"),
    Step.SILENCE: Bilingual(vi="ghi nhận không trả lời", en="record its silence"),
    Step.REVIEW_LAPSE: Bilingual(
        vi="hết thời gian xem xét, chấp nhận văn bản", en="review lapses, reply accepted"
    ),
    Step.EXTENSION_LAPSE: Bilingual(
        vi="hết thời gian quyết định, gia hạn", en="extension granted by lapse"
    ),
    Step.DECLINE_LAPSE: Bilingual(
        vi="hết thời gian quyết định việc từ chối", en="ruling on the decline lapses"
    ),
    Step.ARCHIVE: Bilingual(vi="lưu trữ hồ sơ", en="archive the case"),
}

AGENCYS_OWN = frozenset({Step.REMINDER, Step.OVERDUE, Step.ESCALATION, Step.SILENCE})
"""Steps that follow from the agency's own deadline, which their timers name."""

ESCALATIONS: dict[EscalationLevel, Bilingual] = {
    EscalationLevel.OFFICIAL: Bilingual(
        vi="đôn đốc công chức được giao", en="urge the named official"
    ),
    EscalationLevel.HEAD: Bilingual(
        vi="báo cáo người đứng đầu cơ quan", en="escalate to head of agency"
    ),
    EscalationLevel.OFFICE: Bilingual(
        vi="báo cáo Văn phòng UBND tỉnh", en="escalate to the Office"
    ),
    EscalationLevel.CHAIRMAN: Bilingual(
        vi="báo cáo Chủ tịch UBND tỉnh", en="escalate to the Chairman"
    ),
}

DRAFTER_ESCALATIONS: dict[EscalationLevel, Bilingual] = {
    EscalationLevel.OFFICIAL: Bilingual(
        vi="đôn đốc cán bộ phụ trách làm rõ", en="urge the officer to clarify"
    ),
    EscalationLevel.HEAD: Bilingual(
        vi="báo cáo người đứng đầu cơ quan soạn thảo: chưa làm rõ",
        en="tell the head of the drafting agency: no clarification",
    ),
    EscalationLevel.OFFICE: Bilingual(
        vi="báo cáo Văn phòng UBND tỉnh: cơ quan soạn thảo chưa làm rõ",
        en="tell the Office: no clarification from the drafter",
    ),
    EscalationLevel.CHAIRMAN: Bilingual(
        vi="báo cáo Chủ tịch UBND tỉnh: cơ quan soạn thảo chưa làm rõ",
        en="tell the Chairman: no clarification from the drafter",
    ),
}


def agencies_of(case: Consultation) -> dict[AgencyCode, Agency]:
    """The agencies of a case by code, as `describe` takes them."""
    asked = [request.agency for request in case.all_requests]
    named = [decline.profile for request in case.all_requests for decline in request.declines]
    return {agency.code: agency for agency in (case.drafting_agency, *named, *asked)}


def step_label(alarm: Alarm) -> Bilingual:
    """What the alarm does when it rings."""
    if alarm.step is Step.REMINDER:
        return Bilingual(vi=f"nhắc lần {alarm.ordinal}", en=f"reminder {alarm.ordinal}")
    if alarm.step is Step.ESCALATION:
        return ESCALATIONS[alarm.level]
    if alarm.step is Step.DRAFTER_REMINDER:
        return Bilingual(
            vi=f"nhắc cán bộ phụ trách làm rõ, lần {alarm.ordinal}",
            en=f"remind the officer to clarify, {alarm.ordinal}",
        )
    if alarm.step is Step.DRAFTER_ESCALATION:
        return DRAFTER_ESCALATIONS[alarm.level]
    return STEPS[alarm.step]


def alarm_summary(alarm: Alarm, request: Request | None = None) -> str:
    """The name of a timer: which agency, what it will do, the deadline behind it.

    At most 200 characters and 400 bytes; only the agency's name is ever shortened.
    """
    step = step_label(alarm)
    if request is None:
        return f"{step.vi}, {local_time(alarm.at)} · {step.en}"
    due = request.due_at if alarm.step in AGENCYS_OWN else alarm.at
    name = f"{request.agency.code} {request.agency.name.vi}"
    rest = f": {step.vi}, hạn {local_time(due)} · {step.en}"
    return _shortened(name, rest) + rest


def _shortened(name: str, rest: str) -> str:
    while len(name + rest) > SUMMARY_CHARACTERS or len((name + rest).encode()) > SUMMARY_BYTES:
        name = name.removesuffix("…")[:-1] + "…"
    return name


def static_summary(subject: str) -> str:
    """The subject, short enough for the server, and never cut within a letter."""
    return subject.encode()[:STATIC_SUMMARY_BYTES].decode(errors="ignore")


def current_details(case: Consultation, now: datetime) -> str:
    """The case as of `now`, in Markdown: its head lines, then one row for each agency."""
    head = f"### {_cell(case.draft.subject)}"
    rows = [_row(case, request, now) for request in case.requests.values()]
    return "\n".join(
        [head, "", *_summary(case, now), "", _line(COLUMNS), _line(["---"] * len(COLUMNS)), *rows]
    )


def _summary(case: Consultation, now: datetime) -> tuple[str, ...]:
    officer = (
        f"{case.officer.name}, {agency_label(case.drafting_agency.code, case.drafting_agency).vi}"
    )
    return (
        f"- Giai đoạn (stage): **{_both(CASE_STAGES[case.stage])}**",
        f"- Cán bộ phụ trách (officer in charge): **{_cell(officer)}**",
        f"- Việc tiếp theo (next alarm): {_cell(_next(case))}",
        f"- Cập nhật lúc (as of): {local_time(now)}",
    )


def _next(case: Consultation) -> str:
    pending = alarms(case)
    if not pending:
        return NOTHING
    alarm = pending[0]
    request = case.requests[alarm.agency] if alarm.agency else None
    return f"{local_time(alarm.at)}, {alarm_summary(alarm, request)}"


def _row(case: Consultation, request: Request, now: datetime) -> str:
    late = _days_late(case, request, now)
    cells = (
        agency_label(request.agency.code, request.agency).vi,
        _both(STAGES[request.stage]),
        _waits_for(case, request),
        local_time(request.due_at),
        str(late) if late else NOTHING,
        _both(LEVELS[request.level]) if request.level else NOTHING,
        _next_step(case, request),
    )
    return _line(cells)


def _waits_for(case: Consultation, request: Request) -> str:
    """Who has the next move: a stalled case is not always the agency's doing."""
    return _both(HOLDERS[request.holder]) if case.waits_for(request) else NOTHING


def _days_late(case: Consultation, request: Request, now: datetime) -> int:
    """Only time the agency itself held; while another party holds it, up to its reply."""
    if request.stage in WITH_AGENCY and case.calendar.knows(now):
        return request.clock.days_late(case.calendar, now)
    if request.stage is Stage.SILENT and request.settled_at:
        return request.clock.days_late(case.calendar, request.settled_at)
    return request.replies[-1].days_late if request.replies else 0


def _next_step(case: Consultation, request: Request) -> str:
    if not case.waits_for(request):
        return NOTHING
    alarm = next_alarm(request, case.policy, case.calendar)
    return f"{local_time(alarm.at)}: {_both(step_label(alarm))}" if alarm else NOTHING


def _both(label: Bilingual) -> str:
    return f"{label.vi} ({label.en})"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """Text that cannot break out of a table cell or a heading."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
