"""A part of the story played at the portal's pages alone, by people whose browsers run no script.

People, words and order are those of `remiss/demo/data/story.yaml`; nothing here knows an address
under /v1.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import FilePayload, Locator, Page

from remiss.demo.script import (
    Acknowledging,
    Acting,
    Amending,
    Replying,
    RequestStep,
    Reviewing,
    document,
)
from remiss.reference.registry import load_registry
from tests.given.browser import Window
from tests.given.portal_cases import OFFICER, PLOT
from tests.given.portal_fixtures import PortalInUse

ASKED = ("H99.04", "H99.10", "H99.11", "H99.14")
"""Finance, Education, Health, the Inspectorate: returned, reviewed, declined, asked back."""
CONCERNED = {*ASKED, "G12.96"}
QUESTIONS = tuple(each for each in PLOT.questions if each.id in {"q4", "q6", "q7", "q8"})
EXPLAINED = "Bản trình giữ ý, viết lại câu chữ cho thống nhất toàn văn bản."
NUMBERS = {each.id: number for number, each in enumerate(QUESTIONS, 1)}
"""Of the story's questions, in the case that is opened here."""


def steps() -> list[RequestStep]:
    """What the story tells of these agencies in the first round, and Finance's last reply."""
    amended = next(n for n, step in enumerate(PLOT.steps) if isinstance(step, Amending))
    first = [step for step in PLOT.steps[:amended] if isinstance(step, RequestStep)]
    last = [step for step in PLOT.steps[amended:] if isinstance(step, Replying)]
    of_finance = [step for step in last if step.agency == "H99.04"]
    return [step for step in (*first, *of_finance) if step.agency in CONCERNED]


def closing_steps() -> list[Acting]:
    """What becomes of their comments, and the one objection."""
    every = (step for step in PLOT.closing_steps if isinstance(step, Acting))
    return [each for each in every if each.agency in CONCERNED]


