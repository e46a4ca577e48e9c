"""Each kind of document once, as files: with much in it, with nothing in it, with hostile text."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from remiss.consultation.policy import EscalationLevel
from remiss.consultation.state import DelayReason, Stage
from remiss.consultation.time.moves import Hold
from remiss.consultation.values import Person, Position, Urgency
from remiss.consultation.views.delay_facts import DelayFacts, HeldElsewhere, MissedMail
from remiss.documents import daily_report
from remiss.documents.daily_report import DailyReport, OverdueItem, Reader
from remiss.documents.letters import letter_paper, reminder_letter, report_letter, request_letter
from remiss.documents.letters.issued_letterhead import SignedBy
from remiss.documents.letters.past_notices import Standing, last_reminder, last_report, last_request
from remiss.documents.table import table_paper, table_workbook
from remiss.texts import VIET_NAM
from tests.given.case import CLEAR, JUSTICE, MONDAY, assessed, both, hanoi, opening, replies
from tests.given.papers import (
    DESK,
    HEAD,
    LEGAL_DRAFT,
    PROVINCE,
    SILENT,
    SUBJECT,
    Story,
    opened,
    table_of,
    tell,
    told,
)

HOSTILE = (
    "=cmd|'/C calc'!A0 Đề nghị\x0bsửa \x1f <b>Điều 3</b> & “ngoặc”]]> _x0041_ \u202egnod\ufffe\x85"
)
AGENCIES = (
    ("H99.04", "Sở Tài chính"),
    ("H99.09", "Sở Văn hóa, Thể thao và Du lịch"),
    ("H99.15", "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Tân Giang"),
)


FACTS = (
    DelayFacts(
        reason=DelayReason(
            reason="Chờ số liệu thực hiện năm 2026 của 12 xã, phường; đã có văn bản đôn đốc",
            by=Person(id="duc", name="Hoàng Trung Đức"),
            at=hanoi("2026-11-20", "10:15"),
        ),
        held=(HeldElsewhere(hold=Hold.CLARIFICATION, working=timedelta(hours=11, minutes=30)),),
        drafter_days_late=1,
    ),
    DelayFacts(undelivered=MissedMail(letters=3, since=hanoi("2026-11-17", "07:30"))),
    DelayFacts(given_back=timedelta(hours=4)),
)


def item(number: int) -> OverdueItem:
    """The overdue request of that number; the later, the worse."""
    code, name = AGENCIES[number % 3]
    return OverdueItem(
        consultation=f"HS-ABCDEFGH23{number:02}",
        subject=SUBJECT,
        urgency=list(Urgency)[number % 4],
        drafting_agency="H99.02",
        drafting_agency_name="Sở Nội vụ",
        officer="Trần Thị Ngọc Lan",
        agency=code,
        agency_name=name,
        official="Hoàng Trung Đức" if number % 2 else None,
        stage=Stage.AWAITING,
        due_at=hanoi("2026-11-20", "17:00"),
        days_late=number,
        level=EscalationLevel(number % 4 + 1),
        returns=number % 3,
        next_step=both("báo cáo Chủ tịch UBND tỉnh"),
        next_step_at=hanoi("2026-11-26", "17:00"),
        why=both("Chưa gửi văn bản trả lời, không xin gia hạn."),
        facts=FACTS[number % 3],
    )


def report(items: int, to: Reader = EscalationLevel.CHAIRMAN) -> DailyReport:
    """A morning's report with that many overdue requests, and one that stalls."""
    stalled = item(1).model_copy(update={"days_late": 0, "stage": Stage.RETURNED})
    return DailyReport(
        day=date(2026, 11, 24),
        made_at=hanoi("2026-11-24", "07:30").astimezone(VIET_NAM),
        to=to,
        province=PROVINCE,
        open_consultations=31,
        open_requests=112,
        overdue=tuple(item(n) for n in range(1, items + 1)),
        stalled=(stalled,) if items else (),
    )


def hostile() -> Story:
    """A case whose texts hold what files cannot."""
    said: dict[str, Any] = {
        "position": Position.DISAGREE,
        "text": HOSTILE,
        "answers": (),
        "number": "=1+1",
    }
    return tell(opening(), replies(JUSTICE, MONDAY, None, **said), assessed(JUSTICE, CLEAR))


NAMES = (
    *("table.docx", "table_open.docx", "table_hostile.docx", "table_legal.docx"),
    *("sheet.xlsx", "sheet_open.xlsx", "sheet_hostile.xlsx", "sheet_legal.xlsx"),
    *("daily.docx", "daily_none.docx", "request.docx", "reminder.docx"),
    *("report_head.docx", "report_office.docx", "report_chairman.docx"),
    *("request_commune.docx", "request_office.docx", "request_police.docx"),
)


OTHERS = {
    "commune": ("H99.32", Urgency.IMMEDIATE, SignedBy.DEPUTY),
    "office": ("H99.01", Urgency.URGENT, SignedBy.HEAD),
    "police": ("G01.99", Urgency.NORMAL, SignedBy.ACTING),
}


@cache
def files() -> dict[str, bytes]:
    """Every sample by its file name."""
    story, fresh, bad = table_of(told()), table_of(opened()), table_of(hostile())
    legal = table_of(told(draft=LEGAL_DRAFT))
    return {
        "table.docx": table_paper.docx(story, HEAD),
        "table_open.docx": table_paper.docx(fresh, HEAD),
        "table_hostile.docx": table_paper.docx(bad, HEAD),
        "table_legal.docx": table_paper.docx(legal, HEAD),
        "sheet_legal.xlsx": table_workbook.xlsx(legal, HEAD),
        "sheet.xlsx": table_workbook.xlsx(story, HEAD),
        "sheet_open.xlsx": table_workbook.xlsx(fresh, HEAD),
        "sheet_hostile.xlsx": table_workbook.xlsx(bad, HEAD),
        "daily.docx": daily_report.docx(report(14)),
        "daily_none.docx": daily_report.docx(report(0, EscalationLevel.OFFICE)),
        **_letters(told()),
    }


def _letters(story: Story) -> dict[str, bytes]:
    asked, late = last_request(story.events, SILENT), last_reminder(story.events, SILENT)
    assert asked
    assert late
    made = {
        "request.docx": request_letter.letter(asked, SILENT, DESK),
        "reminder.docx": reminder_letter.letter(late, SILENT, DESK),
    }
    for level in (EscalationLevel.HEAD, EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN):
        standing = last_report(story.events, SILENT, level)
        assert standing
        name = f"report_{level.name.lower()}.docx"
        made[name] = report_letter.letter(standing, SILENT, level, DESK)
    papers = {name: letter_paper.docx(one, DESK) for name, one in made.items()}
    return papers | {f"request_{name}.docx": _by_another(asked, name) for name in OTHERS}


def _by_another(asked: Standing, name: str) -> bytes:
    """The request as another kind of body would send it, with another urgency and signature."""
    code, urgency, signed_by = OTHERS[name]
    drafting = DESK.registry.agency(code)
    draft = asked.case.draft.model_copy(update={"urgency": urgency})
    case = asked.case.model_copy(update={"drafting_agency": drafting, "draft": draft})
    desk = DESK.model_copy(update={"signed_by": signed_by})
    standing = asked.model_copy(update={"case": case})
    return letter_paper.docx(request_letter.letter(standing, SILENT, desk), desk)
