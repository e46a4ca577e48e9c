"""A case to call about: opened through the API, brought as far as a test needs."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx

from remiss.consultation.values import Actor
from tests.given.people import FINANCE, HEAD, OFFICER, OTHER_HEAD, SCIENCE
from tests.given.served import Served

DRAFT_CONTENT = "Dự thảo hướng dẫn đánh giá cán bộ, công chức".encode()
QUESTIONS = [
    {"id": "kinh-phi", "text": "Kinh phí lấy từ nguồn nào?", "field": "fin.budget"},
    {"id": "du-lieu", "text": "Dữ liệu chia sẻ qua đâu?", "field": "digital.data"},
]
ASKED_AGAIN, NOT_YET = 20, {202, 503}
"""How often, and at which answers: being recorded, or nothing was done."""


@dataclass(frozen=True)
class Case:
    """An open consultation of two agencies."""

    served: Served
    id: str
    sha256: str

    @property
    def path(self) -> str:
        return f"/consultations/{self.id}"

    def request(self, agency: str = FINANCE) -> str:
        return f"{self.path}/requests/{agency}"

    def reply(self, question: str = "kinh-phi", **changed: Any) -> dict[str, Any]:
        """A reply that takes a clear position."""
        text = "Sở Tài chính thống nhất với dự thảo; kinh phí bố trí từ dự toán chi thường xuyên."
        return {
            "position": "agree",
            "text": text,
            "answers": [{"question": question, "position": "agree", "text": text}],
            "legal_basis": "Điều 31 Luật Ngân sách nhà nước",
            "responsible_official": {"id": "duc", "name": "Hoàng Trung Đức"},
            "draft_sha256": self.sha256,
        } | changed

    def empty(self) -> dict[str, Any]:
        """A reply with nothing in it: anyone can check that, and it is returned."""
        return self.reply(position="none", text="", answers=[])

    def vague(self) -> dict[str, Any]:
        """A reply without any position, in prose: it is flagged, and a person decides."""
        return self.reply(position="none", text="Đề nghị thực hiện theo quy định.", answers=[])

    async def does(
        self, person: Actor, path: str, agency: str = FINANCE, key: str | None = None, **sent: Any
    ) -> list[str]:
        """The events of what a person does, to a request or (agency "") to the case."""
        key = key or secrets.token_hex(8)
        answer = await settled(lambda: self.tries(person, path, agency, key, **sent))
        assert answer.status_code == 200, answer.text
        events: list[str] = answer.json()["receipt"]["events"]
        return events

    async def is_refused(
        self, person: Actor, path: str, agency: str = FINANCE, **sent: Any
    ) -> tuple[int, str]:
        """Status and code of a refusal, which also says in words what to do."""
        answer = await self.tries(person, path, agency, **sent)
        assert answer.json()["detail"] != answer.json()["detail_en"]
        return answer.status_code, answer.json()["code"]

    async def tries(
        self, person: Actor, path: str, agency: str = FINANCE, key: str | None = None, **sent: Any
    ) -> httpx.Response:
        where = self.request(agency) if agency else self.path
        return await self.served.call(person, "POST", f"{where}/{path}", key=key, json=sent)

    async def seen(self, person: Actor, agency: str = FINANCE, query: str = "") -> dict[str, Any]:
        """A request as one person reads it; the whole case where `agency` is empty."""
        where = self.request(agency) if agency else self.path
        answer = await self.served.call(person, "GET", where + query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def told(self, person: Actor) -> list[str]:
        """The kinds of the events in the timeline as one person reads it."""
        answer = await self.served.call(person, "GET", f"{self.path}/timeline")
        return [entry["type"] for entry in answer.json()["entries"]]

    async def settle(self) -> None:
        """Let both agencies answer."""
        for person, agency, question in (
            (HEAD, FINANCE, "kinh-phi"),
            (OTHER_HEAD, SCIENCE, "du-lieu"),
        ):
            sent = self.reply(question)
            answer = await self.served.call(
                person, "POST", f"{self.request(agency)}/reply", json=sent
            )
            assert answer.json()["receipt"]["events"][-1] == "reply_accepted", answer.text


async def settled(ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """The answer once it is recorded: a machine that is busy takes longer than the API waits.

    The same key acts once, however often it is sent.
    """
    answer = await ask()
    for _ in range(ASKED_AGAIN):
        if answer.status_code not in NOT_YET:
            break
        await asyncio.sleep(1)
        answer = await ask()
    return answer


def opening(sha256: str, **changed: Any) -> dict[str, Any]:
    draft = {"subject": "Hướng dẫn đánh giá cán bộ", "kind": "guideline", "sha256": sha256}
    return {"draft": draft, "questions": QUESTIONS, "agencies": [FINANCE, SCIENCE]} | changed


async def open_case(
    served: Served, by: Actor = OFFICER, key: str | None = None, **changed: Any
) -> Case:
    sha256 = await served.upload(by, DRAFT_CONTENT)
    body = opening(sha256, **changed)
    key = key or secrets.token_hex(8)
    answer = await settled(lambda: served.call(by, "POST", "/consultations", key=key, json=body))
    assert answer.status_code in {200, 201}, answer.text
    return Case(served, answer.json()["receipt"]["consultation"], sha256)
