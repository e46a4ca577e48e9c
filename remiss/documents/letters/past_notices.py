"""The notices that went to an agency, or about it, as its letters and the table recount them."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from pydantic import AwareDatetime

from remiss.consultation.life.events import (
    Event,
    ReminderSent,
    RequestEscalated,
    RequestOverdue,
    RequestSent,
    RequestUrged,
    RequestWidened,
    ViceChairmanInformed,
)
from remiss.consultation.life.evolution import fold
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import Consultation
from remiss.consultation.telling.temporal_ui import ESCALATIONS
from remiss.consultation.values import AgencyCode, Value
from remiss.documents.official_wording import day, raise_first
from remiss.texts import Bilingual, say, text


class NoticeKind(StrEnum):
    """A reminder before the deadline, the word that it has passed, a report to whoever is above."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    VICE_CHAIRMAN = "vice_chairman"
    URGING = "urging"


class PastNotice(Value):
    """One notice, and when it went out."""

    kind: NoticeKind
    at: AwareDatetime
    level: EscalationLevel = EscalationLevel.NONE
    text: Bilingual


class Standing(Value):
    """A case as it stood when something went out to an agency, or about it."""

    case: Consultation
    at: AwareDatetime
    given: tuple[PastNotice, ...]
    urged: RequestUrged | None = None
    """What went out, where it is the Office that urged."""


def events_of(events: Sequence[Event], agency: AgencyCode, ordinal: int) -> tuple[Event, ...]:
    """What happened to the agency's request of that ordinal."""
    numbered, current = [], 0
    for event in events:
        if getattr(event, "agency", None) == agency:
            current += isinstance(event, RequestSent)
            numbered.append((getattr(event, "request", current), event))
    return tuple(event for number, event in numbered if number == ordinal)


def last_request(
    events: Sequence[Event], agency: AgencyCode, ordinal: int | None = None
) -> Standing | None:
    """The last time the agency was asked, or was asked in its `ordinal`-th request; None: never."""
    asked = [
        e for e in events if isinstance(e, RequestSent | RequestWidened) and e.agency == agency
    ]
    if ordinal is not None:
        own = events_of(events, agency, ordinal)
        asked = [event for event in asked if any(event is each for each in own)]
    return _last(events, agency, lambda event: bool(asked) and event is asked[-1])


def last_reminder(events: Sequence[Event], agency: AgencyCode) -> Standing | None:
    """The last time the agency itself was reminded or told that it is late; None: never yet."""
    return _last(events, agency, lambda event: isinstance(event, ReminderSent | RequestOverdue))


def last_report(
    events: Sequence[Event], agency: AgencyCode, level: EscalationLevel
) -> Standing | None:
    """The last time the agency was reported to `level`; None: never yet."""
    return _last(
        events, agency, lambda event: isinstance(event, RequestEscalated) and event.level is level
    )


def last_urging(events: Sequence[Event], agency: AgencyCode) -> Standing | None:
    """The last time the Office urged the agency; None: never yet."""
    return _last(events, agency, lambda event: isinstance(event, RequestUrged))


def _last(
    events: Sequence[Event], agency: AgencyCode, wanted: Callable[[Event], bool]
) -> Standing | None:
    places = [
        place
        for place, event in enumerate(events)
        if getattr(event, "agency", None) == agency and wanted(event)
    ]
    if not places:
        return None
    known = events[: places[-1] + 1]
    case = fold(known)
    if not isinstance(case, Consultation):
        message = "the first event of a case opens it"
        raise TypeError(message)
    told = events_of(known, agency, case.requests[agency].ordinal)
    given = tuple(notice for event in told if (notice := notice_of(event)))
    sent = known[-1]
    urged = sent if isinstance(sent, RequestUrged) else None
    return Standing(case=case, at=sent.at, given=given, urged=urged)


def notice_of(event: Event) -> PastNotice | None:
    """The notice an event is; None: it is none."""
    match event:
        case ReminderSent():
            said = say("past_notice.reminder", ordinal=event.ordinal)
            return PastNotice(kind=NoticeKind.REMINDER, at=event.at, text=_told(event, said))
        case RequestOverdue():
            said = text("past_notice.overdue")
            return PastNotice(kind=NoticeKind.OVERDUE, at=event.at, text=_told(event, said))
        case RequestEscalated():
            said = _told(event, ESCALATIONS[event.level])
            return PastNotice(kind=NoticeKind.ESCALATION, at=event.at, level=event.level, text=said)
        case ViceChairmanInformed():
            said = _told(event, text("step.vice_chairman"))
            return PastNotice(kind=NoticeKind.VICE_CHAIRMAN, at=event.at, text=said)
        case RequestUrged():
            said = _told(event, text("past_notice.urging"))
            return PastNotice(kind=NoticeKind.URGING, at=event.at, text=said)
        case _:
            return None


def _told(event: Event, what: Bilingual) -> Bilingual:
    told = Bilingual(vi=raise_first(what.vi), en=raise_first(what.en))
    return say("past_notice.on", what=told, day=day(event.at))
