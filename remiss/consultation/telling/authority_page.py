"""The table of `remiss.consultation.authority` as people read it; docs/authority.md is this page.

After a change: `python -m remiss.consultation.telling.authority_page > docs/authority.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from remiss.consultation.authority import AUTHORITY, About, Relation, Rule, Standing
from remiss.consultation.values import Role
from remiss.texts import Bilingual


class Column(NamedTuple):
    """One kind of reader of the page, and the standing they have."""

    title: Bilingual
    standing: Standing


def _text(vi: str, en: str) -> Bilingual:
    return Bilingual(vi=vi, en=en)


ACTION_NAMES: Mapping[str, Bilingual] = {
    "open": _text("Mở hồ sơ của cơ quan mình", "Open a case for one's own agency"),
    "add_agency": _text("Lấy ý kiến thêm cơ quan", "Ask one more agency"),
    "amend_draft": _text("Lấy ý kiến dự thảo sửa đổi", "Amend the draft"),
    "suspend": _text("Tạm dừng hồ sơ", "Suspend the case"),
    "resume": _text("Tiếp tục hồ sơ", "Resume the case"),
    "replace_officer": _text("Thay cán bộ phụ trách", "Replace the officer in charge"),
    "cancel": _text("Hủy hồ sơ", "Cancel the case"),
    "conclude": _text("Kết thúc lấy ý kiến", "Conclude the case"),
    "answer_clarification": _text("Làm rõ theo đề nghị", "Answer a clarification"),
    "decide_extension": _text("Quyết định gia hạn", "Decide on more time"),
    "rule_on_decline": _text("Quyết định về nội dung bị từ chối", "Rule on a decline"),
    "review": _text("Quyết định về văn bản chờ xem xét", "Decide on a waiting reply"),
    "dispose": _text("Tiếp thu, giải trình ý kiến", "Dispose of comments"),
    "use_late_reply": _text("Nêu cách dùng văn bản gửi muộn", "Say how a late reply is used"),
    "withdraw": _text("Rút yêu cầu", "Take back the request"),
    "take_over": _text("Xem xét thay cán bộ phụ trách", "Take over a decision"),
    "order_deadline": _text("Ấn định hạn trả lời", "Order a deadline"),
    "close_on_record": _text("Kết thúc, ghi nhận trên hồ sơ", "Close the request on record"),
    "acknowledge": _text("Tiếp nhận yêu cầu", "Acknowledge the request"),
    "ask_clarification": _text("Đề nghị làm rõ", "Ask for clarification"),
    "request_extension": _text("Đề nghị gia hạn", "Ask for more time"),
    "involve": _text("Giao phần việc phối hợp", "Give a colleague a part"),
    "contribute": _text("Gửi phần ý kiến phối hợp", "Give the part asked for"),
    "reply": _text("Gửi văn bản trả lời", "Give the reply"),
    "contest": _text("Đề nghị xem xét lại việc trả lại", "Contest a return"),
    "sign": _text("Ký văn bản trả lời (1)", "Sign the reply (1)"),
    "assign": _text("Giao công chức tham mưu", "Name the official in charge"),
    "delegate": _text("Ủy quyền ký", "Lend the signature"),
    "send_back": _text("Trả dự thảo để soạn lại", "Send a prepared reply back"),
    "decline": _text("Từ chối nội dung ngoài chức năng", "Decline what is outside the mandate"),
    "object": _text("Không đồng ý với giải trình", "Object to what became of a comment"),
    "read_case": _text("Xem hồ sơ, diễn biến (2)", "Read the case and its timeline (2)"),
    "read_table": _text("Xem bảng tổng hợp (3)", "Read the consolidated table (3)"),
    "read_attachment": _text("Tải tệp đính kèm về (2)", "Download a file (2)"),
    "read_request": _text("Xem yêu cầu, hạn, công văn lấy ý kiến", "Read the request and deadline"),
    "read_letters_about": _text(
        "Tải công văn đôn đốc, báo cáo", "Read letters that remind or report"
    ),
    "read_inside": _text("Xem việc nội bộ trước khi ký", "Read what is done before it signs"),
    "check_reply": _text("Kiểm tra văn bản trước khi gửi", "Check a reply before sending it"),
    "list_cases": _text("Xem danh sách hồ sơ (2)", "List cases (2)"),
    "look_up_command": _text("Xem kết quả thao tác của mình", "See what became of one's commands"),
    "rehearse": _text("Diễn tập việc mở hồ sơ", "Rehearse an opening"),
    "read_inbox": _text("Xem hộp việc của cơ quan", "Read the agency's inbox"),
    "read_tasks": _text("Xem việc chờ quyết định", "Read what waits for a decision"),
    "read_notices": _text("Xem thông báo của mình", "Read one's notices"),
    "read_deliveries": _text("Xem thông báo chưa gửi được", "Read what could not be delivered"),
    "read_registry": _text("Xem cơ quan, lĩnh vực và gợi ý", "Read agencies, fields, suggestions"),
    "read_calendar": _text("Xem lịch làm việc", "Read the working calendar"),
    "keep_calendar": _text("Ghi nhận ngày nghỉ, ngày làm bù", "Record days off and make-up days"),
    "upload": _text("Tải tệp lên", "Upload a file"),
    "read_scorecards_of_drafters": _text(
        "Xem bảng điểm cơ quan soạn thảo (4)", "Read scorecards of drafting agencies (4)"
    ),
    "read_scorecards_of_agencies": _text(
        "Xem bảng điểm cơ quan được hỏi (4)", "Read scorecards of agencies asked (4)"
    ),
    "read_scorecards_of_rules": _text(
        "Xem bảng điểm quy tắc đánh giá", "Read scorecards of the rubric's rules"
    ),
    "read_reports": _text("Xem báo cáo hằng ngày", "Read the daily reports"),
    "read_checkpoints": _text("Xem bản chốt sổ", "Read the checkpoints"),
}

_IN_CHARGE = Column(
    _text("Cán bộ phụ trách", "Officer in charge"), (Relation.IN_CHARGE, Role.OFFICER)
)
_SUPERVISOR = Column(
    _text("Lãnh đạo cơ quan soạn thảo", "Supervisor, drafting agency"),
    (Relation.IN_CHARGE, Role.SUPERVISOR),
)
_COLLEAGUE = Column(
    _text("Cán bộ khác cùng cơ quan", "Other officers there"), (Relation.DRAFTING, Role.OFFICER)
)
_HEAD = Column(
    _text("Người đứng đầu cơ quan được hỏi", "Head of the agency asked"),
    (Relation.ASKED, Role.AGENCY_HEAD),
)
_OFFICIAL = Column(
    _text("Công chức, phần mềm của cơ quan đó", "Its officials and systems"),
    (Relation.ASKED, Role.AGENCY_OFFICIAL),
)
_OTHERS = Column(
    _text("Cơ quan khác cùng được hỏi", "Another agency asked"),
    (Relation.ALSO_ASKED, Role.AGENCY_HEAD),
)
_OFFICE = Column(_text("Văn phòng UBND tỉnh", "The Office"), (Relation.OVERSEEING, Role.OFFICE))
_AUDITOR = Column(_text("Người kiểm tra", "Auditors"), (Relation.OVERSEEING, Role.AUDITOR))
_NOBODY = Column(_text("Người ngoài hồ sơ", "Anyone else"), (Relation.NONE, Role.AGENCY_HEAD))


def _by_role(title: Bilingual, role: Role) -> Column:
    return Column(title, (Relation.NONE, role))


_DRAFTING_SIDE = (_IN_CHARGE, _SUPERVISOR, _COLLEAGUE)
COLUMNS: Mapping[About, Sequence[Column]] = {
    About.CASE: (*_DRAFTING_SIDE, _HEAD, _OFFICIAL, _OFFICE, _AUDITOR, _NOBODY),
    About.REQUEST: (*_DRAFTING_SIDE, _HEAD, _OFFICIAL, _OTHERS, _OFFICE, _AUDITOR, _NOBODY),
    About.PROVINCE: (
        _by_role(_text("Cán bộ soạn thảo", "Officers"), Role.OFFICER),
        _by_role(_text("Lãnh đạo cơ quan soạn thảo", "Supervisors"), Role.SUPERVISOR),
        _by_role(_text("Người đứng đầu cơ quan", "Heads of agencies"), Role.AGENCY_HEAD),
        _by_role(_text("Công chức, phần mềm", "Officials, systems"), Role.AGENCY_OFFICIAL),
        _by_role(_text("Văn phòng UBND tỉnh", "The Office"), Role.OFFICE),
        _by_role(_text("Người kiểm tra", "Auditors"), Role.AUDITOR),
    ),
}
HEADINGS: Mapping[About, Bilingual] = {
    About.CASE: _text("Việc của cả hồ sơ", "In a case as a whole"),
    About.REQUEST: _text("Việc về yêu cầu gửi một cơ quan", "About the request to one agency"),
    About.PROVINCE: _text("Việc không thuộc một hồ sơ nào", "What is about no one case"),
}
ACTION = _text("Việc", "Action")
TITLE = _text("Ai được làm gì", "Who may do what")
INTRODUCTION = _text(
    "Bảng này in từ mã nguồn (`remiss/consultation/authority.py`); "
    "máy chủ và kiểm thử dùng đúng bảng "
    "ấy. Danh tính, vai trò và cơ quan lấy từ mã đăng nhập, không bao giờ từ nội dung gửi lên.\n\n"
    "✓ được làm; – được trả lời là không có quyền; ∅ được trả lời như thể hồ sơ hoặc yêu cầu "
    "không tồn tại.",
    "This page is printed from the code (`remiss/consultation/authority.py`); "
    "the service and its tests "
    "ask that same table. Identity, role and agency come from the sign-in token, never from what "
    "is sent.\n\n"
    "✓ may; – is told that they may not; ∅ is answered as if the case or request did not exist.",
)
NOTES = _text(
    "(1) Công chức, phần mềm của cơ quan chỉ ký khi người đứng đầu ủy quyền, trong thời hạn ủy "
    "quyền. (2) Mỗi người chỉ thấy phần mình được xem: cơ quan được hỏi thấy yêu cầu của mình và "
    "việc chung của hồ sơ. (3) Cơ quan được hỏi xem khi hồ sơ đã kết thúc. (4) Lãnh đạo cơ quan "
    "soạn thảo, người đứng đầu cơ quan chỉ xem của cơ quan mình.",
    "(1) Officials and systems of an agency sign only by a head's delegation, and while it lasts. "
    "(2) Each sees only their part: an agency asked sees its own request and what befalls the "
    "case as a whole. (3) Agencies asked read it once the case is concluded. (4) Supervisors and "
    "heads read their own agency's.",
)


def page() -> str:
    """The whole page: Vietnamese, then English."""
    return "\n".join(("\n".join(_half("vi")), "\n".join(_half("en"))))


def _half(language: str) -> Iterable[str]:
    yield f"# {_in(language, TITLE)}\n"
    yield f"{_in(language, INTRODUCTION)}\n"
    for about in (About.CASE, About.REQUEST, About.PROVINCE):
        yield f"## {_in(language, HEADINGS[about])}\n"
        yield from _table(about, language)
        yield ""
    yield f"{_in(language, NOTES)}\n"


def _table(about: About, language: str) -> Iterable[str]:
    """Actions that the same people may do stand in one row."""
    columns = COLUMNS[about]
    yield _row([_in(language, each) for each in (ACTION, *(c.title for c in columns))])
    yield _row(["---", *(":-:" for _ in columns)])
    rows: dict[tuple[str, ...], list[str]] = {}
    for action, rule in AUTHORITY.items():
        if rule.about is about and rule.roles != {Role.SYSTEM}:
            marks = tuple(_mark(rule, column.standing) for column in columns)
            rows.setdefault(marks, []).append(_in(language, ACTION_NAMES[action]))
    for marks, actions in rows.items():
        yield _row(["; ".join(actions), *marks])


def _mark(rule: Rule, standing: Standing) -> str:
    if standing in rule.who:
        return "✓"
    hidden = standing[0] in {Relation.NONE, Relation.ALSO_ASKED}
    return "∅" if hidden and rule.about is not About.PROVINCE else "–"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in(language: str, text: Bilingual) -> str:
    return text.vi if language == "vi" else text.en


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 -- to write the page
