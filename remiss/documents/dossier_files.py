"""Every letter of a case, and its table, as files of a dossier: each as it went out."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from remiss.consultation.life.events import (
    Event,
    RecordedEvent,
    ReminderSent,
    RequestEscalated,
    RequestEventBase,
    RequestOverdue,
    RequestSent,
    RequestWidened,
)
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation
from remiss.consultation.telling.labels import LEVELS
from remiss.consultation.values import AgencyCode
from remiss.documents.letters import letter, reminder_letter, report_letter, request_letter
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.letters.past_notices import Standing, last_reminder, last_report, last_request
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.texts import Bilingual, local_date, say, text

REPORTED = (EscalationLevel.HEAD, EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN)
"""Levels that are reported to in a letter; the named official is urged without one."""


class DossierFile(NamedTuple):
    """One rendered document: its name in the dossier, what it is, its bytes."""

    name: str
    title: Bilingual
    content: bytes


def dossier_files(
    case: Consultation, recorded: Sequence[RecordedEvent], head: Letterhead
) -> Iterator[DossierFile]:
    """The table as the case stands, and a letter for each event that sent one, in order.

    A letter's name begins with the version of its event.
    """
    events = [one.event for one in recorded]
    table = consolidation(case, events)
    title = table.form.label
    yield DossierFile("consolidation.docx", title, table_paper.docx(table, head))
    yield DossierFile("consolidation.xlsx", title, table_workbook.xlsx(table, head))
    for version, event in enumerate(events, start=1):
        if isinstance(event, RequestEventBase):
            yield from _letters(events[:version], event, head)


def _letters(
    known: Sequence[Event], event: RequestEventBase, head: Letterhead
) -> Iterator[DossierFile]:
    agency = event.agency
    match event:
        case RequestSent() | RequestWidened():
            said = text("dossier_file.request")
            yield from _file("request", said, known, last_request(known, agency), head)
        case ReminderSent() | RequestOverdue():
            said = text("dossier_file.reminder")
            yield from _file("reminder", said, known, last_reminder(known, agency), head)
        case RequestEscalated(level=level) if level in REPORTED:
            said = say("dossier_file.report", level=LEVELS[level])
            name = f"report-{level.name.lower()}"
            yield from _file(name, said, known, last_report(known, agency, level), head)
        case _:
            pass


Write = Callable[[Standing, AgencyCode, Letterhead], letter.Letter]


def _file(
    kind: str,
    said: Bilingual,
    known: Sequence[Event],
    standing: Standing | None,
    head: Letterhead,
) -> Iterator[DossierFile]:
    if standing is None:
        return
    event = known[-1]
    assert isinstance(event, RequestEventBase)  # noqa: S101 -- it sent the letter
    agency, on = event.agency, local_date(event.at)
    yield DossierFile(
        f"{len(known):04}-{kind}-{agency}.docx",
        Bilingual(vi=f"{said.vi}, {agency}, {on}", en=f"{said.en}, {agency}, {on}"),
        letter.docx(_letter(kind, standing, agency, head, event)),
    )


def _letter(
    kind: str, standing: Standing, agency: AgencyCode, head: Letterhead, event: Event
) -> letter.Letter:
    if isinstance(event, RequestEscalated):
        return report_letter.letter(standing, agency, event.level, head)
    write: Write = request_letter.letter if kind == "request" else reminder_letter.letter
    return write(standing, agency, head)
