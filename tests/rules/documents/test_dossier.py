"""What a dossier shows people: its page and its letters."""

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from docx import Document

from remiss.consultation.life.events import FinalTextRecorded, RecordedEvent
from remiss.consultation.rule_number import CURRENT_RULES
from remiss.consultation.values import Answer, AttachedFile, ClauseComment, NotOurs
from remiss.documents.dossier_content import (
    AttachmentListed,
    Coverage,
    DocumentListed,
    Dossier,
    NoticeSent,
    RecordedLine,
)
from remiss.documents.dossier_files import dossier_files
from remiss.documents.dossier_page import page
from remiss.evidence.dossier.case_facts import attachments_of
from remiss.texts import Bilingual
from tests.given.case import (
    CLEAR,
    JUSTICE,
    MONDAY,
    OFFICE,
    OFFICER,
    assessed,
    given,
    hanoi,
    opening,
    replies,
)
from tests.given.papers import DESK, Story, opened, told
from tests.given.samples import HOSTILE
from tests.rules.life.inside.test_desks import DEPUTY, TO_DEPUTY, prepares
from tests.rules.life.replying.test_issued_replies import records

VOID = {"meta", "br"}


class Balanced(HTMLParser):
    """Counts what opens and closes, and gathers what is said."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.said = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def recorded(story: Story) -> tuple[RecordedEvent, ...]:
    return tuple(
        RecordedEvent(
            consultation=story.case.id,
            version=version,
            command_id=f"c-{version}",
            actor=OFFICE,
            event=event,
        )
        for version, event in enumerate(story.events, start=1)
    )


def shown(story: Story, **changes: object) -> str:
    told_in = enumerate(recorded(story), start=1)
    what: dict[str, object] = {
        "case": story.case,
        "events": tuple(RecordedLine(recorded=r, hash=f"{n:064x}") for n, r in told_in),
        "deadlines": (),
        "notices": (),
        "documents": (),
        "attachments": (),
        "coverage": None,
        "key": None,
        "exported_at": hanoi("2026-04-01"),
        "exported_by": HOSTILE,
    }
    return page(Dossier.model_validate({**what, **changes})).decode()


def test_every_event_is_told_in_order_in_both_languages() -> None:
    """Each under its number, its time and its hash."""
    story = told()
    content = Balanced(shown(story))

    assert content.open == []
    numbers = [int(n) for n in re.findall(r"#(\d+) ?\d\d:\d\d", content.said)]
    assert numbers == list(range(1, len(story.events) + 1))
    assert "mở hồ sơ lấy ý kiến" in content.said
    assert "opened the consultation" in content.said


def test_nothing_people_wrote_is_markup() -> None:
    """Tags, control characters and letters that turn the line around are shown as what they are."""
    case = given(
        opening(),
        replies(JUSTICE, hanoi("2026-03-03"), text=HOSTILE, legal_basis=HOSTILE),
        assessed(JUSTICE, CLEAR, hanoi("2026-03-03")),
    )
    content = shown(Story(case, ()))

    assert "<b>Điều 3</b>" not in content
    assert "&lt;b&gt;Điều 3&lt;/b&gt;" in content
    assert not set(content) & set("\x0b\x1f\u202e\x85")
    assert Balanced(content).tags.isdisjoint({"script", "img", "link", "iframe", "object"})


def test_every_part_of_an_answer_is_shown_under_its_name() -> None:
    """What was written, whoever wrote it, and no markup."""
    parts = ("text", "value", "reason", "legal_basis", "proposed_wording")
    whose = NotOurs(body="Bộ Y tế", rule="Luật Dược, Điều 3")
    written: dict[str, Any] = {part: f"<i>{part}</i>" for part in parts}
    said = Answer(question="law", not_ours=whose, **written)
    case = given(opening(), replies(JUSTICE, answers=(said,)), assessed(JUSTICE, CLEAR))
    content = Balanced(shown(Story(case, ())))

    assert [part for part in parts if f"<i>{part}</i>" not in content.said] == []
    assert "Số liệu, thời hạn" in content.said
    assert "Bộ Y tế; Luật Dược, Điều 3" in content.said
    assert "i" not in content.tags
    assert content.open == []


def test_a_reply_says_in_which_form_it_was_signed_and_how_it_went_out() -> None:
    """KT. of a deputy head; the number and day the clerk recorded; neither where there is none."""
    case = given(opening(rules=CURRENT_RULES), prepares(DEPUTY, TO_DEPUTY), records())
    said = Balanced(shown(Story(case, ()))).said
    assert "KT. (ký thay người đứng đầu)" in said
    assert "512/STC-QLNS, 02/3/2026" in said
    plain = Balanced(shown(Story(given(opening(), replies(JUSTICE)), ()))).said
    assert "Hình thức ký" not in plain
    assert "Số, ngày văn bản" not in plain


def test_every_comment_on_a_clause_is_shown() -> None:
    """With the clause, the words quoted and each part of it; none of it is markup."""
    parts = ("clause", "quoted", "text", "proposed_wording", "reason")
    said = ClauseComment.model_validate({part: f"<i>{part}</i>" for part in parts})
    case = given(opening(), replies(JUSTICE, clause_comments=(said,)), assessed(JUSTICE, CLEAR))
    content = Balanced(shown(Story(case, ())))

    assert [part for part in parts if f"<i>{part}</i>" not in content.said] == []
    assert "i" not in content.tags
    assert content.open == []


def test_the_final_text_goes_with_the_drafts_and_the_files_of_replies() -> None:
    """Whoever opens the archive finds the text the table compares wordings with."""
    file = AttachedFile(sha256="f" * 64, name="QĐ.docx", size=1, media_type="text/plain")
    recorded = FinalTextRecorded(at=MONDAY, file=file, by=OFFICER.person)

    assert attachments_of([{"event": recorded.model_dump(mode="json")}]) == (file.sha256,)


def test_the_page_says_what_is_covered_and_what_is_not() -> None:
    """By a checkpoint up to an event; by none; signed; not signed."""
    story = told()
    some = Coverage(number=3, at=hanoi("2026-03-30"), version=5)
    last = len(story.events)

    covered = shown(story, coverage=some, key="0123456789abcdef")
    assert f"sự kiện từ #1 đến #5; các sự kiện từ #6 đến #{last} chưa có bản xác nhận" in covered
    assert "0123456789abcdef" in covered
    bare = shown(story)
    assert f"{last} sự kiện đều chưa được xác nhận" in bare
    assert "KHÔNG được ký" in bare


def test_a_letter_for_each_event_that_sent_one() -> None:
    """As it stood then: requests, reminders, reports; the same bytes whenever they are made."""
    story = told()
    files = list(dossier_files(story.case, recorded(story), DESK))
    again = list(dossier_files(story.case, recorded(story), DESK))

    assert [file.content for file in files] == [file.content for file in again]
    assert len({file.name for file in files}) == len(files)
    kinds = [event.kind for event in story.events]
    names = " ".join(file.name for file in files)
    assert names.count("-request-") == kinds.count("request_sent")
    assert names.count("-reminder-") == kinds.count("reminder_sent") + kinds.count(
        "request_overdue"
    )
    assert "-report-chairman-" in names
    for file in files:
        if file.name.endswith(".docx"):
            assert Document(BytesIO(file.content)).paragraphs, file.name
        assert file.title.vi != file.title.en


def test_markup_is_only_what_a_template_writes() -> None:
    """A text inside an element, and a value of an attribute, are escaped; a line break is one."""
    title = Bilingual(vi="1\n2 <b>", en="3")
    content = shown(told(), documents=(DocumentListed(path='"x" <i>', title=title),))

    assert '<a href="&#34;x&#34; &lt;i&gt;">1<br>2 &lt;b&gt;</a>' in content


def test_what_was_sent_is_shown_as_text_whatever_it_says() -> None:
    """Ways and outcomes by their names, unknown ones as they are; a file that is gone is told."""
    notice = NoticeSent(
        version=1,
        channel="mail",
        recipient=HOSTILE,
        kind="request_sent",
        status="failed",
        attempts=3,
        created_at=hanoi("2026-03-03"),
        sent_at=None,
        last_error=HOSTILE,
        said=(Bilingual(vi=HOSTILE, en=HOSTILE),),
    )
    other = notice.model_copy(update={"channel": "pigeon", "status": "lost"})
    gone = AttachmentListed(sha256="ab" * 32, path=None)

    content = shown(opened(), notices=(notice, other), attachments=(gone,))

    page_ = Balanced(content)
    assert page_.open == []
    assert page_.tags.isdisjoint({"script", "img", "link", "iframe", "object"})
    assert "<b>Điều 3</b>" not in content
    assert "không gửi được: =cmd" in page_.said
    assert "failed (attempts: 3)" in page_.said
    assert "pigeon" in page_.said
    assert "không còn trong kho khi xuất" in page_.said
