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
    RequestUrged,
    RequestWidened,
    ReturnDateMoved,
)
from remiss.consultation.state import Consultation
from remiss.consultation.telling.labels import LEVELS
from remiss.consultation.values import AgencyCode
from remiss.documents.letters import (
    apology_letter,
    letter_paper,
    reminder_letter,
    report_letter,
    request_letter,
    urging_letter,
)
from remiss.documents.letters.desk import Desk
from remiss.documents.letters.letter import docx
from remiss.documents.letters.letter_fields import Filling
from remiss.documents.letters.letter_kind import REPORTS
from remiss.documents.letters.past_notices import (
    Standing,
    last_reminder,
    last_report,
    last_request,
    last_urging,
)
from remiss.documents.table import table_paper, table_workbook
from remiss.documents.table.case_table import consolidation
from remiss.texts import Bilingual, local_date, say, text


class DossierFile(NamedTuple):
    """One rendered document: its name in the dossier, what it is, its bytes."""

    name: str
    title: Bilingual
    content: bytes


def dossier_files(
    case: Consultation, recorded: Sequence[RecordedEvent], desk: Desk
) -> Iterator[DossierFile]:
    """The table as the case stands, and a letter for each event that sent one, in order.

    A letter's name begins with the version of its event.
    """
    events = [one.event for one in recorded]
    table, head = consolidation(case, events), desk.head(case)
    title = table.form.label
    yield DossierFile("consolidation.docx", title, table_paper.docx(table, head))
    yield DossierFile("consolidation.xlsx", title, table_workbook.xlsx(table, head))
    for version, event in enumerate(events, start=1):
        if isinstance(event, RequestEventBase):
            yield from _letters(events[:version], event, desk)
        elif isinstance(event, ReturnDateMoved):
            yield from _apology(events[:version], event, desk)


def _apology(known: Sequence[Event], event: ReturnDateMoved, desk: Desk) -> Iterator[DossierFile]:
    if apology := apology_letter.last_apology(known):
        said, on = text("dossier_file.apology"), local_date(event.at)
        title = Bilingual(vi=f"{said.vi}, {on}", en=f"{said.en}, {on}")
        content = docx(apology_letter.letter(apology, desk))
        yield DossierFile(f"{len(known):04}-apology.docx", title, content)


def _letters(known: Sequence[Event], event: RequestEventBase, desk: Desk) -> Iterator[DossierFile]:
    agency = event.agency
    match event:
        case RequestSent() | RequestWidened():
            said = text("dossier_file.request")
            yield from _file("request", said, known, last_request(known, agency), desk)
        case ReminderSent() | RequestOverdue():
            said = text("dossier_file.reminder")
            yield from _file("reminder", said, known, last_reminder(known, agency), desk)
        case RequestUrged():
            said = text("dossier_file.urging")
            yield from _file("urging", said, known, last_urging(known, agency), desk)
        case RequestEscalated(level=level) if level in REPORTS:
            said = say("dossier_file.report", level=LEVELS[level])
            name = f"report-{level.name.lower()}"
            yield from _file(name, said, known, last_report(known, agency, level), desk)
        case _:
            pass


Write = Callable[[Standing, AgencyCode, Desk], Filling]
WRITES: dict[str, Write] = {
    "request": request_letter.letter,
    "reminder": reminder_letter.letter,
    "urging": urging_letter.letter,
}


def _file(
    kind: str,
    said: Bilingual,
    known: Sequence[Event],
    standing: Standing | None,
    desk: Desk,
) -> Iterator[DossierFile]:
    if standing is None:
        return
    event = known[-1]
    assert isinstance(event, RequestEventBase)  # noqa: S101 -- it sent the letter
    agency, on = event.agency, local_date(event.at)
    yield DossierFile(
        f"{len(known):04}-{kind}-{agency}.docx",
        Bilingual(vi=f"{said.vi}, {agency}, {on}", en=f"{said.en}, {agency}, {on}"),
        letter_paper.docx(_letter(kind, standing, agency, desk, event), desk),
    )


def _letter(kind: str, standing: Standing, agency: AgencyCode, desk: Desk, event: Event) -> Filling:
    if isinstance(event, RequestEscalated):
        return report_letter.letter(standing, agency, event.level, desk)
    return WRITES[kind](standing, agency, desk)
