"""The sentence in which the timeline of a case tells an event: its choice, and its facts.

The sentences stand under `event.<kind>` among the texts, each in the file of its chapter.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from remiss.consultation.clarity.assessment import Assessment
from remiss.consultation.life.events import (
    ClarificationAnswered,
    CommentsDisposed,
    ConsultationConcluded,
    ConsultationOpened,
    CorrectionAccepted,
    DeclineConfirmed,
    DeclineRefused,
    Disposed,
    DraftFileReplaced,
    DraftPassedOn,
    Event,
    ExtensionGranted,
    ExtensionLapsed,
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
    ReplyLetterRecorded,
    ReplyReceived,
    ReplyReturned,
    RequestClosedOnRecord,
    RequestForwarded,
    RequestSent,
    Reviewer,
    SilenceRecorded,
    WordingExplanation,
)
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.telling.comment_words import comment_words
from remiss.consultation.telling.event_tail import event_tail
from remiss.consultation.telling.labels import agency_name
from remiss.consultation.telling.names import NO_NAMES, Names
from remiss.consultation.values import (
    Agency,
    ClarificationGround,
    Declined,
    DeskKind,
    FinalWording,
    LateUse,
    NamedBody,
    Person,
    is_reserved,
)
from remiss.texts import (
    Bilingual,
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


def describe(recorded: RecordedEvent, names: Names = NO_NAMES) -> Bilingual:
    """What happened, as the timeline of a case tells it; `names` are those of the case."""
    event = recorded.event
    sentence = say(f"event.{_variant(event)}", event=event, **_facts(event, names))
    return join((sentence, *event_tail(event, names.numbers)))


def _variant(event: Event) -> str:  # noqa: C901, PLR0911, PLR0912 -- one arm for each kind
    match event:
        case ConsultationOpened() if event.urgency_approval:
            return f"{event.kind}.urgent"
        case RequestSent() if event.profile.outside:
            return f"{event.kind}.outside"
        case RequestClosedOnRecord() if is_reserved(event.agency):
            return f"{event.kind}.outside"
        case RequestSent() if event.override:
            return f"{event.kind}.override"
        case DraftPassedOn() | RequestForwarded() if event.to is None:
            return f"{event.kind}.head"
        case ReplyLetterRecorded() if event.attachments:
            return f"{event.kind}.sealed"
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
        case ExtensionLapsed() if event.due_at:
            return f"{event.kind}.needless"
        case ExtensionRequested() if not event.grants_itself:
            return f"{event.kind}.late"
        case FollowUpOpened() if event.own:
            return f"{event.kind}.own"
        case RequestSent() if event.reply_by:
            return f"{event.kind}.later"
        case LatenessCorrected() if event.file_replaced:
            return f"{event.kind}.file"
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
    facts |= _of_opening(event)
    if isinstance(event, ReplyAccepted) and event.assessment:
        facts["retired"] = event.assessment.retired
    if isinstance(event, DraftFileReplaced):
        facts |= {"before": event.wrong.name, "file": event.draft.file_name}
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


def _of_opening(event: Event) -> dict[str, Fact]:
    """The grade of a draft, where one was approved."""
    return {"grade": label(event.draft.urgency)} if isinstance(event, ConsultationOpened) else {}


def _in_words(  # noqa: C901, PLR0911 -- as above
    value: object, names: Names
) -> Fact:
    match value:
        case EscalationLevel() | Reviewer() | ClarificationGround() | LateUse() | DeskKind():
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
        case Disposed() | FinalWording() | WordingExplanation():
            return comment_words(value, names.numbers)
        case (Declined() | Disposed() | FinalWording() | WordingExplanation() | Person(), *_):
            return [_in_words(item, names) for item in value]
        case timedelta():
            return hours(value)
        case tuple():
            return str(len(value))
        case _:
            return str(value)
