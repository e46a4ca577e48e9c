"""What each caller is told, and who sees what did not arrive."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import asyncpg

from activities.report_step import render_report
from remiss import ledger
from remiss.consultation.values import Actor
from remiss.documents.found_delays import FoundDelays
from tests.given.api_cases import Case, open_case
from tests.given.people import (
    AUDITOR,
    COLLEAGUE,
    FINANCE,
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


async def notices(served: Served, person: Actor, query: str = "") -> dict[str, Any]:
    answer = await served.call(person, "GET", f"/notices{query}")
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def kinds(served: Served, person: Actor) -> list[str]:
    return [item["kind"] for item in (await notices(served, person))["items"]]


async def until_told(served: Served, person: Actor, kind: str, times: int = 1) -> None:
    """The postman comes by every second or so."""
    async with asyncio.timeout(15):
        while (await kinds(served, person)).count(kind) < times:  # noqa: ASYNC110 -- no event here
            await asyncio.sleep(0.1)


async def act(case: Case, person: Actor, what: str, body: Any = None) -> None:
    answer = await case.served.call(person, "POST", f"{case.request()}/{what}", json=body)
    assert answer.status_code == 200, answer.text


async def test_each_reads_what_concerns_them(served: Served) -> None:
    """The agency asked, the official named, the officer in charge; and nobody else."""
    case = await open_case(served)
    await act(case, OFFICIAL, "acknowledge")
    await act(case, HEAD, "assign", {"official": {"id": OFFICIAL.id, "name": OFFICIAL.name}})
    await act(case, OFFICIAL, "reply", case.reply())
    await until_told(served, HEAD, "reply_drafted")
    assert await kinds(served, HEAD) == ["reply_drafted", "request_sent"]
    assert await kinds(served, OFFICIAL) == ["official_assigned", "request_sent"]
    assert await kinds(served, OTHER_HEAD) == ["request_sent"]
    assert await kinds(served, OFFICER) == ["request_acknowledged"]
    assert await kinds(served, SUPERVISOR) == ["consultation_opened"]
    for person in (COLLEAGUE, STRANGER, OFFICE, AUDITOR):
        assert await kinds(served, person) == []


async def test_a_notice_says_what_to_do_until_when(served: Served) -> None:
    """In both languages, about the caller's own request."""
    case = await open_case(served)
    await until_told(served, HEAD, "request_sent")
    (item,) = (await notices(served, HEAD))["items"]
    assert (item["consultation"], item["agency"]) == (case.id, FINANCE)
    assert item["addressee"] == {"part": "agency", "agency": FINANCE, "person": None}
    assert item["todo"]["vi"].startswith("Đề nghị tiếp nhận, phân công công chức")
    assert item["due_at"]
    assert SCIENCE not in str(item)


async def test_an_event_told_to_person_and_agency_is_listed_once(
    served: Served, database: str
) -> None:
    """Of one event the closest notice: the one by name, else the head's, else the agency's."""
    case = await open_case(served)
    await until_told(served, HEAD, "request_sent")
    connection = await asyncpg.connect(database)
    copied = (
        "insert into notice select {id}, stream, version, channel, {id}, kind, at, actor, urgency, "
        "{part}, agency, {person}, body, status, attempts, created_at, deliver_after, "
        "next_attempt_at, letter, last_error, sent_at from notice "
        "where channel = 'inbox' and stream = $1 and agency = $2 and part = 'agency'"
    )
    for id_, part, person in (("h", "head", "null"), ("p", "official", f"'{OFFICIAL.id}'")):
        query = copied.format(id=f"'{id_}'", part=f"'{part}'", person=person)
        await connection.execute(query, case.id, FINANCE)
    await connection.close()
    assert [i["id"] for i in (await notices(served, HEAD))["items"]] == ["h"]
    assert [i["id"] for i in (await notices(served, OFFICIAL))["items"]] == ["p"]


async def test_nobody_reads_of_their_own_act(served: Served) -> None:
    """A supervisor who cancels is not told of it through the part they share with others."""
    case = await open_case(served)
    answer = await served.call(
        SUPERVISOR, "POST", f"{case.path}/cancel", json={"reason": "Đổi chủ trương"}
    )
    assert answer.status_code == 200, answer.text
    await until_told(served, HEAD, "consultation_cancelled")
    assert await kinds(served, OFFICER) == ["consultation_cancelled"]
    assert await kinds(served, SUPERVISOR) == ["consultation_opened"]


async def test_pages_run_newest_first_and_skip_nothing(served: Served) -> None:
    """Walking page by page gives what one page gives."""
    for _ in range(3):
        await open_case(served)
    await until_told(served, HEAD, "request_sent", times=3)
    whole = (await notices(served, HEAD))["items"]
    page = await notices(served, HEAD, "?limit=1")
    walked = page["items"]
    while page["next"]:
        page = await notices(served, HEAD, f"?limit=1&cursor={page['next']}")
        walked += page["items"]
    assert walked == whole
    assert [item["at"] for item in whole] == sorted((i["at"] for i in whole), reverse=True)
    answer = await served.call(HEAD, "GET", "/notices?cursor=nonsense")
    assert answer.json()["code"] == "invalid_cursor"


async def test_the_letter_with_a_report_is_listed_beside_the_notices(
    served: Served, database: str
) -> None:
    """It belongs to no case; the postman of the service sends it within seconds."""
    pool = await ledger.connect(database)
    await ledger.publish(
        pool,
        render_report(FoundDelays(datetime.now(UTC)), "Ủy ban nhân dân tỉnh Tân Giang"),
    )
    await pool.close()
    items: list[dict[str, Any]] = []
    async with asyncio.timeout(15):
        while not items:
            answer = await served.call(OFFICE, "GET", "/notices/deliveries?status=sent")
            items = answer.json()["items"]
            await asyncio.sleep(0.1)

    (item,) = items
    assert (item["kind"], item["channel"], item["attempts"]) == ("daily_report", "mail", 1)
    assert (item["consultation"], item["version"]) == (None, None)
    assert item["recipient"] == "baocao@vanphong.h99.example"


async def test_the_office_and_auditors_see_what_did_not_arrive(
    served: Served, database: str
) -> None:
    """With recipient and reason; by default only failures, and what waits or went out on demand."""
    await open_case(served)
    await until_told(served, HEAD, "request_sent")
    connection = await asyncpg.connect(database)
    await connection.execute(
        "insert into notice select 'x', stream, version, 'mail', 'nobody@tinh.example', kind, at, "
        "actor, urgency, null, null, null, body, 'bounced', 1, created_at, deliver_after, null, "
        "'x', 'SMTP 550 no such mailbox', null from notice where channel = 'inbox' limit 1"
    )
    await connection.close()
    for person in (OFFICE, AUDITOR):
        answer = await served.call(person, "GET", "/notices/deliveries")
        (item,) = answer.json()["items"]
        assert (item["status"], item["recipient"]) == ("bounced", "nobody@tinh.example")
        assert item["last_error"] == "SMTP 550 no such mailbox"
    rest = await served.call(OFFICE, "GET", "/notices/deliveries?status=waiting&status=sent")
    assert {i["recipient"] for i in rest.json()["items"]} == {
        "vanthu@sotaichinh.h99.example",
        "vanthu@sokhcn.h99.example",
    }
    refused = await served.call(OFFICER, "GET", "/notices/deliveries")
    assert refused.json()["code"] == "not_permitted"
