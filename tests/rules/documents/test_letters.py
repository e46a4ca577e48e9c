"""What the letters to an agency, and about it, say."""

from io import BytesIO

import docx
import pytest

from remiss.consultation.life.commands import RecordLetter
from remiss.consultation.policy import EscalationLevel, SilenceOutcome
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AttachedFile, OutsideBody, Urgency
from remiss.documents.letters import letter_paper, reminder_letter, report_letter, request_letter
from remiss.documents.letters.letter_fields import Filling
from remiss.documents.letters.past_notices import Standing, last_reminder, last_report, last_request
from remiss.documents.letters.template_filling import paragraphs_of, text_of
from tests.given.case import (
    FINANCE,
    JUSTICE,
    POLICY,
    RETURNED,
    SUPERVISOR,
    assessed,
    hanoi,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.papers import (
    COMMENTING,
    COMMON,
    DESK,
    LATE,
    LEFT,
    OWN,
    SHA,
    SILENT,
    Story,
    opened,
    tell,
    told,
)

STORY = told()


def text(letter: Filling) -> str:
    """Every word of the letter as it is printed, a paragraph in each line."""
    document = docx.Document(BytesIO(letter_paper.docx(letter, DESK)))
    return "\n".join(map(text_of, paragraphs_of(document)))


def request(agency: str, story: Story = STORY) -> Filling:
    standing = last_request(story.events, agency)
    assert standing is not None
    return request_letter.letter(standing, agency, DESK)


def reminder(agency: str, story: Story = STORY) -> Filling:
    standing = last_reminder(story.events, agency)
    assert standing is not None
    return reminder_letter.letter(standing, agency, DESK)


def report(agency: str, level: EscalationLevel, story: Story = STORY) -> Filling:
    standing = last_report(story.events, agency, level)
    assert standing is not None
    return report_letter.letter(standing, agency, level, DESK)


def test_a_request_says_what_why_by_when_and_how() -> None:
    """Questions with mandate and legal basis, the deadline, a clear reply's parts, the draft."""
    letter = request(SILENT)
    assert (letter.urgency, letter.made_at) == (Urgency.VERY_URGENT, hanoi("2026-03-02"))
    said = text(letter)
    for expected in (
        "Kính gửi: Sở Y tế.",
        "Nội dung 1: Thang điểm 100 và mức trừ điểm tại khoản 2 Điều 3 dự thảo có phù hợp không?",
        "\nNhiệm vụ liên quan: Cải cách hành chính, công vụ; căn cứ: Luật Cán bộ, công chức 2025;",
        "trước 17 giờ 00 ngày 09/3/2026.",
        "a) Quan điểm: thống nhất; thống nhất và đề nghị chỉnh sửa; không thống nhất;",
        "c) Phương án câu chữ cụ thể",
        "d) Họ tên, số điện thoại công chức theo dõi",
        "Gửi kèm: dự thảo nêu trên (văn bản số 1480/SNV-CCVC).",
        f"Mã SHA-256 để đối chiếu tệp gửi kèm: {SHA}.",
        "chưa có văn bản trả lời, Sở Nội vụ tổng hợp, báo cáo UBND tỉnh theo quy định.",
    ):
        assert expected in said
    assert "Tiêu chí riêng" not in said


def test_a_request_names_the_file_that_goes_with_it() -> None:
    """As the officer sent it, whatever marks of print its name has."""
    name = "Dự thảo Hướng dẫn – {draft} & phụ lục (bản 2).docx"
    file = AttachedFile(sha256=SHA, name=name, size=9, media_type="text/plain")
    draft = STORY.case.draft.model_copy(update={"file": file})

    letter = request(SILENT, told(draft=draft))

    enclosed = f"Gửi kèm: dự thảo nêu trên (văn bản số 1480/SNV-CCVC), tệp “{name}”."
    assert enclosed in text(letter)
    printed = docx.Document(BytesIO(letter_paper.docx(letter, DESK))).paragraphs
    assert enclosed in {paragraph.text for paragraph in printed}


def test_a_request_names_the_annexes_that_go_with_the_draft() -> None:
    """Those in one ZIP with it."""
    within = ("Dự thảo.docx", "Phụ lục I.xlsx")
    file = AttachedFile(
        sha256=SHA, name="Hồ sơ.zip", size=9, media_type="application/zip", contains=within
    )
    draft = STORY.case.draft.model_copy(update={"file": file})
    said = text(request(SILENT, told(draft=draft)))
    assert "tệp “Hồ sơ.zip” (gồm: Dự thảo.docx; Phụ lục I.xlsx)." in said


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
    letter = reminder(SILENT, before)
    assert letter.title.startswith("đề nghị sớm cho ý kiến đối với dự thảo Hướng dẫn")
    assert letter.made_at == hanoi("2026-03-06", "17:00")
    assert "trong thời hạn nêu trên" in text(letter)
    assert "đã hết" not in text(letter)


def test_a_reminder_after_the_deadline_says_so() -> None:
    """The last notice to the agency itself is that it is late."""
    letter = reminder(SILENT)
    assert letter.title.startswith("đôn đốc tham gia ý kiến đối với dự thảo")
    said = text(letter)
    assert "Thời hạn nêu trên đã hết. Đến nay, Sở Nội vụ chưa nhận được văn bản trả lời" in said


@pytest.mark.parametrize(
    ("level", "to", "number", "late", "notices"),
    [
        (EscalationLevel.HEAD, "Đồng chí Giám đốc Sở Y tế", "/SNV-CCVC", "01", 3),
        (EscalationLevel.OFFICE, "Văn phòng UBND tỉnh", "/SNV-CCVC", "02", 4),
        (EscalationLevel.CHAIRMAN, "Chủ tịch UBND tỉnh", "/BC-SNV", "03", 5),
    ],
)
def test_a_report_says_who_how_late_and_what_went_before(
    level: EscalationLevel, to: str, number: str, late: str, notices: int
) -> None:
    """A letter to head and Office, a báo cáo to the Chairman; all in sentences, without a code."""
    said = text(report(SILENT, level))
    assert f"Kính gửi: {to}." in said
    assert f"Số:        {number}" in said
    assert ("\nBÁO CÁO\n" in said) == (level is EscalationLevel.CHAIRMAN)
    assert f"đã quá thời hạn {late} ngày làm việc." in said
    assert "Hiện chưa có thông tin về công chức được Sở Y tế giao theo dõi." in said
    earlier = "các lần nhắc, đôn đốc, báo cáo: nhắc lần 1 ngày 05/3/2026; nhắc lần 2 ngày 06/3/2026"
    line = next(line for line in said.splitlines() if earlier in line)
    assert line.count("; ") == notices - 1
    assert SILENT not in said


@pytest.mark.parametrize(
    ("level", "copies"),
    [
        (EscalationLevel.HEAD, ["Như trên"]),
        (
            EscalationLevel.OFFICE,
            ["Như trên", "UBND tỉnh (để báo cáo)", "Sở Y tế (để phối hợp)"],
        ),
        (
            EscalationLevel.CHAIRMAN,
            ["Như trên", "Văn phòng UBND tỉnh (để phối hợp)", "Sở Y tế (để phối hợp)"],
        ),
    ],
)
def test_copies_say_what_for_and_repeat_nobody(level: EscalationLevel, copies: list[str]) -> None:
    """A letter to the head of a sở is not copied to that sở; the drafting unit keeps one."""
    said = text(report(SILENT, level))
    listed = said[said.index("Nơi nhận:") :].splitlines()[1 : len(copies) + 2]
    assert listed == [*(f"- {copy};" for copy in copies), "- Lưu: VT, CCVC."]


def test_a_letter_about_the_office_is_not_copied_to_the_office() -> None:
    """Whom it is to and whom it is about may be one."""
    office = "H99.01"
    story = tell(time_passes(hanoi("2026-03-20")), story=opened())
    said = text(report(office, EscalationLevel.OFFICE, story))
    assert "- UBND tỉnh (để báo cáo);" in said
    assert "- Văn phòng UBND tỉnh (" not in said


def test_a_letter_names_the_letter_before_it_and_leaves_room_for_its_number() -> None:
    """Number and day are written by whoever knows them; the year and the signs are known."""
    assert (
        "Sở Nội vụ đã có Công văn số ……/SNV-CCVC ngày …… tháng …… năm 2026 về việc lấy ý kiến đối "
        "với dự thảo Hướng dẫn" in text(reminder(SILENT))
    )


def test_a_letter_cites_the_letter_before_it_once_its_number_is_recorded() -> None:
    """As it was typed when it went out; letters of before keep their room."""
    at = hanoi("2026-03-02", "09:00")
    what = {"agency": SILENT, "number": "1480/SNV-CCVC", "signed_on": at.date()}
    story = tell(
        order(RecordLetter, SUPERVISOR, at, **what),
        time_passes(hanoi("2026-03-20")),
        story=opened(),
    )
    cited = "đã có Công văn số 1480/SNV-CCVC ngày 02 tháng 3 năm 2026"
    assert f"{cited} về việc lấy ý kiến đối với" in text(reminder(SILENT, story))
    assert f"{cited} đề nghị cho ý kiến" in text(report(SILENT, EscalationLevel.HEAD, story))
    assert request(SILENT, story) == request(SILENT, opened())


def test_a_letter_names_the_task_it_carries_out() -> None:
    """The document that gave it, where the draft says so; else the agency's own functions."""
    said = "Công văn số 6466/UBND-NC2 ngày 02/02/2026 của UBND tỉnh"
    given = opened().case.draft.model_copy(update={"task": f"{said}."})
    assert f"Thực hiện nhiệm vụ được giao tại {said}, Sở Nội vụ đang" in text(
        request(SILENT, opened(draft=given))
    )
    assert "Thực hiện chức năng, nhiệm vụ được giao, Sở Nội vụ đang" in text(request(SILENT))


def test_a_letter_names_who_answers_for_it_with_post_unit_and_telephone() -> None:
    """What the contacts know; a stranger to them leaves room."""
    known = "đồng chí Phạm Hùng, Chuyên viên Phòng Công chức, viên chức, điện thoại 0900 000 021."
    assert known in text(request(SILENT))
    nobody = DESK.model_copy(update={"contacts": DESK.contacts.model_copy(update={"people": {}})})
    standing = last_request(STORY.events, SILENT)
    assert standing is not None
    fields = request_letter.letter(standing, SILENT, nobody).fields
    assert (fields["post"], fields["telephone"], fields["unit"]) == ("……", "……", "……")


def test_what_people_wrote_is_no_field() -> None:
    """Braces in a question are its author's words, and stay what they are."""
    hostile = COMMON[0].model_copy(update={"text": "Mẫu {{tên dự thảo}} có cần giữ lại không?"})
    story = opened(questions=(hostile, *COMMON[1:], *OWN))
    assert "Nội dung 1: Mẫu {{tên dự thảo}} có cần giữ lại không?" in text(request(SILENT, story))


def test_a_report_tells_of_the_returned_reply() -> None:
    """What came and was sent back is not passed over as nothing."""
    story = tell(
        opening(),
        replies(JUSTICE),
        assessed(JUSTICE, RETURNED),
        time_passes(hanoi("2026-03-20")),
    )
    said = text(report(JUSTICE.code, EscalationLevel.CHAIRMAN, story))
    assert "nhận ngày 02 tháng 3 năm 2026 đã được đề nghị bổ sung (lần 01); đến nay, Sở" in said


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


def test_a_body_outside_the_registry_is_asked_by_post_and_threatened_with_nothing() -> None:
    """Its address, its legal basis, a word asked for; no system of the province, no silence."""
    outside = OutsideBody(
        name="Bộ Ngoại giao",
        address="Số 1 Tôn Thất Đàm, Hà Nội",
        legal_basis="Khoản 2 Điều 9 Nghị định số 81/2022/NĐ-CP",
        questions=(COMMON[0].id,),
    )
    said = text(request("Z00.01", opened(outside=(outside,))))

    assert "Kính gửi: Bộ Ngoại giao (địa chỉ: Số 1 Tôn Thất Đàm, Hà Nội)" in said
    assert "Khoản 2 Điều 9 Nghị định số 81/2022/NĐ-CP" in said
    assert "đề nghị quý cơ quan thông tin" in said
    assert "mà chưa có văn bản trả lời" not in said
