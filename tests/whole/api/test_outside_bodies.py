"""A ministry is asked by letter, its answer entered, and it stands in every paper and no score."""

from datetime import datetime
from io import BytesIO
from typing import Any

import docx

from remiss.consultation.values import Actor, Role
from remiss.texts import VIET_NAM
from tests.given.api_cases import open_case
from tests.given.people import HEAD, OFFICE, OFFICER
from tests.given.served import Served

CODE = "Z00.01"
MINISTRY: dict[str, Any] = {
    "name": "Bộ Y tế",
    "address": "Số 138A Giảng Võ, Hà Nội",
    "legal_basis": "Điều 52 Luật Dược năm 2016",
    "questions": ["kinh-phi"],
}


async def test_a_ministry_is_asked_and_its_letter_entered(served: Served) -> None:
    """At the opening, by a letter of its own; what it writes has its line in the table."""
    case = await open_case(served, outside=[MINISTRY])
    letter = await served.call(OFFICER, "GET", f"{case.request(CODE)}/documents/request.docx")
    printed = "\n".join(p.text for p in docx.Document(BytesIO(letter.content)).paragraphs)
    assert "Bộ Y tế (địa chỉ: Số 138A Giảng Võ, Hà Nội)" in printed
    assert "Điều 52 Luật Dược năm 2016" in printed
    assert "mà chưa có văn bản trả lời" not in printed

    scan = await served.upload(OFFICER, "Bản chụp công văn của Bộ Y tế".encode())
    entered = await case.does(
        OFFICER,
        "entry",
        CODE,
        reply=case.reply(attachments=[scan], number="88/BYT-KHTC"),
        signed_by={"id": "byt.binh", "name": "Nguyễn Văn Bình"},
        way="paper",
        received_on=datetime.now(VIET_NAM).date().isoformat(),
    )
    assert entered[0] == "reply_received"
    if (await case.seen(OFFICER, CODE))["row"]["stage"] == "in_review":
        await case.does(OFFICER, "review", CODE, decision="accept")
    await case.settle()
    await case.does(OFFICER, "conclude", "")

    table = (await served.call(HEAD, "GET", f"{case.path}/documents/consolidation.json")).json()
    (row,) = (asked for asked in table["asked"] if asked["agency"] == CODE)
    assert (row["outcome"], row["answers"][0]["number"]) == ("agreed_in_full", "88/BYT-KHTC")
    assert row["outside"]["legal_basis"] == MINISTRY["legal_basis"]
    scores = (await served.call(OFFICE, "GET", "/scorecards/agencies")).json()["agencies"]
    assert CODE not in {score["agency"] for score in scores}


async def test_one_more_is_asked_later_by_whoever_drafts(served: Served) -> None:
    """An agency of the registry is asked by its code, whatever name it is called by."""
    case = await open_case(served)
    answer = await case.tries(OFFICER, "outside-bodies", "", **MINISTRY)
    assert answer.status_code == 201, answer.text
    seen = await case.seen(OFFICER, CODE)
    assert seen["outside"] == {key: MINISTRY[key] for key in ("address", "legal_basis")}
    assert seen["row"]["next_alarm_at"] is None

    listed = MINISTRY | {"name": "Sở Tư pháp"}
    assert (await case.is_refused(OFFICER, "outside-bodies", "", **listed)) == (
        422,
        "outside_body_listed",
    )
    assert (await case.is_refused(OFFICER, "end", CODE, reasons="Đã chờ.")) == (
        409,
        "outside_has_time",
    )


async def test_nobody_signs_in_with_its_code(served: Served) -> None:
    """A provider that lists it has it wrong."""
    someone = Actor(id="byt.an", name="Nguyễn An", role=Role.AGENCY_HEAD, agency=CODE)
    assert (await served.call(someone, "GET", "/inbox")).status_code == 401
