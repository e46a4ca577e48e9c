"""The texts people read about a case while it runs: timer names, its page in the Temporal UI."""

from collections.abc import Iterable
from datetime import datetime

from remiss.consultation.life.ladder.alarms import Alarm, Step, alarms, next_alarm
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Request
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.views.lateness import days_late, days_late_on_record
from remiss.texts import Bilingual, label, local_time, question_name, say, text, texts

__all__ = [
    "alarm_summary",
    "current_details",
    "describe",
    "static_summary",
    "step_label",
]

SUMMARY_CHARACTERS = 200
SUMMARY_BYTES = 400
"""The Temporal server refuses a longer summary."""
STATIC_SUMMARY_BYTES = 200
"""As `SUMMARY_BYTES`, of a whole workflow."""

NOTHING = "—"

AGENCYS_OWN = frozenset(
    {
        *(Step.REMINDER, Step.LISTING, Step.OVERDUE),
        *(Step.ESCALATION, Step.VICE_CHAIRMAN, Step.SILENCE),
    }
)
"""Steps that follow from the agency's own deadline, which their timers name."""

BY_LEVEL = frozenset({Step.ESCALATION, Step.DRAFTER_ESCALATION})
"""Steps whose name says whom they reach."""

ESCALATIONS = {
    level: text(f"step.escalation.{level.name.lower()}") for level in list(EscalationLevel)[1:]
}
"""What a rung of the ladder does, by the level it reaches."""


def step_label(alarm: Alarm) -> Bilingual:
    """What the alarm does when it rings."""
    rung = f".{alarm.level.name.lower()}" if alarm.step in BY_LEVEL else ""
    return say(f"step.{alarm.step}{rung}", ordinal=alarm.ordinal)


def alarm_summary(alarm: Alarm, request: Request | None = None) -> str:
    """The name of a timer: which agency, what it will do, the deadline behind it.

    At most 200 characters and 400 bytes; only the agency's name is ever shortened.
    """
    step = step_label(alarm)
    if request is None:
        return f"{step.vi}, {local_time(alarm.at)} · {step.en}"
    due = request.due_at if alarm.step in AGENCYS_OWN else alarm.at
    rest = f": {step.vi}, {text('temporal_ui.due').vi} {local_time(due)} · {step.en}"
    return _shortened(request.agency.name.vi, rest) + rest


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
    columns = [_both(title) for title in texts("temporal_ui.column").values()]
    rows = [_row(case, request, now) for request in case.requests.values()]
    return "\n".join(
        [head, "", *_summary(case, now), "", _line(columns), _line(["---"] * len(columns)), *rows]
    )


def _summary(case: Consultation, now: datetime) -> tuple[str, ...]:
    officer, home = case.officer.name, case.drafting_agency
    return (
        _head_line("stage", f"**{_both(label(case.stage))}**"),
        _head_line("officer", f"**{_cell(f'{officer}, {home.name.vi}')}**"),
        _head_line("next_alarm", _cell(_next(case))),
        *_followed_up(case),
        _head_line("as_of", local_time(now)),
    )


def _followed_up(case: Consultation) -> Iterable[str]:
    """Questions for bodies outside the registry of which nobody has the answer yet."""
    waiting, numbers = [f for f in case.follow_ups if not f.settled], case.question_numbers
    for each in waiting:
        state = text(f"temporal_ui.follow_up.{'awaited' if each.decided else 'undecided'}")
        asked = say("temporal_ui.question", question=question_name(each.question, numbers)).vi
        named = f"{asked}: {each.body.name}; {_both(state)} {local_time(each.clock.due_at)}"
        yield _head_line("follow_up", _cell(named))


def _head_line(name: str, value: str) -> str:
    return f"- {_both(text(f'temporal_ui.line.{name}'))}: {value}"


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
        request.agency.name.vi,
        _both(label(request.stage)),
        _waits_for(case, request),
        local_time(request.due_at),
        str(late) if late else NOTHING,
        _both(label(request.level)) if request.level else NOTHING,
        _next_step(case, request),
    )
    return _line(cells)


def _waits_for(case: Consultation, request: Request) -> str:
    """Who has the next move: a stalled case is not always the agency's doing."""
    return _both(label(request.holder)) if case.waits_for(request) else NOTHING


def _days_late(case: Consultation, request: Request, now: datetime) -> int:
    """Of a request without an outcome until now; of any other as it is on record."""
    if not request.settled:
        return days_late(case, request, now)
    return days_late_on_record(case, request) or 0


def _next_step(case: Consultation, request: Request) -> str:
    if not case.waits_for(request):
        return NOTHING
    alarm = next_alarm(case, request)
    return f"{local_time(alarm.at)}: {_both(step_label(alarm))}" if alarm else NOTHING


def _both(name: Bilingual) -> str:
    return f"{name.vi} ({name.en})"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """Text that cannot break out of a table cell or a heading."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
