"""A case through the API, with everything real behind it."""

import asyncio
import secrets
import unicodedata
from typing import Any

from temporalio.client import Client

from tests.given.api_cases import QUESTIONS, open_case, opening
from tests.given.people import (
    AUDITOR,
    COLLEAGUE,
    FINANCE,
    HEAD,
    HOME,
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
from tests.given.written_files import word_file

WARDS = ["H99.31", "H99.32"]


async def test_a_case_from_opening_to_conclusion(served: Served) -> None:
    """Each step is in the ledger when it is answered: the read right after it sees it."""
    case = await open_case(served)
    call, path, request = served.call, case.path, case.request()

    done = await call(OFFICIAL, "POST", f"{request}/acknowledge")
    assert done.status_code == 200
    assert done.json()["receipt"]["events"] == ["request_acknowledged"]
    issued = {"number": "1480/SNV-CCVC", "signed_on": "2026-03-02"}
    recorded = await call(OFFICER, "POST", f"{request}/letter", json=issued)
    assert recorded.json()["receipt"]["events"] == ["letter_recorded"]
    named = {"official": {"id": "duc", "name": "Hoàng Trung Đức"}}
    assert (await call(HEAD, "POST", f"{request}/assign", json=named)).status_code == 200
    detail = (await call(OFFICIAL, "GET", request)).json()
    assert detail["official"]["name"] == "Hoàng Trung Đức"
    assert detail["matches"][0]["mandate"]["field"] == "fin.budget"

    drafted = await call(OFFICIAL, "POST", f"{request}/reply", json=case.reply())
    assert drafted.json()["receipt"]["events"] == ["reply_drafted"]
    assert (await call(HEAD, "GET", request)).json()["unsigned"]["position"] == "agree"
    assert (await call(OFFICER, "GET", request)).json()["unsigned"] is None
    sha256 = (await call(HEAD, "GET", request)).json()["unsigned_sha256"]
    signed = await call(HEAD, "POST", f"{request}/sign", json={"reply_sha256": sha256})
    assert signed.json()["receipt"]["events"] == ["reply_received", "reply_accepted"]
    assert signed.json()["receipt"]["assessment"]["verdict"] == "clear"

    early = await call(OFFICER, "POST", f"{path}/conclude")
    assert (early.status_code, early.json()["code"]) == (409, "requests_open")
    assert "Sở Khoa học và Công nghệ" in early.json()["detail"]
    reply = case.reply("du-lieu")
    await call(OTHER_HEAD, "POST", f"{case.request(SCIENCE)}/reply", json=reply)
    assert (await call(OFFICER, "POST", f"{path}/conclude")).status_code == 200

    whole = (await call(AUDITOR, "GET", path)).json()
    assert whole["row"]["stage"] in {"concluded", "archived"}
    assert [r["row"]["stage"] for r in whole["requests"]] == ["answered", "answered"]
    assert whole["requests"][0]["replies"][0]["signatory"]["id"] == HEAD.id


async def test_whoever_is_left_out_is_named_to_the_drafter(served: Served) -> None:
    """In the answer to opening and in the case, until asked; an agency reads nothing of it."""
    case = await open_case(served)
    assert (await served.call(OFFICER, "GET", case.path)).json()["left_out"] == []
    site = {"id": "dia-ban", "text": "Hiện trạng khu đất thế nào?", "field": "local.site"}
    body = opening(case.sha256, questions=[QUESTIONS[0], site], agencies=[FINANCE, WARDS[0]])
    body["draft"] |= {"territories": WARDS}

    opened = await served.call(OFFICER, "POST", "/consultations", json=body)
    (warning,) = opened.json()["warnings"]
    assert (warning["code"], warning["area"]) == (WARDS[1], True)
    assert [match["question"] for match in warning["matches"]] == ["dia-ban"]
    assert "Đề nghị xem xét bổ sung" in warning["text"]["vi"]
    path = opened.headers["Location"].removeprefix("/v1")
    for person, left_out in ((COLLEAGUE, [warning]), (OFFICE, [warning]), (AUDITOR, [warning])):
        assert (await served.call(person, "GET", path)).json()["left_out"] == left_out
    seen = await served.call(HEAD, "GET", path)
    assert seen.json()["left_out"] == []
    assert WARDS[1] not in [r["row"]["agency"] for r in seen.json()["requests"]]

    added = await served.call(OFFICER, "POST", f"{path}/requests", json={"agency": WARDS[1]})
    assert added.status_code == 201
    assert (await served.call(OFFICER, "GET", path)).json()["left_out"] == []
    why = {"reason": "Đã có ý kiến tại cuộc họp."}
    withdraw = f"{path}/requests/{WARDS[1]}/withdraw"
    assert (await served.call(OFFICER, "POST", withdraw, json=why)).status_code == 200
    assert (await served.call(OFFICER, "GET", path)).json()["left_out"] == [warning]


async def test_a_return_contested_and_reviewed(served: Served) -> None:
    """A reply without a position goes back; the agency contests; a person decides with reasons."""
    case = await open_case(served)
    request = case.request()
    returned = await served.call(HEAD, "POST", f"{request}/reply", json=case.empty())
    assert returned.json()["receipt"]["events"][:2] == ["reply_received", "reply_returned"]
    why = {"reasons": "Đã nêu đủ tại văn bản trước."}
    assert (await served.call(HEAD, "POST", f"{request}/contest", json=why)).status_code == 200
    bare = {"decision": "return"}
    refused = await served.call(OFFICER, "POST", f"{request}/review", json=bare)
    assert (refused.status_code, refused.json()["code"]) == (422, "reasons_needed")
    decided = await served.call(
        SUPERVISOR, "POST", f"{request}/review", json={"decision": "accept"}
    )
    assert decided.json()["receipt"]["events"] == ["reply_accepted"]


async def test_agencies_are_added_and_withdrawn(served: Served) -> None:
    """Only an agency concerned, or one a supervisor asks for with a reason, is added."""
    case = await open_case(served)
    added = f"{case.path}/requests"
    refused = await served.call(OFFICER, "POST", added, json={"agency": JUSTICE})
    assert (refused.status_code, refused.json()["code"]) == (422, "agency_not_concerned")
    reason = {"agency": JUSTICE, "override_reason": "Văn bản có nội dung xử lý vi phạm."}
    done = await served.call(SUPERVISOR, "POST", added, json=reason)
    assert done.status_code == 201
    assert done.headers["Location"] == f"/v1{case.request(JUSTICE)}"
    assert (await served.call(STRANGER, "GET", case.path)).status_code == 200
    why = {"reason": "Đã có ý kiến tại cuộc họp."}
    path = f"{case.request(JUSTICE)}/withdraw"
    assert (await served.call(OFFICER, "POST", path, json=why)).status_code == 200
    last = await served.call(OFFICER, "POST", f"{case.request()}/withdraw", json=why)
    assert (last.status_code, last.json()["code"]) == (409, "withdrawal_leaves_question")


async def test_a_check_tells_what_sending_would(served: Served) -> None:
    """A dry run gives the assessment, or the refusal, that sending would; it records nothing."""
    case = await open_case(served)
    before = (await served.call(HEAD, "GET", f"{case.path}/timeline")).json()
    path = f"{case.request()}/check"
    checked = (await served.call(OFFICIAL, "POST", path, json=case.empty())).json()
    assert checked["action"] == "return"
    assert checked["assessment"]["unanswered"] == ["kinh-phi"]
    assert not checked["counts_at_once"]
    other_draft = case.reply(draft_sha256="0" * 64)
    refused = await served.call(HEAD, "POST", path, json=other_draft)
    assert (refused.status_code, refused.json()["code"]) == (422, "reply_to_another_draft")
    assert (await served.call(HEAD, "GET", f"{case.path}/timeline")).json() == before
    sent = await served.call(HEAD, "POST", f"{case.request()}/reply", json=case.empty())
    assert sent.json()["receipt"]["assessment"] == checked["assessment"]


async def test_what_was_read_from_a_letter_is_confirmed_in_one_step(served: Served) -> None:
    """Checked by the official, prepared by one press, signed by the head; retried, it acts once."""
    case = await open_case(served)
    said = (
        "Sở Tài chính thống nhất kinh phí lấy từ nguồn dự toán chi thường xuyên 1,2 tỷ đồng đã "
        "giao năm 2026, vì nguồn này còn dư 3 tỷ đồng."
    )
    text = f"Kính gửi: Sở Nội vụ\n{said}\nTrân trọng./."
    letter = case.reply(position="none", text=text, answers=[], legal_basis="")

    seen = (await case.tries(OFFICIAL, "check", **letter)).json()["proposed"]
    (proposed,) = seen["answers"]
    assert (proposed["answer"]["question"], proposed["answer"]["position"]) == ("kinh-phi", "agree")
    assert proposed["answer"]["text"] == said
    assert {read["part"] for read in proposed["read_from"]} == {"position", "reason"}

    confirmed = {"letter": letter, "reply_sha256": seen["reply_sha256"]}
    changed = confirmed | {"letter": letter | {"text": f"{text} Hết."}}
    assert await case.is_refused(OFFICIAL, "confirm", **changed) == (409, "another_proposal")
    for _ in range(2):
        assert await case.does(OFFICIAL, "confirm", key="one", **confirmed) == ["reply_drafted"]
    waiting = await case.seen(HEAD)
    assert (waiting["unsigned"], waiting["unsigned_sha256"]) == (
        seen["reply"],
        seen["reply_sha256"],
    )

    signed = await case.does(HEAD, "sign", reply_sha256=seen["reply_sha256"])
    assert signed[0] == "reply_received"
    assert await case.does(OFFICIAL, "confirm", key="one", **confirmed) == ["reply_drafted"]


async def test_every_part_of_an_answer_is_read_again_where_it_is_shown(served: Served) -> None:
    """In the request, and in the comment it makes; a body has a name, or it is refused."""
    case = await open_case(served)
    full: dict[str, Any] = {
        "question": "kinh-phi",
        "position": "agree_with_changes",
        "text": "Thống nhất, đề nghị ghi rõ: kinh phí lấy từ dự toán chi thường xuyên năm 2026.",
        "proposed_wording": "Kinh phí lấy từ dự toán chi thường xuyên.",
        "value": "1,2 tỷ đồng",
        "reason": "Dự toán năm 2026 đã giao.",
        "legal_basis": "Điều 31 Luật Ngân sách nhà nước",
        "not_ours": {"body": "Bộ Tài chính", "agency": None, "rule": "Điều 8"},
    }
    nameless = case.reply(answers=[full | {"not_ours": {"agency": "H99.05"}}])
    assert (await case.tries(HEAD, "check", **nameless)).status_code == 422
    await case.does(HEAD, "reply", **case.reply(answers=[full]))

    shown = await case.seen(OFFICER)
    assert shown["replies"][0]["reply"]["answers"] == [full]
    if shown["row"]["stage"] == "in_review":
        await case.does(OFFICER, "review", decision="accept")
    (comment,) = (await case.seen(OFFICER))["comments"]
    assert comment | full == comment


async def test_an_agency_sees_nothing_of_another(served: Served) -> None:
    """Detail, requests, timeline and lists show an agency its own part of the case only."""
    case = await open_case(served)
    await served.call(OTHER_HEAD, "POST", f"{case.request(SCIENCE)}/acknowledge")
    seen = [
        (await served.call(HEAD, "GET", path)).text
        for path in (case.path, f"{case.path}/requests", f"{case.path}/timeline", "/consultations")
    ]
    for text in seen:
        assert case.id in text or "requests" not in text
        assert SCIENCE not in text
        assert QUESTIONS[1]["text"] not in text
    timeline = (await served.call(OFFICER, "GET", f"{case.path}/timeline")).json()["entries"]
    assert [e["type"] for e in timeline].count("request_sent") == 2
    assert {len(e["hash"]) for e in timeline} == {64}
    assert "Sở Tài chính" in timeline[1]["text"]["vi"]


async def test_what_is_made_clear_to_one_every_other_reads(served: Served) -> None:
    """With its file, and without a word of who asked; what is marked stays with who asked."""
    case = await open_case(served)
    printed = await served.upload(OFFICER, b"%PDF-1.7 ban sua")
    for marked, text in ((True, "Chỉ riêng"), (False, "Điều 4 in nhầm, đúng là 2 triệu đồng.")):
        await case.does(HEAD, "clarifications", ground="unclear_question", text="Mức nào?")
        sent: dict[str, Any] = {"text": text, "attachments": [printed], "only_for_asker": marked}
        await case.does(OFFICER, "clarifications/answer", **sent)

    (shared,) = (await served.call(OTHER_HEAD, "GET", case.path)).json()["shared_clarifications"]
    assert (shared["answer"], shared["attachments"]) == (text, [printed])
    assert [(one["name"], one["size"]) for one in shared["files"]] == [("f.pdf", 16)]
    file = await served.call(OTHER_HEAD, "GET", f"/attachments/{printed}")
    assert file.status_code == 200
    for path in (case.path, f"{case.path}/timeline"):
        seen = (await served.call(OTHER_HEAD, "GET", path)).text
        assert FINANCE not in seen
        assert "Chỉ riêng" not in seen
    assert (await served.call(HEAD, "GET", case.path)).json()["shared_clarifications"] == []


async def test_foreign_and_absent_look_the_same(served: Served) -> None:
    """What an agency may not know of is answered byte for byte like what does not exist."""
    case = await open_case(served)
    tails = {
        "GET": ["", "/timeline", "/requests", f"/requests/{JUSTICE}", f"/requests/{FINANCE}"],
        "POST": [
            f"/requests/{JUSTICE}/acknowledge",
            f"/requests/{FINANCE}/acknowledge",
            "/conclude",
        ],
    }
    fixed = {"X-Request-Id": "same"}
    for method, paths in tails.items():
        for tail in paths:
            answers = [
                await served.call(STRANGER, method, f"/consultations/{i}{tail}", headers=fixed)
                for i in (case.id, "HS-AAAAAAAAAAAA")
            ]
            assert {answer.status_code for answer in answers} == {404}, tail
            assert answers[0].content == answers[1].content
            assert dict(answers[0].headers).keys() == dict(answers[1].headers).keys()
    for path in (case.request(SCIENCE), case.request(JUSTICE)):
        answer = await served.call(HEAD, "GET", path, headers=fixed)
        assert (answer.status_code, answer.json()["code"]) == (404, "request_not_found")


async def test_a_retried_opening_opens_once(served: Served) -> None:
    """The same key and body find the same case, at once or together; another body is refused."""
    sha256 = await served.upload(OFFICER, b"%PDF-1.7")
    body, key = opening(sha256), secrets.token_hex(8)

    async def post(body: Any) -> Any:
        return await served.call(OFFICER, "POST", "/consultations", key=key, json=body)

    answers = [await post(body), *await asyncio.gather(*(post(body) for _ in range(10)))]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len({answer.text for answer in answers}) == 1
    other = await post(opening(sha256, agencies=[SCIENCE, FINANCE]))
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    listed = (await served.call(OFFICER, "GET", "/consultations")).json()["items"]
    assert len(listed) == 1


async def test_a_retried_command_acts_once(served: Served) -> None:
    """A repeated key answers with the first receipt; for another command it is refused."""
    case = await open_case(served)
    path = f"{case.request()}/acknowledge"
    first = await served.call(HEAD, "POST", path, key="k")
    again = await served.call(HEAD, "POST", path, key="k")
    assert first.text == again.text
    other = await served.call(HEAD, "POST", f"{case.request()}/reply", key="k", json=case.reply())
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    fresh = await served.call(HEAD, "POST", path)
    assert (fresh.status_code, fresh.json()["code"]) == (409, "already_acknowledged")
    command = first.json()["links"]["command"].removeprefix("/v1")
    assert (await served.call(HEAD, "GET", command)).json()["status"] == "recorded"
    assert (await served.call(OFFICIAL, "GET", command)).json()["status"] == "unknown"


async def test_a_case_that_is_over_still_answers(served: Served, temporal: Client) -> None:
    """Its workflow has ended: a retry gets its receipt from the ledger, the rest the rules' no."""
    key = secrets.token_hex(8)
    case = await open_case(served, key=key)
    why = {"reason": "Dừng soạn thảo văn bản."}
    cancel = f"{case.path}/cancel"
    first = await served.call(OFFICER, "POST", cancel, key="end", json=why)
    assert first.status_code == 200
    while (await temporal.get_workflow_handle(case.id).describe()).close_time is None:  # noqa: ASYNC110 -- another process ends it
        await asyncio.sleep(0.02)
    again = await served.call(OFFICER, "POST", cancel, key="end", json=why)
    assert (again.status_code, again.json()) == (200, first.json())
    changed = await served.call(OFFICER, "POST", cancel, key="end", json={"reason": "Khác."})
    assert (changed.status_code, changed.json()["code"]) == (422, "idempotency_key_reused")
    for person, path, body, code in (
        (OFFICER, cancel, why, "consultation_cancelled"),
        (HEAD, f"{case.request()}/reply", case.reply(), "consultation_cancelled"),
        (STRANGER, cancel, why, "consultation_not_found"),
    ):
        refused = await served.call(person, "POST", path, json=body)
        assert refused.json()["code"] == code
    reopened = await open_case(served, key=key)
    assert reopened.id == case.id
    timeline = (await served.call(OFFICER, "GET", f"{case.path}/timeline")).json()["entries"]
    assert [e["type"] for e in timeline].count("consultation_opened") == 1


async def test_lists_are_filtered_and_paged(served: Served) -> None:
    """Filters look only at what the caller may see, and pages neither repeat nor skip a case."""
    cases = [await open_case(served) for _ in range(5)]
    await served.call(OFFICER, "POST", f"{cases[0].path}/cancel", json={"reason": "Dừng."})

    async def ids(person: Any, query: str) -> list[str]:
        page = (await served.call(person, "GET", f"/consultations?{query}")).json()
        return [item["id"] for item in page["items"]]

    newest_first = [case.id for case in reversed(cases)]
    assert await ids(OFFICER, "") == newest_first
    assert await ids(AUDITOR, "stage=cancelled") == [cases[0].id]
    assert await ids(AUDITOR, f"officer={OFFICER.id}&q=ĐÁNH GIÁ") == newest_first
    assert await ids(OFFICER, "q=không có") == []
    assert await ids(OFFICER, "overdue=true") == []
    assert await ids(HEAD, "overdue=false") == newest_first
    assert await ids(OFFICER, f"agency={SCIENCE}") == newest_first
    assert await ids(HEAD, f"agency={SCIENCE}") == []
    assert await ids(STRANGER, "") == []
    paged: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        query = f"?limit=2&cursor={cursor}" if cursor else "?limit=2"
        page = (await served.call(OFFICER, "GET", f"/consultations{query}")).json()
        paged += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert paged == newest_first


async def test_the_inbox_holds_what_waits(served: Served) -> None:
    """An agency's own requests, soonest due first, without those that have their outcome."""
    cases = [await open_case(served) for _ in range(3)]
    await served.call(HEAD, "POST", f"{cases[1].request()}/reply", json=cases[1].reply())
    inbox = (await served.call(OFFICIAL, "GET", "/inbox")).json()
    assert {item["consultation"] for item in inbox["items"]} == {cases[0].id, cases[2].id}
    due = [(item["request"]["due_at"], item["consultation"]) for item in inbox["items"]]
    assert due == sorted(due)
    assert {item["request"]["agency"] for item in inbox["items"]} == {FINANCE}
    settled = (await served.call(HEAD, "GET", "/inbox?stage=answered&stage=silent")).json()
    assert [item["consultation"] for item in settled["items"]] == [cases[1].id]
    first = (await served.call(HEAD, "GET", "/inbox?limit=1")).json()
    second = (await served.call(HEAD, "GET", f"/inbox?limit=1&cursor={first['next']}")).json()
    assert second["next"] is None
    assert [p["items"][0] for p in (first, second)] == inbox["items"]
    assert (await served.call(OFFICER, "GET", "/inbox")).json()["code"] == "not_permitted"


async def test_an_agency_reads_of_the_overdue_list_and_says_why(served: Served) -> None:
    """In its inbox and its request; the reason is read by drafter and Office, the last one said."""
    case = await open_case(served)
    call, request = served.call, case.request()
    row = (await call(HEAD, "GET", request)).json()["row"]
    assert row["listed_on"] > row["due_at"][:10]
    (item,) = (await call(OFFICIAL, "GET", "/inbox")).json()["items"]
    assert "danh sách quá hạn báo cáo Chủ tịch UBND tỉnh" in item["overdue_list"]["vi"]

    for person, reason in ((OFFICIAL, "Chờ số liệu của các xã."), (HEAD, "Chờ ý kiến của Bộ.")):
        said = await call(person, "POST", f"{request}/delay-reason", json={"reason": reason})
        assert said.json()["receipt"]["events"] == ["delay_reason_given"]
    for person in (HEAD, OFFICER, SUPERVISOR, OFFICE, AUDITOR):
        told = (await call(person, "GET", request)).json()["delay_reason"]
        assert (told["reason"], told["by"]["id"]) == ("Chờ ý kiến của Bộ.", HEAD.id)
    (item,) = (await call(OFFICIAL, "GET", "/inbox")).json()["items"]
    assert item["request"]["delay_reason"] == "Chờ ý kiến của Bộ."
    after = (await call(HEAD, "GET", request)).json()["row"]
    assert after["due_at"] == row["due_at"]

    empty = await call(HEAD, "POST", f"{request}/delay-reason", json={"reason": " "})
    assert empty.status_code == 422
    drafter = await call(OFFICER, "POST", f"{request}/delay-reason", json={"reason": "Vì."})
    assert drafter.json()["code"] == "not_permitted"
    await call(HEAD, "POST", f"{request}/reply", json=case.reply())
    late = await call(HEAD, "POST", f"{request}/delay-reason", json={"reason": "Đã gửi."})
    assert (late.status_code, late.json()["code"]) == (409, "request_settled")


async def test_a_deadline_explains_itself(served: Served) -> None:
    """Rule, calendar, start and each day, in both languages."""
    case = await open_case(served)
    why = (await served.call(HEAD, "GET", f"{case.request()}/deadline")).json()
    assert why["started_by"] == "request_sent"
    assert sum(day["counted"] for day in why["days"]) == why["within"]["days"]
    assert why["text"]["vi"] != why["text"]["en"]


async def test_a_file_is_read_by_those_it_is_named_to(served: Served) -> None:
    """The draft by everyone on the case; a reply's attachment by drafter, its agency, auditors."""
    case = await open_case(served)
    evidence = await served.upload(OFFICIAL, b"%PDF-1.4 phu luc")
    stolen = case.reply("du-lieu", attachments=[evidence])
    path = f"{case.request(SCIENCE)}/reply"
    refused = await served.call(OTHER_HEAD, "POST", path, json=stolen)
    assert (refused.status_code, refused.json()["code"]) == (422, "attachments_not_uploaded")

    async def readers(sha256: str) -> list[str]:
        people = (OFFICER, SUPERVISOR, OFFICIAL, OTHER_HEAD, STRANGER, AUDITOR)
        path = f"/attachments/{sha256}"
        answers = [await served.call(p, "GET", path) for p in people]
        return [p.id for p, a in zip(people, answers, strict=True) if a.status_code == 200]

    on_the_case = [OFFICER.id, SUPERVISOR.id, OFFICIAL.id, OTHER_HEAD.id, AUDITOR.id]
    assert await readers(case.sha256) == on_the_case
    assert await readers(evidence) == [OFFICIAL.id]
    reply = case.reply(attachments=[evidence])
    await served.call(OFFICIAL, "POST", f"{case.request()}/reply", json=reply)
    assert await readers(evidence) == [OFFICIAL.id, AUDITOR.id]
    sha256 = (await served.call(HEAD, "GET", case.request())).json()["unsigned_sha256"]
    await served.call(HEAD, "POST", f"{case.request()}/sign", json={"reply_sha256": sha256})
    assert await readers(evidence) == [OFFICER.id, SUPERVISOR.id, OFFICIAL.id, AUDITOR.id]


async def test_a_file_is_listed_by_its_name_size_and_type(served: Served) -> None:
    """In the reply and in the table, as uploaded, whatever the caller writes into the reply."""
    case = await open_case(served)
    sent = {"file": (unicodedata.normalize("NFD", "Phụ lục 1.pdf"), b"%PDF-1.4 phu luc")}
    sha256 = (await served.call(HEAD, "POST", "/attachments", files=sent)).json()["sha256"]
    forged = {"sha256": sha256, "name": "khác.exe", "size": 1, "media_type": "x"}
    await case.does(HEAD, "reply", **case.reply(attachments=[sha256], files=[forged]))

    (reply,) = (await served.call(OFFICER, "GET", case.request())).json()["replies"]
    draft = (await served.call(HEAD, "GET", case.path)).json()["draft"]
    assert (draft["file"]["sha256"], draft["file"]["name"]) == (case.sha256, "f.txt")
    named = {"name": "Phụ lục 1.pdf", "size": 16, "media_type": "application/pdf"}
    assert reply["reply"]["files"] == [{"sha256": sha256, **named}]
    table = (await served.call(OFFICER, "GET", f"{case.path}/documents/consolidation.json")).json()
    (answer,) = next(a for a in table["asked"] if a["agency"] == FINANCE)["answers"]
    assert answer["files"] == reply["reply"]["files"]
    found = await served.call(OFFICER, "GET", f"/attachments/{sha256}")
    assert found.headers["Content-Disposition"].endswith("UTF-8''Ph%E1%BB%A5%20l%E1%BB%A5c%201.pdf")


async def test_a_reply_in_a_file_lies_before_a_person_with_its_text(served: Served) -> None:
    """The machine returns nothing it did not read; the officer reads both in one look."""
    case = await open_case(served)
    said = "Sở Tài chính đề nghị mức hỗ trợ 2 triệu đồng một hộ."
    file = await served.upload(HEAD, word_file(said))
    cover = {"text": "Gửi kèm Công văn 512/STC-QLNS (bản ký số).", "answers": []}
    reply = {**case.reply(attachments=[file]), **cover, "position": "none"}
    receipt = (await case.tries(HEAD, "reply", **reply)).json()["receipt"]
    assert receipt["events"] == ["reply_received", "reply_flagged"]

    review = (await served.call(OFFICER, "GET", f"{case.request()}/review")).json()
    (read,) = review["files"]
    assert (read["sha256"], read["legibility"], read["text"]) == (file, "read", said)


async def test_thirty_replies_at_once_are_all_answered(served: Served) -> None:
    """More than a server takes at once: the gate lets them through, none refused, none lost."""
    case = await open_case(served)
    named = {"official": {"id": "duc", "name": "Đức"}}
    path = f"{case.request()}/assign"
    answers = await asyncio.gather(
        *(served.call(HEAD, "POST", path, key=f"k{n}", json=named) for n in range(30))
    )
    assert {answer.status_code for answer in answers} == {200}
    versions = {answer.json()["receipt"]["version"] for answer in answers}
    assert len(versions) == 30


async def test_everything_ready_is_said(served: Served) -> None:
    """With its servers up the API is ready, and its own agency's officer sees the drafting name."""
    assert (await served.http.get("/health/ready")).json() == {
        "status": "ready",
        "down": [],
        "signs": [],
    }
    case = await open_case(served)
    detail = (await served.call(OFFICER, "GET", case.path)).json()
    assert detail["drafting_agency"]["vi"] == "Sở Nội vụ"
    assert detail["row"]["drafting_agency"] == HOME
