"""What offices do between opening and concluding, through the API and everything behind it."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

from temporalio.client import Client

from remiss.consultation.values import Actor
from tests.given.api_cases import QUESTIONS, Case, open_case
from tests.given.people import (
    AUDITOR,
    COLLEAGUE,
    FINANCE,
    HEAD,
    JUSTICE,
    OFFICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    SCIENCE,
    STRANGER,
    SUPERVISOR,
)
from tests.given.served import Served

FINE = {"id": "muc-phat", "text": "Mức phạt bao nhiêu là phù hợp?", "field": "fin.norms"}
WORDING = "Kinh phí bố trí trong dự toán chi thường xuyên, không bổ sung ngoài dự toán."


def named(person: Actor) -> dict[str, str]:
    return {"id": person.id, "name": person.name}


async def wants_changes(case: Case) -> str:
    """Both agencies answer, Finance with one comment; its id."""
    science = case.reply("du-lieu")
    assert (await case.does(OTHER_HEAD, "reply", SCIENCE, **science))[-1] == "reply_accepted"
    text = "Thống nhất với dự thảo, đề nghị bổ sung nguồn kinh phí tại Điều 5."
    answers = [
        {
            "question": "kinh-phi",
            "position": "agree_with_changes",
            "text": text,
            "proposed_wording": WORDING,
        }
    ]
    reply = case.reply(position="agree_with_changes", text=text, answers=answers)
    assert (await case.does(HEAD, "reply", **reply))[-1] == "reply_accepted"
    (comment,) = (await case.seen(OFFICER))["comments"]
    return str(comment["id"])


async def test_a_clarification_stops_the_clock_until_it_is_answered(served: Served) -> None:
    """The agency waits, the drafter owes the answer; its files are for all that are asked."""
    case = await open_case(served)
    ask = {"ground": "figures_needed", "question": "kinh-phi", "text": "Đề nghị gửi bảng tính."}
    assert await case.does(OFFICIAL, "clarifications", **ask) == ["clarification_asked"]
    waiting = await case.seen(HEAD)
    assert (waiting["row"]["stage"], waiting["row"]["clock_running"]) == ("clarifying", False)
    assert waiting["holder"]["vi"] == "công chức phụ trách hồ sơ"
    assert waiting["clarification_due_at"] == waiting["clarifications"][0]["answer_due_at"]
    duties = await served.call(HEAD, "GET", f"{case.request()}/deadlines")
    assert [one["duty"] for one in duties.json()] == ["reply", "clarification"]
    assert not duties.json()[0]["clock_running"]

    sheet = await served.upload(COLLEAGUE, b"%PDF-1.4 bang tinh")
    unknown: dict[str, Any] = {"text": "Gửi kèm.", "attachments": ["0" * 64]}
    refused = await case.is_refused(OFFICER, "clarifications/answer", **unknown)
    assert refused == (422, "attachments_not_uploaded")
    sent: dict[str, Any] = {"text": "Gửi kèm bảng tính.", "attachments": [sheet]}
    assert await case.does(OFFICER, "clarifications/answer", **sent) == ["clarification_answered"]
    told = (await case.seen(HEAD))["clarifications"][0]
    assert (told["answer"], told["attachments"]) == (sent["text"], [sheet])
    assert (await case.seen(HEAD))["row"]["clock_running"]
    readers = (OFFICER, HEAD, OFFICE, AUDITOR, OTHER_HEAD, STRANGER)
    answers = [await served.call(p, "GET", f"/attachments/{sheet}") for p in readers]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 404]
    assert await case.is_refused(OFFICER, "clarifications/answer", text="Nữa.") == (
        409,
        "nothing_to_clarify",
    )


async def test_more_time_is_asked_for_once_and_granted(served: Served) -> None:
    """The officer grants an earlier day than asked; both deadlines are kept; once is all."""
    case = await open_case(served)
    due = datetime.fromisoformat((await case.seen(HEAD))["row"]["due_at"])
    asked, granted = (str((due + timedelta(days=n)).date()) for n in (4, 2))
    far = {"to": str(due.date() + timedelta(days=60)), "reason": "Chờ số liệu."}
    assert await case.is_refused(HEAD, "extension", **far) == (422, "extension_beyond_cap")
    wanted = {"to": asked, "reason": "Chờ số liệu quyết toán."}
    assert await case.does(OFFICIAL, "extension", **wanted) == ["extension_requested"]
    pending = (await case.seen(HEAD))["extension"]
    assert (pending["granted"], pending["reason"]) == (None, wanted["reason"])
    bare = await case.is_refused(OFFICER, "extension/decision", granted=False)
    assert bare == (422, "reasons_needed_to_refuse")
    decided = await case.does(OFFICER, "extension/decision", granted=True, to=granted)
    assert decided == ["extension_granted"]
    after = await case.seen(HEAD)
    assert after["row"]["extended"]
    assert datetime.fromisoformat(after["row"]["first_due_at"]) == due
    assert datetime.fromisoformat(after["row"]["due_at"]) > due
    assert after["extension"]["decided_by"]["id"] == OFFICER.id
    assert await case.is_refused(HEAD, "extension", **wanted) == (409, "extension_asked_before")


async def test_part_of_a_request_goes_to_the_agency_whose_it_is(served: Served) -> None:
    """One question declined, the other answered; the right agency gets a request of its own."""
    case = await open_case(served, questions=[*QUESTIONS, FINE])
    why = {"reasons": "Đây là mức xử phạt vi phạm, không phải định mức chi."}
    declined = {"question": FINE["id"], "field": "justice.sanction", "to": JUSTICE}
    nowhere = await case.is_refused(HEAD, "decline", declined=[declined | {"to": "H99.99"}], **why)
    assert nowhere == (422, "unknown_agency")
    own = [declined | {"field": "fin.norms"}]
    assert await case.does(HEAD, "decline", declined=own, **why) == ["questions_declined"]
    assert (await case.seen(HEAD))["declines"][0]["confirmed"] is False

    other = await open_case(served, questions=[*QUESTIONS, FINE])
    assert await other.does(HEAD, "decline", declined=[declined], **why) == ["questions_declined"]
    assert (await other.seen(HEAD))["owed"] == ["kinh-phi"]
    assert (await other.does(HEAD, "reply", **other.reply()))[-1] == "reply_accepted"
    assert (await other.seen(OFFICER))["row"]["stage"] == "declining"
    ruled = await other.does(OFFICER, "decline/ruling", question=FINE["id"], confirmed=True)
    assert ruled == ["decline_confirmed", "request_sent"]
    assert (await other.seen(HEAD))["row"]["stage"] == "answered"

    moved = await other.seen(STRANGER, JUSTICE)
    assert moved["questions"] == [FINE | {"field": "justice.sanction"}]
    assert moved["matches"][0]["mandate"]["field"] == "justice.sanction"
    assert why["reasons"] not in str(await other.seen(STRANGER, ""))
    assert await other.told(STRANGER) == ["consultation_opened", "request_sent"]
    for person in (OFFICER, OFFICE, AUDITOR, HEAD):
        assert (await other.seen(person))["declines"][0]["reasons"] == why["reasons"]


async def test_a_question_for_a_ministry_is_followed_up(served: Served) -> None:
    """Named with its rule it becomes the drafter's task; a merged body is its successor."""
    case = await open_case(served, questions=[*QUESTIONS, FINE])
    why = {"reasons": "Mức phạt do Chính phủ quy định."}
    outside = {"name": "Bộ Tư pháp", "rule": "Điều 4 Luật Xử lý vi phạm hành chính"}
    declined = {"question": FINE["id"], "field": "justice.sanction"}
    for wrong in (declined, declined | {"to": JUSTICE, "body": outside}):
        assert (await case.is_refused(HEAD, "decline", declined=[wrong], **why))[0] == 422
    sent = [declined | {"body": outside}]
    assert await case.does(HEAD, "decline", declined=sent, **why) == ["questions_declined"]
    seen = (await case.seen(OFFICER))["declines"][0]
    assert (seen["to"], seen["to_name"]["vi"], seen["rule"]) == (
        None,
        outside["name"],
        outside["rule"],
    )
    ruled = await case.does(OFFICER, "decline/ruling", question=FINE["id"], confirmed=True)
    assert ruled == ["decline_confirmed", "follow_up_opened"]
    waiting = (await served.call(OFFICER, "GET", "/tasks")).json()["items"]
    mine = [item["task"]["kind"] for item in waiting if item["consultation"] == case.id]
    assert mine == ["follow_up"]
    step = {"question": FINE["id"], "outcome": "reported", "text": "Đã trình UBND tỉnh."}
    assert await case.does(OFFICER, "decline/follow-up", **step) == ["follow_up_recorded"]
    followed = (await case.seen(OFFICER, ""))["follow_ups"][0]
    assert (followed["body"], followed["settled"]) == (outside["name"], False)
    assert (await case.seen(OTHER_HEAD, ""))["follow_ups"] == []

    merged = {"name": "Sở Thông tin và Truyền thông", "rule": "Nghị định 45/2025/NĐ-CP"}
    other = await open_case(served, questions=[*QUESTIONS, FINE])
    sent = [{"question": FINE["id"], "field": "digital.data", "body": merged}]
    assert await other.does(HEAD, "decline", declined=sent, **why) == ["questions_declined"]
    assert (await other.seen(HEAD))["declines"][0]["to"] == SCIENCE


