"""The notices that went to an agency, or about it, as its letters and the table recount them."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import AwareDatetime

from consultation.events import Event, ReminderSent, RequestEscalated, RequestOverdue
from consultation.evolving import fold
from consultation.policy import EscalationLevel
from consultation.state import Consultation
from consultation.values import AgencyCode, Bilingual, Value
from consultation.wording import ESCALATIONS
from documents.texts import capitalised, day


class NoticeKind(StrEnum):
    """A reminder before the deadline, the word that it has passed, a report to a level."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"


class Notice(Value):
    """One notice, and when it went out."""

    kind: NoticeKind
    at: AwareDatetime
    level: EscalationLevel = EscalationLevel.NONE
    text: Bilingual


class Standing(Value):
    """A case as it stood when a notice went out; `given` ends with that notice."""

    case: Consultation
    given: tuple[Notice, ...]

    @property
    def at(self) -> AwareDatetime:
        return self.given[-1].at


def notices(events: Sequence[Event], agency: AgencyCode) -> tuple[Notice, ...]:
    """Every notice to or about `agency`, in order."""
    return tuple(notice for _, notice in _noticed(events, agency))


def reminded(events: Sequence[Event], agency: AgencyCode) -> Standing | None:
    """The last time the agency itself was reminded or told that it is late; None: never yet."""
    kinds = {NoticeKind.REMINDER, NoticeKind.OVERDUE}
    found = [place for place, n in _noticed(events, agency) if n.kind in kinds]
    return _standing(events, agency, found)


def reported(
    events: Sequence[Event], agency: AgencyCode, level: EscalationLevel
) -> Standing | None:
    """The last time the agency was reported to `level`; None: never yet."""
    found = [place for place, n in _noticed(events, agency) if n.level is level]
    return _standing(events, agency, found)


def _standing(events: Sequence[Event], agency: AgencyCode, places: list[int]) -> Standing | None:
    if not places:
        return None
    known = events[: places[-1] + 1]
    case = fold(known)
    if not isinstance(case, Consultation):
        return None
    return Standing(case=case, given=notices(known, agency))


def _noticed(events: Sequence[Event], agency: AgencyCode) -> Iterator[tuple[int, Notice]]:
    for place, event in enumerate(events):
        if getattr(event, "agency", None) == agency and (notice := _notice(event)):
            yield place, notice


def _notice(event: Event) -> Notice | None:
    match event:
        case ReminderSent():
            return Notice(
                kind=NoticeKind.REMINDER,
                at=event.at,
                text=_told(event, f"nhắc lần {event.ordinal}", f"reminder {event.ordinal}"),
            )
        case RequestOverdue():
            text = _told(event, "đôn đốc vì đã quá hạn", "told that it is overdue")
            return Notice(kind=NoticeKind.OVERDUE, at=event.at, text=text)
        case RequestEscalated():
            rung = ESCALATIONS[event.level]
            return Notice(
                kind=NoticeKind.ESCALATION,
                at=event.at,
                level=event.level,
                text=_told(event, rung.vi, rung.en),
            )
        case _:
            return None


def _told(event: Event, vi: str, en: str) -> Bilingual:
    on = day(event.at)
    return Bilingual(vi=f"{capitalised(vi)} ngày {on}", en=f"{capitalised(en)}, {on}")
