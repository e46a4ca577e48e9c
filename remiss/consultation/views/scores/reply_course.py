"""The course of one reply: every counted event about it, in order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from remiss.consultation.life.reviewing.messages import Basis, Reviewer
from remiss.consultation.values import AgencyCode, DispositionKind
from remiss.consultation.views.scores.counted_event import CountedEvent

BY_PEOPLE = frozenset({Basis.REVIEW, Basis.OFFICE})
"""On whose decision a person decided."""
DECIDING = frozenset({"reply_flagged", "reply_returned", "return_contested", "reply_accepted"})


class ReplyCourse:
    """Reply `number` to the request of that ordinal, which began with `sent`."""

    def __init__(self, sent: CountedEvent, request: int, number: int) -> None:
        self.sent, self.request, self.number = sent, request, number
        self.events: list[CountedEvent] = []
        self.after_silence = False
        self.lapsed: CountedEvent | None = None
        """Its acceptance, where the officer was to decide by then and did not."""

    def first(self, kind: str) -> CountedEvent | None:
        """The first of its events of a kind."""
        return next((event for event in self.events if event.kind == kind), None)

    @property
    def deciding(self) -> list[CountedEvent]:
        """What was found, decided and contested, without its being received."""
        return [event for event in self.events if event.kind in DECIDING]

    @property
    def last(self) -> CountedEvent:
        """The last thing that happened to it; a deadline that moved is none."""
        return next(e for e in reversed(self.events) if e.kind != "lateness_corrected")

    @property
    def assessed(self) -> CountedEvent | None:
        """The event that holds its assessment."""
        return next((event for event in self.events if event.assessment), None)

    @property
    def verdict(self) -> str | None:
        """How it was read."""
        event = self.assessed
        return event.assessment.verdict if event and event.assessment else None

    @property
    def contested(self) -> bool:
        """Whether the agency contested its return."""
        return self.first("return_contested") is not None

    @property
    def upheld(self) -> bool:
        """Whether somebody found the agency right who contested it."""
        return any(event.upheld for event in self.events)

    @property
    def lateness(self) -> tuple[bool, int]:
        """Whether late and by how many working days: as received, or as corrected since."""
        known = [event for event in self.events if event.late is not None]
        return (bool(known[-1].late), known[-1].days_late or 0) if known else (False, 0)


class CountedAgency(NamedTuple):
    """All that is counted about one agency of a case."""

    code: AgencyCode
    events: Sequence[CountedEvent]
    replies: Sequence[ReplyCourse]
    comments: Mapping[str, "Said"]

    @classmethod
    def of(cls, code: AgencyCode, events: Sequence[CountedEvent]) -> "CountedAgency":
        return cls(code, events, _replies(events), _comments(events))


def _replies(events: Iterable[CountedEvent]) -> list[ReplyCourse]:
    """Of the replies of one agency; they are numbered from 1 within each request."""
    found: dict[tuple[int, int], ReplyCourse] = {}
    sent: list[CountedEvent] = []
    silent = False
    taken_over: set[int] = set()  # courses whose review the Office took since anything else
    for event in events:
        if event.kind == "request_sent":
            sent.append(event)
            silent = False
        silent |= event.kind == "silence_recorded"
        if event.kind == "review_taken_over":
            taken_over = {id(course) for course in found.values()}
        if event.number is None or not sent:
            continue
        ordinal = event.request or len(sent)
        place = ordinal, event.number
        course = found.setdefault(place, ReplyCourse(sent[ordinal - 1], *place))
        if event.basis == Basis.REVIEW_LAPSED and id(course) not in taken_over:
            course.lapsed = event if _before_officer(course) else None
        if event.kind in DECIDING:
            taken_over.discard(id(course))
        course.after_silence |= silent and event.kind == "reply_received"
        course.events.append(event)
    return list(found.values())


def _before_officer(course: ReplyCourse) -> bool:
    """Whether what was last decided of it lay before the officer."""
    last = course.deciding[-1:]
    return any(e.kind == "reply_flagged" or e.before == Reviewer.OFFICER for e in last)


Said = list[tuple[CountedEvent, str | None]]
"""All that was said of one comment, in order: by which event, and what became of it."""
NONE_OF_ITS_OWN = frozenset({DispositionKind.NO_COMMENT, DispositionKind.REPEATED})


def _comments(events: Iterable[CountedEvent]) -> dict[str, Said]:
    """Each comment something was said of, by its id, unless it ended as none of its own."""
    found: dict[str, Said] = {}
    for event in events:
        for comment, kind in event.words:
            found.setdefault(comment, []).append((event, kind))
    return {id_: said for id_, said in found.items() if said[-1][1] not in NONE_OF_ITS_OWN}
