"""Why a deadline is what it is: the rule, what started the clock, each day, each move since."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from typing import assert_never

from pydantic import AwareDatetime, Field

from remiss.consultation.life.events import Basis
from remiss.consultation.state import CaseStage, Consultation, Request, Stage
from remiss.consultation.telling.labels import HOLDS, local_date, local_time
from remiss.consultation.time.calendar import Day, WorkCalendar, WorkSpan
from remiss.consultation.time.clock import (
    Clock,
    Extended,
    GivenBack,
    Move,
    Ordered,
    Pause,
    Rederived,
    Returned,
)
from remiss.consultation.values import AgencyCode, Person, QuestionId, Value
from remiss.texts import Bilingual


class Duty(StrEnum):
    """What is due: an agency's reply, or what somebody else owes it."""

    REPLY = "reply"
    REVIEW = "review"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"
    RULING = "ruling"


DUTIES: dict[Duty, Bilingual] = {
    Duty.REPLY: Bilingual(vi="trả lời", en="the reply"),
    Duty.REVIEW: Bilingual(vi="xem xét văn bản trả lời", en="the decision on the reply"),
    Duty.CLARIFICATION: Bilingual(vi="làm rõ theo đề nghị", en="the clarification"),
    Duty.EXTENSION: Bilingual(vi="quyết định gia hạn", en="the decision on more time"),
    Duty.RULING: Bilingual(
        vi="quyết định về nội dung bị từ chối", en="the ruling on the question declined"
    ),
}
STARTED_BY = {
    Duty.REPLY: "request_sent",
    Duty.CLARIFICATION: "clarification_asked",
    Duty.EXTENSION: "extension_requested",
    Duty.RULING: "questions_declined",
}


class ReturnedReply(Value):
    """A reply that was returned, on whose decision and why."""

    number: int
    received_at: AwareDatetime
    basis: Basis
    by: Person | None
    reasons: str | None


class ExplainedMove(Value):
    """One move of the deadline, as data and in words."""

    move: Move
    text: Bilingual


class DeadlineExplanation(Value):
    """Everything a deadline rests on. Times are aware; `days` are calendar days in Viet Nam."""

    agency: AgencyCode
    duty: Duty
    question: QuestionId | None = Field(description="The question declined, for a ruling.")
    policy: str
    policy_version: int
    policy_title: Bilingual
    within: WorkSpan
    legal_basis: str
    started_by: str = Field(description="The event that started the clock.")
    started_at: AwareDatetime
    calendar: str = Field(description="The version of the working calendar.")
    days: tuple[Day, ...] = Field(description="Each day counted, or skipped and why.")
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    moves: tuple[ExplainedMove, ...] = Field(
        description="Pauses, returns, extensions, orders, outages, changes of the calendar."
    )
    returns: tuple[ReturnedReply, ...]
    late_before: int = Field(description="Working days late that no later deadline excuses.")
    clock_running: bool
    working_time_left: timedelta | None = Field(
        description="What was left when the clock stopped; None while it runs."
    )
    text: Bilingual


def explain_deadline(case: Consultation, request: Request) -> DeadlineExplanation:
    """The deadline of the reply, from the policy the case opened with and the calendar it has."""
    return _explain(case, request, Duty.REPLY, request.clock)


def explain_deadlines(case: Consultation, request: Request) -> tuple[DeadlineExplanation, ...]:
    """Every deadline that runs, or stands still, in this request: the agency's and others'."""
    return tuple(_all(case, request))


def _all(case: Consultation, request: Request) -> Iterator[DeadlineExplanation]:
    yield explain_deadline(case, request)
    if request.stage is Stage.IN_REVIEW and request.review:
        yield _explain(case, request, Duty.REVIEW, request.review)
    if asked := request.clarification:
        yield _explain(case, request, Duty.CLARIFICATION, asked.answer)
    if wanted := request.extension_pending:
        yield _explain(case, request, Duty.EXTENSION, wanted.decide)
    for decline in request.pending_declines:
        question = decline.declined.question
        yield _explain(case, request, Duty.RULING, decline.settle, question)


