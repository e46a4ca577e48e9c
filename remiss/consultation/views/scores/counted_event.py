"""What scorecards read of one event: a fraction of it, so that a case's part stays small."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import (
    CommentsDisposed,
    DispositionObjected,
    Event,
    OfficialAssigned,
    QuestionsDeclined,
    RecordedEvent,
    ReplyReceived,
    RequestSent,
    RequestWidened,
)
from remiss.consultation.values import AgencyCode, Person, Reply, Role
from remiss.consultation.values.answer import WANTS_SOMETHING
from remiss.consultation.views.scores.counted_kinds import COUNTED
from remiss.texts import VIET_NAM

TAKEN = (
    "assessment",
    "number",
    "request",
    "late",
    "days_late",
    "basis",
    "upheld",
    "by",
    "before",
    "repeated",
    "last_day",
)


class CountedPerson(NamedTuple):
    """A person, as scorecards name them."""

    id: str
    name: str


class CountedAssessment(NamedTuple):
    """What scorecards read of an assessment; `returning`: rules that made for a return."""

    rubric: str
    verdict: str
    rules: Sequence[str]
    returning: Sequence[str]
    retired: bool


class CountedEvent(NamedTuple):
    """One event about an agency; fields are those of the event where they have its names.

    `day` is a date, `officer` was in charge then, `asked_by` sent the request, None where time did;
    `amount` counts questions asked or declined, `words` what was said of comments, each with None
    for an objection. `official` is whom it names as the agency's own. Of a reply, `wanting` counts
    answers that want something changed, `worded` those of them with a wording, `took` the working
    days it took. Of a request, `since` is the working day it was sent on, `given` the working days
    given, `longer` says that the drafting side gave more, `area` that it went to a commune. `step`:
    a person's doing. `minute` is when it was, in minutes since 1970, where it ends a holding;
    `held` are the working minutes of that holding, `held_by` whose it was.
    A tuple, and no model: a large ledger has millions.
    """

    kind: str
    day: str
    officer: CountedPerson
    number: int | None = None
    request: int | None = None
    late: bool | None = None
    days_late: int | None = None
    assessment: CountedAssessment | None = None
    basis: str | None = None
    upheld: bool = False
    by: CountedPerson | None = None
    asked_by: CountedPerson | None = None
    before: str | None = None
    repeated: bool = False
    last_day: bool = False
    override: tuple[str, CountedPerson] | None = None
    amount: int = 0
    contradicted: int = 0
    words: Sequence[tuple[str, str | None]] = ()
    official: CountedPerson | None = None
    wanting: int = 0
    worded: int = 0
    area: bool = False
    longer: bool = False
    since: str | None = None
    took: int | None = None
    given: int | None = None
    step: bool = False
    minute: int | None = None
    held: int = 0
    held_by: str | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """As JSON; a field at its default is not written."""
        defaults = self._field_defaults
        return {
            name: value
            for name, value in zip(self._fields, self, strict=True)
            if name not in defaults or value != defaults[name]
        }

    @classmethod
    def stored(cls, facts: Mapping[str, Any]) -> "CountedEvent":
        """The event of these facts."""
        known = {
            name: read(facts[name])
            for name, read in OF_FACTS.items()
            if facts.get(name) is not None
        }
        return cls(**{**facts, **known})


def _override(facts: Sequence[Any]) -> tuple[str, CountedPerson]:
    reason, by = facts
    return reason, CountedPerson(*by)


OF_FACTS: Mapping[str, Callable[[Any], Any]] = {
    "officer": CountedPerson._make,
    "by": CountedPerson._make,
    "asked_by": CountedPerson._make,
    "official": CountedPerson._make,
    "assessment": CountedAssessment._make,
    "override": _override,
}


def day_of(event: Event) -> str:
    """The day on which it counts, in Viet Nam."""
    return event.at.astimezone(VIET_NAM).date().isoformat()


def minute_of(at: datetime) -> int:
    """Its minute, counted since 1970."""
    return int(at.timestamp()) // 60


def named(person: Person) -> CountedPerson:
    """The person by id and name."""
    return CountedPerson(person.id, person.name)


def agency_counted(event: Event) -> AgencyCode | None:
    """The agency in whose part the event counts; None where it counts in none."""
    return getattr(event, "agency", None) if event.kind in COUNTED else None


@cache
def _taken(kind: type[Event]) -> frozenset[str]:
    return frozenset(kind.model_fields)


def counted_event(recorded: RecordedEvent, officer: CountedPerson) -> CountedEvent:
    """What is read of an event about an agency."""
    event = recorded.event
    has = _taken(type(event))
    facts: dict[str, Any] = {name: getattr(event, name) for name in TAKEN if name in has}
    if by := facts.get("by"):
        facts["by"] = named(by)
    if assessment := facts.get("assessment"):
        facts["assessment"] = _assessment(assessment)
    facts |= _asked(recorded) if isinstance(event, RequestSent | RequestWidened) else _said(event)
    facts["step"] = recorded.actor.role is not Role.SYSTEM
    return CountedEvent(event.kind, day_of(event), officer, **facts)


def _asked(recorded: RecordedEvent) -> dict[str, Any]:
    event = recorded.event
    assert isinstance(event, RequestSent | RequestWidened)  # noqa: S101
    facts: dict[str, Any] = {"amount": len(event.matches)}
    if recorded.actor.role is not Role.SYSTEM:
        facts["asked_by"] = named(recorded.actor)
    if isinstance(event, RequestSent):
        facts |= {"area": event.profile.area, "longer": event.reply_by is not None}
    if isinstance(event, RequestSent) and event.override:
        facts["override"] = (event.override.reason, named(event.override.by))
    return facts


def _said(event: Event) -> dict[str, Any]:
    match event:
        case QuestionsDeclined():
            return {"amount": len(event.declined), "contradicted": len(event.contradicted)}
        case CommentsDisposed():
            return {"words": [(said.comment, said.kind) for said in event.dispositions]}
        case DispositionObjected():
            return {"words": [(comment, None) for comment in event.comments]}
        case OfficialAssigned():
            return {"official": named(event.official)}
        case ReplyReceived():
            official = named(event.reply.responsible_official)
            return {"official": official, **_proposed(event.reply)}
        case _:
            return {}


def _proposed(reply: Reply) -> dict[str, int]:
    """Answers that want something changed, or the whole where there are none; with a wording."""
    wanting = [answer for answer in reply.answers if answer.position in WANTS_SOMETHING]
    if wanting or reply.answers or reply.position not in WANTS_SOMETHING:
        worded = sum(bool(answer.proposed_wording.strip()) for answer in wanting)
        return {"wanting": len(wanting), "worded": worded}
    worded = any(comment.proposed_wording.strip() for comment in reply.clause_comments)
    return {"wanting": 1, "worded": int(worded)}


def _assessment(assessment: Assessment) -> CountedAssessment:
    found = assessment.findings
    return CountedAssessment(
        assessment.rubric,
        assessment.verdict,
        sorted({finding.rule for finding in found}),
        sorted({finding.rule for finding in found if finding.returns}),
        bool(assessment.retired),
    )
