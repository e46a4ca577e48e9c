"""What opening a consultation would lead to: who is asked and why, what happens when, until when.

It knows no rule: it writes down what `foresee` saw the rules do.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from remiss.consultation.life.commands import Open
from remiss.consultation.life.events import Override, RecordedEvent, RequestSent
from remiss.consultation.life.ladder.alarms import Step
from remiss.consultation.policy import EscalationLevel, SilenceRule
from remiss.consultation.refusals import Refusal
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import names_in
from remiss.consultation.telling.temporal_ui import step_label
from remiss.consultation.time.calendar import Day, WorkCalendar
from remiss.consultation.time.open_days import CalendarTooShort
from remiss.consultation.values import REMISS, AgencyCode, Mandate, Question, Value
from remiss.consultation.views.explanation import DeadlineExplanation, explain_deadline
from remiss.consultation.views.rehearsals.rehearsed_case import Course, Happened, foresee
from remiss.consultation.views.rehearsals.rehearsed_days import days_named, days_skipped
from remiss.consultation.views.rehearsals.triggers import trigger_of
from remiss.consultation.views.task_deadline import foreseen_miss
from remiss.texts import Bilingual, text


class AskedAbout(Value):
    """One question an agency would be asked, and the mandate that makes it the agency's.

    `mandate` is None only where a supervisor's reason stands in its place.
    """

    question: Question
    field: Bilingual
    mandate: Mandate | None


class RehearsedStep(Value):
    """One thing that would happen to a request, and what brings it about."""

    at: AwareDatetime
    step: Step | Literal["reply"]
    level: EscalationLevel = EscalationLevel.NONE
    label: Bilingual
    trigger: Bilingual = Field(description="What brings it about, by the policy.")
    text: Bilingual = Field(description="As the timeline of the case would tell it.")
    skipped: tuple[Day, ...] = Field(
        description="Days since the step before (or the sending) that do not count, and why."
    )


class RehearsedAgency(Value):
    """One agency: what it would be asked, until when, and what would happen to its request."""

    code: AgencyCode
    name: Bilingual
    asked: tuple[AskedAbout, ...]
    override: Override | None
    silent: bool = Field(description="Assumed to stay silent; else to answer on its last day.")
    deadline: DeadlineExplanation
    steps: tuple[RehearsedStep, ...]


class Ending(Value):
    """When the case could be concluded, if `silent` stay silent and the rest answer when due."""

    silent: tuple[AgencyCode, ...]
    at: AwareDatetime
    waits_for: tuple[AgencyCode, ...] = Field(description="Those whose outcome comes last.")
    late_replies_until: AwareDatetime | None = Field(
        description="Concluded then, until when late replies are taken; None where all replied."
    )


class Rehearsal(Value):
    """What would happen, and when. Nothing of it was recorded.

    `agencies` follow one assumption, and `ending` says which; the other two are its bounds.
    """

    subject: str
    opens_at: AwareDatetime
    policy: str
    policy_version: int
    policy_title: Bilingual
    legal_basis: str
    silence: SilenceRule
    calendar: str
    agencies: tuple[RehearsedAgency, ...]
    holidays: tuple[Day, ...] = Field(
        description="Days off with a name, half days, and weekends worked instead, from opening to "
        "the worst case; those of the territories asked as well."
    )
    ending: Ending
    all_answer: Ending = Field(description="Everyone answers on the last day.")
    worst_case: Ending = Field(description="Nobody answers.")
    task_missed: Bilingual | None = Field(
        default=None,
        description="That the task the case serves may be submitted too late, in words; null: it "
        "names none, or even the worst case ends in time.",
    )


def rehearse(command: Open, silent: Collection[AgencyCode] | None = None) -> Rehearsal:
    """What `command` would lead to while `silent` say nothing and the others answer when due.

    An answer is a clear one, in the last moment of its deadline: the latest that costs nobody
    anything. With None everyone is silent, since then the schedule shows each agency its whole
    ladder. Both bounds come along whichever was asked for: an officer plans by the one and
    promises by the other.

    Raises:
        Refusal: the opening would be refused so; or `silent` names an agency that is not asked.
    """
    assumed = frozenset(command.agencies if silent is None else silent)
    try:
        everyone = foresee(command, frozenset(command.agencies))
        if strangers := sorted(assumed.difference(command.agencies)):
            raise Refusal("silence_of_an_agency_not_asked", agencies=strangers)
        nobody = foresee(command, frozenset())
        known = {frozenset(command.agencies): everyone, frozenset[AgencyCode](): nobody}
        course = known.get(assumed) or foresee(command, assumed)
    except CalendarTooShort as short:
        raise Refusal("calendar_too_short", **short.facts) from short
    return _written(course, assumed, everyone, nobody)


def _written(
    course: Course, silent: frozenset[AgencyCode], everyone: Course, nobody: Course
) -> Rehearsal:
    case, policy = course.opened, course.opened.policy
    return Rehearsal(
        subject=case.draft.subject,
        opens_at=case.opened_at,
        policy=policy.id,
        policy_version=policy.version,
        policy_title=policy.title,
        legal_basis=policy.legal_basis,
        silence=policy.silence,
        calendar=case.calendar.version,
        agencies=tuple(_agency(course, sent, silent) for sent in course.sent),
        holidays=days_named(_calendars(course), case.opened_at, everyone.concluded.at),
        ending=_ending(course, silent),
        all_answer=_ending(nobody, frozenset()),
        worst_case=_ending(everyone, frozenset(sent.agency for sent in course.sent)),
        task_missed=foreseen_miss(case, nobody.concluded.at, everyone.concluded.at),
    )


def _calendars(course: Course) -> list[WorkCalendar]:
    """The province's calendar, and that of each agency asked."""
    case = course.opened
    return [case.calendar, *(case.calendar_of(sent.profile) for sent in course.sent)]