async def test_papers_asked_for_are_named(served: Served) -> None:
    """A clarification for missing papers without them says what to add; with them it counts."""
    case = await open_case(served)
    asked: dict[str, Any] = {"ground": "missing_document", "text": "Đề nghị bổ sung hồ sơ."}
    assert await case.is_refused(HEAD, "clarifications", **asked) == (422, "papers_unnamed")
    paper = {"name": "Bảng tính kinh phí", "rule": "Khoản 2 Điều 42 Luật Ngân sách nhà nước"}
    told = await case.does(HEAD, "clarifications", papers=[paper], **asked)
    assert told == ["clarification_asked"]
    assert (await case.seen(OFFICER))["clarifications"][0]["papers"] == [paper]


async def test_a_difficult_question_shows_who_is_silent(served: Served) -> None:
    """Marked when the case opens; the request names it until it is answered."""
    hard = [QUESTIONS[0] | {"difficult": True}, QUESTIONS[1]]
    case = await open_case(served, questions=hard)
    assert (await case.seen(OFFICER))["silent_on"] == ["kinh-phi"]
    assert (await case.seen(HEAD))["questions"][0]["difficult"]
    assert (await case.does(HEAD, "reply", **case.reply()))[-1] == "reply_accepted"
    assert (await case.seen(OFFICER))["silent_on"] == []


