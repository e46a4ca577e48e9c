"""What people call the things the code names: one label for each, in both languages."""

from datetime import date, datetime, timedelta, timezone

from remiss.consultation.clarity.assessment import Verdict
from remiss.consultation.life.events import Reviewer
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.state import CaseStage, Holder, Stage
from remiss.consultation.time.clock import Hold
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    ClarificationGround,
    DispositionKind,
    DraftKind,
    LateUse,
    Position,
    Role,
    Urgency,
)
from remiss.consultation.views.tasks import TaskKind
from remiss.texts import Bilingual

VIET_NAM = timezone(timedelta(hours=7))
"""The one offset of the whole country, all year."""

STAGES: dict[Stage, Bilingual] = {
    Stage.AWAITING: Bilingual(vi="Chờ trả lời", en="awaiting reply"),
    Stage.CLARIFYING: Bilingual(
        vi="Chờ cơ quan soạn thảo làm rõ", en="waits for the drafter's clarification"
    ),
    Stage.ASSESSING: Bilingual(vi="Đang đánh giá văn bản trả lời", en="assessing the reply"),
    Stage.IN_REVIEW: Bilingual(
        vi="Cán bộ soạn thảo đang xem xét", en="with the officer for review"
    ),
    Stage.RETURNED: Bilingual(vi="Đã trả lại, chờ bổ sung", en="returned, to be completed"),
    Stage.DECLINING: Bilingual(
        vi="Đã từ chối nội dung, chờ quyết định", en="declined, awaits a ruling"
    ),
    Stage.ANSWERED: Bilingual(vi="Đã có ý kiến", en="answered"),
    Stage.SILENT: Bilingual(vi="Không trả lời", en="silent"),
    Stage.TRANSFERRED: Bilingual(vi="Đã chuyển cơ quan khác", en="transferred"),
    Stage.CLOSED: Bilingual(
        vi="Văn phòng UBND tỉnh kết thúc, ghi nhận trên hồ sơ", en="closed on record by the Office"
    ),
    Stage.WITHDRAWN: Bilingual(vi="Đã rút yêu cầu", en="withdrawn"),
}

CASE_STAGES: dict[CaseStage, Bilingual] = {
    CaseStage.OPEN: Bilingual(vi="Đang lấy ý kiến", en="open"),
    CaseStage.SUSPENDED: Bilingual(vi="Tạm dừng", en="suspended"),
    CaseStage.CONCLUDED: Bilingual(vi="Đã kết thúc", en="concluded"),
    CaseStage.CANCELLED: Bilingual(vi="Đã hủy", en="cancelled"),
    CaseStage.ARCHIVED: Bilingual(vi="Đã lưu trữ", en="archived"),
}

LEVELS: dict[EscalationLevel, Bilingual] = {
    EscalationLevel.NONE: Bilingual(vi="Chưa báo cáo", en="not escalated"),
    EscalationLevel.OFFICIAL: Bilingual(vi="Công chức được giao", en="named official"),
    EscalationLevel.HEAD: Bilingual(vi="Người đứng đầu cơ quan", en="head of agency"),
    EscalationLevel.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="Office"),
    EscalationLevel.CHAIRMAN: Bilingual(vi="Chủ tịch UBND tỉnh", en="Chairman"),
}

POSITIONS: dict[Position, Bilingual] = {
    Position.AGREE: Bilingual(vi="Thống nhất", en="agrees"),
    Position.AGREE_WITH_CHANGES: Bilingual(
        vi="Thống nhất, đề nghị chỉnh sửa", en="agrees with changes"
    ),
    Position.DISAGREE: Bilingual(vi="Không thống nhất", en="disagrees"),
    Position.NOT_IN_MANDATE: Bilingual(
        vi="Không thuộc chức năng, nhiệm vụ", en="not in its mandate"
    ),
    Position.NONE: Bilingual(vi="Chưa nêu quan điểm", en="no position"),
}

