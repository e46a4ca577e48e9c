"""The sentence in which the timeline of a case tells an event: its choice, and its facts.

The sentences stand under `event.<kind>` among the texts, each in the file of its chapter.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from remiss.consultation.clarity.assessment import Assessment, Finding
from remiss.consultation.life.events import (
    ClarificationAnswered,
    ClarificationAsked,
    CommentsDisposed,
    ConsultationConcluded,
    CorrectionAccepted,
    DeclineConfirmed,
    DeclineRefused,
    Disposed,
    Event,
    ExtensionGranted,
    ExtensionRequested,
    FollowUpOpened,
    FollowUpRecorded,
    FollowUpReminded,
    LatenessCorrected,
    OfficialAssigned,
    QuestionsDeclined,
    RecordedEvent,
    ReplyAccepted,
    ReplyDrafted,
    ReplyLaidBeforeHead,
    ReplyReceived,
    ReplyReturned,
    RequestSent,
    Reviewer,
    SilenceRecorded,
)
from remiss.consultation.policy import POSITION_ABSENT, EscalationLevel, SilenceOutcome
from remiss.consultation.telling.labels import agency_name
from remiss.consultation.telling.names import NO_NAMES, Names
from remiss.consultation.values import (
    Agency,
    ClarificationGround,
    Declined,
    LateUse,
    NamedBody,
    Person,
    QuestionId,
)
from remiss.texts import (
    Bilingual,
    Numbers,
    comment_name,
    day_and_time,
    hours,
    join,
    label,
    local_date,
    question_name,
    say,
)

Fact = str | Bilingual | Sequence["Fact"]
"""A value in words: what `say` takes."""

RECORDED_LATE = timedelta(minutes=1)
"""A record this long after its due time says so: the service was down or busy."""


def describe(recorded: RecordedEvent, names: Names = NO_NAMES) -> Bilingual:
    """What happened, as the timeline of a case tells it; `names` are those of the case."""
    event = recorded.event
    sentence = say(f"event.{_variant(event)}", event=event, **_facts(event, names))
    return join((sentence, *_tail(event, names.numbers)))


def _variant(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 -- one arm for each kind
    match event:
        case RequestSent() if event.override:
            return f"{event.kind}.override"
        case OfficialAssigned() if event.deputy:
            return f"{event.kind}.deputy"
        case ClarificationAnswered() if event.days_late:
            return f"{event.kind}.late"
        case QuestionsDeclined() | DeclineConfirmed() | DeclineRefused():
            return f"{event.kind}{_of_decline(event)}"
        case FollowUpRecorded():
            return f"{event.kind}.{event.outcome}"
        case ReplyLaidBeforeHead() if event.by is None:
            return f"{event.kind}.tagged"
        case FollowUpReminded() if event.reported:
            return f"{event.kind}.reported"
        case ExtensionGranted() if event.by is None:
            return f"{event.kind}.lapsed"
        case ExtensionRequested() if not event.grants_itself:
            return f"{event.kind}.late"
        case FollowUpOpened() if event.own:
            return f"{event.kind}.own"
        case RequestSent() if event.reply_by:
            return f"{event.kind}.later"
        case LatenessCorrected() if event.number is None:
            return f"{event.kind}.silence"
        case CommentsDisposed() if event.object_until is None:
            return f"{event.kind}.final"
        case ReplyReceived() if event.entry:
            return f"{event.kind}.entered"
        case ReplyDrafted() | ReplyReceived() if event.corrects:
            return f"{event.kind}.correction"
        case CorrectionAccepted():
            return f"{event.kind}.{event.basis}"
        case ReplyReceived() if event.late:
            return f"{event.kind}.late"
        case ReplyAccepted(assessment=Assessment(retired=(_, *_))):
            return f"{event.kind}.{event.basis}.retired"
        case ReplyAccepted() | ReplyReturned():
            return f"{event.kind}.{event.basis}"
        case SilenceRecorded(outcome=SilenceOutcome.DEEMED_AGREED) if event.printed_basis:
            return f"{event.kind}.{event.outcome}.under"
        case SilenceRecorded():
            return f"{event.kind}.{event.outcome}"
        case ConsultationConcluded() if event.archive_at <= event.at:
            return f"{event.kind}.complete"
        case _:
            return event.kind


def _of_decline(event: QuestionsDeclined | DeclineConfirmed | DeclineRefused) -> str:
    """Who has to rule, or ruled; outside the registry nobody is asked instead."""
    if not isinstance(event, QuestionsDeclined):
        outside = isinstance(event, DeclineConfirmed) and event.body is not None
        return ("" if event.by else ".lapsed") + (".outside" if outside else "")
    if event.settle_by is None:
        return ".contradicted"
    if event.before is Reviewer.OFFICE:
        return ".circle"
    return ".referral" if event.referral else ""


def _facts(event: Event, names: Names) -> dict[str, Fact]:
    """Every field of the event in words: a question, a comment, an agency by its name."""
    profiles = event.profiles if isinstance(event, QuestionsDeclined) else ()
    known = names.knowing(profiles)
    facts = {name: _in_words(getattr(event, name), known) for name in type(event).model_fields}
    if isinstance(event, ReplyAccepted) and event.assessment:
        facts["retired"] = event.assessment.retired
    if entry := getattr(event, "entry", None):
        facts |= {"entered_by": entry.by.name, "way": label(entry.way)}
        facts["received_on"] = local_date(entry.received_on)
    if corrects := getattr(event, "corrects", None):
        facts |= {"corrected": str(corrects.number), "reason": corrects.reason}
    for name in ("agency", "to"):
        if isinstance(code := getattr(event, name, None), str) and code:
            facts[name] = agency_name(code, known.agencies)
    if isinstance(question := getattr(event, "question", None), str):
        facts["question"] = question_name(question, names.numbers)
    return facts


def _in_words(  # noqa: C901, PLR0911 -- as above
    value: object, names: Names
) -> Fact:
    match value:
        case EscalationLevel() | Reviewer() | ClarificationGround() | LateUse():
            return label(value)
        case Assessment():
            return label(value.verdict)
        case Agency():
            return value.name
        case Person() | NamedBody():
            return value.name
        case datetime():
            return day_and_time(value)
        case date():
            return local_date(value)
        case Declined():
            whose = agency_name(value.to, names.agencies) if value.to else value.whose
            asked = question_name(value.question, names.numbers)
            return say("event_part.declined", question=asked, whose=whose)
        case Disposed():
            became = label(value.kind)
            comment = comment_name(value.comment, names.numbers)
            return say("event_part.disposed", comment=comment, became=became)
        case (Declined() | Disposed(), *_):
            return [_in_words(item, names) for item in value]
        case timedelta():
            return hours(value)
        case tuple():
            return str(len(value))
        case _:
            return str(value)


def _tail(event: Event, numbers: Numbers) -> Iterator[Bilingual]:
    """The version answered, the reasons given, what a return asks for, a record that came late."""
    yield from _particulars(event, numbers)
    if reasons := getattr(event, "reasons", None) or getattr(event, "reason", None):
        yield say("event_tail.reasons", reasons=reasons)
    if unlisted := getattr(event, "unlisted", ()):
        yield say("event_tail.unlisted", people=", ".join(unlisted))
    if isinstance(event, ReplyReturned) and event.assessment:
        yield from (_found(finding) for finding in event.assessment.findings if finding.returns)
    due: datetime | None = getattr(event, "fell_due_at", None)
    if due and event.at - due > RECORDED_LATE:
        at = day_and_time(event.at)
        yield say("event_tail.recorded_late", due_at=day_and_time(due), recorded_at=at)


def _found(finding: Finding) -> Bilingual:
    """What is absent; the duty to answer at all needs no basis named beside it."""
    return finding.without_basis if finding.rule in POSITION_ABSENT else finding.message


def _particulars(event: Event, numbers: Numbers) -> Iterator[Bilingual]:
    """What only some events of a kind have to say."""
    if isinstance(event, ReplyReceived):
        yield from _version(event, numbers)
    if isinstance(event, ClarificationAsked) and event.papers:
        named = [f"{paper.name} ({paper.rule})" for paper in event.papers]
        yield say("event_tail.papers", papers="; ".join(named))
    if isinstance(event, FollowUpRecorded) and event.document:
        yield say("event_tail.document", document=event.document)
    if isinstance(event, ReplyAccepted) and event.left_open:
        yield say("event_tail.left_open", questions=_questions(event.left_open, numbers))
    if isinstance(event, ConsultationConcluded) and event.unanswered:
        yield say("event_tail.unanswered", questions=_questions(event.unanswered, numbers))


def _version(event: ReplyReceived, numbers: Numbers) -> Iterator[Bilingual]:
    """Which version a reply answers, once there is more than one."""
    if event.outdated:
        outdated = _questions(event.outdated, numbers)
        yield say("event_tail.outdated", version=event.version, questions=outdated)
    elif event.version > 1:
        yield say("event_tail.version", version=event.version)


def _questions(ids: Iterable[QuestionId], numbers: Numbers) -> list[Fact]:
    return [question_name(id_, numbers) for id_ in ids]
