"""What the letters to an agency, and about it, say."""

import pytest

from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import Urgency
from remiss.documents.letters import reminder_letter, report_letter, request_letter
from remiss.documents.letters.letter import Grid, Letter, Paragraph
from remiss.documents.letters.past_notices import Standing, last_reminder, last_report, last_request
from tests.given.case import (
    FINANCE,
    JUSTICE,
    POLICY,
    RETURNED,
    assessed,
    hanoi,
    opening,
    replies,
    time_passes,
)
from tests.given.papers import (
    COMMENTING,
    HEAD,
    LATE,
    LEFT,
    SHA,
    SILENT,
    Story,
    opened,
    tell,
    told,
)

STORY = told()


def text(letter: Letter) -> str:
    """Every word of a letter's body."""
    said = []
    for block in letter.body:
        match block:
            case Paragraph():
                said.append(" ".join(p for p in (block.lead, block.text, block.tail) if p))
            case Grid():
                said += [": ".join(row) for row in block.rows]
    return "\n".join(said)


def request(agency: str, story: Story = STORY) -> Letter:
    standing = last_request(story.events, agency)
    assert standing is not None
    return request_letter.letter(standing, agency, HEAD)


def report(agency: str, level: EscalationLevel, story: Story = STORY) -> Letter:
    standing = last_report(story.events, agency, level)
    assert standing is not None
    return report_letter.letter(standing, agency, level, HEAD)


def test_a_request_says_what_why_by_when_and_how() -> None:
    """Questions with mandate and legal basis, the deadline, a clear reply's parts, the draft."""
    letter = request(SILENT)
    assert (letter.to, letter.title, letter.urgency) == (("Sở Y tế",), None, Urgency.VERY_URGENT)
    assert letter.made_at == hanoi("2026-03-02")
    said = text(letter)
    for expected in (
        "1. Thang điểm 100 và mức trừ điểm tại khoản 2 Điều 3 dự thảo có phù hợp không?",
        "\nNhiệm vụ liên quan: Cải cách hành chính, công vụ; căn cứ: Luật Cán bộ, công chức 2025;",
        "trước 17 giờ 00 ngày 09/3/2026.",
        "a) Quan điểm: thống nhất; thống nhất và đề nghị chỉnh sửa; không thống nhất;",
        "c) Phương án câu chữ cụ thể",
        "d) Họ tên, số điện thoại công chức theo dõi",
        "văn bản số 1480/SNV-CCVC",
        SHA,
        "chưa có văn bản trả lời, cơ quan chủ trì soạn thảo tổng hợp, báo cáo UBND tỉnh",
    ):
        assert expected in said
    assert "Tiêu chí riêng" not in said


def test_each_question_has_its_mandate_where_they_differ() -> None:
    """An agency asked under several mandates reads beside each question which one it is."""
    said = text(request(COMMENTING[0]))
    assert said.count("- Nhiệm vụ liên quan: ") == 5
    assert "căn cứ: Quyết định riêng" in said


def test_a_request_by_a_supervisors_reason_gives_it() -> None:
    """An agency no question concerns reads why it is asked all the same, and no mandate."""
    said = text(request(LEFT))
    assert "Lý do lấy ý kiến: Dự thảo áp dụng cho công chức làm công tác lễ tân đối ngoại." in said
    assert "Nhiệm vụ liên quan" not in said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "Điều 9 Quy chế làm việc",
            "thống nhất và chịu trách nhiệm theo quy định tại Điều 9 Quy chế làm việc.",
        ),
        ("", "thống nhất và chịu trách nhiệm theo quy định."),
    ],
)
def test_a_request_cites_only_the_basis_meant_for_letters(printed: str, said: str) -> None:
    """Where silence is agreement the rule is named as letters cite it; a note never is."""
    silence = POLICY.silence.model_copy(
        update={
            "outcome": SilenceOutcome.DEEMED_AGREED,
            "legal_basis": "MẪU: công văn của địa phương khác",
            "printed_basis": printed,
        }
    )
    story = opened(policy=POLICY.model_copy(update={"silence": silence}))

    written = text(request(SILENT, story))

    assert said in written
    assert "MẪU" not in written


