"""The procedure, read by whoever signs in: pages, files, and what the API answers."""

from xml.etree import ElementTree as ET

from tests.given.people import OFFICIAL
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client

PLAN = "/portal/procedures/plan/normal"
V1_PLAN = "/procedures/plan/normal"


async def test_every_procedure_is_a_page_and_three_files(whole_portal: Portal) -> None:
    """From the list to one of them, its versions, what changed, and its files."""
    async with whole_portal.acting(OFFICIAL) as browser:
        listed = await browser.get("/portal/procedures")
        assert f'href="{PLAN}"' in listed.text
        page = await browser.get(PLAN, params={"on": "2026-12-01"})
        shown = text_of(page)
        for heading in ("Trình tự thực hiện", "Thời hạn giải quyết", "Tên mẫu", "Căn cứ"):
            assert heading in shown
        assert "Thay đổi so với phiên bản áp dụng từ ngày 01/01/2026" in shown
        changes = text_of(await browser.get(f"{PLAN}/changes", params={"on": "2026-12-01"}))
        assert "Trước đây" in changes
        assert "Công văn UBND tỉnh Bắc Giang" in changes
        older = text_of(await browser.get(PLAN, params={"on": "2026-06-01"}))
        assert "Đây là phiên bản đầu tiên." in older
        none = await browser.get(PLAN, params={"on": "2020-01-01"})
        assert none.status_code == 404
        paper = await browser.get(f"{PLAN}.docx")
        assert paper.content.startswith(b"PK")
        diagram = await browser.get(f"{PLAN}.bpmn")
        assert ET.fromstring(diagram.content).tag.endswith("definitions")  # noqa: S314 -- ours
        assert (await browser.get(f"{PLAN}.json")).json()["kind"] == "plan"


async def test_the_api_answers_the_same(whole_portal: Portal) -> None:
    """Steps with lengths of time, versions, and changes between two days that are chosen."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        listed = (await served.call(OFFICIAL, "GET", "/procedures")).json()["items"]
        assert {"kind": "plan", "urgency": "normal"}.items() <= next(
            each.items() for each in listed if each["kind"] == "plan"
        )
        days = "?on=2026-12-01&against=2026-06-01"
        found = (await served.call(OFFICIAL, "GET", V1_PLAN + days)).json()
        assert [each["since"] for each in found["versions"]] == ["2026-01-01", "2026-12-01"]
        assert found["compared_with"] == "2026-01-01"
        assert found["changes"]
        reply = next(step for step in found["steps"] if step["id"] == "reply")
        assert reply["span"]["days"] == 5
        for name in ("docx", "bpmn"):
            file = await served.call(OFFICIAL, "GET", f"{V1_PLAN}.{name}")
            assert (file.status_code, bool(file.content)) == (200, True)
