"""What a mail says: one entry for a case as it stands, soonest due first, and whom to call."""

from remiss.consultation.life.commands import (
    AnswerClarification,
    AskClarification,
    Cancel,
    OrderDeadline,
)
from remiss.consultation.telling.next_steps import NextStep
from remiss.consultation.telling.standing_steps import STANDS
from remiss.consultation.values import ClarificationGround, Draft, DraftKind
from remiss.reference.contacts import PersonContact
from tests.given.case import (
    CLEAR,
    FINANCE,
    FLAGGED,
    JUSTICE,
    OFFICE,
    OFFICER,
    RETURNED,
    SHA,
    SUPERVISOR,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    time_passes,
)
from tests.given.letters_of_cases import mail_to, text_of
from tests.given.post import OFFICER_MAIL

TO_FINANCE = "vanthu@finance.example"
LAN = PersonContact(mailbox=OFFICER_MAIL, post="Chuyên viên", telephone="0900 000 021")


def case(id_: str, subject: str = "Dự thảo hướng dẫn", day: str = "2026-03-02") -> object:
    draft = Draft(subject=subject, kind=DraftKind.GUIDELINE, sha256=SHA, number="1480/SNV-CCVC")
    return opening(hanoi(day), consultation=id_, draft=draft)


def test_the_mail_of_a_request_is_enough_to_begin_with() -> None:
    """Act and deadline in the subject; draft, questions, deadline and whom to call in the text."""
    letter = mail_to(TO_FINANCE, [case("HS-1")], people={OFFICER.id: LAN})
    assert letter["Subject"] == "Đề nghị cho ý kiến (hạn 17:00 09/3/2026): Dự thảo hướng dẫn"
    lines = text_of(letter).splitlines()
    assert "Dự thảo: Dự thảo hướng dẫn, số 1480/SNV-CCVC (hồ sơ HS-1)" in lines
    assert "Thời hạn: 17:00 thứ Hai 09/3/2026" in lines
    assert "Nội dung đề nghị cho ý kiến: Nội dung số 2: Mức chi có phù hợp không?" in lines
    assert (
        "Đầu mối liên hệ: Trần Thị Lan, Chuyên viên, điện thoại 0900 000 021, "
        f"thư điện tử {OFFICER_MAIL}" in lines
    )
    assert letter["Reply-To"] == OFFICER_MAIL
    assert "Thư trả lời được chuyển đến công chức phụ trách hồ sơ" in text_of(letter)


def test_an_officer_nobody_knows_how_to_reach_is_named_all_the_same() -> None:
    """Then nothing is said of answering the mail."""
    letter = mail_to(TO_FINANCE, [case("HS-1")], people={})
    assert letter["Reply-To"] is None
    assert "Đầu mối liên hệ: Trần Thị Lan\n" in text_of(letter)
    assert "vui lòng không trả lời thư này" in text_of(letter)


def test_a_case_of_several_events_is_one_entry_as_it_stands_now() -> None:
    """Asked, reminded, given a new day by the Office: one thing to do, by the day that holds."""
    at = hanoi("2026-03-06", "15:00")
    ordered = order(
        OrderDeadline, OFFICE, at, agency=FINANCE.code, to=at.date().replace(day=12), reasons="Họp."
    )
    story = [case("HS-1"), time_passes(at), ordered]
    letter = mail_to(TO_FINANCE, story)
    text = text_of(letter)
    assert text.count("Việc cần làm") == text.count("Thời hạn: ") == 1
    assert "Thời hạn: 17:00 thứ Năm 12/3/2026" in text
    assert "(hạn 17:00 12/3/2026): Dự thảo hướng dẫn" in letter["Subject"]
    assert text.count("/2026: ") >= 3
    assert "chậm nhất 17:00 thứ Hai 09/3/2026" not in text


