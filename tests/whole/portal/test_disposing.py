"""Tiếp thu, giải trình at the portal: typed page by page, sent agency by agency, laid down."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.given.api_cases import Case, open_case
from tests.given.html_forms import Fields, form_on
from tests.given.people import HEAD, OFFICER, OTHER_HEAD, SCIENCE
from tests.given.portal_visits import SAME_ORIGIN, Browser, Portal, text_of
from tests.given.served import Served, plain_client

WORDINGS = ("được xét mức tiền thưởng tối đa bằng 1,5 lần", "Kinh phí lấy từ quỹ tiền thưởng.")
SAID = [
    {"clause": f"Khoản {place} Mục I", "proposed_wording": words}
    for place, words in enumerate(WORDINGS, start=1)
]
FIRST, SECOND, THIRD = "H99.04-1-1.1", "H99.04-1-1.2", f"{SCIENCE}-1-1.1"
FINAL = """I. MỨC THƯỞNG
1. Người đạt từ 90 điểm được xét mức tiền thưởng tối đa bằng 1,5 lần.
"""


@dataclass(frozen=True)
class Desk:
    """The officer at the comments of one case."""

    browser: Browser
    case: Case

    @property
    def comments(self) -> str:
        return f"/portal/cases/{self.case.id}/comments"

    async def page(self, more: str = "") -> str:
        answer = await self.browser.get(self.comments + more)
        assert answer.status_code == 200, answer.text
        return answer.text

    async def form(self, more: str = "") -> Fields:
        return form_on(await self.page(more))

    async def press(
        self, do: str, form: Fields, more: str = "", files: Any = None, **typed: Any
    ) -> httpx.Response:
        fields = {**form, **typed.pop("fields", {}), "do": do, **typed}
        address = self.comments + more
        return await self.browser.http.post(address, data=fields, files=files, headers=SAME_ORIGIN)

    async def count(self, kind: str) -> int:
        return (await self.case.told(OFFICER)).count(kind)


@pytest.fixture
async def desk(whole_portal: Portal) -> AsyncIterator[Desk]:
    """Three comments of two agencies wait; nothing was said of them yet."""
    async with plain_client(whole_portal.url) as http, whole_portal.acting(OFFICER) as browser:
        case = await open_case(Served(http, whole_portal.settings))
        await case.does(HEAD, "reply", **case.reply(clause_comments=SAID))
        other = case.reply("du-lieu", clause_comments=SAID[:1])
        await case.does(OTHER_HEAD, "reply", SCIENCE, **other)
        yield Desk(browser, case)


def results(**given: tuple[str, str]) -> dict[str, str]:
    """Fields of results, by the names of comments here."""
    slots = {"first": FIRST, "second": SECOND, "third": THIRD}
    typed: dict[str, str] = {}
    for name, (kind, why) in given.items():
        typed |= {f"kind.{slots[name]}": kind, f"why.{slots[name]}": why}
    return typed


async def test_what_is_typed_is_saved_and_sent_agency_by_agency(desk: Desk) -> None:
    """Each hears once; a second press of the same button acts no more; the rest stays typed."""
    typed = results(first=("adopted", ""), second=("kept", "Giữ."), third=("adopted", "Viết lại."))
    saved = await desk.press("to:H99.04", await desk.form(), fields=typed)
    assert saved.headers["location"] == f"{desk.comments}/H99.04#main"
    sending = await desk.form("/H99.04")
    answers = await asyncio.gather(
        *(desk.press("send", sending, "/H99.04") for _ in range(2)),
    )
    answers.append(await desk.press("send", sending, "/H99.04"))
    assert [a.headers.get("location") for a in answers] == [f"{desk.comments}#main"] * 3
    assert await desk.count("comments_disposed") == 1
    ours = (await desk.case.seen(HEAD))["comments"]
    assert [c["disposition"]["explanation"] for c in ours] == [None, "Giữ."]
    left = await desk.form()
    assert left[f"why.{THIRD}"] == "Viết lại."
    assert f"kind.{FIRST}" not in left


async def test_one_without_a_reason_is_named_and_the_others_are_saved(desk: Desk) -> None:
    """At its field, in the words of the rule; nothing is sent."""
    typed = results(first=("adopted", "Sửa."), second=("kept", ""))
    page = await desk.press("to:H99.04", await desk.form(), fields=typed)
    assert page.status_code == 422
    assert f'<a href="#why.{SECOND}">' in page.text
    assert f'href="#why.{FIRST}"' not in page.text
    assert "đề nghị ghi giải trình" in text_of(page)
    assert (await desk.form())[f"why.{FIRST}"] == "Sửa."
    refused = await desk.press("send", {"key": "k1", "draft": "0"}, "/H99.04")
    assert refused.status_code == 422
    assert await desk.count("comments_disposed") == 0


async def test_marked_comments_are_answered_alike_and_keep_their_own_reasons(desk: Desk) -> None:
    """Only those that are marked; a reason that was typed stays."""
    fields = {"pick": [FIRST, THIRD], "all.kind": "kept", "all.why": "Như nhau."}
    typed = results(third=("", "Lý do riêng."))
    done = await desk.press("apply", await desk.form(), fields={**typed, **fields})
    assert done.headers["location"] == f"{desk.comments}#keep"
    form = await desk.form()
    assert [form.get(f"kind.{each}") for each in (FIRST, SECOND, THIRD)] == ["kept", None, "kept"]
    assert [form[f"why.{each}"] for each in (FIRST, THIRD)] == ["Như nhau.", "Lý do riêng."]


async def test_what_stands_on_another_page_stays_saved(desk: Desk) -> None:
    """A page posts its own comments alone."""
    await desk.press("save", await desk.form(), fields=results(third=("adopted", "Đã sửa.")))
    only = await desk.form("?only=H99.04")
    assert f"why.{THIRD}" not in only
    await desk.press("save", only, fields=results(first=("adopted", "")))
    form = await desk.form("?only=")
    assert (form[f"kind.{FIRST}"], form[f"why.{THIRD}"]) == ("adopted", "Đã sửa.")


async def test_results_that_were_changed_meanwhile_are_not_sent(desk: Desk) -> None:
    """What is sent is what was read."""
    typed = results(first=("adopted", ""), second=("adopted", ""))
    await desk.press("save", await desk.form(), fields=typed)
    sending = await desk.form("/H99.04")
    await desk.press("save", await desk.form(), fields=results(second=("kept", "Giữ nguyên.")))
    page = await desk.press("send", sending, "/H99.04")
    assert page.status_code == 422
    assert "Giữ nguyên." in text_of(page)
    assert await desk.count("comments_disposed") == 0
    assert form_on(page.text)["sha256"] != sending["sha256"]


async def test_once_all_is_sent_nothing_is_left_to_save(desk: Desk) -> None:
    """A second press that lands on the page after the last sending leaves no draft behind."""
    ids = (FIRST, SECOND, THIRD)
    kept = [{"comment": id_, "kind": "kept", "explanation": "Giữ."} for id_ in ids]
    before = await desk.form()
    await desk.case.does(OFFICER, "dispositions", dispositions=kept[:2])
    await desk.case.does(OFFICER, "dispositions", SCIENCE, dispositions=kept[2:])
    shown = await desk.page()
    assert 'name="do"' not in shown
    assert shown.count("Giữ.") == len(ids)
    again = await desk.press("page:1", before)
    assert again.headers["location"] == f"{desk.comments}#main"
    assert desk.case.id not in (await desk.browser.get("/portal/drafts")).text


async def test_an_objection_is_answered_once_more_from_an_empty_field(desk: Desk) -> None:
    """With its reasons and what was said before beside it; the page says that it is final."""
    kept = [{"comment": id_, "kind": "kept", "explanation": "Giữ."} for id_ in (FIRST, SECOND)]
    await desk.case.does(OFFICER, "dispositions", dispositions=kept)
    await desk.case.does(HEAD, "objection", comments=[SECOND], reasons="Chưa đúng thẩm quyền.")
    shown = await desk.page()
    assert "Chưa đúng thẩm quyền." in shown
    again = f"{SECOND}.again"
    fields = {f"kind.{again}": "adopted_in_part", f"why.{again}": "Tiếp thu một phần."}
    await desk.press("to:H99.04", form_on(shown), fields=fields)
    assert "kết quả xem xét lại" in await desk.page("/H99.04")
    await desk.press("send", await desk.form("/H99.04"), "/H99.04")
    found = (await desk.case.seen(HEAD))["comments"][1]
    assert found["disposition"]["kind"] == "adopted_in_part"


async def test_an_agency_reads_its_own_comments_and_acts_on_none(
    desk: Desk, whole_portal: Portal
) -> None:
    """It sees who may; nothing of another agency."""
    async with whole_portal.acting(OTHER_HEAD) as browser:
        page = await browser.get(desk.comments)
        assert 'name="kind.' not in page.text
        assert f'id="{THIRD}"' in page.text
        assert f'id="{FIRST}"' not in page.text
        assert OFFICER.name in text_of(page)
        table = await browser.get(f"{desk.comments}/table")
        assert table.status_code == 409


async def test_the_table_is_shown_as_it_prints(desk: Desk) -> None:
    """With the ways to its files."""
    shown = await desk.page("/table")
    assert WORDINGS[0] in shown
    for ending in ("docx", "xlsx"):
        assert f'href="/portal/cases/{desk.case.id}/papers/table.{ending}"' in shown


async def test_a_final_text_is_tried_laid_down_and_explained(
    desk: Desk, whole_portal: Portal
) -> None:
    """Trying records nothing; what is not there waits for its explanation."""
    both = [{"comment": id_, "kind": "adopted"} for id_ in (FIRST, SECOND)]
    await desk.case.does(OFFICER, "dispositions", dispositions=both)
    none = await desk.press("send", await desk.form("/final"), "/final")
    assert none.status_code == 422
    assert 'href="#file"' in none.text
    files = {"file": ("ban-trinh.txt", FINAL.encode())}
    await desk.press("upload", form_on(none.text), "/final", files)
    tried = await desk.press("check", await desk.form("/final"), "/final")
    assert "1 câu chữ cần giải trình" in text_of(tried)
    assert await desk.count("final_text_recorded") == 0
    form = form_on(tried.text)
    for _ in range(2):
        done = await desk.press("send", form, "/final", number="15/HD-SNV")
        assert done.status_code == 303, done.text
    assert await desk.count("final_text_recorded") == 1
    assert "còn 1 câu chữ cần giải trình" in await desk.page("/final")
    typed = {"explanations.0.explanation": "Đã chuyển sang Mục II."}
    done = await desk.press("send", await desk.form("/final/H99.04"), "/final/H99.04", fields=typed)
    assert done.status_code == 303, done.text
    assert "không còn câu chữ nào" in await desk.page("/final")
    async with whole_portal.acting(HEAD) as agency:
        assert typed["explanations.0.explanation"] in (await agency.get(desk.comments)).text
    assert (await desk.case.seen(HEAD))["comments"][1]["final"]["explanation"] == typed[
        "explanations.0.explanation"
    ]
