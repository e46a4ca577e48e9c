"""A command that is on record already: known by its id, its receipt made anew from its events."""

from collections.abc import Sequence
from typing import TypeVar

from remiss.consultation.decider import decide
from remiss.consultation.life.commands import (
    AddAgency,
    AmendDraft,
    Command,
    CommandBase,
    ConfirmReferral,
    DeclineQuestions,
    Open,
    ReplaceOfficer,
)
from remiss.consultation.life.events import (
    ColleagueInvolved,
    ConsultationOpened,
    DraftAmended,
    OfficerReplaced,
    OfficialAssigned,
    QuestionsDeclined,
    RecordedEvent,
    RequestSent,
    SignatureDelegated,
)
from remiss.consultation.life.evolution import fold
from remiss.consultation.life.message import NamingCommandBase
from remiss.consultation.ports import Receipt
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import Directory, PeopleNamed
from remiss.texts import Bilingual

C = TypeVar("C", bound=CommandBase)
Naming = OfficialAssigned | SignatureDelegated | ColleagueInvolved | OfficerReplaced


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
    if decided != recorded:
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
            names = ("drafting_agency", "directory", "policy", "calendar", "rules")
            return command.model_copy(update={name: getattr(opened, name) for name in names})
        case AddAgency(), RequestSent() as sent:
            return command.model_copy(update={"profile": sent.profile})
        case AmendDraft(), DraftAmended() as amended:
            return command.model_copy(update={"directory": amended.directory})
        case DeclineQuestions() | ConfirmReferral(), QuestionsDeclined() as declined:
            return command.model_copy(update={"directory": _known_by(declined)})
        case NamingCommandBase(), event if isinstance(event, Naming):
            return _naming(command, event)
        case _:
            return command


def _known_by(event: QuestionsDeclined) -> Directory:
    """What was registered of the fields and agencies named: enough to decide the same again."""
    fields = {declined.field: Bilingual(vi="", en="") for declined in event.declined}
    return Directory(version="", fields=fields, agencies=event.profiles)


def _naming(command: C, recorded: Naming) -> C:
    """What the list of people did not know then; what it says now changes nothing on record."""
    gone = recorded.unlisted
    named = PeopleNamed(complete=False, listed=(), unlisted=gone) if gone else None
    known: dict[str, object] = {"profile": None} if isinstance(command, ReplaceOfficer) else {}
    return command.model_copy(update=known | {"named": named})