async def test_a_delegate_signs_for_the_time_given(served: Served) -> None:
    """Not without, not before and not after; within, the signature names whose place it took."""
    case = await open_case(served)
    reply = case.reply()
    assert await case.does(OFFICIAL, "reply", **reply) == ["reply_drafted"]
    text = {"reply_sha256": (await case.seen(OFFICIAL))["unsigned_sha256"]}
    assert await case.is_refused(OFFICIAL, "sign", **text) == (403, "signature_not_delegated")
    now = datetime.now(UTC)
    day = timedelta(days=1)

    async def lent(since: datetime, until: datetime) -> list[str]:
        period = {"since": since.isoformat(), "until": until.isoformat()}
        return await case.does(HEAD, "delegation", to=named(OFFICIAL), reason="Phép.", **period)

    assert await lent(now + day, now + 2 * day) == ["signature_delegated"]
    assert await case.is_refused(OFFICIAL, "sign", **text) == (403, "signature_delegated_for")
    over = {"since": (now - 2 * day).isoformat(), "until": (now - day).isoformat()}
    refused = await case.is_refused(HEAD, "delegation", to=named(OFFICIAL), reason="Phép.", **over)
    assert refused == (422, "delegation_is_over")
    await lent(now - day, now + day)
    check = await case.tries(OFFICIAL, "check", **reply)
    assert check.json()["counts_at_once"]
    assert (await case.does(OFFICIAL, "sign", **text))[0] == "reply_received"
    signed = (await case.seen(OFFICER))["replies"][0]
    assert (signed["signatory"]["id"], signed["delegated_by"]["id"]) == (OFFICIAL.id, HEAD.id)


