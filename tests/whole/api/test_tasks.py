"""What waits for the drafting side and the Office, as each of them lists it."""

from typing import Any

from remiss import ledger
from remiss.consultation.values import Actor
from tests.given.api_cases import open_case
from tests.given.people import (
    COLLEAGUE,
    FINANCE,
    FOREIGN_OFFICER,
    HEAD,
    OFFICE,
    OFFICER,
    OTHER_HEAD,
    SCIENCE,
    SUPERVISOR,
)
from tests.given.served import Served

ASK = {"ground": "figures_needed", "text": "Đề nghị gửi bảng tính."}


async def listed(served: Served, person: Actor, query: str = "") -> list[dict[str, Any]]:
    answer = await served.call(person, "GET", f"/tasks{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def kinds(items: list[dict[str, Any]]) -> list[str]:
    return [item["task"]["kind"] for item in items]


async def test_each_lists_what_waits_for_them(served: Served) -> None:
    """The officer in charge and the supervisor; what is taken over moves to the Office's list."""
    case = await open_case(served)
    assert await listed(served, OFFICER) == []
    await case.does(OTHER_HEAD, "clarifications", SCIENCE, **ASK)
    await case.does(HEAD, "reply", **case.empty())
    await case.does(HEAD, "contest", reasons="Đã nêu tại văn bản trước.")
    items = await listed(served, OFFICER)
    assert sorted(kinds(items)) == ["answer_clarification", "review"]
    due = [item["task"]["due_at"] for item in items]
    assert due == sorted(due)
    assert {item["agency_name"] for item in items} == {"Sở Tài chính", "Sở Khoa học và Công nghệ"}
    assert items[0]["what"]["vi"] != items[0]["what"]["en"]
    assert await listed(served, SUPERVISOR) == items
    assert (await case.seen(OFFICER, ""))["row"]["tasks"]
    assert (await case.seen(HEAD, ""))["row"]["tasks"] == []
    for person in (COLLEAGUE, FOREIGN_OFFICER, OFFICE):
        assert await listed(served, person) == []

    await case.does(OFFICE, "take-over", reasons="Gấp.")
    assert kinds(await listed(served, OFFICER)) == ["answer_clarification"]
    assert kinds(await listed(served, OFFICE)) == ["review"]
    of_finance = OFFICE.model_copy(update={"agency": FINANCE})
    assert await listed(served, of_finance) == []
    await case.does(OFFICE, "review", decision="accept")
    assert await listed(served, OFFICE) == []


async def test_what_has_no_due_time_comes_last_page_by_page(served: Served, owner_dsn: str) -> None:
    """A page begins where the one before it ended, none twice, none left out."""
    cases = [await open_case(served) for _ in range(2)]
    text = "Thống nhất, đề nghị bổ sung nguồn kinh phí tại Điều 5 của dự thảo."
    answer = {"question": "kinh-phi", "position": "agree_with_changes", "text": text}
    for case in cases:
        reply = case.reply(position="agree_with_changes", text=text, answers=[answer])
        await case.does(HEAD, "reply", **reply)
        await case.does(OTHER_HEAD, "clarifications", SCIENCE, **ASK)
    paged: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        query = f"?limit=1&cursor={cursor}" if cursor else "?limit=1"
        page = (await served.call(OFFICER, "GET", f"/tasks{query}")).json()
        paged += page["items"]
        cursor = page["next"]
    assert kinds(paged) == ["answer_clarification"] * 2 + ["dispose"] * 2
    assert paged == await listed(served, OFFICER)
    assert {item["consultation"] for item in paged} == {case.id for case in cases}
    assert (await ledger.verify(owner_dsn)).holds
    assert await ledger.rebuild(owner_dsn) == len(cases)
    assert paged == await listed(served, OFFICER)
