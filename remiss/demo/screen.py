"""What a person sees while the story plays: Vietnamese first, English under it."""

from datetime import datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import NO_REPLY, Stage
from remiss.consultation.telling.labels import LEVELS, POSITIONS, STAGES
from remiss.consultation.values import Position
from remiss.texts import Bilingual, day_and_time, local_time, say, texts

COLOURS = {
    "reply_accepted": "green",
    "reply_flagged": "yellow",
    "reply_returned": "yellow",
    "reminder_sent": "cyan",
    "listing_foretold": "yellow",
    "delay_reason_given": "cyan",
    "request_overdue": "red",
    "request_escalated": "red",
    "silence_recorded": "bold red",
    "clarification_asked": "cyan",
    "clarification_answered": "cyan",
    "extension_requested": "cyan",
    "extension_granted": "cyan",
    "questions_declined": "yellow",
    "decline_confirmed": "cyan",
    "draft_amended": "bold cyan",
    "draft_file_replaced": "bold cyan",
    "comments_disposed": "green",
    "disposition_objected": "yellow",
    "late_reply_used": "cyan",
    "consultation_concluded": "bold green",
}
INDENT = 18
NUMBERS = {"returned", "days_late"}
"""Columns whose figures stand below one another."""


class Screen:
    """A progress bar at the bottom and, above it, what happened."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )

    def begin(self, title: str, steps: int) -> None:
        self._progress.start()
        self._task = self._progress.add_task(title, total=steps)

    def advance(self) -> None:
        self._progress.advance(self._task)

    def end(self) -> None:
        self._progress.stop()

    def chapter(self, said: Bilingual) -> None:
        self.console.print()
        self.console.print(Rule(f"[bold]{said.vi}[/] [dim]{said.en}[/]", align="left"))

    def line(self, said: Bilingual, before: str = "") -> None:
        """Both languages on one line."""
        self.console.print(f"{before}{said.vi} [dim]{said.en}")

    def event(self, entry: dict[str, Any]) -> None:
        """One event of the timeline, at the time of the case's own clock."""
        when = local_time(datetime.fromisoformat(entry["at"]))
        self._say(when, Bilingual(**entry["text"]), COLOURS.get(entry["type"], ""))

    def refused(self, why: Bilingual) -> None:
        self._say("", say("demo.refused", why=why), "magenta")

    def foretold(self, told: dict[str, Any]) -> None:
        """What the rehearsal of an opening says, in short."""
        said = say(
            "demo.foretold",
            count=len(told["agencies"]),
            due=[_moment(at) for at in sorted({a["deadline"]["due_at"] for a in told["agencies"]})],
            soonest=_moment(told["all_answer"]["at"]),
            then=_moment(told["ending"]["at"]),
            silent=_silent(told),
        )
        self._say("", said, "cyan")

    def came_true(self, count: int) -> None:
        said = say("demo.came_true", count=count)
        self.console.print()
        self.console.print(f"[green]{said.vi}")
        self.console.print(f"[dim]{said.en}")

    def assessment(self, assessment: dict[str, Any]) -> None:
        """What the rubric found in a reply, if anything."""
        for finding in assessment["findings"]:
            quoted = f" “{finding['span']}”" if finding["span"] else ""
            found = Bilingual(**finding["message"])
            self._say("", Bilingual(vi=found.vi + quoted, en=found.en), "yellow")

    def summary(self, case: dict[str, Any]) -> None:
        """The case at its end: one row for each agency."""
        table = Table(title=case["row"]["subject"], title_justify="left", expand=True)
        for name, title in texts("demo.column").items():
            table.add_column(title.both("\n"), justify="right" if name in NUMBERS else "left")
        for row in case["row"]["requests"]:
            table.add_row(*_cells(row))
        self.console.print()
        self.console.print(table)

    def verified(self, verdict: Bilingual) -> None:
        self.console.print(f"[bold green]{verdict.vi}")
        self.console.print(f"[dim]{verdict.en}")

    def _say(self, when: str, said: Bilingual, style: str) -> None:
        table = Table.grid(padding=(0, 1))
        table.add_column(width=INDENT - 2)
        table.add_column(overflow="fold")
        table.add_row(Text(when, style="dim"), Text(said.vi, style=style))
        table.add_row("", Text(said.en, style="dim"))
        self.console.print(table)


def _silent(told: dict[str, Any]) -> list[Bilingual]:
    """The names of the agencies assumed not to answer."""
    silent = [each for each in told["agencies"] if each["code"] in told["ending"]["silent"]]
    return [Bilingual(**each["name"]) for each in silent]


def _moment(at: str) -> Bilingual:
    return day_and_time(datetime.fromisoformat(at))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    position = POSITIONS[Position(row["position"])].vi if row["position"] else "—"
    level = EscalationLevel(max(row["level"], row["return_level"]))
    return (
        f"{row['agency']} {row['agency_name']}",
        _outcome(row),
        position,
        str(row["returns"] or "—"),
        str(row["days_late"] or "—"),
        LEVELS[level].vi if level else "—",
    )


def _outcome(row: dict[str, Any]) -> str:
    stage = Stage(row["stage"])
    if row["overdue"] and not row["settled_at"]:
        return say("demo.overdue", stage=STAGES[stage]).vi
    if stage in NO_REPLY and row["replies"]:
        return say("demo.late_reply", stage=STAGES[stage]).vi
    return STAGES[stage].vi