async def test_what_happens_inside_an_agency_stays_there(served: Served) -> None:
    """The agency and the auditor read it, in detail, list and timeline; nobody else does."""
    case = await open_case(served)
    lent = {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z"}
    await case.does(HEAD, "assign", official=named(OFFICIAL), deputy={"id": "ha", "name": "Hà"})
    await case.does(HEAD, "delegation", to=named(OFFICIAL), reason="Đi công tác.", **lent)
    await case.does(HEAD, "colleagues", colleague=named(OFFICIAL), part="Định mức chi.")
    await case.does(OFFICIAL, "contributions", text="Theo nghị quyết của HĐND.")
    unknown = await case.is_refused(HEAD, "contributions", text="Thêm.")
    assert unknown == (409, "no_part_to_give")
    other = await open_case(served)
    await other.does(OFFICIAL, "reply", **other.reply())
    text = (await other.seen(HEAD))["unsigned_sha256"]
    back = {"reply_sha256": text, "reasons": "Nêu rõ định mức."}
    assert await other.does(HEAD, "send-back", **back) == ["draft_sent_back"]
    await other.does(OFFICIAL, "reply", **other.reply())

    for person in (HEAD, OFFICIAL, AUDITOR):
        inside = (await case.seen(person))["inside"]
        assert inside["delegation"]["to"]["id"] == OFFICIAL.id
        assert inside["contributions"][0]["text"] == "Theo nghị quyết của HĐND."
        assert inside["involved"][0]["given_at"]
        written = await other.seen(person)
        assert written["inside"]["sent_back"][0]["reasons"] == back["reasons"]
        assert written["row"]["drafted"]
        assert {"reply_drafted", "draft_sent_back"} <= set(await other.told(person))
        assert "signature_delegated" in await case.told(person)
    for person in (OFFICER, SUPERVISOR, OFFICE):
        assert (await case.seen(person))["inside"] is None
        assert (await case.seen(person))["deputy"]["name"] == "Hà"
        written = await other.seen(person)
        assert (written["row"]["drafted"], written["unsigned"]) == (False, None)
        assert not (await other.seen(person, ""))["row"]["requests"][0]["drafted"]
        told = {*await case.told(person), *await other.told(person)}
        assert told == {"consultation_opened", "request_sent", "official_assigned"}


async def test_an_amended_draft_opens_a_round_for_what_changed(served: Served) -> None:
    """Who answered the changed question is asked anew; what it said before stays readable."""
    case = await open_case(served)
    await case.does(HEAD, "reply", **case.reply())
    second = await served.upload(OFFICER, "Dự thảo 2".encode())
    draft = {"subject": "Hướng dẫn đánh giá cán bộ, dự thảo 2", "kind": "guideline"}
    changed = QUESTIONS[0] | {"text": "Kinh phí lấy từ nguồn nào, do ai quyết toán?"}
    new = {"id": "thau", "text": "Chọn nhà thầu thế nào?"}

    async def amended(sha256: str, *questions: Any) -> Any:
        body: dict[str, Any] = {"draft": draft | {"sha256": sha256}, "changed": questions}
        return await case.tries(OFFICER, "draft", "", **body)

    same = await amended(case.sha256, changed)
    assert (same.status_code, same.json()["code"]) == (422, "draft_not_changed")
    bare = await amended(second, changed, new)
    assert (bare.status_code, bare.json()["code"]) == (422, "question_without_field")
    assert bare.json()["proposals"][0]["proposals"][0]["field"] == "fin.bidding"
    absent = await amended("0" * 64, changed)
    assert (absent.status_code, absent.json()["code"]) == (422, "attachments_not_uploaded")
    done = await amended(second, changed)
    assert done.json()["receipt"]["events"] == ["draft_amended", "request_sent"]
    assert done.json()["warnings"] == []

    whole = await case.seen(HEAD, "")
    assert [version["round"] for version in whole["versions"]] == [1, 2]
    assert (whole["row"]["round"], whole["changed_in"]) == (2, {"kinh-phi": 2})
    assert whole["requests"][0]["row"]["stage"] == "awaiting_reply"
    assert whole["requests"][0]["questions"][0]["text"] == changed["text"]
    (earlier,) = whole["earlier"]
    assert (earlier["ordinal"], earlier["row"]["stage"]) == (1, "answered")
    assert earlier["questions"][0]["text"] == QUESTIONS[0]["text"]
    assert await case.seen(HEAD, query="?ordinal=1") == earlier
    absent = await served.call(HEAD, "GET", f"{case.request()}?ordinal=3")
    assert (absent.status_code, absent.json()["code"]) == (404, "request_not_found")
    assert (await case.seen(OTHER_HEAD, SCIENCE))["ordinal"] == 1
    for sha256 in (case.sha256, second):
        for person, status in ((HEAD, 200), (OTHER_HEAD, 200), (STRANGER, 404)):
            answer = await served.call(person, "GET", f"/attachments/{sha256}")
            assert answer.status_code == status

    outdated = await case.does(HEAD, "reply", **case.reply())
    assert outdated == ["reply_received", "reply_flagged"]
    assert (await case.seen(OFFICER))["replies"][0]["outdated"] == ["kinh-phi"]


async def test_a_new_question_warns_of_who_is_not_asked_it(served: Served) -> None:
    """An agency asked before, about something else, is left out of the new question."""
    site = {"id": "dia-ban", "text": "Hiện trạng khu đất thế nào?", "field": "local.site"}
    case = await open_case(served)
    sha256 = await served.upload(OFFICER, "Dự thảo 2".encode())
    draft = {
        "subject": "Hướng dẫn đánh giá cán bộ",
        "kind": "guideline",
        "sha256": sha256,
        "territories": ["H99.31", "H99.32"],
    }
    body: dict[str, Any] = {"draft": draft, "changed": [site, QUESTIONS[0]], "agencies": ["H99.31"]}
    done = await case.tries(OFFICER, "draft", "", **body)
    assert done.status_code == 200, done.text
    assert [(w["code"], w["matches"][0]["question"]) for w in done.json()["warnings"]] == [
        ("H99.32", "dia-ban")
    ]
    assert (await case.seen(OFFICER, ""))["left_out"] == done.json()["warnings"]
    assert (await case.seen(HEAD, ""))["left_out"] == []


async def test_every_comment_gets_its_answer_before_the_end(served: Served) -> None:
    """Kept with reason, objected to once, disposed of again for good; then the case concludes."""
    case = await open_case(served)
    comment = await wants_changes(case)
    said = (await case.seen(HEAD))["comments"][0]
    assert (said["question"], said["proposed_wording"]) == ("kinh-phi", WORDING)
    assert (await case.seen(OFFICER))["row"]["undisposed"] == 1
    assert await case.is_refused(OFFICER, "conclude", "") == (409, "comments_undisposed")
    early: dict[str, Any] = {"comments": [comment], "reasons": "Chưa rõ căn cứ."}
    assert await case.is_refused(HEAD, "objection", **early) == (409, "not_disposed_yet")

    kept: dict[str, Any] = {"comment": comment, "kind": "kept"}
    bare = await case.is_refused(OFFICER, "dispositions", dispositions=[kept])
    assert bare == (422, "disposition_needs_reason")
    foreign = await case.is_refused(OFFICER, "dispositions", SCIENCE, dispositions=[kept])
    assert foreign == (422, "no_such_comment")
    kept["explanation"] = "Nguồn kinh phí đã nêu tại Điều 7."
    assert await case.does(OFFICER, "dispositions", dispositions=[kept]) == ["comments_disposed"]
    assert await case.is_refused(OFFICER, "conclude", "") == (409, "objections_possible")
    assert await case.does(HEAD, "objection", **early) == ["disposition_objected"]
    contested = (await case.seen(OFFICER))["comments"][0]
    assert contested["disposition"] is None
    assert contested["set_aside"]["explanation"] == kept["explanation"]
    assert contested["objection"]["reasons"] == early["reasons"]
    assert await case.is_refused(HEAD, "objection", **early) == (409, "objected_before")
    final = [{"comment": comment, "kind": "adopted"}]
    assert await case.does(OFFICER, "dispositions", dispositions=final) == ["comments_disposed"]
    last = await case.is_refused(OFFICER, "dispositions", dispositions=final)
    assert last == (409, "disposition_is_final")
    assert await case.does(OFFICER, "conclude", "") == ["consultation_concluded"]
    assert "comments_disposed" not in await case.told(OTHER_HEAD)
    assert comment not in str(await case.seen(OTHER_HEAD, ""))


async def test_a_suspended_case_stands_still_and_takes_replies(served: Served) -> None:
    """No clock runs and nothing is asked; the inbox still shows what an agency has, and why."""
    case = await open_case(served)
    why = {"reason": "Chờ luật mới có hiệu lực."}
    assert await case.is_refused(OFFICER, "resume", "", **why) == (409, "not_suspended")
    assert await case.does(OFFICE, "suspend", "", **why) == ["consultation_suspended"]
    row = (await case.seen(HEAD, ""))["row"]
    assert (row["stage"], row["requests"][0]["clock_running"]) == ("suspended", False)
    (item,) = (await served.call(HEAD, "GET", "/inbox")).json()["items"]
    assert (item["consultation"], item["case_stage"]) == (case.id, "suspended")
    ask = {"ground": "unclear_question", "text": "Đề nghị làm rõ."}
    assert await case.is_refused(HEAD, "clarifications", **ask) == (409, "consultation_suspended")
    assert (await case.does(HEAD, "reply", **case.reply()))[-1] == "reply_accepted"
    listed = await served.call(OFFICER, "GET", "/consultations?stage=suspended")
    assert [one["id"] for one in listed.json()["items"]] == [case.id]
    assert await case.does(OFFICER, "resume", "", **why) == ["consultation_resumed"]
    assert (await case.seen(OTHER_HEAD, SCIENCE))["row"]["clock_running"]
    assert await case.told(OTHER_HEAD) == [
        "consultation_opened",
        "request_sent",
        "consultation_suspended",
        "consultation_resumed",
    ]


async def test_the_office_steps_in(served: Served) -> None:
    """It orders a day, takes over a contested return and decides it, and closes what is left."""
    case = await open_case(served)
    why = {"reasons": "Trình UBND tỉnh tại phiên họp tới."}
    past = {"to": "2026-01-05"} | why
    assert await case.is_refused(OFFICE, "deadline", **past) == (422, "ordered_day_has_passed")
    to = date.fromisoformat((await case.seen(HEAD))["row"]["due_at"][:10]) + timedelta(days=7)
    assert await case.does(OFFICE, "deadline", to=str(to), **why) == ["deadline_ordered"]
    assert (await case.seen(HEAD))["row"]["due_at"][:10] >= str(to)
    nothing = await case.is_refused(OFFICE, "take-over", **why)
    assert nothing == (409, "nothing_to_take_over")

    assert "reply_returned" in await case.does(HEAD, "reply", **case.empty())
    await case.does(HEAD, "contest", reasons="Đã nêu tại văn bản trước.")
    assert await case.does(OFFICE, "take-over", **why) == ["review_taken_over"]
    assert (await case.seen(HEAD))["holder"]["en"] == "the Office"
    late = await case.is_refused(OFFICER, "review", decision="accept")
    assert late == (403, "before_another_reviewer")
    waiting = await case.is_refused(OFFICE, "close", **why)
    assert waiting == (409, "reply_awaits_decision")
    assert await case.does(OFFICE, "review", decision="accept") == ["reply_accepted"]

    closed = await case.does(OFFICE, "close", SCIENCE, **why)
    assert closed == ["request_closed_on_record"]
    assert (await case.seen(OFFICER, SCIENCE))["row"]["stage"] == "closed_on_record"
    again = await case.is_refused(OFFICE, "close", SCIENCE, **why)
    assert again == (409, "request_settled")


async def test_a_reply_beside_the_outcome_is_used(served: Served) -> None:
    """The case does not conclude before the officer says how it was used; after, it is read."""
    case = await open_case(served)
    await case.does(HEAD, "reply", **case.reply())
    await case.does(OFFICE, "close", SCIENCE, reasons="Đã họp.")
    assert await case.does(OTHER_HEAD, "reply", SCIENCE, **case.reply("du-lieu")) == [
        "reply_received"
    ]
    assert (await case.seen(OFFICER, SCIENCE))["row"]["stage"] == "closed_on_record"
    assert await case.is_refused(OFFICER, "conclude", "") == (409, "late_replies_unused")
    use: dict[str, Any] = {
        "number": 1,
        "use": "considered",
        "explanation": "Đã tham khảo tại Điều 3.",
    }
    second = await case.is_refused(OFFICER, "late-replies/use", SCIENCE, **use | {"number": 2})
    assert second == (422, "no_such_late_reply")
    assert await case.does(OFFICER, "late-replies/use", SCIENCE, **use) == ["late_reply_used"]
    used = (await case.seen(OTHER_HEAD, SCIENCE))["replies"][0]["used"]
    assert (used["use"], used["by"]["id"]) == ("considered", OFFICER.id)
    assert await case.does(OFFICER, "conclude", "") == ["consultation_concluded"]
    after = use | {"use": "consolidated"}
    assert await case.does(OFFICER, "late-replies/use", SCIENCE, **after) == ["late_reply_used"]


async def test_the_officer_is_replaced(served: Served) -> None:
    """By one of the drafting agency; the old one decides nothing from then on."""
    case = await open_case(served)
    why = {"reason": "Điều động công tác."}
    elsewhere = {"id": "stc.duc.hoang", "name": "Hoàng Trung Đức"}
    refused = await case.is_refused(SUPERVISOR, "officer", "", officer=elsewhere, **why)
    assert refused == (422, "officer_of_another_agency")
    assert await case.is_refused(OFFICER, "officer", "", officer=named(COLLEAGUE), **why) == (
        403,
        "not_permitted",
    )
    replaced = await case.does(SUPERVISOR, "officer", "", officer=named(COLLEAGUE), **why)
    assert replaced == ["officer_replaced"]
    stop = {"reason": "Dừng."}
    assert await case.is_refused(OFFICER, "suspend", "", **stop) == (
        403,
        "not_the_officer_in_charge",
    )
    assert (await case.seen(HEAD, ""))["officer"]["id"] == COLLEAGUE.id
    assert await case.does(COLLEAGUE, "suspend", "", **stop) == ["consultation_suspended"]


async def test_a_foreign_request_is_not_there_for_any_of_it(served: Served) -> None:
    """Another agency's request is answered byte for byte like one nobody has."""
    case = await open_case(served)
    fixed = {"X-Request-Id": "same"}
    sent: dict[str, dict[str, Any]] = {
        "clarifications": {"ground": "unclear_question", "text": "?"},
        "extension": {"to": "2099-01-01", "reason": "?"},
        "decline": {
            "declined": [{"question": "q", "field": "fin", "to": JUSTICE}],
            "reasons": "?",
        },
        "colleagues": {"colleague": named(HEAD), "part": "?"},
        "objection": {"comments": [f"{SCIENCE}-1-1"], "reasons": "?"},
        "send-back": {"reply_sha256": "0" * 64, "reasons": "?"},
    }
    for path, body in sent.items():
        answers = [
            await served.call(
                HEAD, "POST", f"{case.request(agency)}/{path}", headers=fixed, json=body
            )
            for agency in (SCIENCE, JUSTICE)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


async def test_what_was_done_is_recognised_in_a_case_that_is_over(
    served: Served, temporal: Client
) -> None:
    """A repeat of any command that carried what was registered then gets its first receipt."""
    case = await open_case(served, questions=[*QUESTIONS, FINE])
    sha256 = await served.upload(OFFICER, "Dự thảo 2".encode())
    draft = {"subject": "Hướng dẫn đánh giá cán bộ", "kind": "guideline", "sha256": sha256}
    declined = [{"question": FINE["id"], "field": "justice.sanction", "to": JUSTICE}]
    given: list[tuple[Actor, str, str, dict[str, Any]]] = [
        (HEAD, "decline", FINANCE, {"declined": declined, "reasons": "Không phải định mức chi."}),
        (OFFICER, "draft", "", {"draft": draft, "changed": [QUESTIONS[1]]}),
        (SUPERVISOR, "officer", "", {"officer": named(COLLEAGUE), "reason": "Điều động."}),
        (SUPERVISOR, "cancel", "", {"reason": "Dừng soạn thảo."}),
    ]
    firsts = [
        await case.tries(person, path, agency, key=f"k-{path}", **body)
        for person, path, agency, body in given
    ]
    assert [first.status_code for first in firsts] == [200] * len(given)
    while (await temporal.get_workflow_handle(case.id).describe()).close_time is None:  # noqa: ASYNC110 -- another process ends it
        await asyncio.sleep(0.02)
    for first, (person, path, agency, body) in zip(firsts, given, strict=True):
        again = await case.tries(person, path, agency, key=f"k-{path}", **body)
        assert again.json()["receipt"] == first.json()["receipt"], path
        other = await case.tries(person, path, agency, key=f"k-{path}", **body | _changed(body))
        assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def _changed(body: dict[str, Any]) -> dict[str, Any]:
    name = next(name for name in ("reasons", "reason", "changed") if name in body)
    return {name: [QUESTIONS[0]] if name == "changed" else "Lý do khác."}
