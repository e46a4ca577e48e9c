"""An urgent grade by the API: an officer asks, a leader reads, approves or sends back."""

import asyncio
import secrets
from typing import Any

import httpx

from remiss.consultation.values import Actor
from tests.given.api_cases import DRAFT_CONTENT, Case, opening
from tests.given.people import COLLEAGUE, FOREIGN_OFFICER, HEAD, OFFICER, SUPERVISOR
from tests.given.served import Served
from tests.given.standing import FOREIGN_SUPERVISOR

REASON = "Chủ tịch UBND tỉnh yêu cầu báo cáo trước ngày 04/12/2026."
OPENINGS = "/urgent-openings"


async def urgent(served: Served, by: Actor = OFFICER, **changed: Any) -> dict[str, Any]:
    """A body whose draft has an urgent grade, with its reason."""
    body = opening(await served.upload(by, DRAFT_CONTENT))
    body["draft"] |= {"urgency": "urgent", "subject": f"Kế hoạch {secrets.token_hex(4)}"}
    return body | {"urgency_reason": REASON} | changed


async def asked(served: Served, key: str | None = None, **changed: Any) -> dict[str, Any]:
    """What an officer asked a leader to open."""
    body = await urgent(served, **changed)
    answer = await served.call(OFFICER, "POST", OPENINGS, key=key, json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def approves(
    served: Served, one: dict[str, Any], by: Actor = SUPERVISOR, key: str | None = None
) -> httpx.Response:
    """The answer to a leader who has read it."""
    body = {"sha256": one["sha256"]}
    return await served.call(by, "POST", f"{OPENINGS}/{one['id']}/approval", key=key, json=body)


async def waits_for(served: Served, person: Actor) -> set[str]:
    """The ids of what waits for somebody, or of what they asked."""
    answer = await served.call(person, "GET", OPENINGS)
    assert answer.status_code == 200, answer.text
    return {item["id"] for item in answer.json()["items"]}


async def test_an_officer_alone_is_refused_and_told_where_to_ask(served: Served) -> None:
    """A leader opens it at once, with the reason alone."""
    body = await urgent(served)
    answer = await served.call(OFFICER, "POST", "/consultations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "urgency_without_leader")
    assert OPENINGS in answer.json()["detail"]
    answer = await served.call(
        SUPERVISOR, "POST", "/consultations", json=await urgent(served, urgency_reason=None)
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "urgency_without_reason")
    answer = await served.call(SUPERVISOR, "POST", "/consultations", json=await urgent(served))
    assert answer.status_code == 201, answer.text


async def test_what_a_leader_approves_opens_as_the_officers_case(served: Served) -> None:
    """Once, however often it is pressed; both are named in case and timeline."""
    one = await asked(served)
    assert one["id"] in await waits_for(served, SUPERVISOR)
    assert one["id"] in await waits_for(served, OFFICER)
    absent = await served.call(OFFICER, "GET", f"/consultations/{one['id']}")
    assert absent.status_code == 404
    read = await served.call(SUPERVISOR, "GET", f"{OPENINGS}/{one['id']}")
    assert read.json()["body"]["urgency_reason"] == REASON

    answers = await asyncio.gather(*(approves(served, one, key="leader-1") for _ in range(2)))
    answers.append(await approves(served, one, key="leader-1"))

    assert {each.status_code for each in answers} == {201}, [each.text for each in answers]
    assert {each.json()["receipt"]["consultation"] for each in answers} == {one["id"]}
    case = Case(served, one["id"], one["body"]["draft"]["sha256"])
    seen = await case.seen(HEAD, "")
    assert seen["officer"]["id"] == OFFICER.id
    approval = seen["urgency_approval"]
    assert approval["reason"] == REASON
    assert (approval["asked_by"]["id"], approval["approved_by"]["id"]) == ("lan", "hoa")
    timeline = (await served.call(HEAD, "GET", f"{case.path}/timeline")).json()["entries"]
    for told in (OFFICER.name, SUPERVISOR.name, REASON):
        assert told in timeline[0]["text"]["vi"]
    assert one["id"] not in await waits_for(served, SUPERVISOR)
    assert one["id"] not in await waits_for(served, OFFICER)
    again = await approves(served, one, key="leader-2")
    assert (again.status_code, again.json()["code"]) == (409, "already_opened")


async def test_only_what_was_read_is_approved(served: Served) -> None:
    """Asked anew with anything else under the same key, the old digest opens nothing."""
    one = await asked(served, key="opening-1")
    other = await asked(served, key="opening-1", urgency_reason="Lý do khác.")
    assert other["id"] == one["id"]
    assert other["sha256"] != one["sha256"]

    answer = await approves(served, one)

    assert (answer.status_code, answer.json()["code"]) == (409, "urgent_opening_changed")
    assert (await approves(served, other)).status_code == 201


async def test_what_is_sent_back_waits_for_its_officer_with_the_words(served: Served) -> None:
    """Until it is asked anew it cannot be approved, not even by a retry of the first asking."""
    one = await asked(served, key="opening-2")
    back = {"sha256": one["sha256"], "reasons": "Còn 10 ngày làm việc."}
    where = f"{OPENINGS}/{one['id']}"
    answer = await served.call(SUPERVISOR, "POST", f"{where}/return", json=back)
    assert answer.status_code == 204, answer.text
    assert one["id"] not in await waits_for(served, SUPERVISOR)
    seen = (await served.call(OFFICER, "GET", where)).json()
    assert seen["sent_back"]["reasons"] == "Còn 10 ngày làm việc."
    assert seen["sent_back"]["by"]["id"] == SUPERVISOR.id
    repeated = await served.call(OFFICER, "POST", OPENINGS, key="opening-2", json=one["body"])
    assert repeated.json()["sent_back"]
    refused = await approves(served, one)
    assert (refused.status_code, refused.json()["code"]) == (409, "urgent_opening_sent_back")

    other = await asked(served, key="opening-2", urgency_reason="Hạn đã rút xuống 2 ngày.")

    assert other["sent_back"] is None
    assert (await approves(served, other)).status_code == 201


async def test_what_an_officer_withdraws_is_gone(served: Served) -> None:
    """For the leader as well; a colleague cannot withdraw it."""
    one = await asked(served)
    where = f"{OPENINGS}/{one['id']}"
    assert (await served.call(COLLEAGUE, "DELETE", where)).status_code == 404
    assert (await served.call(OFFICER, "DELETE", where)).status_code == 204
    assert one["id"] not in await waits_for(served, SUPERVISOR)
    assert (await approves(served, one)).status_code == 404


async def test_nobody_else_knows_of_it(served: Served) -> None:
    """Neither a colleague nor another agency's people find, approve or send it back."""
    one = await asked(served)
    where = f"{OPENINGS}/{one['id']}"
    for person in (COLLEAGUE, FOREIGN_OFFICER, FOREIGN_SUPERVISOR):
        assert (await served.call(person, "GET", where)).status_code == 404, person.id
        assert one["id"] not in await waits_for(served, person)
    assert (await approves(served, one, by=FOREIGN_SUPERVISOR)).status_code == 404
    assert (await approves(served, one, by=OFFICER)).status_code == 403
    assert (await served.call(HEAD, "GET", where)).status_code == 403


async def test_what_the_rules_refuse_is_laid_before_no_leader(served: Served) -> None:
    """A normal grade, no reason, an agency nothing concerns, a file that is not theirs."""
    normal = opening(await served.upload(OFFICER, DRAFT_CONTENT))
    strange = await urgent(served)
    strange["draft"] |= {"sha256": "0" * 64}
    for body, code in (
        (normal, "urgency_takes_no_leader"),
        (await urgent(served, urgency_reason=None), "urgency_without_reason"),
        (await urgent(served, agencies=["H99.04", "H99.08", "H99.09"]), "agency_not_concerned"),
        (strange, "attachments_not_uploaded"),
    ):
        answer = await served.call(OFFICER, "POST", OPENINGS, json=body)
        assert answer.json()["code"] == code, answer.text
