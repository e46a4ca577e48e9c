"""A command that is on record already: known by its id, its receipt made anew from its events."""

from collections.abc import Sequence

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    Command,
    ConfirmReferral,
    DeclineQuestions,
    Open,
    ReplaceOfficer,
)
from remiss.consultation.life.events import (
    ConsultationOpened,
    DraftAmended,
    Event,
    QuestionsDeclined,
    RecordedEvent,
    RequestSent,
)
from remiss.consultation.life.evolution import fold
from remiss.consultation.ports import Receipt
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Directory
from remiss.texts import Bilingual

FROM_THE_LIST = ("unlisted", "leads", "desks", "place", "form", "beyond_charge")
"""What an event says by the list of people of that time."""


def is_recorded(events: Sequence[RecordedEvent], command: Command) -> bool:
    """Whether events of a case come from a command of this id."""
    return any(event.command_id == command.id for event in events)


def repeated_receipt(events: Sequence[RecordedEvent], command: Command) -> Receipt | None:
    """The receipt of a command recorded before, if it was this one: it then decides the same.

    None where its id was used for something else.
    """
    done = [event for event in events if event.command_id == command.id]
    before = fold(event.event for event in events if event.version < done[0].version)
    recorded = tuple(event.event for event in done)
    asked = _as_of(command, done).model_copy(update={"at": recorded[0].at})
    try:
        decided = decide(before, asked)
    except Refusal:
        return None
    if not _same(decided, recorded):
        return None
    return Receipt(
        consultation=done[0].consultation,
        command_id=command.id,
        fingerprint=command.fingerprint(),
        version=done[-1].version,
        events=tuple(event.kind for event in recorded),
        recorded=True,
    )


def _as_of(command: Command, done: list[RecordedEvent]) -> Command:
    """The command with the circumstances it was decided under."""
    match command, done[0].event:
        case Open(), ConsultationOpened() as opened:
            names = ("drafting_agency", "directory", "policy", "calendar", "rules", "vice_chairmen")
            return command.model_copy(update={name: getattr(opened, name) for name in names})
        case AddAgency(), RequestSent() as sent:
            return command.model_copy(update={"profile": sent.profile})
        case AmendDraft(), DraftAmended() as amended:
            return command.model_copy(update={"directory": amended.directory})
        case DeclineQuestions() | ConfirmReferral(), QuestionsDeclined() as declined:
            return command.model_copy(update={"directory": _known_by(declined)})
        case ReplaceOfficer(), _:
            return command.model_copy(update={"profile": None})
        case _:
            return command


def _known_by(event: QuestionsDeclined) -> Directory:
    """What was registered of the fields and agencies named: enough to decide the same again."""
    fields = {declined.field: Bilingual(vi="", en="") for declined in event.declined}
    return Directory(version="", fields=fields, agencies=event.profiles)


def _same(decided: Sequence[Event], recorded: Sequence[Event]) -> bool:
    """Whether they say the same, whatever the list of people says by now."""
    return [_unlisted(event) for event in decided] == [_unlisted(event) for event in recorded]


def _unlisted(event: Event) -> Event:
    fields = type(event).model_fields
    said = [name for name in FROM_THE_LIST if name in fields and not fields[name].is_required()]
    told = {name: fields[name].default for name in said}
    return event.model_copy(update=told)
