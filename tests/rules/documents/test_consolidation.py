"""What the consolidated table says of a case."""

from remiss.consultation.life.commands import (
    AmendDraft,
    CloseOnRecord,
    CorrectReply,
    EndOutside,
    EnterReply,
    ReplaceDraftFile,
    ReviewReply,
)
from remiss.consultation.policy import SilenceOutcome
from remiss.consultation.state import CaseStage
from remiss.consultation.values import (
    Answer,
    AttachedFile,
    OutsideBody,
    Person,
    Position,
    ReplyCorrection,
    ReplyWay,
)
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import (
    Consolidation,
    RequestOutcome,
    Treatment,
)
from remiss.documents.table.table_preamble import preamble
from tests.given.case import (
    CLEAR,
    DIRECTORY,
    FINANCE,
    FLAGGED,
    JUSTICE,
    LAW,
    MONDAY,
    OFFICE,
    OFFICER,
    SHA,
    assessed,
    hanoi,
    head,
    opening,
    order,
    replies,
    reply_text,
    time_passes,
)
from tests.given.papers import (
    AGREES,
    COMMENTING,
    LATE,
    LEFT,
    LEGAL_DRAFT,
    NAMES,
    SILENT,
    opened,
    table_of,
    tell,
    told,
)

TABLE = table_of(told())


def words(table: Consolidation) -> str:
    return "\n".join(f"{p.lead} {p.text}" for p in preamble(table))


def test_every_request_has_one_outcome_and_every_comment_one_row() -> None:
    """Nobody is missing from the figures, and nobody is counted twice."""
    totals = TABLE.totals
    assert (totals.agencies, totals.requests) == (len(NAMES), len(NAMES))
    assert sum(totals.outcomes.values()) == totals.requests
    assert sum(totals.treatments.values()) == totals.comments == len(TABLE.rows) == 43
    assert len({row.comment for row in TABLE.rows}) == len(TABLE.rows)
    by_outcome = {o: {a.agency for a in TABLE.with_outcome(o)} for o in RequestOutcome}
    assert by_outcome[RequestOutcome.AGREED] == {AGREES}
    assert by_outcome[RequestOutcome.COMMENTED] == set(COMMENTING)
    assert by_outcome[RequestOutcome.SILENT] == {SILENT, LATE}
    assert by_outcome[RequestOutcome.WITHDRAWN] == {LEFT}


def test_who_agreed_is_named_with_number_and_date() -> None:
    """Number and date of the letter stand behind the name, in the list of those who agreed."""
    line = next(p for p in preamble(TABLE) if "Thống nhất với nội dung dự thảo" in p.lead)
    assert line.text == "Sở Tư pháp (văn bản số 1203/STP ngày 05/3/2026)."


def test_silence_is_never_agreement() -> None:
    """Under either rule the silent stand apart, with the rule itself."""
    text = words(TABLE)
    assert "không coi là đồng ý (02), theo quy định tại Điều 9 Quy chế làm việc:" in text
    assert "- Sở Y tế." in text
    deemed = table_of(told(SilenceOutcome.DEEMED_AGREED))
    assert {a.agency for a in deemed.with_outcome(RequestOutcome.AGREED)} == {AGREES}
    assert {a.agency for a in deemed.with_outcome(RequestOutcome.DEEMED_AGREED)} == {SILENT, LATE}
    assert "coi là đồng ý (02), theo quy định tại Điều 9 Quy chế làm việc:" in words(deemed)


def test_the_table_prints_no_basis_that_is_not_meant_for_letters() -> None:
    """A case from before there was one carries a note alone; the table leaves it out."""
    table = TABLE.model_copy(update={"silence_basis": ""})

    assert "không trả lời, không coi là đồng ý (02): " in words(table)
    assert table_of(opened()).silence_basis == ""