def _explain(
    case: Consultation,
    request: Request,
    duty: Duty,
    clock: Clock,
    question: QuestionId | None = None,
) -> DeadlineExplanation:
    policy, calendar = case.policy, case.calendar
    days = calendar.walk(clock.started_at, clock.within.days) if clock.within.days else ()
    moves = tuple(ExplainedMove(move=m, text=_moved(calendar, m)) for m in clock.moves)
    started_by = STARTED_BY.get(duty) or _review_started_by(request)
    return DeadlineExplanation(
        agency=request.agency.code,
        duty=duty,
        question=question,
        policy=policy.id,
        policy_version=policy.version,
        policy_title=policy.title,
        within=clock.within,
        legal_basis=policy.legal_basis,
        started_by="request_widened" if _was_widened(request, clock) else started_by,
        started_at=clock.started_at,
        calendar=calendar.version,
        days=days,
        first_due_at=clock.first_due_at,
        due_at=clock.due_at,
        moves=moves,
        returns=_returns(request),
        late_before=clock.late_before,
        clock_running=_runs(case, request, clock),
        working_time_left=clock.left(calendar),
        text=_paragraph(case, request, duty, clock, days),
    )


def _returns(request: Request) -> tuple[ReturnedReply, ...]:
    answered = request.stage is Stage.ANSWERED
    last = request.replies[-1].number if request.replies and answered else None
    return tuple(
        ReturnedReply(
            number=reply.number,
            received_at=reply.received_at,
            basis=reply.basis,
            by=reply.decided_by,
            reasons=reply.reasons,
        )
        for reply in request.replies
        if reply.basis is not None and reply.number != last
    )


def _review_started_by(request: Request) -> str:
    return "return_contested" if request.contested else "reply_flagged"


def _was_widened(request: Request, clock: Clock) -> bool:
    return clock is request.clock and clock.started_at != request.sent_at


def _runs(case: Consultation, request: Request, clock: Clock) -> bool:
    return case.stage is CaseStage.OPEN and not request.settled and not clock.held


# In words


def _paragraph(
    case: Consultation, request: Request, duty: Duty, clock: Clock, days: tuple[Day, ...]
) -> Bilingual:
    parts = [
        _rule(case, duty, clock),
        *_skipped(days),
        *(_moved(case.calendar, move) for move in clock.moves),
        *_late_before(clock),
        *_now_due(clock),
        *_stopped(case.calendar, request, clock),
        _basis(case),
    ]
    return Bilingual(vi=" ".join(part.vi for part in parts), en=" ".join(part.en for part in parts))


def _rule(case: Consultation, duty: Duty, clock: Clock) -> Bilingual:
    policy, within, what = case.policy, span_label(clock.within), DUTIES[duty]
    started, due = local_time(clock.started_at), local_time(clock.first_due_at)
    counted_from = local_date(case.calendar.effective_day(clock.started_at))
    return Bilingual(
        vi=f"Thời hạn {what.vi} bắt đầu lúc {started}, tính là ngày {counted_from}, và dài "
        f"{within.vi} theo chính sách “{policy.title.vi}” ({policy.id}, phiên bản "
        f"{policy.version}), tính từ sau ngày đó; hạn ban đầu là {due}.",
        en=f"The clock for {what.en} was started at {started}, which counts as {counted_from}. "
        f"Policy “{policy.title.en}” ({policy.id}, version {policy.version}) gives {within.en} "
        f"after that; it was first due at {due}.",
    )


def span_label(span: WorkSpan) -> Bilingual:
    """A length of working time in words."""
    parts = [
        (span.days, "ngày làm việc", "working day"),
        (span.hours, "giờ làm việc", "working hour"),
    ]
    return Bilingual(
        vi=" và ".join(f"{count} {vi}" for count, vi, _ in parts if count) or "0 giờ làm việc",
        en=" and ".join(f"{count} {en}{'s' * (count > 1)}" for count, _, en in parts if count)
        or "no working time",
    )


def _skipped(days: tuple[Day, ...]) -> Iterator[Bilingual]:
    """The days that did not count, those with one reason together, in order."""
    by_reason: dict[Bilingual, list[str]] = {}
    for day in days:
        if day.reason is not None:
            by_reason.setdefault(day.reason, []).append(day.date.strftime("%d/%m"))
    if by_reason:
        yield Bilingual(
            vi=f"Không tính: {_listed(by_reason, 'vi')}.",
            en=f"Not counted: {_listed(by_reason, 'en')}.",
        )


def _listed(by_reason: dict[Bilingual, list[str]], language: str) -> str:
    return "; ".join(
        f"{', '.join(days)} ({getattr(reason, language)})" for reason, days in by_reason.items()
    )


