"""The story from the first page to the dossier, with pages alone: no browser runs a script."""

import zipfile
from datetime import timedelta

from playwright.async_api import Page, expect

from remiss.demo.virtual_clock import VirtualClock
from tests.given.portal_cases import OFFICE, OFFICER
from tests.given.portal_fixtures import PortalInUse
from tests.given.story_by_pages import EXPLAINED, StoryByPages, closing_steps, steps

BEYOND_OBJECTIONS = timedelta(days=30)
FINAL = """Khoản 2. Trọng số mức tiến bộ của học sinh là 20 trên 100 điểm, đo bằng hai bài khảo sát
đầu năm và cuối năm; đối với giáo dục mầm non dùng hồ sơ theo dõi sự phát triển của trẻ."""
ANSWERED = [
    "consultation_opened",
    "request_sent",
    "request_sent",
    "request_sent",
    "request_sent",
    "request_acknowledged",
    "request_acknowledged",
    "request_acknowledged",
    "clarification_asked",
    "questions_declined",
    "clarification_answered",
    "decline_confirmed",
    "request_sent",
    "reply_received",
    "reply_flagged",
    "reply_returned",
    "return_escalated",
    "reply_received",
    "reply_returned",
    "return_escalated",
    "reply_received",
    "reply_accepted",
    "reply_received",
    "reply_accepted",
    "reply_received",
    "reply_accepted",
    "reply_received",
    "reply_accepted",
]
CONCLUDED = [
    "comments_disposed",
    "comments_disposed",
    "comments_disposed",
    "comments_disposed",
    "disposition_objected",
    "comments_disposed",
    "final_text_recorded",
    "wordings_located",
    "wordings_located",
    "wordings_located",
    "wordings_explained",
    "wordings_explained",
    "consultation_concluded",
    "consultation_archived",
]
PAPERS = ("draft.md", "ban-trinh.txt", "H99.14-1-1.txt", ".docx")
INSPECTORATE, ITS_HEAD = "H99.14", "ttr.hanh.luong"


async def test_a_case_is_opened_answered_and_concluded_with_pages_alone(
    portal: PortalInUse,
) -> None:
    """Returned, asked back, declined, reviewed, objected to; the ledger has each of it once."""
    story = StoryByPages(portal)
    await story.opens_case()
    for step in steps():
        await story.plays(step)
    assert await _recorded(portal, story.case) == ANSWERED
    office = await story.goes_to(OFFICE, f"cases/{story.case}")
    await expect(office.locator("main")).to_contain_text("5 trên 5 cơ quan có kết quả")

    for closing in closing_steps():
        await story.plays(closing)
    await story.lays_down(FINAL)
    clock = VirtualClock(portal.cases.client, story.case)
    await clock.reach(await clock.now() + BEYOND_OBJECTIONS)
    await story.concludes()
    assert await _recorded(portal, story.case) == [*ANSWERED, *CONCLUDED]

    own = await story.goes_to(ITS_HEAD, f"requests/{story.case}/{INSPECTORATE}/comments")
    for said in ("Tiếp thu một phần", "Cơ quan có ý kiến lại", EXPLAINED):
        await expect(own.locator("main")).to_contain_text(said)
    papers = await _dossier(await story.page_of(OFFICER))
    for paper in PAPERS:
        assert any(paper in name for name in papers), (paper, papers)


async def _recorded(portal: PortalInUse, case: str) -> list[str]:
    """The kinds of the events in the ledger, which the portal had no part in reading."""
    path = f"/v1/consultations/{case}/timeline"
    timeline = await portal.cases.office.read(OFFICER, path)
    return [entry["type"] for entry in timeline["entries"]]


async def _dossier(page: Page) -> list[str]:
    """What lies in the dossier for submission, as it is taken home from the page of the case."""
    async with page.expect_download() as coming:
        await page.locator('main a[href$="/papers/submission.zip"]').click()
    with zipfile.ZipFile(await (await coming.value).path()) as papers:
        return papers.namelist()