def test_the_soonest_due_comes_first_and_what_is_over_last() -> None:
    """In the subject too; what was called off asks for nothing any more."""
    at = hanoi("2026-03-04")
    withdrawn = order(Cancel, SUPERVISOR, at, reason="Không còn nhu cầu.")
    letter = mail_to(
        TO_FINANCE,
        [case("HS-1", "Dự thảo rút"), withdrawn],
        [case("HS-2", "Dự thảo sau", "2026-03-05")],
        [case("HS-3", "Dự thảo trước", "2026-03-03")],
    )
    assert letter["Subject"] == (
        "Đề nghị cho ý kiến (hạn 17:00 10/3/2026): Dự thảo trước; và 2 hồ sơ khác"
    )
    text = text_of(letter)
    assert text.index("Dự thảo trước") < text.index("Dự thảo sau") < text.index("Dự thảo rút")
    over = text[text.index("Dự thảo rút") :]
    assert "không phải gửi văn bản trả lời" in over
    assert "Thời hạn: " not in over
    assert "Nội dung đề nghị cho ý kiến" not in over
    assert letter["Reply-To"] is None


def test_what_was_done_meanwhile_is_not_asked_for_again() -> None:
    """Reminded in the evening and answered at night: the morning's mail asks for nothing."""
    at = hanoi("2026-03-05", "18:00")
    answered = [replies(FINANCE, at), assessed(FINANCE, CLEAR, at)]
    before = mail_to(TO_FINANCE, [case("HS-1"), time_passes(at)])
    after = mail_to(TO_FINANCE, [case("HS-1"), time_passes(at), *answered])
    assert "Việc cần làm" in text_of(before)
    assert "Việc cần làm" not in text_of(after)
    assert "hạn" not in after["Subject"].partition(":")[0]


def test_a_cancelled_case_asks_for_nothing_of_before() -> None:
    """A reply sent back for completion needs none once the case is stopped."""
    at = hanoi("2026-03-03")
    returned = [replies(FINANCE, at, text="Ừ."), assessed(FINANCE, RETURNED, at)]
    cancelled = order(Cancel, SUPERVISOR, at, reason="Đổi chủ trương")
    letter = mail_to(TO_FINANCE, [case("HS-1"), *returned, cancelled])
    assert "Đề nghị bổ sung văn bản" not in text_of(letter)
    assert "không phải gửi văn bản trả lời" in text_of(letter)


def test_an_officer_reads_which_agency_each_thing_is_about() -> None:
    """Two replies to look at in one case: one entry, two things to do, each by its agency."""
    one, two = hanoi("2026-03-03"), hanoi("2026-03-04")
    story = [
        case("HS-1"),
        *(replies(JUSTICE, two), assessed(JUSTICE, FLAGGED, two)),
        *(replies(FINANCE, one), assessed(FINANCE, FLAGGED, one)),
    ]
    story = [story[0], *story[3:], *story[1:3]]
    letter = mail_to(OFFICER_MAIL, story)
    text = text_of(letter)
    assert letter["Subject"].startswith(
        "Văn bản trả lời cần xem xét (hạn 17:00 05/3/2026); 1 việc khác: "
    )
    assert text.index("  Sở Tài chính: Đề nghị xem xét") < text.index("  Sở Tư pháp: Đề nghị xem")
    assert text.count("Thời hạn: ") == 1
    assert letter["Reply-To"] is None
    assert "Đầu mối liên hệ" not in text


def test_every_next_step_knows_when_it_stands() -> None:
    """A new one is not mailed before somebody said until when it is to be done."""
    assert set(STANDS) == set(NextStep)


def test_an_answered_clarification_is_not_asked_for() -> None:
    """The officer answered before the mail went out; the agency's clock is what it is now."""
    at, then = hanoi("2026-03-03"), hanoi("2026-03-04")
    asked = order(
        AskClarification,
        head(FINANCE),
        at,
        agency=FINANCE.code,
        ground=ClarificationGround.UNCLEAR_QUESTION,
        text="Mức chi nào?",
    )
    open_ = text_of(mail_to(OFFICER_MAIL, [case("HS-1"), asked]))
    answer = order(AnswerClarification, OFFICER, then, agency=FINANCE.code, text="Điều 5.")
    closed = text_of(mail_to(OFFICER_MAIL, [case("HS-1"), asked, answer]))
    assert "Đề nghị làm rõ chậm nhất" in open_
    assert "Đề nghị làm rõ chậm nhất" not in closed
