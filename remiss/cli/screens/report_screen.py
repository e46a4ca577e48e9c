"""A morning's reports in the terminal: what is overdue, what stalls, and who has it now."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from remiss.cli.screens.typography import DIM, print_both, print_heading, print_indented
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.telling.labels import LEVELS
from remiss.consultation.views.delay_facts import say_delay_facts
from remiss.documents.daily_report import OverdueItem
from remiss.documents.morning_reports import MorningReports
from remiss.texts import day_and_time, say, text

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
    print_heading(console, text("report_screen.title"))
    print_both(console, say("report_screen.summary", summary=reports.summary))
    counts = {"cases": office.open_consultations, "requests": office.open_requests}
    print_both(console, say("report_screen.counted", at=day_and_time(office.made_at), **counts))
    _section(console, "report_screen.overdue", office.overdue)
    _section(console, "report_screen.stalled", office.stalled)
    if not published:
        console.print()
        print_both(console, text("report_screen.not_published"))


def _section(console: Console, key: str, items: Sequence[OverdueItem]) -> None:
    print_heading(console, say(key, count=len(items)))
    for item in items:
        _item(console, item)


def _item(console: Console, item: OverdueItem) -> None:
    head = Text(item.agency_name, style="bold")
    if item.level:
        head.append(f"  {LEVELS[item.level].vi}", style=f"not bold {COLOURS[item.level]}".strip())
    console.print(head)
    house = f"{item.drafting_agency_name}, {item.officer}"
    print_indented(console, f"{item.consultation} {item.subject} ({house})")
    why = say("report_screen.why", due=day_and_time(item.due_at), why=item.why)
    print_indented(console, why.vi)
    print_indented(console, why.en, DIM)
    for said in say_delay_facts(item.facts) if item.facts else ():
        print_indented(console, said.vi)
        print_indented(console, said.en, DIM)
    if item.next_step and item.next_step_at:
        at = day_and_time(item.next_step_at)
        print_indented(console, say("report_screen.next_step", at=at, step=item.next_step).vi)