@dataclass
class StoryByPages:
    """The people of the story at their windows, and the case they work on."""

    portal: PortalInUse
    case: str = ""
    windows: dict[str, Window] = field(default_factory=dict)

    async def page_of(self, person: str) -> Page:
        """Where this person works: a browser without script."""
        if person not in self.windows:
            self.windows[person] = await self.portal.person(person, script=False)
        return self.windows[person].page

    async def goes_to(self, person: str, address: str) -> Page:
        """To an address below `/portal`, of the case or of a request to it."""
        page = await self.page_of(person)
        await self.windows[person].opens(f"/portal/{address}")
        return page

    async def opens_case(self) -> None:
        """From the list of cases, page by page, to the case that stands."""
        page = await self.goes_to(OFFICER, "cases")
        await page.get_by_role("link", name="Mở hồ sơ lấy ý kiến").first.click()
        file = FilePayload(name=PLOT.draft, mimeType="text/markdown", buffer=document(PLOT.draft))
        await page.set_input_files("#file", file)
        await page.fill('[name="draft.subject"]', PLOT.subject)
        await page.select_option('[name="draft.kind"]', PLOT.kind.value)
        await page.fill('[name="draft.number"]', PLOT.number)
        await page.check(f'[name="draft.urgency"][value="{PLOT.urgency.value}"]')
        await presses(page, "next", "questions")
        for row, question in enumerate(QUESTIONS):
            if row:
                await page.click('button[value="add"]')
            await page.fill(f'[name="questions.{row}.text"]', question.text)
            await page.fill('[name="find"]', load_registry().fields[question.field].vi)
            await page.click('button[value="propose"]')
            await page.check(f'[name="questions.{row}.field"][value="{question.field}"]')
        await presses(page, "next", "agencies")
        for agency in ASKED:
            await page.check(f'[name="agencies"][value="{agency}"]')
        await presses(page, "next", "check")
        await page.click('button[value="send"]')
        await page.wait_for_url("**/cases/HS-*")
        self.case = re.findall(r"HS-[A-Z0-9]+", page.url)[0]

    async def plays(self, step: RequestStep) -> None:
        """One step, as the person of the story takes it."""
        match step:
            case Acknowledging():
                page = await self._at_request(step)
                await page.get_by_role("button", name="Tiếp nhận văn bản lấy ý kiến").click()
                await self._is_back(page, step)
            case Replying():
                await self._replies(step)
            case Reviewing():
                page = await self._at_request(step, "review")
                await page.check(f'[name="decision"][value="{step.decision}"]')
                await page.fill("textarea", step.reasons)
                await self._sends(page, step)
            case Acting():
                await ACTS[step.path](self, step)
            case _:
                raise AssertionError(step)

    async def _at_request(self, step: RequestStep, act: str = "") -> Page:
        """The request by its address; then the act, by the link that leads to it."""
        page = await self.goes_to(step.by, f"requests/{self.case}/{step.agency}")
        if act:
            await page.locator(f'main a[href$="/{step.agency}/{act}"]').first.click()
            await page.wait_for_url(f"**/{step.agency}/{act}*")
        return page

    async def _sends(self, page: Page, step: RequestStep) -> None:
        await page.locator('.keep button[value="send"]').click()
        await self._is_back(page, step)

    async def _is_back(self, page: Page, step: RequestStep) -> None:
        await page.wait_for_url(f"**/requests/{self.case}/{step.agency}#main")

    async def _replies(self, step: Replying) -> None:
        """An official lays the reply before the head, who reads it whole and signs."""
        page = await self._at_request(step, "reply")
        said = step.reply
        await page.check(f'[name="position"][value="{said["position"]}"]')
        for name in ("text", "legal_basis", "number"):
            await page.fill(f'[name="{name}"]', said.get(name, ""))
        for answer in said["answers"]:
            within = f"answers.{NUMBERS[answer['question']]}"
            await page.check(f'[name="{within}.position"][value="{answer["position"]}"]')
            wording = answer.get("proposed_wording", "")
            await page.fill(f'[name="{within}.proposed_wording"]', wording)
            words = page.locator(f'[name="{within}.text"]')
            await opened(page.locator("details", has=words))
            await words.fill(answer["text"])
        await self._sends(page, step)

        own = f"{self.case}/{step.agency}/sign"
        head = await self.goes_to(step.signed_by, "work")
        await head.locator(f'main a[href*="{own}"]').first.click()
        await head.get_by_role("button", name="Ký và gửi văn bản này").click()
        await head.wait_for_url(lambda url: own not in url)

    async def _asks(self, step: Acting) -> None:
        page = await self._at_request(step, "ask")
        await page.check(f'[name="ground"][value="{step.body["ground"]}"]')
        await page.select_option('[name="question"]', index=1)
        await page.fill('[name="text"]', step.body["text"])
        for number, paper in enumerate(step.body["papers"]):
            await page.fill(f'[name="papers.{number}.name"]', paper["name"])
            await page.fill(f'[name="papers.{number}.rule"]', paper["rule"])
        await self._sends(page, step)

    async def _makes_clear(self, step: Acting) -> None:
        page = await self._at_request(step, "clarification")
        await page.fill("textarea", step.body["text"])
        await self._sends(page, step)

    async def _declines(self, step: Acting) -> None:
        page = await self._at_request(step, "not-ours")
        (declined,) = step.body["declined"]
        await page.locator('[name="declined.0.question"]').check()
        await page.select_option('[name="declined.0.to"]', declined["to"])
        await page.locator('fieldset ~ p button[value="save"]').click()
        await page.check(f'[name="declined.0.field"][value="{declined["field"]}"]')
        await page.fill('[name="reasons"]', step.body["reasons"])
        await self._sends(page, step)

    async def _rules(self, step: Acting) -> None:
        page = await self._at_request(step, "ruling")
        await page.check(f'[name="confirmed"][value="{str(step.body["confirmed"]).lower()}"]')
        await page.fill("textarea", step.body["reasons"])
        await self._sends(page, step)

    async def _disposes(self, step: Acting) -> None:
        """Each comment where all are listed; then what its agency is told, read once more."""
        page = await self.goes_to(step.by, f"cases/{self.case}/comments?only={step.agency}")
        for each in step.body["dispositions"]:
            item = page.locator(f'article.item[id^="{_comment(each["comment"])}"]')
            item = item.filter(has=page.locator("select")).last
            await item.locator("select").select_option(each["kind"])
            await item.locator("textarea").fill(each.get("explanation", ""))
        to_send = page.locator(f'button[value$="{step.agency}"]', has_text="Đọc lại và gửi")
        await to_send.click()
        await page.get_by_role("button", name=re.compile("^Gửi kết quả cho ")).click()
        await page.wait_for_url("**/comments#main")

    async def _objects(self, step: Acting) -> None:
        page = await self._at_request(step, "comments")
        await page.locator('main a[href$="/objection"]').click()
        for each in step.body["comments"]:
            await page.check(f'[name="comments"][value="{_comment(each)}"]')
        await page.fill('[name="reasons"]', step.body["reasons"])
        await page.locator('.keep button[value="send"]').click()
        await page.wait_for_url(f"**/{step.agency}/comments*")

    async def lays_down(self, text: str) -> None:
        """The final text is laid down; each wording that is not in it as adopted is explained."""
        final = f"cases/{self.case}/comments/final"
        page = await self.goes_to(OFFICER, final)
        file = FilePayload(name="ban-trinh.txt", mimeType="text/plain", buffer=text.encode())
        await page.set_input_files("#file", file)
        await page.locator('.keep button[value="send"]').click()
        await page.wait_for_url("**/comments/final#main")
        unexplained = page.locator('main a[href*="/comments/final/"]')
        for address in [await each.get_attribute("href") for each in await unexplained.all()]:
            await page.goto(f"{self.portal.browsers.base_url}{address}")
            for reason in await page.locator("textarea").all():
                await reason.fill(EXPLAINED)
            await page.locator('.keep button[value="send"]').click()
            await page.wait_for_url("**/comments/final#main")

    async def concludes(self) -> None:
        """On the page where that stands alone."""
        page = await self.goes_to(OFFICER, f"cases/{self.case}")
        await page.locator('main a[href$="/conclude"]').first.click()
        await page.locator('.keep button[value="send"]').click()
        await page.wait_for_url(f"**/cases/{self.case}#main")


ACTS: dict[str, Callable[[StoryByPages, Acting], Awaitable[None]]] = {
    "clarifications": StoryByPages._asks,
    "clarifications/answer": StoryByPages._makes_clear,
    "decline": StoryByPages._declines,
    "decline/ruling": StoryByPages._rules,
    "dispositions": StoryByPages._disposes,
    "objection": StoryByPages._objects,
}
"""By the path the story gives."""


async def presses(page: Page, button: str, then: str) -> None:
    """A button of the form, and the page it leads to."""
    await page.click(f'.keep button[value="{button}"]')
    await page.wait_for_url(f"**/{then}*")


async def opened(fold: Locator) -> None:
    """A fold, pressed unless it stands open."""
    if await fold.get_attribute("open") is None:
        await fold.locator("summary").click()


def _comment(told: str) -> str:
    """A comment of the story as it is called in this case, whose questions are fewer."""
    before, _, question = told.rpartition("-")
    return f"{before}-q{NUMBERS[question]}" if question in NUMBERS else told
