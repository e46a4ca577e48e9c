"""What each event says to a person: one or two sentences, in both languages."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal

from consultation.assessment import Assessment
from consultation.events import (
    ConsultationConcluded,
    Event,
    RecordedEvent,
    ReplyAccepted,
    ReplyReceived,
    ReplyReturned,
    RequestSent,
    Reviewer,
    SilenceRecorded,
)
from consultation.labels import LEVELS, REVIEWERS, VERDICTS, agency_label, hours, local_time
from consultation.policy import EscalationLevel
from consultation.values import Agency, AgencyCode, Bilingual, Person

Language = Literal["vi", "en"]

RECORDED_LATE = timedelta(minutes=1)
"""A record this long after its due time says so: the service was down or busy."""

SENTENCES: dict[str, Bilingual] = {
    "consultation_opened": Bilingual(
        vi="{officer} ({drafting_agency}) mở hồ sơ lấy ý kiến “{event.draft.subject}” với "
        "{questions} nội dung.",
        en="{officer} of {drafting_agency} opened the consultation “{event.draft.subject}”; "
        "points asked: {questions}.",
    ),
    "request_sent": Bilingual(
        vi="Gửi yêu cầu cho ý kiến đến {profile}, số nội dung: {matches}; hạn trả lời {due_at}.",
        en="{profile} was asked; points: {matches}; reply due {due_at}.",
    ),
    "request_sent.override": Bilingual(
        vi="{event.override.by.name} quyết định lấy ý kiến {profile} dù không có nội dung nào "
        "thuộc chức năng của cơ quan này, lý do: {event.override.reason}; hạn trả lời "
        "{due_at}.",
        en="{event.override.by.name} had {profile} asked although no point falls within its "
        "mandate, for this reason: {event.override.reason}; reply due {due_at}.",
    ),
    "request_acknowledged": Bilingual(
        vi="{by} tiếp nhận yêu cầu gửi {agency}.",
        en="{by} acknowledged the request to {agency}.",
    ),
    "official_assigned": Bilingual(
        vi="{by} giao {official} tham mưu trả lời thay mặt {agency}.",
        en="{by} assigned {official} to prepare the reply of {agency}.",
    ),
    "reply_drafted": Bilingual(
        vi="{by} trình dự thảo văn bản trả lời của {agency}, chờ người có thẩm quyền ký.",
        en="{by} prepared the reply of {agency}; it awaits a signature.",
    ),
    "reply_received": Bilingual(
        vi="Nhận văn bản trả lời lần {number} của {agency}, do {signatory} ký, đúng hạn.",
        en="Reply {number} of {agency} came in, signed by {signatory}, on time.",
    ),
    "reply_received.late": Bilingual(
        vi="Nhận văn bản trả lời lần {number} của {agency}, do {signatory} ký, trễ {days_late}"
        " ngày làm việc.",
        en="Reply {number} of {agency} came in, signed by {signatory}; working days late: "
        "{days_late}.",
    ),
    "reply_accepted.rubric": Bilingual(
        vi="Chấp nhận văn bản trả lời lần {number} của {agency} ({assessment}).",
        en="Reply {number} of {agency} was accepted ({assessment}).",
    ),
    "reply_accepted.review": Bilingual(
        vi="{by} xem xét và chấp nhận văn bản trả lời lần {number} của {agency}.",
        en="{by} reviewed and accepted reply {number} of {agency}.",
    ),
    "reply_accepted.office": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, chấp nhận văn bản trả lời lần {number} của {agency}.",
        en="{by} of the Office accepted reply {number} of {agency}.",
    ),
    "reply_accepted.review_lapsed": Bilingual(
        vi="Văn bản trả lời lần {number} của {agency} được chấp nhận vì đã hết thời gian xem xét "
        "mà chưa có quyết định.",
        en="Reply {number} of {agency} was accepted because the review time passed undecided.",
    ),
    "reply_flagged": Bilingual(
        vi="Văn bản trả lời lần {number} của {agency} có điểm cần người xem xét "
        "({assessment}); hạn xem xét {review_due_at}.",
        en="Reply {number} of {agency} needs a person's look ({assessment}); review due "
        "{review_due_at}.",
    ),
    "reply_returned.rubric": Bilingual(
        vi="Trả lại văn bản trả lời lần {number} để {agency} bổ sung ({assessment}); hạn mới "
        "{due_at}.",
        en="Reply {number} went back to {agency} to be completed ({assessment}); now due {due_at}.",
    ),
    "reply_returned.review": Bilingual(
        vi="{by} trả lại văn bản trả lời lần {number} để {agency} bổ sung; hạn mới {due_at}.",
        en="{by} returned reply {number} to {agency} to be completed; now due {due_at}.",
    ),
    "reply_returned.office": Bilingual(
        vi="{by}, Văn phòng UBND tỉnh, giữ nguyên việc trả lại văn bản lần {number} của {agency}; "
        "hạn mới {due_at}.",
        en="{by} of the Office upheld the return of reply {number} to {agency}; now due {due_at}.",
    ),
    "return_contested": Bilingual(
        vi="{by} ({agency}) đề nghị {before} xem xét lại việc trả lại văn bản lần {number}; hạn "
        "xem xét {review_due_at}.",
        en="{by} of {agency} contested the return of reply {number} before {before}; review due "
        "{review_due_at}.",
    ),
    "return_escalated": Bilingual(
        vi="Văn bản của {agency} được trả lại lần thứ {returns}; đã báo đến cấp: {level}.",
        en="Replies of {agency} returned: {returns}; reported to: {level}.",
    ),
    "reminder_sent": Bilingual(
        vi="Nhắc {agency} lần {ordinal} trước hạn trả lời.",
        en="Reminder {ordinal} went to {agency} before its deadline.",
    ),
    "request_overdue": Bilingual(
        vi="{agency} quá hạn trả lời từ {fell_due_at}.",
        en="{agency} has been overdue since {fell_due_at}.",
    ),
    "request_escalated": Bilingual(
        vi="{agency} chưa có văn bản trả lời được chấp nhận; đã báo cáo đến cấp: {level}.",
        en="{agency} has no accepted reply yet; reported to: {level}.",
    ),
    "silence_recorded.on_record": Bilingual(
        vi="Đã hết các bước đôn đốc, {agency} không có văn bản trả lời được chấp nhận; hồ sơ "
        "ghi nhận việc im lặng, không coi là đồng ý.",
        en="The ladder is spent and {agency} has no accepted reply; its silence is on record "
        "and is not agreement.",
    ),
    "silence_recorded.deemed_agreed": Bilingual(
        vi="Đã hết các bước đôn đốc, {agency} không có văn bản trả lời được chấp nhận; theo "
        "quy định ({legal_basis}) được xem như đồng ý, không phải ý kiến đã cho.",
        en="The ladder is spent and {agency} has no accepted reply; by rule ({legal_basis}) it"
        " is deemed to agree, which is not agreement given.",
    ),
    "request_withdrawn": Bilingual(
        vi="{by} rút yêu cầu gửi {agency}.",
        en="{by} withdrew the request to {agency}.",
    ),
    "outage_recorded": Bilingual(
        vi="Hệ thống ngừng hoạt động từ {since} đến {at}; mọi thời hạn đang tính được lùi "
        "{given_back} giờ làm việc.",
        en="The service was away from {since} to {at}; every running deadline was given back "
        "{given_back} hours of working time.",
    ),
    "consultation_concluded": Bilingual(
        vi="{by} kết thúc lấy ý kiến; còn nhận ý kiến gửi muộn đến {archive_at}.",
        en="{by} concluded the consultation; late replies are taken until {archive_at}.",
    ),
    "consultation_concluded.complete": Bilingual(
        vi="{by} kết thúc lấy ý kiến; mọi cơ quan đã trả lời.",
        en="{by} concluded the consultation; no reply is outstanding.",
    ),
    "consultation_cancelled": Bilingual(
        vi="{by} hủy hồ sơ lấy ý kiến.",
        en="{by} cancelled the consultation.",
    ),
    "consultation_archived": Bilingual(
        vi="Hồ sơ được lưu trữ, không nhận thêm ý kiến.",
        en="The consultation was archived and takes no more replies.",
    ),
}


def describe(
    recorded: RecordedEvent, agencies: Mapping[AgencyCode, Agency] | None = None
) -> Bilingual:
    """What happened, as the timeline of a case tells it; `agencies` lends names to the codes."""
    event = recorded.event
    sentence, tail = SENTENCES[_variant(event)], _tail(event)
    return Bilingual(
        vi=sentence.vi.format(event=event, **_facts(event, "vi", agencies or {})) + tail.vi,
        en=sentence.en.format(event=event, **_facts(event, "en", agencies or {})) + tail.en,
    )


def _variant(event: Event) -> str:
    match event:
        case RequestSent() if event.override:
            return f"{event.kind}.override"
        case ReplyReceived() if event.late:
            return f"{event.kind}.late"
        case ReplyAccepted() | ReplyReturned():
            return f"{event.kind}.{event.basis}"
        case SilenceRecorded():
            return f"{event.kind}.{event.outcome}"
        case ConsultationConcluded() if event.archive_at <= event.at:
            return f"{event.kind}.complete"
        case _:
            return event.kind


def _facts(
    event: Event, language: Language, agencies: Mapping[AgencyCode, Agency]
) -> dict[str, str]:
    """Every field of the event as text."""
    facts = {name: _plain(getattr(event, name), language) for name in type(event).model_fields}
    if code := facts.get("agency"):
        facts["agency"] = _plain(agencies.get(code, code), language)
    return facts


def _plain(value: object, language: Language) -> str:
    if label := _label(value):
        return label.vi if language == "vi" else label.en
    match value:
        case Person():
            return value.name
        case datetime():
            return local_time(value)
        case timedelta():
            return hours(value)
        case tuple():
            return str(len(value))
        case _:
            return str(value)


def _label(value: object) -> Bilingual | None:
    match value:
        case Agency():
            return agency_label(value.code, value)
        case EscalationLevel():
            return LEVELS[value]
        case Reviewer():
            return REVIEWERS[value]
        case Assessment():
            return VERDICTS[value.verdict]
        case _:
            return None


def _tail(event: Event) -> Bilingual:
    """The reasons given, what a return asks for, and whether the record came late."""
    parts = [*_reasons(event), *_asked_for(event), *_recorded_late(event)]
    return Bilingual(
        vi="".join(f" {part.vi}" for part in parts), en="".join(f" {part.en}" for part in parts)
    )


def _reasons(event: Event) -> Iterator[Bilingual]:
    if reasons := getattr(event, "reasons", None) or getattr(event, "reason", None):
        yield Bilingual(vi=f"Lý do: {reasons}", en=f"Reasons: {reasons}")


def _asked_for(event: Event) -> Iterator[Bilingual]:
    if isinstance(event, ReplyReturned) and event.assessment:
        yield from (finding.message for finding in event.assessment.findings if finding.returns)


def _recorded_late(event: Event) -> Iterator[Bilingual]:
    due: datetime | None = getattr(event, "fell_due_at", None)
    if due and event.at - due > RECORDED_LATE:
        yield Bilingual(
            vi=f"(Đến hạn lúc {local_time(due)}, được ghi nhận muộn, lúc {local_time(event.at)}.)",
            en=f"(It fell due at {local_time(due)}; recorded late, at {local_time(event.at)}.)",
        )
