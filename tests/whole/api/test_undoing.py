"""What was done can be put right on record: a wrong figure, a case opened twice or ended."""

import asyncio
import secrets
from datetime import datetime
from typing import Any

from remiss.texts import VIET_NAM
from tests.given.api_cases import DRAFT_CONTENT, Case, open_case, opening
from tests.given.people import (
    FOREIGN_OFFICER,
    HEAD,
    OFFICE,
    OFFICER,
    OFFICIAL,
    OTHER_HEAD,
    SCIENCE,
    STRANGER,
    SUPERVISOR,
)
from tests.given.served import Served


def figure(case: Case, said: str, **changed: Any) -> dict[str, Any]:
    """A reply that wants something changed, and says how much."""
    answer = {"question": "kinh-phi", "position": "agree_with_changes", "text": said, "value": said}
    answer["proposed_wording"] = f"Mức hỗ trợ là {said}."
    return case.reply(position="agree_with_changes", text="", answers=[answer], **changed)


async def table_rows(case: Case) -> list[tuple[str, str | None]]:
    """What the table quotes, and the number of the letter that letter corrects."""
    path = f"{case.path}/documents/consolidation.json"
    rows = (await case.served.call(OFFICER, "GET", path)).json()["rows"]
    return [(row["value"], (row["letter"].get("replaces") or {}).get("number")) for row in rows]


async def test_a_wrong_figure_is_corrected_before_the_case_is_concluded(served: Served) -> None:
    """Prepared by an official, signed by the head, accepted by the officer; the table follows."""
    case = await open_case(served)
    given = figure(case, "120 triệu đồng", number="512/STC-QLNS")
    assert (await case.does(HEAD, "reply", **given))[-1] == "reply_accepted"
    await case.does(OTHER_HEAD, "reply", SCIENCE, **case.reply("du-lieu"))
    assert (await case.is_refused(HEAD, "reply", **given))[1] == "already_answered"

    right = figure(case, "210 triệu đồng", number="530/STC-QLNS")
    corrects = {"number": 1, "reason": "Ghi nhầm 210 triệu thành 120 triệu."}
    sent: dict[str, Any] = {"corrects": corrects, "reply": right}
    assert await case.does(OFFICIAL, "correction", **sent) == ["reply_drafted"]
    unsigned = await case.seen(HEAD)
    assert unsigned["unsigned_corrects"] == corrects
    digest = unsigned["unsigned_sha256"]
    assert await case.does(HEAD, "sign", reply_sha256=digest) == ["correction_received"]

    assert (await case.seen(OFFICER))["correction"]["corrects"] == corrects
    assert await table_rows(case) == [("120 triệu đồng", None)]
    waits = (await served.call(OFFICER, "GET", "/tasks")).json()["items"]
    assert {"rule_on_correction", "dispose"} == {
        task["task"]["kind"] for task in waits if task["consultation"] == case.id
    }
    assert await case.is_refused(OFFICER, "conclude", "") == (409, "comments_undisposed")

    assert (await case.seen(OFFICER))["correction"]["assessment"]["verdict"]
    assert (await case.seen(HEAD))["correction"]["assessment"] is None
    assert await case.does(OFFICER, "correction/ruling", accepted=True) == ["correction_accepted"]
    assert await table_rows(case) == [("210 triệu đồng", "512/STC-QLNS")]
    seen = await case.seen(HEAD)
    assert [reply.get("replaced_by") for reply in seen["replies"]] == [2, None]
    assert (seen["row"]["stage"], seen["row"]["days_late"]) == ("answered", 0)
    assert [comment["reply"] for comment in seen["comments"]] == [2]
    review = await served.call(OFFICER, "GET", f"{case.request()}/review")
    assert review.json()["received"]["number"] == 2
    assert review.json()["results"]["in_time"]["shown"]


async def test_the_same_correction_sent_twice_is_one(served: Served) -> None:
    """By its key, as any command; and in review it takes the place of the reply there."""
    case = await open_case(served)
    await case.does(HEAD, "reply", **case.vague())
    sent: dict[str, Any] = {
        "corrects": {"number": 1, "reason": "Bổ sung quan điểm."},
        "reply": case.reply(),
    }
    first = await case.does(HEAD, "correction", key="one", **sent)
    assert first == await case.does(HEAD, "correction", key="one", **sent)

    seen = await case.seen(OFFICER)
    assert first == ["reply_received", "reply_flagged"]
    assert seen["row"]["stage"] == "in_review"
    assert [reply.get("replaced_by") for reply in seen["replies"]] == [2, None]
    assert await case.does(OFFICER, "review", decision="accept") == ["reply_accepted"]