def test_a_request_cites_the_rule_that_sets_its_time() -> None:
    """In the words of the rule, calendar days as days; where none is cited, the day alone."""
    by_law = {
        "reply_within": WorkSpan(calendar_days=7),
        "printed_basis": "Điều 51a Nghị định số 78/2025/NĐ-CP",
    }
    story = opened(policy=POLICY.model_copy(update=by_law))

    said = text(request(SILENT, story))

    cited = "là 7 ngày kể từ ngày nhận được văn bản, theo quy định tại Điều 51a Nghị định số 78"
    assert cited in said
    assert "Thời hạn trả lời là" not in text(request(SILENT))


def test_a_request_stays_as_it_was_sent() -> None:
    """What happened since changes no word of it."""
    assert request(SILENT, opened()) == request(SILENT, STORY)


def test_a_reminder_before_the_deadline_asks_and_does_not_accuse() -> None:
    """It names the deadline to come; only after it the letter says that it has passed."""
    before = tell(time_passes(hanoi("2026-03-06", "18:00")), story=opened())
    standing = last_reminder(before.events, SILENT)
    assert standing is not None
    letter = reminder_letter.letter(standing, SILENT, HEAD)
    assert letter.subject.startswith("đề nghị sớm cho ý kiến đối với dự thảo Hướng dẫn")
    assert letter.made_at == hanoi("2026-03-06", "17:00")
    assert "trong thời hạn nêu trên" in text(letter)
    assert "đã hết" not in text(letter)


def test_a_reminder_after_the_deadline_says_so() -> None:
    """The last notice to the agency itself is that it is late."""
    standing = last_reminder(STORY.events, SILENT)
    assert standing is not None
    letter = reminder_letter.letter(standing, SILENT, HEAD)
    assert letter.subject.startswith("đôn đốc tham gia ý kiến đối với dự thảo")
    assert "Thời hạn nêu trên đã hết. Đến nay chưa nhận được văn bản trả lời." in text(letter)


@pytest.mark.parametrize(
    ("level", "to", "title", "late", "notices"),
    [
        (EscalationLevel.HEAD, "Giám đốc Sở Y tế", None, "01", 3),
        (EscalationLevel.OFFICE, "Văn phòng UBND tỉnh", "Báo cáo", "02", 4),
        (EscalationLevel.CHAIRMAN, "Chủ tịch UBND tỉnh", "Báo cáo", "03", 5),
    ],
)
def test_a_report_says_who_how_late_and_what_went_before(
    level: EscalationLevel, to: str, title: str | None, late: str, notices: int
) -> None:
    """Each level with its own addressee, the days late then, and every notice before it."""
    letter = report(SILENT, level)
    assert (letter.to, letter.title) == ((to,), title)
    said = text(letter)
    assert f"thời hạn trả lời của Sở Y tế đã quá {late} ngày làm việc." in said
    assert f"Số ngày làm việc quá hạn: {late}" in said
    assert "Công chức được giao: Chưa có thông tin" in said
    assert "- Nhắc lần 1 ngày 05/3/2026.\n- Nhắc lần 2 ngày 06/3/2026." in said
    assert said.count("\n- ") == notices


def test_a_report_tells_of_the_returned_reply() -> None:
    """What came and was sent back is not passed over as nothing."""
    story = tell(
        opening(),
        replies(JUSTICE),
        assessed(JUSTICE, RETURNED),
        time_passes(hanoi("2026-03-20")),
    )
    said = text(report(JUSTICE.code, EscalationLevel.CHAIRMAN, story))
    assert "Văn bản trả lời nhận ngày 02 tháng 3 năm 2026 đã được đề nghị bổ sung" in said
    assert "(lần 01)" in said


def test_no_letter_tells_of_a_notice_that_never_was() -> None:
    """Before the first reminder there is none on paper; an agency in time is reported to nobody."""
    story = tell(opening(), replies(FINANCE))
    nothing: list[Standing | None] = [
        last_reminder(story.events, FINANCE.code),
        last_report(story.events, FINANCE.code, EscalationLevel.HEAD),
        last_report(STORY.events, LEFT, EscalationLevel.CHAIRMAN),
        last_request(story.events, LATE),
    ]
    assert nothing == [None] * 4
