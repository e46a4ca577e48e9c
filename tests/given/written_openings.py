"""An opening written on pages by a person without script, as far as a test needs."""

import secrets

import httpx

from tests.given.html_forms import form_on
from tests.given.portal_visits import SAME_ORIGIN, Browser, text_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PAPER = {
    "draft.subject": "Hướng dẫn đánh giá cán bộ theo tiêu chí định lượng",
    "draft.kind": "guideline",
    "draft.urgency": "normal",
}
BUDGET = "Kinh phí tổ chức đánh giá lấy từ dự toán nào?"
DATA = "Dữ liệu đánh giá chia sẻ qua nền tảng nào?"


class WrittenOpening:
    """One opening in one person's browser."""

    words = (BUDGET, DATA)
    """What it asks."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.start = browser, f"/portal/cases/new/{secrets.token_hex(8)}"

    async def page(self, step: str, query: str = "") -> httpx.Response:
        """A step as it stands."""
        answer = await self.browser.get(f"{self.start}/{step}{query}")
        assert answer.status_code == 200, answer.text
        return answer

    async def press(
        self, step: str, do: str, query: str = "", **typed: str | list[str]
    ) -> httpx.Response:
        """What stands on the page, with something typed over it, and a button pressed."""
        fields = {**form_on((await self.page(step, query)).text), **typed, "do": do}
        return await self.browser.http.post(
            f"{self.start}/{step}", data=fields, headers=SAME_ORIGIN
        )

    async def uploads(self) -> None:
        """The draft's file, by its own button."""
        fields = {**form_on((await self.page("paper")).text), "do": "upload"}
        content = PDF + secrets.token_bytes(8)
        answer = await self.browser.http.post(
            f"{self.start}/paper",
            data=fields,
            files={"file": ("du-thao.pdf", content, "application/pdf")},
            headers=SAME_ORIGIN,
        )
        assert answer.status_code == 303, text_of(answer)

    async def asks(self) -> None:
        """Two questions, one after the other."""
        added = await self.press("questions", "add", **question(0, BUDGET, "fin.budget"))
        query = added.headers["Location"].partition("?")[2].partition("#")[0]
        typed = question(1, DATA, "digital.data")
        assert leads(await self.press("questions", "next", f"?{query}", **typed), "/agencies")

    async def written(self, **paper: str) -> None:
        """The first three steps; `paper` is typed over what the first has."""
        await self.uploads()
        assert leads(await self.press("paper", "next", **PAPER | paper), "/questions")
        await self.asks()
        answer = await self.press("agencies", "next", agencies=["H99.04", "H99.08"])
        assert leads(answer, "/check"), text_of(answer)


def question(row: int, words: str, field: str) -> dict[str, str]:
    """What is typed for one question."""
    return {f"questions.{row}.text": words, f"questions.{row}.field": field}


def leads(answer: httpx.Response, where: str) -> bool:
    """Whether an answer goes on to an address."""
    return answer.status_code == 303 and where in answer.headers["Location"]