def _ending(course: Course, silent: frozenset[AgencyCode]) -> Ending:
    concluded = course.concluded
    still_taken = concluded.archive_at > concluded.at
    return Ending(
        silent=tuple(sent.agency for sent in course.sent if sent.agency in silent),
        at=concluded.at,
        waits_for=course.last,
        late_replies_until=concluded.archive_at if still_taken else None,
    )


def _agency(course: Course, sent: RequestSent, silent: frozenset[AgencyCode]) -> RehearsedAgency:
    case = course.opened
    questions = {question.id: question for question in case.questions}
    return RehearsedAgency(
        code=sent.agency,
        name=sent.profile.name,
        asked=tuple(
            AskedAbout(
                question=(question := questions[match.question]),
                field=case.directory.fields[question.field],
                mandate=match.mandate,
            )
            for match in sent.matches
        ),
        override=sent.override,
        silent=sent.agency in silent,
        deadline=explain_deadline(case, case.requests[sent.agency]),
        steps=tuple(_steps(course, sent)),
    )


def _steps(course: Course, sent: RequestSent) -> Iterator[RehearsedStep]:
    before = sent.at
    for one in course.happened:
        if getattr(one.event, "agency", None) == sent.agency and _is_step(one):
            yield _step(one, sent, before)
            before = one.event.at


def _is_step(one: Happened) -> bool:
    """What rang, and the reply; that it was then accepted goes without saying."""
    return one.alarm is not None or one.event.kind == "reply_received"


def _step(one: Happened, sent: RequestSent, before: datetime) -> RehearsedStep:
    alarm, case = one.alarm, one.before
    return RehearsedStep(
        at=one.event.at,
        step=alarm.step if alarm else "reply",
        level=alarm.level if alarm else EscalationLevel.NONE,
        label=step_label(alarm) if alarm else text("rehearsal.answered"),
        trigger=trigger_of(case.policy, alarm).words
        if alarm
        else text("rehearsal.trigger.assumed"),
        text=_told(one),
        skipped=_skipped(one, sent, before),
    )


def _skipped(one: Happened, sent: RequestSent, before: datetime) -> tuple[Day, ...]:
    """None while a time limit in calendar days runs: there every day counts."""
    case, alarm = one.before, one.alarm
    runs = alarm is None or alarm.step in {Step.REMINDER, Step.OVERDUE}
    if case.policy.reply_within.by_calendar and runs:
        return ()
    return days_skipped(case.calendar_of(sent.profile), before, one.event.at)


def _told(one: Happened) -> Bilingual:
    recorded = RecordedEvent(
        consultation=one.before.id,
        version=one.before.version + 1,
        command_id="rehearsal",
        actor=REMISS,
        event=one.event,
    )
    return describe(recorded, names_in(one.before))