async def test_a_likely_duplicate_is_named_before_it_opens(served: Served) -> None:
    """In the rehearsal and in the answer, to whoever drafts there; and it opens all the same."""
    first = await open_case(served)
    body = opening(first.sha256)
    told = await served.call(OFFICER, "POST", "/consultations/preview", json=body)
    assert [(d["consultation"], d["same"]) for d in told.json()["duplicates"]] == [
        (first.id, "file")
    ]

    second = await served.call(OFFICER, "POST", "/consultations", key="again", json=body)
    assert second.status_code == 201
    assert [d["consultation"] for d in second.json()["duplicates"]] == [first.id]
    assert second.json()["duplicates"][0]["text"]["vi"].startswith("Tệp dự thảo này đang được")

    await Case(served, first.id, first.sha256).does(OFFICER, "cancel", "", reason="Mở trùng.")
    again = await served.call(OFFICER, "POST", "/consultations", key="again", json=body)
    assert again.json()["duplicates"] == []


async def test_a_duplicate_of_another_agency_is_not_told_of(served: Served) -> None:
    """What a caller may not see is not named, not even by the same file."""
    await open_case(served)
    body = opening(await served.upload(FOREIGN_OFFICER, DRAFT_CONTENT))
    theirs = await served.call(FOREIGN_OFFICER, "POST", "/consultations", json=body)

    assert theirs.status_code == 201, theirs.text
    assert theirs.json()["duplicates"] == []


async def test_a_case_cancelled_by_mistake_goes_on(served: Served) -> None:
    """Its run had ended; two who reopen it at once do so once, and keys given before act once."""
    case = await open_case(served)
    key = secrets.token_hex(8)
    acknowledged = await case.does(HEAD, "acknowledge", key=key)
    await case.does(OFFICER, "cancel", "", reason="Hủy nhầm hồ sơ.")
    assert await case.is_refused(OFFICER, "reopen", "", reason="Nhầm.") == (403, "not_permitted")
    assert (await case.is_refused(STRANGER, "reopen", "", reason="Nhầm."))[0] == 404

    both = await asyncio.gather(
        case.tries(SUPERVISOR, "reopen", "", reason="Hủy nhầm hồ sơ khác."),
        case.tries(OFFICE, "reopen", "", reason="Theo đề nghị của Sở Nội vụ."),
    )
    assert sorted(answer.status_code for answer in both) == [200, 409]
    assert {answer.json().get("code") for answer in both} == {None, "case_not_over"}
    assert (await case.told(OFFICER)).count("consultation_reopened") == 1

    assert await case.does(HEAD, "acknowledge", key=key) == acknowledged
    assert (await case.told(OFFICER)).count("request_acknowledged") == 1
    await case.settle()
    assert (await case.seen(OFFICER, ""))["row"]["stage"] == "open"


async def test_a_case_concluded_too_early_is_concluded_again(served: Served) -> None:
    """All had answered, so it was archived at once; the table says which one it amends."""
    case = await open_case(served)
    await case.settle()
    await case.does(OFFICER, "conclude", "")
    async with asyncio.timeout(15):
        while (await case.seen(OFFICER, ""))["row"]["stage"] != "archived":  # noqa: ASYNC110 -- no event
            await asyncio.sleep(0.05)

    key = secrets.token_hex(8)
    reason = {"reason": "Còn cơ quan cần lấy ý kiến."}
    assert await case.does(SUPERVISOR, "reopen", "", key, **reason) == ["consultation_reopened"]
    assert await case.does(SUPERVISOR, "reopen", "", key, **reason) == ["consultation_reopened"]
    await case.does(OFFICER, "conclude", "")
    assert await case.does(SUPERVISOR, "reopen", "", key, **reason) == ["consultation_reopened"]

    path = f"{case.path}/documents/consolidation.json"
    table = (await served.call(OFFICER, "GET", path)).json()
    kinds = await case.told(OFFICER)
    assert kinds.count("consultation_concluded") == 2
    assert kinds.count("consultation_reopened") == 1
    assert table["amends"]


