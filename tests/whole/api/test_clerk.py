"""Văn thư: receives, passes on, enters what came on paper, numbers it, uploads its sealed copy."""

from datetime import datetime
from typing import Any

from remiss.consultation.values import Role
from remiss.texts import VIET_NAM
from tests.given.api_cases import open_case
from tests.given.people import FINANCE, HEAD, OFFICER, OFFICIAL, OTHER_HEAD, STRANGER, actor
from tests.given.served import Served

CLERK = actor("nga", Role.CLERK, FINANCE)


async def test_a_clerk_sees_a_reply_through_without_signing_it(served: Served) -> None:
    """From the day it came in to its sealed copy, which whoever asked reads and a stranger not."""
    case = await open_case(served)
    assert await case.does(CLERK, "acknowledge") == ["request_acknowledged"]
    to: dict[str, Any] = {"to": {"id": OFFICIAL.id, "name": OFFICIAL.name}, "note": "Gấp."}
    assert await case.does(CLERK, "forward", **to) == ["request_forwarded"]
    assert (await case.seen(CLERK))["forwarded"]["to"]["id"] == OFFICIAL.id
    assert (await case.seen(OFFICER))["forwarded"] is None
    inbox = await served.call(OFFICIAL, "GET", "/inbox?mine=true")
    assert case.id in [item["consultation"] for item in inbox.json()["items"]]
    assert await case.is_refused(CLERK, "reply", **case.reply()) == (403, "not_permitted")

    assert (await case.does(HEAD, "reply", **case.reply()))[0] == "reply_received"
    sealed = await served.upload(CLERK, b"%PDF-1.4 ban da dong dau")
    number: dict[str, Any] = {"number": 1, "letter": "512/STC-QLNS", "signed_on": "2026-03-02"}
    foreign = await case.is_refused(CLERK, "reply/letter", **number, sealed=case.sha256)
    assert foreign == (422, "attachments_not_uploaded")
    done = await case.does(CLERK, "reply/letter", **number, sealed=sealed)
    assert done == ["reply_letter_recorded"]
    letter = (await case.seen(OFFICER))["replies"][0]["letter"]
    assert (letter["number"], letter["files"][0]["sha256"]) == ("512/STC-QLNS", sealed)
    readers = (OFFICER, HEAD, CLERK, OTHER_HEAD, STRANGER)
    answers = [await served.call(p, "GET", f"/attachments/{sealed}") for p in readers]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404, 404]


async def test_a_clerk_enters_what_the_agency_signed_on_paper(served: Served) -> None:
    """It counts from today, its head confirms it, and another agency's clerk cannot."""
    case = await open_case(served)
    scan = await served.upload(CLERK, b"%PDF-1.4 ban scan")
    entered: dict[str, Any] = {
        "reply": case.reply(attachments=[scan]),
        "signed_by": {"id": HEAD.id, "name": HEAD.name},
        "way": "paper",
        "received_on": str(datetime.now(VIET_NAM).date()),
    }
    earlier = await case.is_refused(CLERK, "entry", **(entered | {"received_on": "2000-01-01"}))
    assert earlier == (422, "own_entry_of_another_day")
    assert (await case.does(CLERK, "entry", **entered))[0] == "reply_received"
    (reply,) = (await case.seen(OFFICER))["replies"]
    assert (reply["entry"]["own"], reply["entry"]["by"]["id"]) == (True, CLERK.id)
    word: dict[str, Any] = {"number": 1, "confirmed": True}
    assert await case.is_refused(CLERK, "entry/word", **word) == (403, "not_permitted")
    assert await case.does(HEAD, "entry/word", **word) == ["entry_confirmed"]
