"""A rehearsal in the terminal: when it could end, who is asked why, what happens when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from remiss.cli.screens.typography import DIM, print_both, print_heading, print_indented
from remiss.consultation.time.calendar import Day
from remiss.consultation.time.open_days import WEEKEND
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.rehearsals.rehearsal import (
    AskedAbout,
    Ending,
    Rehearsal,
    RehearsedAgency,
    RehearsedStep,
)
from remiss.texts import Bilingual, day_and_time, label, local_time, say, text, texts

ONE_DAY = timedelta(days=1)
MOMENT = 16
"""Columns of 17:00 01/12/2026."""
COLOURS = {
    "reminder": "cyan",
    "reply": "green",
    "overdue": "red",
    "escalation": "red",
    "silence": "bold red",
}


Names = Mapping[AgencyCode, Bilingual]


def show_rehearsal(
    console: Console, rehearsal: Rehearsal, warnings: Iterable[Bilingual] = ()
) -> None:
    """Print the whole of it; nothing wider than the terminal."""
    _head(console, rehearsal)
    _endings(console, rehearsal)
    _holidays(console, rehearsal.holidays)
    _asked(console, rehearsal.agencies)
    for alike in _alike(rehearsal.agencies):
        _schedule(console, alike)
    _deadlines(console, rehearsal.agencies)
    _warned(console, tuple(warnings))
    console.print()
    print_both(console, text("rehearsal_screen.nothing_recorded"))


def _head(console: Console, rehearsal: Rehearsal) -> None:
    print_heading(console, text("rehearsal_screen.title"))
    console.print(Text(rehearsal.subject, style="bold"))
    opened = say(
        "rehearsal_screen.opens",
        opens=day_and_time(rehearsal.opens_at),
        title=rehearsal.policy_title,
        policy=rehearsal.policy,
        version=rehearsal.policy_version,
    )
    print_both(console, opened)


def _endings(console: Console, rehearsal: Rehearsal) -> None:
    print_heading(console, text("rehearsal_screen.endings"))
    table = _table("rehearsal_screen.ending")
    table.columns[1].width = MOMENT
    names = {agency.code: agency.name for agency in rehearsal.agencies}
    for ending, said in _assumptions(rehearsal, names):
        table.add_row(_cell(said), local_time(ending.at), _cell(_named(ending.waits_for, names)))
    console.print(table)
    if until := rehearsal.worst_case.late_replies_until:
        print_both(console, say("rehearsal_screen.late_replies", at=day_and_time(until)))
    if rehearsal.task_missed:
        print_both(console, rehearsal.task_missed, "yellow")


def _assumptions(rehearsal: Rehearsal, names: Names) -> Iterator[tuple[Ending, Bilingual]]:
    """The bounds, and between them what was asked for, if it is neither."""
    best, asked, worst = rehearsal.all_answer, rehearsal.ending, rehearsal.worst_case
    yield best, text("rehearsal_screen.all_answer")
    if asked not in {best, worst}:
        yield asked, say("rehearsal_screen.some_silent", silent=_listed(asked.silent, names))
    yield worst, text("rehearsal_screen.nobody_answers")


def _holidays(console: Console, days: Sequence[Day]) -> None:
    if not days:
        return
    print_heading(console, text("rehearsal_screen.holidays"))
    table = Table.grid(padding=(0, 2))
    for day in days:
        if reason := day.reason:
            named = _said_of(day, reason)
            table.add_row(f"{day.date:%d/%m/%Y}", named.vi, Text(named.en, style="dim"))
    console.print(table)


def _said_of(day: Day, reason: Bilingual) -> Bilingual:
    if day.off:
        return say("rehearsal_screen.half", reason=reason, off=label(day.off))
    return say("rehearsal_screen.worked", reason=reason) if day.counted else reason


def _asked(console: Console, agencies: Sequence[RehearsedAgency]) -> None:
    print_heading(console, text("rehearsal_screen.asked"))
    for agency in agencies:
        console.print(_with_code(agency))
        for about in agency.asked:
            console.print(Padding(_about(about), (0, 0, 0, 2), expand=False))
        if agency.override:
            reason, by = agency.override.reason, agency.override.by.name
            said = say("rehearsal_screen.override", by=by, reason=reason)
            print_indented(console, said.vi, "yellow")


def _with_code(agency: RehearsedAgency) -> Text:
    """The one place with the code, which `--silent` takes."""
    return Text.assemble(
        (f"{agency.code} {agency.name.vi}", "bold"), (f"  {agency.name.en}", "dim")
    )


def _about(about: AskedAbout) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(about.question.id, style="cyan"), Text(about.question.text))
    if mandate := about.mandate:
        grid.add_row("", Text(f"{mandate.title}: {mandate.legal_basis}", style="dim"))
    return grid


def _alike(agencies: Sequence[RehearsedAgency]) -> list[list[RehearsedAgency]]:
    """Agencies to which the same happens at the same time, together; in the order asked."""
    groups: dict[object, list[RehearsedAgency]] = {}
    for agency in agencies:
        key = tuple((step.at, step.label.vi) for step in agency.steps)
        groups.setdefault(key, []).append(agency)
    return list(groups.values())


def _schedule(console: Console, agencies: Sequence[RehearsedAgency]) -> None:
    first = agencies[0]
    names = "; ".join(agency.name.vi for agency in agencies)
    assumed = "if_silent" if first.silent else "if_they_answer"
    print_heading(console, text(f"rehearsal_screen.{assumed}"))
    console.print(Text(names, style="bold"))
    table = _table("rehearsal_screen.step")
    table.columns[0].width = MOMENT
    for step in first.steps:
        what = Text(step.label.vi, style=COLOURS.get(str(step.step), ""))
        what.append(f"\n{step.label.en}", style="dim")
        table.add_row(local_time(step.at), what, _because(step))
    console.print(table)


def _because(step: RehearsedStep) -> Text:
    """What brings it about, and the holidays it had to go around."""
    cell = _cell(step.trigger)
    for run in _in_a_row([day for day in step.skipped if day.reason != WEEKEND]):
        said = say("rehearsal_screen.skipped", days=_dates(run), names=_names(run))
        cell.append(f"\n{said.vi}", style="yellow")
    return cell


def _in_a_row(days: Sequence[Day]) -> list[list[Day]]:
    """Days that follow one another, together."""
    runs: list[list[Day]] = []
    for day in days:
        if runs and day.date - runs[-1][-1].date == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _dates(run: Sequence[Day]) -> str:
    first, last = run[0].date, run[-1].date
    return f"{last:%d/%m/%Y}" if first == last else f"{first:%d/%m}–{last:%d/%m/%Y}"


def _names(run: Sequence[Day]) -> str:
    """The name of a holiday, or the first and last of several; all are listed above."""
    names = list(dict.fromkeys(day.reason.vi for day in run if day.reason))
    if len(names) == 1:
        return names[0]
    return say("rehearsal_screen.span", first=names[0], last=names[-1]).vi


def _deadlines(console: Console, agencies: Sequence[RehearsedAgency]) -> None:
    """Why the deadline is what it is: once, for those it is the same for."""
    print_heading(console, text("rehearsal_screen.why_then"))
    names = {agency.code: agency.name for agency in agencies}
    reasons: dict[Bilingual, list[AgencyCode]] = {}
    for agency in agencies:
        reasons.setdefault(agency.deadline.text, []).append(agency.code)
    for reason, codes in reasons.items():
        who = Text(_named(codes, names).vi, style="bold").append(": ")
        console.print(who.append(reason.vi, style="not bold"))
        console.print(Text(reason.en, style=DIM))


def _warned(console: Console, warnings: Sequence[Bilingual]) -> None:
    if warnings:
        print_heading(console, text("rehearsal_screen.not_asked"))
        for warning in warnings:
            print_both(console, warning, "yellow")


def _named(codes: Sequence[AgencyCode], names: Names) -> Bilingual:
    if len(codes) == len(names):
        return text("rehearsal_screen.everyone")
    return _listed(codes, names)


def _listed(codes: Iterable[AgencyCode], names: Names) -> Bilingual:
    """A semicolon between them: names of agencies hold commas."""
    known = [names[code] for code in codes]
    return Bilingual(vi="; ".join(n.vi for n in known), en="; ".join(n.en for n in known))


def _cell(said: Bilingual) -> Text:
    cell = Text(said.vi)
    return cell.append(f"\n{said.en}", style="dim") if said.en else cell


def _table(prefix: str) -> Table:
    """An empty table whose columns are the texts under `prefix`, in the order of the file."""
    table = Table(header_style="bold")
    for title in texts(prefix).values():
        table.add_column(title.both("\n"), overflow="fold")
    return table