VERDICTS: dict[Verdict, Bilingual] = {
    Verdict.CLEAR: Bilingual(vi="Rõ ràng", en="clear"),
    Verdict.VAGUE: Bilingual(vi="Chưa rõ quan điểm", en="no clear position"),
    Verdict.EVASIVE: Bilingual(vi="Chưa trả lời vào nội dung được hỏi", en="question not met"),
    Verdict.BUCK_PASSING: Bilingual(
        vi="Chuyển sang nơi khác nội dung thuộc nhiệm vụ của cơ quan",
        en="own matter passed to another body",
    ),
    Verdict.OUT_OF_MANDATE: Bilingual(vi="Ngoài chức năng, nhiệm vụ", en="outside its mandate"),
}

ROLES: dict[Role, Bilingual] = {
    Role.OFFICER: Bilingual(vi="Cán bộ soạn thảo", en="officer"),
    Role.SUPERVISOR: Bilingual(vi="Người giám sát", en="supervisor"),
    Role.AGENCY_OFFICIAL: Bilingual(vi="Công chức được giao", en="agency official"),
    Role.AGENCY_HEAD: Bilingual(vi="Người đứng đầu cơ quan", en="head of agency"),
    Role.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="Office"),
    Role.AUDITOR: Bilingual(vi="Người kiểm tra", en="auditor"),
    Role.SYSTEM: Bilingual(vi="Hệ thống Remiss", en="Remiss"),
}

REVIEWERS: dict[Reviewer, Bilingual] = {
    Reviewer.OFFICER: Bilingual(vi="cán bộ phụ trách hồ sơ", en="the officer in charge"),
    Reviewer.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="the Office"),
}

URGENCIES: dict[Urgency, Bilingual] = {
    Urgency.NORMAL: Bilingual(vi="Thường", en="normal"),
    Urgency.URGENT: Bilingual(vi="Khẩn", en="urgent"),
    Urgency.VERY_URGENT: Bilingual(vi="Thượng khẩn", en="very urgent"),
    Urgency.IMMEDIATE: Bilingual(vi="Hỏa tốc", en="immediate"),
}

DRAFT_KINDS: dict[DraftKind, Bilingual] = {
    DraftKind.DECISION: Bilingual(vi="Quyết định", en="decision"),
    DraftKind.REGULATION: Bilingual(vi="Quy chế, quy định", en="working regulation"),
    DraftKind.DIRECTIVE: Bilingual(vi="Chỉ thị", en="directive"),
    DraftKind.PLAN: Bilingual(vi="Kế hoạch", en="plan"),
    DraftKind.PROGRAMME: Bilingual(vi="Chương trình", en="programme"),
    DraftKind.SCHEME: Bilingual(vi="Đề án", en="scheme"),
    DraftKind.PROJECT: Bilingual(vi="Dự án", en="project"),
    DraftKind.GUIDELINE: Bilingual(vi="Hướng dẫn", en="guideline"),
    DraftKind.REPORT: Bilingual(vi="Báo cáo", en="report"),
    DraftKind.OPTIONS: Bilingual(vi="Phương án", en="options paper"),
    DraftKind.LEGAL_DOCUMENT: Bilingual(vi="Văn bản quy phạm pháp luật", en="legal document"),
    DraftKind.OTHER: Bilingual(vi="Văn bản khác", en="other document"),
}

GROUNDS: dict[ClarificationGround, Bilingual] = {
    ClarificationGround.MISSING_DOCUMENT: Bilingual(
        vi="Thiếu tài liệu", en="a document is missing"
    ),
    ClarificationGround.UNCLEAR_QUESTION: Bilingual(
        vi="Nội dung hỏi chưa rõ", en="the question is unclear"
    ),
    ClarificationGround.INCONSISTENT_DOCUMENTS: Bilingual(
        vi="Tài liệu mâu thuẫn nhau", en="the documents contradict each other"
    ),
    ClarificationGround.FIGURES_NEEDED: Bilingual(
        vi="Cần số liệu, cách tính", en="figures or their method are needed"
    ),
    ClarificationGround.LEGAL_BASIS_NEEDED: Bilingual(
        vi="Cần căn cứ pháp lý", en="the legal basis is needed"
    ),
}

DISPOSITIONS: dict[DispositionKind, Bilingual] = {
    DispositionKind.ADOPTED: Bilingual(vi="Tiếp thu", en="adopted"),
    DispositionKind.IN_PART: Bilingual(vi="Tiếp thu một phần", en="adopted in part"),
    DispositionKind.LATER: Bilingual(vi="Tiếp thu ở giai đoạn sau", en="adopted later"),
    DispositionKind.KEPT: Bilingual(vi="Giữ nguyên dự thảo, giải trình", en="kept, with reason"),
}

