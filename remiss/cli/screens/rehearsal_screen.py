"""A rehearsal in the terminal: when it could end, who is asked why, what happens when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from remiss.consultation.telling.labels import local_time
from remiss.consultation.time.calendar import WEEKEND, Day
from remiss.consultation.values import AgencyCode
from remiss.consultation.views.rehearsal import (
    AskedAbout,
    Ending,
    Rehearsal,
    RehearsedAgency,
    RehearsedStep,
)
from remiss.texts import Bilingual

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
ALL = Bilingual(vi="Mọi cơ quan", en="All of them")


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
    _both(
        console, "Đây là diễn tập: chưa ghi nhận và chưa gửi gì.", "Nothing was recorded or sent."
    )


def _head(console: Console, rehearsal: Rehearsal) -> None:
    _chapter(console, "Diễn tập lấy ý kiến", "A rehearsal")
    console.print(Text(rehearsal.subject, style="bold"))
    opens, title = local_time(rehearsal.opens_at), rehearsal.policy_title
    policy, version = rehearsal.policy, rehearsal.policy_version
    _both(
        console,
        f"Mở hồ sơ lúc {opens}, theo chính sách “{title.vi}” ({policy}, phiên bản {version}).",
        f"Opened at {opens}, under policy “{title.en}” ({policy}, version {version}).",
    )


def _endings(console: Console, rehearsal: Rehearsal) -> None:
    _chapter(console, "Có thể kết thúc sớm nhất", "When it could be concluded")
    table = _table("Giả định\nAssumed", "Kết thúc\nConcluded", "Chờ đến cuối\nWaiting for")
    table.columns[1].width = MOMENT
    everyone = len(rehearsal.agencies)
    for ending, said in _assumptions(rehearsal):
        table.add_row(_cell(said), local_time(ending.at), _cell(_codes(ending.waits_for, everyone)))
    console.print(table)
    if until := rehearsal.worst_case.late_replies_until:
        at = local_time(until)
        _both(
            console,
            f"Nếu có cơ quan im lặng, ý kiến gửi muộn vẫn được nhận đến {at}.",
            f"Where an agency was silent, late replies are taken until {at}.",
        )


def _assumptions(rehearsal: Rehearsal) -> Iterator[tuple[Ending, Bilingual]]:
    """The bounds, and between them what was asked for, if it is neither."""
    yield (
        rehearsal.all_answer,
        Bilingual(
            vi="Mọi cơ quan trả lời rõ ràng vào ngày cuối",
            en="Everyone answers clearly on the last day",
        ),
    )
    if rehearsal.ending not in {rehearsal.all_answer, rehearsal.worst_case}:
        silent = ", ".join(rehearsal.ending.silent)
        yield (
            rehearsal.ending,
            Bilingual(
                vi=f"{silent} im lặng, cơ quan khác trả lời vào ngày cuối",
                en=f"{silent} silent, the others answer on the last day",
            ),
        )
    yield (
        rehearsal.worst_case,
        Bilingual(vi="Không cơ quan nào trả lời", en="Nobody answers: the worst case"),
    )


def _holidays(console: Console, days: Sequence[Day]) -> None:
    if not days:
        return
    _chapter(console, "Ngày nghỉ, ngày làm bù trên đường đi", "Holidays in the way")
    table = Table.grid(padding=(0, 2))
    for day in days:
        if reason := day.reason:
            worked = Bilingual(vi=f"{reason.vi} (đi làm)", en=f"{reason.en} (worked)")
            named = worked if day.counted else reason
            table.add_row(f"{day.date:%d/%m/%Y}", named.vi, Text(named.en, style="dim"))
    console.print(table)


def _asked(console: Console, agencies: Sequence[RehearsedAgency]) -> None:
    _chapter(console, "Hỏi ai, về việc gì, vì sao", "Who is asked what, and why")
    for agency in agencies:
        console.print(_named(agency))
        for about in agency.asked:
            console.print(Padding(_about(about), (0, 0, 0, 2), expand=False))
        if agency.override:
            reason, by = agency.override.reason, agency.override.by.name
            said = Text(f"Lý do do {by} quyết định: {reason}", style="yellow")
            console.print(Padding(said, (0, 0, 0, 2), expand=False))


def _named(agency: RehearsedAgency) -> Text:
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
    codes = ", ".join(agency.code for agency in agencies)
    if first.silent:
        _chapter(console, "Nếu im lặng", "If they stay silent")
    else:
        _chapter(console, "Nếu trả lời vào ngày cuối", "If they answer when due")
    console.print(Text(codes, style="bold"))
    table = _table("Thời điểm\nWhen", "Việc\nWhat", "Vì\nBecause")
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
        cell.append(f"\nkhông tính {_dates(run)}: {_names(run)}", style="yellow")
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
    return names[0] if len(names) == 1 else f"{names[0]} đến {names[-1]}"


def _deadlines(console: Console, agencies: Sequence[RehearsedAgency]) -> None:
    """Why the deadline is what it is: once, for those it is the same for."""
    _chapter(console, "Vì sao hạn là như vậy", "Why the deadline is what it is")
    texts: dict[Bilingual, list[AgencyCode]] = {}
    for agency in agencies:
        texts.setdefault(agency.deadline.text, []).append(agency.code)
    for text, codes in texts.items():
        who = Text(_codes(codes, len(agencies)).vi, style="bold").append(": ")
        console.print(who.append(text.vi, style="not bold"))
        console.print(Text(text.en, style="dim"))


def _warned(console: Console, warnings: Sequence[Bilingual]) -> None:
    if warnings:
        _chapter(console, "Cơ quan liên quan chưa được hỏi", "Concerned, and not asked")
        for warning in warnings:
            console.print(Text(warning.vi, style="yellow"))
            console.print(Text(warning.en, style="dim"))


def _codes(codes: Sequence[AgencyCode], everyone: int) -> Bilingual:
    if len(codes) == everyone:
        return ALL
    joined = ", ".join(codes)
    return Bilingual(vi=joined, en="")


def _cell(said: Bilingual) -> Text:
    cell = Text(said.vi)
    return cell.append(f"\n{said.en}", style="dim") if said.en else cell


def _table(*columns: str) -> Table:
    table = Table(header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _chapter(console: Console, vi: str, en: str) -> None:
    console.print()
    console.print(Rule(f"[bold]{vi}[/] [dim]{en}[/]", align="left"))


def _both(console: Console, vi: str, en: str) -> None:
    console.print(Text(vi))
    console.print(Text(en, style="dim"))
