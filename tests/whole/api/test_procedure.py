"""A consultation within an administrative procedure, through the API."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import docx

from tests.given.api_cases import DRAFT_CONTENT, Case, opening
from tests.given.people import FINANCE, HEAD, OFFICER
from tests.given.served import Served

FILE = {"number": "000.00.15.H99-261201-0007", "applicant": "Bà Lê Thị Hoa"}
TODAY = datetime.now(UTC).date()
SOON, LATER = TODAY + timedelta(days=12), TODAY + timedelta(days=60)


async def opens(served: Served, return_on: Any) -> Any:
    sha256 = await served.upload(OFFICER, DRAFT_CONTENT)
    body = opening(sha256, procedure=FILE | {"return_on": str(return_on)})
    body["draft"]["kind"] = "administrative_procedure"
    return await served.call(OFFICER, "POST", "/consultations", json=body), sha256


async def test_a_file_is_answered_by_its_date_or_its_applicant_is_told(served: Served) -> None:
    """Bound by the date; a new one is on record, and its letter of apology can be had."""
    refused, _ = await opens(served, TODAY)
    assert (refused.status_code, refused.json()["code"]) == (422, "return_date_too_near")
    general = {"draft": {"subject": "Quyết định mẫu", "kind": "legal_document"}}
    rehearsed = await served.call(
        OFFICER, "POST", "/consultations/preview", json=opening("0" * 64) | general
    )
    assert (rehearsed.status_code, rehearsed.json()["code"]) == (422, "kind_too_general")
    opened, sha256 = await opens(served, SOON)
    assert opened.status_code == 201, opened.text
    case = Case(served, opened.json()["receipt"]["consultation"], sha256)
    call, apology = served.call, f"{case.path}/documents/apology.docx"

    seen = (await call(OFFICER, "GET", case.path)).json()
    assert seen["return_date"]["procedure"]["applicant"] == "Bà Lê Thị Hoa"
    due = datetime.fromisoformat(seen["requests"][0]["row"]["due_at"])
    assert due.date() <= SOON
    asked = (await call(HEAD, "GET", case.path)).json()["return_date"]
    assert asked["procedure"]["number"] == FILE["number"]
    assert asked["procedure"]["applicant"] is None
    early = await call(OFFICER, "GET", apology)
    assert (early.status_code, early.json()["code"]) == (409, "apology_not_due")

    told = {"return_on": str(LATER), "reason": "Cần kiểm tra thực địa."}
    moved = await call(OFFICER, "POST", f"{case.path}/return-date", json=told)
    assert moved.json()["receipt"]["events"] == ["return_date_moved"]
    letter = docx.Document(BytesIO((await call(OFFICER, "GET", apology)).content))
    said = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert f"ngày {LATER:%d} tháng" in said
    assert (await call(HEAD, "GET", apology)).status_code == 403
    order = {"to": str(LATER + timedelta(days=1)), "reason": "Phiên họp."}
    beyond = await call(OFFICER, "POST", f"{case.path}/deadlines", json=order)
    assert (beyond.status_code, beyond.json()["code"]) == (422, "beyond_return_date")
    read = (await call(OFFICER, "GET", case.request(FINANCE) + "/deadline")).json()
    assert "ngày hẹn trả kết quả" in read["text"]["vi"]