def _moved(calendar: WorkCalendar, move: Move) -> Bilingual:
    match move:
        case Pause():
            return _paused(calendar, move)
        case Returned():
            return _returned(move)
        case Extended():
            at, to = local_time(move.at), local_date(move.to)
            return Bilingual(
                vi=f"Lúc {at} được gia hạn đến hết ngày {to}.",
                en=f"At {at} more time was granted, to the end of {to}.",
            )
        case Ordered():
            return _ordered(calendar, move)
        case GivenBack():
            since, until = local_time(move.since), local_time(move.until)
            lost = _hours(move.working)
            return Bilingual(
                vi=f"Hệ thống ngừng hoạt động từ {since} đến {until}; thời hạn được lùi {lost.vi}.",
                en=f"The service was away from {since} to {until}; {lost.en} was given back.",
            )
        case Rederived():
            at, before = local_time(move.at), local_time(move.due_before)
            return Bilingual(
                vi=f"Lúc {at} lịch làm việc thay đổi ({move.calendar}); hạn trước đó là {before}.",
                en=f"At {at} the working calendar changed ({move.calendar}); it was due at "
                f"{before} before.",
            )
        case _:
            assert_never(move)


def _paused(calendar: WorkCalendar, pause: Pause) -> Bilingual:
    since, until = local_time(pause.since), local_time(pause.until)
    length = _hours(calendar.time_between(pause.since, pause.until))
    why_vi = ", ".join(HOLDS[hold].vi for hold in pause.holds)
    why_en = ", ".join(HOLDS[hold].en for hold in pause.holds)
    return Bilingual(
        vi=f"Tạm dừng từ {since} đến {until} ({why_vi}); {length.vi} không tính.",
        en=f"It stood still from {since} to {until} ({why_en}); {length.en} did not count.",
    )


def _ordered(calendar: WorkCalendar, ordered: Ordered) -> Bilingual:
    at, to = local_time(ordered.at), local_date(ordered.to)
    vi = f"Lúc {at} Văn phòng UBND tỉnh ấn định hạn là hết ngày {to}."
    en = f"At {at} the Office ordered the end of {to}."
    if ordered.paused is None:
        return Bilingual(vi=vi, en=en)
    paused = _paused(calendar, ordered.paused)
    return Bilingual(vi=f"{paused.vi} {vi}", en=f"{paused.en} {en}")


def _returned(returned: Returned) -> Bilingual:
    at = local_time(returned.at)
    if returned.least is None:
        return Bilingual(
            vi=f"Văn bản trả lời bị trả lại lúc {at}; cơ quan dùng tiếp thời gian còn lại.",
            en=f"A reply was returned at {at}; the agency has the working time that was left.",
        )
    least = span_label(returned.least)
    return Bilingual(
        vi=f"Trả lại lúc {at}; cơ quan dùng tiếp thời gian còn lại, ít nhất {least.vi}.",
        en=f"It was given back at {at}; the agency has the working time that was left, at least "
        f"{least.en}.",
    )


def _late_before(clock: Clock) -> Iterator[Bilingual]:
    if clock.late_before:
        yield Bilingual(
            vi=f"Trước đó đã trễ {clock.late_before} ngày làm việc; hạn mới không xóa số ngày "
            "trễ này.",
            en=f"Working days late before that: {clock.late_before}; a new deadline excuses none.",
        )


def _now_due(clock: Clock) -> Iterator[Bilingual]:
    if clock.moves:
        due = local_time(clock.due_at)
        yield Bilingual(vi=f"Hạn hiện nay là {due}.", en=f"It is now due at {due}.")


def _stopped(calendar: WorkCalendar, request: Request, clock: Clock) -> Iterator[Bilingual]:
    left = clock.left(calendar)
    if left is not None and not request.settled:
        hours = _hours(left)
        why_vi = ", ".join(HOLDS[hold].vi for hold in clock.holds)
        why_en = ", ".join(HOLDS[hold].en for hold in clock.holds)
        yield Bilingual(
            vi=f"Thời hạn đang tạm dừng ({why_vi}); còn {hours.vi}.",
            en=f"The clock stands still ({why_en}); {hours.en} left.",
        )


def _hours(left: timedelta) -> Bilingual:
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    return Bilingual(
        vi=f"{hours} giờ {minutes} phút làm việc", en=f"{hours} h {minutes} min of working time"
    )


def _basis(case: Consultation) -> Bilingual:
    calendar, basis = case.calendar.version, case.policy.legal_basis
    return Bilingual(
        vi=f"Lịch làm việc: {calendar}. Căn cứ: {basis}",
        en=f"Working calendar: {calendar}. Basis (in Vietnamese): {basis}",
    )
