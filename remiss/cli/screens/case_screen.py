"""A case in the terminal: as it stands or as it stood, every agency, and what happened."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from remiss.cli.screens.typography import DIM, print_both, print_heading, print_indented
from remiss.consultation.life.events import RecordedEvent
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation, ReceivedReply, Request
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.labels import CASE_STAGES, HOLDERS, LEVELS, STAGES, VERDICTS
from remiss.consultation.telling.names import names_in
from remiss.consultation.views.retrospect import AsOf
from remiss.consultation.views.rows import RequestRow, request_row
from remiss.texts import Bilingual, day_and_time, local_time, say, text, texts

NONE = "—"


def show_case(
    console: Console,
    case: Consultation,
    events: Sequence[RecordedEvent],
    as_of: AsOf | None = None,
) -> None:
    """Print the case these events lead to; nothing wider than the terminal."""
    print_heading(console, say("case_screen.title", id=case.id))
    console.print(Text(case.draft.subject, style="bold"))
    _head(console, case)
    if as_of:
        print_both(console, as_of.text, style="bold yellow")
    _requests(console, case)
    print_heading(console, text("case_screen.happened"))
    names = names_in(case)
    for recorded in events:
        moment = f"#{recorded.version} {local_time(recorded.event.at)}"
        _told(console, moment, describe(recorded, names))
    if as_of and as_of.learnt_later:
        _later(console, as_of)


def _head(console: Console, case: Consultation) -> None:
    home = case.drafting_agency
    head = say(
        "case_screen.head",
        stage=CASE_STAGES[case.stage],
        opened=day_and_time(case.opened_at),
        name=home.name,
        officer=case.officer.name,
    )
    print_both(console, head)


def _requests(console: Console, case: Consultation) -> None:
    print_heading(console, text("case_screen.asked"))
    for request in case.all_requests:
        row = request_row(case, request)
        console.print(Text(row.agency_name, style="bold"))
        table = Table.grid(padding=(0, 2))
        for name, value in _facts(request, row):
            table.add_row(
                Text(name.vi),
                Text(value.vi),
                Text(f"{name.en}: {value.en}", style="dim"),
            )
        console.print(Padding(table, (0, 0, 0, 2), expand=False))


def _facts(request: Request, row: RequestRow) -> list[tuple[Bilingual, Bilingual]]:
    due, fact = day_and_time(row.due_at), texts("case_screen.fact")
    facts = [
        (fact["stage"], STAGES[row.stage]),
        (fact["holder"], HOLDERS[row.holder]),
        (fact["due"], due),
    ]
    if row.overdue and not row.settled_at:
        facts.append((fact["overdue"], due))
    if row.days_late:
        facts.append((fact["days_late"], _alike(str(row.days_late))))
    if row.level is not EscalationLevel.NONE:
        facts.append((fact["level"], LEVELS[row.level]))
    return facts + [_reply_fact(reply) for reply in request.replies]


def _reply_fact(reply: ReceivedReply) -> tuple[Bilingual, Bilingual]:
    verdict = VERDICTS[reply.assessment.verdict] if reply.assessment else _alike(NONE)
    at, by = day_and_time(reply.received_at), reply.signatory.name
    return (
        say("case_screen.reply", number=reply.number),
        say("case_screen.signed", at=at, by=by, verdict=verdict),
    )


def _later(console: Console, as_of: AsOf) -> None:
    print_heading(console, text("case_screen.learnt_later"))
    for late in as_of.learnt_later:
        since, recorded = local_time(late.since), local_time(late.recorded_at)
        _told(console, f"#{late.version} {since} → {recorded}", late.text)


def _told(console: Console, moment: str, said: Bilingual) -> None:
    console.print(Text(moment, style="cyan"))
    print_indented(console, said.vi)
    print_indented(console, said.en, DIM)


def _alike(written: str) -> Bilingual:
    return Bilingual(vi=written, en=written)