def test_the_table_of_a_legal_document_opens_as_its_form_asks() -> None:
    """The law, who was asked and how many opinions came; any other table counts treatments."""
    legal = table_of(told(draft=LEGAL_DRAFT))
    opening_, total, *_, last = (p.lead or p.text for p in preamble(legal))
    assert opening_.startswith("Căn cứ Luật Ban hành văn bản quy phạm pháp luật, Sở Nội vụ đã tổ ")
    assert "lấy ý kiến đối với dự thảo Quyết định quy định việc đánh giá" in opening_
    assert opening_.endswith("Kết quả như sau:")
    assert total.startswith("1. Tổng số 12 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số ")
    assert total.endswith("ý kiến nhận được: 43 ý kiến góp ý tại 10 văn bản trả lời.")
    assert last == "2. Kết quả cụ thể như sau:"
    assert "c) Ghi nhận không trả lời, không coi là đồng ý (02)" in words(legal)
    assert "Căn cứ Luật" not in words(TABLE)
    assert "2. Tổng hợp ý kiến: 43 ý kiến góp ý; tiếp thu" in words(TABLE)


def test_reminders_and_hashes_are_no_part_of_the_paper() -> None:
    """Neither form recounts how an agency was reminded, or what a program checks a file by."""
    for table in (TABLE, table_of(told(draft=LEGAL_DRAFT))):
        assert "nhắc lần" not in words(table).casefold()
        assert table.draft.sha256 not in words(table)


def test_a_letter_that_came_late_says_so() -> None:
    """Late before the outcome by so many days; after silence with how the officer used it."""
    late = next(r for r in TABLE.rows if r.agency == COMMENTING[-1])
    assert (late.letter.days_late, late.letter.after_outcome) == (2, False)
    after = [r for r in TABLE.rows if r.agency == LATE]
    assert {row.treatment for row in after} == {Treatment.USED_LATE}
    assert after[0].letter.use is not None
    assert after[0].letter.use.text.startswith("Nội dung trùng với ý kiến của Sở Tài chính")
    assert after[0].treatment_label.vi == "tham khảo khi hoàn thiện dự thảo"


def test_an_objection_shows_what_was_said_before_and_after() -> None:
    """The first treatment, the agency's reasons, and the last word stand together."""
    row = next(r for r in TABLE.rows if r.objection)
    assert row.treatment is Treatment.IN_PART
    assert row.set_aside is not None
    assert row.set_aside.treatment is Treatment.KEPT
    assert row.objection is not None
    assert row.objection.text == "Đề nghị xem xét lại vì chưa nêu căn cứ pháp lý."
    assert row.disposition is not None
    assert row.disposition.text == "Bổ sung căn cứ."


def test_rows_follow_the_questions_and_name_provisions() -> None:
    """In the order asked; the provision is the comment's, else the question's."""
    topics = list(dict.fromkeys(row.topic for row in TABLE.rows))
    assert topics[0].startswith("Thang điểm 100")
    assert topics[1].startswith("Đánh giá hằng tháng")
    assert TABLE.rows[0].provisions == ("Khoản 2 Điều 3",)
    assert next(r for r in TABLE.rows if r.topic == topics[1]).provisions == ("Khoản 1 Điều 9",)
    assert next(r for r in TABLE.rows if r.question == "khieu-nai").provisions == ()


def test_its_json_is_the_value() -> None:
    """Nothing is lost on the way out and back, and labels come in both languages."""
    assert Consolidation.model_validate_json(TABLE.model_dump_json()) == TABLE
    shown = TABLE.model_dump(mode="json")
    assert shown["asked"][0]["label"] == {"vi": "Có ý kiến góp ý", "en": "Commented"}
    assert shown["rows"][0]["treatment_label"] == {"vi": "Tiếp thu", "en": "adopted"}


def test_an_open_case_says_it_is_not_the_last_word() -> None:
    """Those still asked wait; there is no comment yet, which is not the same as none."""
    table = table_of(opened())
    assert table.stage is CaseStage.OPEN
    assert not table.final
    assert table.totals.outcomes[RequestOutcome.WAITING] == len(NAMES)
    assert "Chưa có ý kiến góp ý." in words(table)
    assert TABLE.final