LATE_USES: dict[LateUse, Bilingual] = {
    LateUse.CONSOLIDATED: Bilingual(
        vi="đưa vào bảng tổng hợp", en="taken into the consolidated table"
    ),
    LateUse.CONSIDERED: Bilingual(
        vi="tham khảo khi hoàn thiện dự thảo", en="considered in finishing the draft"
    ),
    LateUse.FILED: Bilingual(vi="lưu hồ sơ", en="put on file"),
}

HOLDERS: dict[Holder, Bilingual] = {
    Holder.AGENCY: Bilingual(vi="cơ quan được lấy ý kiến", en="the agency asked"),
    Holder.OFFICER: Bilingual(vi="cán bộ phụ trách hồ sơ", en="the officer in charge"),
    Holder.OFFICE: Bilingual(vi="Văn phòng UBND tỉnh", en="the Office"),
    Holder.REMISS: Bilingual(vi="hệ thống", en="the service"),
    Holder.NOBODY: Bilingual(vi="không còn ai", en="nobody"),
}

TASKS: dict[TaskKind, Bilingual] = {
    TaskKind.CLARIFICATION: Bilingual(
        vi="Làm rõ theo đề nghị của cơ quan", en="answer the agency's request for clarification"
    ),
    TaskKind.EXTENSION: Bilingual(vi="Quyết định gia hạn", en="decide on more time"),
    TaskKind.RULING: Bilingual(
        vi="Quyết định về nội dung bị từ chối", en="rule on the question declined"
    ),
    TaskKind.REVIEW: Bilingual(
        vi="Quyết định về văn bản trả lời", en="decide on the reply that waits"
    ),
    TaskKind.COMMENTS: Bilingual(vi="Tiếp thu, giải trình ý kiến", en="dispose of the comments"),
    TaskKind.LATE_REPLY: Bilingual(
        vi="Nêu cách sử dụng văn bản gửi muộn", en="say how the late reply is used"
    ),
}

HOLDS: dict[Hold, Bilingual] = {
    Hold.ASSESSMENT: Bilingual(
        vi="chờ xem xét văn bản trả lời", en="the reply was being looked at"
    ),
    Hold.CLARIFICATION: Bilingual(
        vi="chờ cơ quan soạn thảo làm rõ", en="the drafter's clarification was awaited"
    ),
    Hold.DECLINE: Bilingual(
        vi="chờ quyết định về nội dung bị từ chối", en="a ruling on a decline was awaited"
    ),
    Hold.SUSPENSION: Bilingual(vi="hồ sơ tạm dừng", en="the case was suspended"),
}

SILENCE_OUTCOMES: dict[SilenceOutcome, Bilingual] = {
    SilenceOutcome.DEEMED_AGREED: Bilingual(
        vi="Xem như đồng ý theo quy định", en="deemed to agree, by rule"
    ),
    SilenceOutcome.ON_RECORD: Bilingual(vi="Ghi nhận không trả lời", en="silence put on record"),
}


def local_time(at: datetime) -> str:
    """The time of day and date as official letters write them, in Viet Nam's time."""
    return at.astimezone(VIET_NAM).strftime("%H:%M %d/%m/%Y")


def local_date(day: date) -> str:
    """A date as official letters write it; of a moment, the day it falls on in Viet Nam."""
    if isinstance(day, datetime):
        day = day.astimezone(VIET_NAM)
    return day.strftime("%d/%m/%Y")


def hours(length: timedelta) -> str:
    """A length of working time as hours and minutes, 4:30 for four and a half hours."""
    whole, minutes = divmod(int(length.total_seconds()) // 60, 60)
    return f"{whole}:{minutes:02}"


def agency_label(code: AgencyCode, agency: Agency | None) -> Bilingual:
    """Code and name; the code alone where the name is not known."""
    if agency is None:
        return Bilingual(vi=code, en=code)
    return Bilingual(vi=f"{code} {agency.name.vi}", en=f"{code} {agency.name.en}")
