"""Why a deadline is what it is: the rule, the event that started the clock, each day counted."""

from collections.abc import Iterator
from datetime import timedelta

from pydantic import AwareDatetime, Field

from consultation.calendar import Day, WorkSpan
from consultation.events import Basis
from consultation.labels import local_time
from consultation.state import CaseStage, Consultation, Outage, ReceivedReply, Request, Stage
from consultation.values import AgencyCode, Bilingual, Person, Value


class ReturnedReply(Value):
    """A reply that was returned, after which the clock started anew."""

    number: int
    received_at: AwareDatetime
    basis: Basis
    by: Person | None
    reasons: str | None


class DeadlineExplanation(Value):
    """Everything a deadline rests on. Times are aware; `days` are calendar days in Viet Nam."""

    agency: AgencyCode
    policy: str
    policy_version: int
    policy_title: Bilingual
    reply_within: WorkSpan
    legal_basis: str
    started_by: str = Field(description="The event that started the clock.")
    started_at: AwareDatetime
    calendar: str = Field(description="The version of the working calendar.")
    days: tuple[Day, ...] = Field(description="Each day counted, or skipped and why.")
    first_due_at: AwareDatetime
    due_at: AwareDatetime
    returns: tuple[ReturnedReply, ...]
    restarted_at: AwareDatetime | None = Field(
        description="When the last return gave the request back to the agency."
    )
    outages: tuple[Outage, ...] = Field(description="Times given back: the service was away.")
    clock_running: bool
    working_time_left: timedelta | None = Field(
        description="What was left when the clock stopped; None while it runs."
    )
    text: Bilingual


def explain_deadline(case: Consultation, request: Request) -> DeadlineExplanation:
    """The deadline of `request`, from the policy and calendar the case opened with."""
    policy = case.policy
    days = case.calendar.walk(request.sent_at, policy.reply_within.days)
    returned = _returned(request)
    return DeadlineExplanation(
        agency=request.agency.code,
        policy=policy.id,
        policy_version=policy.version,
        policy_title=policy.title,
        reply_within=policy.reply_within,
        legal_basis=policy.legal_basis,
        started_by="request_sent",
        started_at=request.sent_at,
        calendar=case.calendar.version,
        days=days,
        first_due_at=request.first_due_at,
        due_at=request.due_at,
        returns=returned,
        restarted_at=request.clock_from if request.returns else None,
        outages=_outages_of(case, request),
        clock_running=_clock_running(case, request),
        working_time_left=request.clock_left,
        text=_paragraph(case, request, days),
    )


def _outages_of(case: Consultation, request: Request) -> tuple[Outage, ...]:
    return tuple(outage for outage in case.outages if outage.until > request.sent_at)


def _given_back(case: Consultation, request: Request) -> Iterator[Bilingual]:
    for outage in _outages_of(case, request):
        since, until = local_time(outage.since), local_time(outage.until)
        lost = _hours(outage.given_back)
        yield Bilingual(
            vi=f"Hệ thống ngừng hoạt động từ {since} đến {until}; thời hạn được lùi {lost.vi}.",
            en=f"The service was away from {since} to {until}; {lost.en} was given back.",
        )


def _clock_running(case: Consultation, request: Request) -> bool:
    open_still = case.stage is CaseStage.OPEN and not request.settled
    return open_still and request.clock_left is None


def _returned(request: Request) -> tuple[ReturnedReply, ...]:
    return tuple(
        ReturnedReply(
            number=reply.number,
            received_at=reply.received_at,
            basis=reply.basis,
            by=reply.decided_by,
            reasons=reply.reasons,
        )
        for reply in request.replies
        if reply.basis is not None and not _accepted(request, reply)
    )


def _accepted(request: Request, reply: ReceivedReply) -> bool:
    return request.stage is Stage.ANSWERED and reply.number == request.replies[-1].number


def _paragraph(case: Consultation, request: Request, days: tuple[Day, ...]) -> Bilingual:
    parts = [
        _rule(case, request),
        *_skipped(days),
        *_restarted(case, request),
        *_given_back(case, request),
        *_stopped(request),
        _basis(case),
    ]
    return Bilingual(vi=" ".join(part.vi for part in parts), en=" ".join(part.en for part in parts))


def _rule(case: Consultation, request: Request) -> Bilingual:
    policy, within = case.policy, _span(case.policy.reply_within)
    sent, due = local_time(request.sent_at), local_time(request.first_due_at)
    counted_from = case.calendar.effective_day(request.sent_at).strftime("%d/%m/%Y")
    return Bilingual(
        vi=f"Yêu cầu gửi lúc {sent}, tính là nhận ngày {counted_from}. Thời hạn trả lời là "
        f"{within.vi} theo chính sách “{policy.title.vi}” ({policy.id}, phiên bản "
        f"{policy.version}), tính từ sau ngày nhận; hạn ban đầu là {due}.",
        en=f"The request was sent at {sent} and counts as received on {counted_from}. Policy "
        f"“{policy.title.en}” ({policy.id}, version {policy.version}) gives {within.en} after "
        f"that; it was first due at {due}.",
    )


def _span(span: WorkSpan) -> Bilingual:
    parts = [
        (span.days, "ngày làm việc", "working day"),
        (span.hours, "giờ làm việc", "working hour"),
    ]
    return Bilingual(
        vi=" và ".join(f"{count} {vi}" for count, vi, _ in parts if count),
        en=" and ".join(f"{count} {en}{'s' * (count > 1)}" for count, _, en in parts if count),
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


def _restarted(case: Consultation, request: Request) -> Iterator[Bilingual]:
    if request.returns:
        least = _span(case.policy.correct_within)
        at, due = local_time(request.clock_from), local_time(request.due_at)
        yield Bilingual(
            vi=f"Văn bản trả lời đã bị trả lại {request.returns} lần, gần nhất lúc {at}; cơ quan "
            f"được dùng thời gian còn lại tính từ lúc gửi văn bản, ít nhất {least.vi}, nên hạn "
            f"hiện nay là {due}.",
            en=f"Returns so far: {request.returns}, the last at {at}; the agency has the working "
            f"time that was left when it replied, at least {least.en}, so it is now due at {due}.",
        )


def _stopped(request: Request) -> Iterator[Bilingual]:
    if request.clock_left is not None and not request.settled:
        left = _hours(request.clock_left)
        yield Bilingual(
            vi=f"Thời hạn đang tạm dừng trong khi chờ xem xét văn bản trả lời; còn {left.vi}.",
            en=f"The clock stands still while the reply is looked at; {left.en} left.",
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
