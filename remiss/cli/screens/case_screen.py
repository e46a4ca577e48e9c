"""A case in the terminal: as it stands or as it stood, every agency, and what happened."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, Request
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.labels import (
    CASE_STAGES,
    HOLDERS,
    LEVELS,
    STAGES,
    VERDICTS,
    local_time,
)
from remiss.consultation.telling.temporal_ui import agencies_of
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.rows import RequestRow, request_row
from remiss.texts import Bilingual

NONE = "—"


def show_case(
    console: Console,
    case: Consultation,
    events: Sequence[RecordedEvent],
    as_of: AsOf | None = None,
) -> None:
    """Print the case these events lead to; nothing wider than the terminal."""
    _chapter(console, f"Hồ sơ {case.id}", f"Consultation {case.id}")
    console.print(Text(case.draft.subject, style="bold"))
    _head(console, case)
    if as_of:
        _both(console, as_of.text, style="bold yellow")
    _requests(console, case)
    _chapter(console, "Diễn biến", "What happened")
    agencies = agencies_of(case)
    for recorded in events:
        moment = f"#{recorded.version} {local_time(recorded.event.at)}"
        _told(console, moment, describe(recorded, agencies))
    if as_of and as_of.learnt_later:
        _later(console, as_of)


def _head(console: Console, case: Consultation) -> None:
    stage, opened = CASE_STAGES[case.stage], local_time(case.opened_at)
    home, officer = case.drafting_agency, case.officer.name
    _both(
        console,
        Bilingual(
            vi=f"{stage.vi}; mở lúc {opened}; {home.code} {home.name.vi}, {officer} phụ trách.",
            en=f"{stage.en}; opened at {opened}; {home.code} {home.name.en}, in charge {officer}.",
        ),
    )


def _requests(console: Console, case: Consultation) -> None:
    _chapter(console, "Cơ quan được lấy ý kiến", "The agencies asked")
    for request in case.all_requests:
        row = request_row(case, request)
        console.print(Text(f"{row.agency} {row.agency_name}", style="bold"))
        table = Table.grid(padding=(0, 2))
        for name, value in _facts(request, row):
            table.add_row(
                Text(name.vi),
                Text(value.vi),
                Text(f"{name.en}: {value.en}", style="dim"),
            )
        console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _facts(request: Request, row: RequestRow) -> list[tuple[Bilingual, Bilingual]]:
    facts = [
        (_said("Tình trạng", "stage"), STAGES[row.stage]),
        (_said("Đang chờ", "waits for"), HOLDERS[row.holder]),
        (_said("Hạn trả lời", "due"), _alike(local_time(row.due_at))),
    ]
    if row.overdue and not row.settled_at:
        facts.append((_said("Quá hạn từ", "overdue since"), _alike(local_time(row.due_at))))
    if row.days_late:
        facts.append((_said("Số ngày trễ", "working days late"), _alike(str(row.days_late))))
    if row.level is not EscalationLevel.NONE:
        facts.append((_said("Đã báo cáo đến", "reported to"), LEVELS[row.level]))
    for reply in request.replies:
        found = VERDICTS[reply.assessment.verdict] if reply.assessment else _alike(NONE)
        name = _said(f"Văn bản lần {reply.number}", f"reply {reply.number}")
        at, by = local_time(reply.received_at), reply.signatory.name
        facts.append(
            (name, Bilingual(vi=f"{at}, {by} ký; {found.vi}", en=f"{at}, signed {by}; {found.en}"))
        )
    return facts


def _later(console: Console, as_of: AsOf) -> None:
    _chapter(console, "Đến hạn trước đó, ghi nhận sau", "Due by then, recorded afterwards")
    for late in as_of.learnt_later:
        since, recorded = local_time(late.since), local_time(late.recorded_at)
        _told(console, f"#{late.version} {since} → {recorded}", late.text)


def _told(console: Console, moment: str, text: Bilingual) -> None:
    console.print(Text(moment, style="cyan"))
    console.print(Padding(Text(text.vi), (0, 0, 0, 2), expand=False))
    console.print(Padding(Text(text.en, style="dim"), (0, 0, 0, 2), expand=False))


def _chapter(console: Console, vi: str, en: str) -> None:
    console.print()
    console.print(Rule(f"[bold]{vi}[/] [dim]{en}[/]", align="left"))


def _both(console: Console, text: Bilingual, style: str = "") -> None:
    console.print(Text(text.vi, style=style))
    console.print(Text(text.en, style="dim"))


def _said(vi: str, en: str) -> Bilingual:
    return Bilingual(vi=vi, en=en)


def _alike(text: str) -> Bilingual:
    return Bilingual(vi=text, en=text)
