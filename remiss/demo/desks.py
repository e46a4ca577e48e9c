"""The people of the story at their desks: they reach Remiss only through its API."""

import asyncio
from typing import Any

import httpx

from remiss.machine.development_issuer import token
from remiss.reference.people import load_people
from remiss.settings import Settings
from remiss.texts import BilingualError, say

PATIENCE_SECONDS = 30


class Office:
    """Sends what people do to the API, each with a token of their own."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient) -> None:
        self._settings, self._http = settings, http

    async def read(self, by: str, path: str) -> Any:
        """The answer to a GET by this person."""
        return _expected(await self._http.get(path, headers=self._identity(by)))

    async def fetch(self, by: str, path: str) -> bytes:
        """The file a GET by this person answers with."""
        answer = await self._http.get(path, headers=self._identity(by))
        _expected(answer, read=False)
        return answer.content

    async def upload(self, by: str, name: str, content: bytes) -> str:
        """Store a document; its sha256."""
        files = {"file": (name, content, "text/markdown")}
        key = {"Idempotency-Key": f"demo-upload-{name.split('.', maxsplit=1)[0]}"}
        answer = await self._http.post(
            "/v1/attachments", files=files, headers=self._identity(by) | key
        )
        return str(_expected(answer)["sha256"])

    async def act(self, by: str, path: str, key: str, body: Any = None) -> dict[str, Any]:
        """What a command led to; the same key again leads to the same."""
        answer = await self.attempt(by, path, key, body)
        done = _expected(answer)
        while answer.status_code == httpx.codes.ACCEPTED:
            await self._until_recorded(by, done["links"]["command"])
            answer = await self.attempt(by, path, key, body)
            done = _expected(answer)
        return dict(done["receipt"])

    async def ask(self, by: str, path: str, body: Any) -> Any:
        """The answer to a question that records nothing."""
        answer = await self._http.post(path, headers=self._identity(by), json=body)
        return _expected(answer)

    async def attempt(self, by: str, path: str, key: str, body: Any = None) -> httpx.Response:
        """The answer to a command, whatever it is."""
        headers = self._identity(by) | {"Idempotency-Key": key}
        return await self._http.post(path, headers=headers, json=body)

    async def _until_recorded(self, by: str, path: str) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (await self.read(by, path))["status"] != "recorded":  # noqa: ASYNC110
                await asyncio.sleep(0.2)

    def _identity(self, by: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(self._settings, by)}"}


def _expected(answer: httpx.Response, *, read: bool = True) -> Any:
    if answer.is_success:
        return answer.json() if read else None
    path = answer.request.url.path
    raise BilingualError(say("demo.stopped_at", path=path, answer=answer.text))


def person_named(person_id: str) -> dict[str, str]:
    """Somebody of the story as the API takes them."""
    person = next(person for person in load_people().all if person.id == person_id)
    return {"id": person.id, "name": person.name}