def test_a_letter_without_a_position_is_not_agreement() -> None:
    """Accepted by the officer, silent on the question: a reply without comment, no more."""
    story = tell(
        opening(),
        replies(JUSTICE, position=Position.NONE, text="Đã nhận dự thảo.", answers=()),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE, position=Position.NOT_IN_MANDATE, text="Không thuộc.", answers=()),
        assessed(FINANCE, CLEAR),
    )
    table = table_of(story)
    assert [asked.outcome for asked in table.asked] == [
        RequestOutcome.NO_COMMENT,
        RequestOutcome.NOT_IN_MANDATE,
    ]
    assert table.rows == ()


def test_a_comment_on_the_whole_stands_last() -> None:
    """What answers no single question is a comment on the draft, in the words of the letter."""
    text = "Đề nghị gộp Điều 3 với Điều 4 dự thảo."
    story = tell(
        opening(),
        replies(JUSTICE, position=Position.DISAGREE, text=text, answers=()),
        assessed(JUSTICE, CLEAR),
    )
    (row,) = table_of(story).rows
    assert (row.question, row.topic, row.text) == (None, "Ý kiến chung đối với dự thảo", text)
    assert row.provisions == ("Điều 3", "Điều 4")
    assert row.treatment is Treatment.OPEN


def test_each_round_keeps_its_own_question_and_letter() -> None:
    """A comment stands under the question as it was put then; both requests are accounted for."""
    first = tell(
        opening(),
        replies(JUSTICE, position=Position.DISAGREE, text="Đề nghị bỏ Điều 2 dự thảo.", answers=()),
        assessed(JUSTICE, CLEAR),
        replies(FINANCE),
        assessed(FINANCE, CLEAR),
    )
    asked_anew = LAW.model_copy(update={"text": "Thẩm quyền tại Điều 2 mới có đúng không?"})
    draft = first.case.draft.model_copy(update={"sha256": "e" * 64})
    amended = order(
        AmendDraft,
        OFFICER,
        hanoi("2026-03-04"),
        draft=draft,
        changed=(asked_anew,),
        directory=DIRECTORY,
    )
    answer = Answer(question="law", position=Position.DISAGREE, text="Đề nghị giữ Điều 2 cũ.")
    second = replies(
        JUSTICE,
        hanoi("2026-03-05"),
        position=Position.DISAGREE,
        answers=(answer,),
        draft_sha256="e" * 64,
    )
    story = tell(amended, second, assessed(JUSTICE, CLEAR, hanoi("2026-03-05")), story=first)
    table = table_of(story)
    assert [(a.agency, a.round, a.outcome) for a in table.asked] == [
        (JUSTICE.code, 1, RequestOutcome.COMMENTED),
        (JUSTICE.code, 2, RequestOutcome.COMMENTED),
        (FINANCE.code, 1, RequestOutcome.AGREED),
    ]
    assert (table.totals.agencies, table.totals.requests) == (2, 3)
    assert {row.round: row.topic for row in table.rows} == {
        1: "Ý kiến chung đối với dự thảo",
        2: "Thẩm quyền tại Điều 2 mới có đúng không?",
    }
    assert "Sở Tư pháp, lần 2" in words(table)


def test_a_letter_on_a_file_that_was_replaced_says_so() -> None:
    """Which file it read stands beside it, whether it came before the replacement or after."""
    file = AttachedFile(sha256=SHA, name="Nháp.docx", size=9, media_type="text/plain")
    wednesday = hanoi("2026-03-04")
    story = tell(
        opening(draft=opening().draft.model_copy(update={"file": file})),
        replies(FINANCE),
        assessed(FINANCE, FLAGGED),
        order(ReplaceDraftFile, OFFICER, wednesday, sha256="e" * 64, reason="Thiếu phụ lục"),
        order(ReviewReply, OFFICER, wednesday, agency=FINANCE.code, decision="accept"),
        replies(JUSTICE, wednesday, draft_sha256="e" * 64),
        assessed(JUSTICE, CLEAR, wednesday),
    )
    cited = {
        one.agency: cite_letter(answer) for one in table_of(story).asked for answer in one.answers
    }
    assert "trả lời theo tệp đã được thay Nháp.docx" in cited[FINANCE.code]
    assert "tệp" not in cited[JUSTICE.code]