async def test_a_letter_on_paper_is_entered_and_disputed(served: Served) -> None:
    """With its scan, which its agency reads; disputed, the agency answers for itself."""
    case = await open_case(served)
    scan = await served.upload(OFFICER, "Bản chụp văn bản trả lời".encode())
    today = datetime.now(VIET_NAM).date().isoformat()
    sent: dict[str, Any] = {
        "reply": case.reply(attachments=[scan]),
        "signed_by": {"id": HEAD.id, "name": HEAD.name},
        "way": "paper",
        "received_on": today,
    }
    assert (await case.does(OFFICER, "entry", **sent))[0] == "reply_received"
    (reply,) = (await case.seen(HEAD))["replies"]
    assert (reply["entry"]["by"]["id"], reply["entry"]["way"]) == (OFFICER.id, "paper")
    assert (await served.call(HEAD, "GET", f"/attachments/{scan}")).status_code == 200

    if (await case.seen(OFFICER))["row"]["stage"] == "in_review":
        await case.does(OFFICER, "review", decision="accept")
    word: dict[str, Any] = {
        "number": 1,
        "confirmed": False,
        "reasons": "Văn bản này là bản dự thảo.",
    }
    assert await case.does(HEAD, "entry/word", **word) == ["entry_disputed"]
    seen = await case.seen(OFFICER)
    assert (seen["row"]["stage"], seen["owed"]) == ("awaiting_reply", ["kinh-phi"])
    assert (await case.does(HEAD, "reply", **case.reply()))[-1] == "reply_accepted"


async def test_a_wrong_file_of_the_draft_is_replaced_and_all_are_told(served: Served) -> None:
    """No round begins; both files are read by who was asked, and a reply to either is taken."""
    case = await open_case(served)
    due = (await case.seen(HEAD))["row"]["due_at"]
    files = {"file": ("Dự thảo đủ phụ lục.txt", "Dự thảo, kèm Phụ lục II.".encode())}
    right = (await served.call(OFFICER, "POST", "/attachments", files=files)).json()
    what = {"sha256": right["sha256"], "reason": "Tệp đã gửi thiếu Phụ lục II."}
    assert (await served.call(HEAD, "GET", f"/attachments/{right['sha256']}")).status_code == 404

    assert await case.is_refused(OFFICER, "draft/file", "", **(what | {"sha256": case.sha256})) == (
        422,
        "draft_file_not_changed",
    )
    assert await case.does(OFFICER, "draft/file", "", **what) == ["draft_file_replaced"]

    seen = await case.seen(HEAD, "")
    assert (seen["draft"]["file"], len(seen["versions"])) == (right, 1)
    assert [one["sha256"] for one in seen["versions"][0]["replaced"]] == [case.sha256]
    assert (await case.seen(HEAD))["row"]["due_at"] >= due
    for sha256 in (right["sha256"], case.sha256):
        assert (await served.call(HEAD, "GET", f"/attachments/{sha256}")).status_code == 200
        absent = await served.call(STRANGER, "GET", f"/attachments/{sha256}")
        assert absent.status_code == 404
    assert "draft_file_replaced" in await case.told(HEAD)

    assert (await case.does(HEAD, "reply", **case.reply()))[-1] == "reply_flagged"
    timeline = (await served.call(OFFICER, "GET", f"{case.path}/timeline")).json()["entries"]
    (received,) = [entry for entry in timeline if entry["type"] == "reply_received"]
    assert "đã được thay bằng tệp khác" in str(received)
    review = (await served.call(OFFICER, "GET", f"{case.request()}/review")).json()
    assert review["wrong_file"]["sha256"] == case.sha256
    accepted = {"decision": "accept"}
    assert (await case.does(OFFICER, "review", **accepted)) == ["reply_accepted"]
    table = await served.call(OFFICER, "GET", f"{case.path}/documents/consolidation.json")
    (letter,) = [a for one in table.json()["asked"] for a in one["answers"]]
    assert letter["wrong_file"]
    assert await case.is_refused(OFFICER, "draft/file", "", **(what | {"sha256": case.sha256})) == (
        409,
        "draft_file_relied_on",
    )
