"""What waits for the drafting side or the Office, since when and until when."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from remiss.consultation.life.declining.referral import referrals_proposed
from remiss.consultation.life.events import Reviewer
from remiss.consultation.rule_number import REFERRALS_PROPOSED
from remiss.consultation.state import (
    WITH_AGENCY,
    CaseStage,
    Comment,
    Consultation,
    Request,
    Stage,
)
from remiss.consultation.time.clock import Clock
from remiss.consultation.values import AgencyCode, QuestionId, Value, added_later
from remiss.consultation.views.difficult_questions import passed_over
from remiss.consultation.views.return_date import at_risk

MOST_SAID = 300
"""Characters of what an agency wrote that stand in a list; all of it stands in its request."""


class TaskKind(StrEnum):
    """What is to be done, under the name of the command that does it."""

    CLARIFICATION = "answer_clarification"
    EXTENSION = "decide_extension"
    RULING = "rule_on_decline"
    REFERRAL = "confirm_referral"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    COMMENTS = "dispose"
    LATE_REPLY = "use_late_reply"
    CORRECTION = "rule_on_correction"
    RETURN_DATE = "move_return_date"
    ENTRY = "enter_reply"


class Task(Value):
    """One thing to do about one request; `due_at` is None where no rule sets a time."""

    kind: TaskKind
    holder: Reviewer
    agency: AgencyCode
    request: int = Field(description="Which of the agency's requests, counted from 1.")
    question: QuestionId | None = Field(
        default=None, description="The question declined, or sent away in words."
    )
    question_number: int | None = added_later(
        None, description="What papers call that question: its number within the case."
    )
    number: int | None = Field(default=None, description="Which reply to the request.")
    comments: int = Field(default=0, description="How many wait for their answer.")
    passed_over: tuple[QuestionId, ...] = added_later(
        (), description="Questions marked difficult that the reply seems to leave out."
    )
    said: str | None = added_later(
        None, description="What the agency wrote that waits for an answer; the beginning, if long."
    )
    since: AwareDatetime
    due_at: AwareDatetime | None


def tasks(case: Consultation) -> tuple[Task, ...]:
    """Everything that waits now; in a case that does not run, no more than late replies."""
    return (
        *_deciding(case),
        *_following_up(case),
        *_correcting(case),
        *_disposing(case),
        *_late_replies(case),
        *_for_the_applicant(case),
        *_entering(case),
    )


def _deciding(case: Consultation) -> Iterator[Task]:
    for request in case.open_requests:
        if asked := request.clarification:
            task = _task(request, TaskKind.CLARIFICATION, asked.answer)
            yield task.model_copy(update={"said": _beginning(asked.text)})
        if (wanted := request.extension_pending) and request.decide_by:
            task = _task(request, TaskKind.EXTENSION, wanted.decide)
            said = _beginning(wanted.reason)
            yield task.model_copy(update={"due_at": _utc(request.decide_by), "said": said})
        if request.stage is Stage.IN_REVIEW and request.review:
            task = _task(request, TaskKind.REVIEW, request.review, request.reviewer)
            yield task.model_copy(
                update={
                    "number": request.replies[-1].number,
                    "passed_over": passed_over(case, request),
                }
            )
            yield from _sent_away(case, request, request.review)
        for decline in request.pending_declines:
            task = _task(request, TaskKind.RULING, decline.settle, decline.before)
            said = _beginning(decline.reasons)
            yield task.model_copy(update={**_about(case, decline.declined.question), "said": said})


def _sent_away(case: Consultation, request: Request, review: Clock) -> Iterator[Task]:
    """What the reply under review sends away in words: the officer may say it is meant so."""
    if case.rules < REFERRALS_PROPOSED:
        return
    for referral in referrals_proposed(request):
        task = _task(request, TaskKind.REFERRAL, review)
        number = request.replies[-1].number
        yield task.model_copy(update={**_about(case, referral.question), "number": number})


def _following_up(case: Consultation) -> Iterator[Task]:
    if case.stage not in {CaseStage.OPEN, CaseStage.CONCLUDED}:
        return
    for each in case.follow_ups:
        if not each.settled:
            yield Task(
                kind=TaskKind.FOLLOW_UP,
                holder=Reviewer.OFFICER,
                agency=each.agency,
                request=each.request,
                **_about(case, each.question),
                since=_utc(each.clock.started_at),
                due_at=_utc(each.clock.due_at),
            )


def _correcting(case: Consultation) -> Iterator[Task]:
    """Corrections of replies that count: `number` is the reply that stands until then."""
    if case.stage is not CaseStage.OPEN:
        return
    for each in case.corrections:
        request = case.requests_of(each.agency)[each.request - 1]
        task = _task(request, TaskKind.CORRECTION, each.clock)
        yield task.model_copy(update={"number": each.corrects.number})


def _task(
    request: Request, kind: TaskKind, clock: Clock, holder: Reviewer = Reviewer.OFFICER
) -> Task:
    return Task(
        kind=kind,
        holder=holder,
        agency=request.agency.code,
        request=request.ordinal,
        since=_utc(clock.started_at),
        due_at=_utc(clock.due_at),
    )


def _disposing(case: Consultation) -> Iterator[Task]:
    """The comments of a request together: they are disposed of together."""
    if case.stage is not CaseStage.OPEN or case.policy.comments is None:
        return
    for request in case.all_requests:
        waiting = [c for c in case.comments_of(request) if c.waits]
        if waiting:
            yield Task(
                kind=TaskKind.COMMENTS,
                holder=Reviewer.OFFICER,
                agency=request.agency.code,
                request=request.ordinal,
                comments=len(waiting),
                since=_utc(min(_waiting_since(request, waiting))),
                due_at=None,
            )


def _waiting_since(request: Request, comments: Iterable[Comment]) -> Iterator[datetime]:
    for comment in comments:
        objected = comment.objection
        yield objected.at if objected else request.replies[comment.reply - 1].received_at


def _late_replies(case: Consultation) -> Iterator[Task]:
    """Those that came beside an outcome, which nobody has spoken for."""
    if case.stage in {CaseStage.CANCELLED, CaseStage.ARCHIVED}:
        return
    for request in case.all_requests:
        for reply in request.replies:
            if request.came_beside(reply) and reply.used is None:
                yield Task(
                    kind=TaskKind.LATE_REPLY,
                    holder=Reviewer.OFFICER,
                    agency=request.agency.code,
                    request=request.ordinal,
                    number=reply.number,
                    since=_utc(reply.received_at),
                    due_at=_utc(case.archive_at) if case.archive_at else None,
                )


def _for_the_applicant(case: Consultation) -> Iterator[Task]:
    """Answers that may come too late for a return date: see to them, or tell the applicant."""
    for request in at_risk(case):
        task = _task(request, TaskKind.RETURN_DATE, request.clock)
        assert case.bound is not None  # noqa: S101 -- there is a date at risk
        yield task.model_copy(update={"due_at": _utc(case.bound.end(case.calendar))})


def _entering(case: Consultation) -> Iterator[Task]:
    """The letters of bodies outside the registry: enter them, or end the request in its time."""
    for request in case.open_requests:
        if request.outside and request.stage in WITH_AGENCY:
            yield _task(request, TaskKind.ENTRY, request.clock)


def _about(case: Consultation, question: QuestionId) -> dict[str, Any]:
    return {"question": question, "question_number": case.question_numbers.get(question)}


def _beginning(said: str) -> str:
    return said if len(said) <= MOST_SAID else f"{said[:MOST_SAID].rsplit(' ', 1)[0]} …"


def _utc(at: datetime) -> datetime:
    """One way to write a moment, so that rows made anew are the same to the letter."""
    return at.astimezone(UTC)