def test_a_corrected_letter_is_quoted_with_the_one_it_replaces() -> None:
    """One letter, one row, and the mark by which paper knows it; the earlier one is not counted."""
    wrong = Answer(question="money", position=Position.DISAGREE, text="120 triệu là đủ.")
    right = wrong.model_copy(update={"text": "210 triệu là đủ."})
    corrects = order(
        CorrectReply,
        head(FINANCE),
        hanoi("2026-03-04"),
        agency=FINANCE.code,
        corrects=ReplyCorrection(number=1, reason="Ghi nhầm 210 thành 120 triệu."),
        reply=reply_text(answers=(right,), number="530/STC"),
    )
    story = tell(
        opening(),
        replies(FINANCE, answers=(wrong,), number="512/STC"),
        assessed(FINANCE, CLEAR),
        corrects,
    )
    (before,) = table_of(story).rows
    assert (before.text, cite_letter(before.letter)) == (
        "120 triệu là đủ.",
        "văn bản số 512/STC ngày 02/3/2026",
    )

    lapsed = tell(time_passes(hanoi("2026-03-09")), story=story)
    (row,) = table_of(lapsed).rows
    assert (row.text, cite_letter(row.letter)) == (
        "210 triệu là đủ.",
        f"văn bản số 530/STC ngày 04/3/2026, đính chính, thay thế {cite_letter(before.letter)}",
    )
    assert table_of(lapsed).letters == 1


def test_what_was_moved_or_closed_says_why() -> None:
    """A question that went to the right agency, and a request the Office ended, are no silence."""
    story = tell(
        opening(), order(CloseOnRecord, OFFICE, MONDAY, agency=FINANCE.code, reasons="Gấp.")
    )
    closed = table_of(story).asked[1]
    assert (closed.outcome, closed.note) == (RequestOutcome.CLOSED, "Gấp.")
    assert "kết thúc, ghi nhận vào hồ sơ, không có ý kiến (01):" in words(table_of(story))
    assert "lý do: Gấp" in words(table_of(story))


def test_a_body_outside_the_registry_has_its_line_answered_or_not() -> None:
    """Ended by who drafts it is no silence, and nothing the Office did."""
    bodies = [
        OutsideBody(name=name, address="Hà Nội", legal_basis="Luật", questions=("law",))
        for name in ("Bộ Tư pháp", "Hội Luật gia Việt Nam")
    ]
    later = hanoi("2026-03-10")
    reply = reply_text("law", attachments=("d" * 64,), number="12/BTP-PL")
    story = tell(
        opening(outside=tuple(bodies)),
        order(
            EnterReply,
            OFFICER,
            later,
            agency="Z00.01",
            reply=reply,
            signed_by=Person(id="btp", name="Nguyễn An"),
            way=ReplyWay.PAPER,
            received_on=later.date(),
        ),
        assessed(JUSTICE, CLEAR, later).model_copy(update={"agency": "Z00.01"}),
        order(EndOutside, OFFICER, later, agency="Z00.02", reasons="Đã trao đổi qua điện thoại"),
    )
    table = table_of(story)
    outcomes = {asked.agency: asked.outcome for asked in table.asked}

    assert outcomes["Z00.01"] is RequestOutcome.AGREED
    assert outcomes["Z00.02"] is RequestOutcome.UNANSWERED
    assert table.totals.late == 0
    assert "Bộ Tư pháp (văn bản số 12/BTP-PL" in words(table)
    assert "Hội Luật gia Việt Nam (lý do: Đã trao đổi qua điện thoại)" in words(table)
