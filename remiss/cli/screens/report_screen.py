"""A morning's reports in the terminal: what is overdue, what stalls, and who has it now."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.telling.labels import LEVELS, local_time
from remiss.documents.daily_report import OverdueItem
from remiss.documents.morning_reports import MorningReports

COLOURS = {
    EscalationLevel.NONE: "",
    EscalationLevel.OFFICIAL: "yellow",
    EscalationLevel.HEAD: "yellow",
    EscalationLevel.OFFICE: "red",
    EscalationLevel.CHAIRMAN: "bold red",
}


def show_report(console: Console, reports: MorningReports, *, published: bool) -> None:
    """Print the Office's report, worst first; it holds all the Chairman's does."""
    office = reports.office
    console.print()
    console.print(Rule("[bold]Báo cáo hằng ngày[/] [dim]The daily report[/]", align="left"))
    _both(console, f"{reports.summary.vi}.", f"{reports.summary.en}.")
    cases, requests = office.open_consultations, office.open_requests
    at = local_time(office.made_at)
    _both(
        console,
        f"Tính đến {at}: {cases} hồ sơ đang lấy ý kiến, {requests} yêu cầu chưa có kết quả.",
        f"As of {at}: {cases} consultations are open, {requests} requests have no outcome.",
    )
    _section(console, "Quá hạn", "Overdue", office.overdue)
    _section(console, "Ách tắc, chưa quá hạn", "Stalled, not overdue", office.stalled)
    if not published:
        console.print()
        _both(console, "Chưa phát hành: chỉ để xem.", "Not published: for your eyes only.")


def _section(console: Console, vi: str, en: str, items: Sequence[OverdueItem]) -> None:
    console.print()
    console.print(Rule(f"[bold]{vi} ({len(items)})[/] [dim]{en}[/]", align="left"))
    for item in items:
        _item(console, item)


def _item(console: Console, item: OverdueItem) -> None:
    head = Text(f"{item.agency} {item.agency_name}", style="bold")
    if item.level:
        head.append(f"  {LEVELS[item.level].vi}", style=f"not bold {COLOURS[item.level]}".strip())
    console.print(head)
    house = f"{item.drafting_agency_name}, {item.officer}"
    _indented(console, f"{item.consultation} {item.subject} ({house})")
    _indented(console, f"Hạn {local_time(item.due_at)}. {item.why.vi}")
    _indented(console, item.why.en, "dim")
    if item.next_step and item.next_step_at:
        _indented(console, f"Tiếp theo {local_time(item.next_step_at)}: {item.next_step.vi}.")


def _indented(console: Console, said: str, style: str = "") -> None:
    console.print(Padding(Text(said, style=style), (0, 0, 0, 2), expand=False))


def _both(console: Console, vi: str, en: str) -> None:
    console.print(Text(vi))
    console.print(Text(en, style="dim"))
