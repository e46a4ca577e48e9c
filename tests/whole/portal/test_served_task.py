"""A task that a case serves, from its opening to the desk: on pages, in lists, by the API."""

from datetime import date, timedelta
from io import BytesIO

from docx import Document

from tests.given.api_cases import open_case
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICE, OFFICER, SCIENCE
from tests.given.portal_visits import Portal, text_of
from tests.given.served import Served, plain_client
from tests.given.written_openings import PAPER, WrittenOpening

TODAY = date.today()  # noqa: DTZ011 -- the service runs by the clock of this machine
OVERDUE = {
    "number": "1204/UBND-NC",
    "given_on": str(TODAY - timedelta(days=60)),
    "given_by": "Chủ tịch UBND tỉnh",
    "due_on": str(TODAY - timedelta(days=20)),
}
CITED = "Nhiệm vụ do Chủ tịch UBND tỉnh giao tại văn bản số 1204/UBND-NC"


async def test_it_is_read_wherever_the_case_is(whole_portal: Portal) -> None:
    """Its page, who held it, the desk and the open requests by task, and the API."""
    async with plain_client(whole_portal.url) as http:
        served = Served(http, whole_portal.settings)
        case = await open_case(served, task=OVERDUE)
        plain = await open_case(served)
        detail = (await served.call(OFFICER, "GET", f"/consultations/{case.id}")).json()
        assert detail["task"] == OVERDUE
        held = (await served.call(AUDITOR, "GET", f"/consultations/{case.id}/held-time")).json()
        found = held["consequences"]
        assert found["task"]["missed"] is True
        assert sum(share["minutes"] for share in found["shares"]) in {0, found["delay_minutes"]}
        stalls = await served.call(OFFICE, "GET", "/stalls?by=task")
        assert stalls.status_code == 200, stalls.text
        assert (await served.call(OFFICE, "GET", "/stalls?by=other")).status_code == 422
    async with whole_portal.acting(OFFICER) as browser:
        page = text_of(await browser.get(f"/portal/cases/{case.id}"))
        assert f"{CITED}" in page
        assert "lấy ý kiến chưa kết thúc" in page
        assert CITED not in text_of(await browser.get(f"/portal/cases/{plain.id}"))
        assert CITED in text_of(await browser.get(f"/portal/cases/{case.id}/held"))
    async with whole_portal.acting(HEAD) as browser:
        assert CITED in text_of(await browser.get(f"/portal/requests/{case.id}/{FINANCE}/held"))
    async with whole_portal.acting(OFFICE) as browser:
        listed = await browser.get("/portal/open-requests?by=task")
        assert listed.text.index(case.id) < listed.text.index(plain.id)
        assert "checked" in listed.text
        desk = await browser.get("/portal/office?by=task&overdue=true")
        assert "overdue=true&amp;by=task&amp;new=true" in desk.text
        aged = await browser.get("/portal/office?by=task&age=0")
        assert 'id="g-task"' not in aged.text  # a band of ages runs by age


async def test_the_report_as_of_now_is_read_and_not_published(whole_portal: Portal) -> None:
    """A page and a paper that say so; the list of mornings has no more than before."""
    async with whole_portal.acting(OFFICE) as browser:
        before = (await browser.get("/portal/reports")).text
        page = await browser.get("/portal/reports/now")
        assert page.status_code == 200, text_of(page)
        assert "chưa phát hành và không gửi cho ai" in text_of(page)
        paper = await browser.get("/portal/reports/now.docx")
        said = "\n".join(p.text for p in Document(BytesIO(paper.content)).paragraphs)
        assert "chưa phát hành" in said
        assert (await browser.get("/portal/reports/now.docx?to=nobody")).status_code == 404
        assert (await browser.get("/portal/reports")).text == before
    async with whole_portal.acting(OFFICER) as browser:
        assert (await browser.get("/portal/reports/now")).status_code in {403, 404}


async def test_it_is_named_on_the_page_of_an_opening(whole_portal: Portal) -> None:
    """Typed as people type days; the check warns, and half of it is asked for."""
    typed = {"task.number": "1204/UBND-NC", "task.due_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}
    async with whole_portal.acting(OFFICER) as browser:
        opening = WrittenOpening(browser)
        await opening.uploads()
        refused = await opening.press("paper", "next", **{**PAPER, **typed})
        assert refused.status_code == 422
        assert 'href="#task.given_by"' in refused.text
        given = {**PAPER, **typed, "task.given_by": "Chủ tịch UBND tỉnh"}
        assert (await opening.press("paper", "next", **given)).status_code == 303
        await opening.asks()
        await opening.press("agencies", "next", agencies=[FINANCE, SCIENCE])
        said = text_of(await opening.page("check"))
        assert "lấy ý kiến kết thúc" in said
        assert "sau thời hạn trình. Nhiệm vụ do Chủ tịch UBND tỉnh giao" in said
