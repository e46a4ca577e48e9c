"""Which cases the ledger is known to lag behind, so that what is read of them says so.

A case decides while PostgreSQL is away; its events follow. Two things tell an API process of it:
the receipts it handed out itself, and what Temporal lists under the attribute `LedgerBehind`, which
it looks at now and then, beside every request and never within one.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from temporalio.client import Client, RPCError

log = structlog.get_logger()

HEADER = "Remiss-Ledger-Behind"
DESCRIPTION = (
    "“true”: sổ cái còn chậm hơn hồ sơ (với danh sách: chậm hơn ít nhất một hồ sơ); nội dung đọc "
    "được có thể thiếu thao tác mới nhất, vốn đã được tiếp nhận, không mất và sẽ được ghi. Không "
    "có đầu mục này: không thấy có gì chậm. / `true`: the ledger lags behind the case (for a list: "
    "behind any case); what is read may lack the newest actions, which are durable and will be "
    "recorded. Absent: nothing is known to lag."
)
QUERY = "LedgerBehind = true AND ExecutionStatus = 'Running' AND TaskQueue = '{task_queue}'"
CALM_SECONDS, BUSY_SECONDS, UNABLE_SECONDS = 5.0, 1.0, 30.0
LOOK_WITHIN = timedelta(seconds=2)
MOST = 5_000
SHOWS_WITHIN_SECONDS = 5.0
"""How long visibility may take to list a case that has fallen behind."""

_CASE = re.compile(r"/v1/consultations/(?P<id>[^/]+)(?:/.*)?")
_LISTS = frozenset({"/v1/consultations", "/v1/inbox", "/v1/tasks", "/v1/scorecards"})
OK = 200


class Behind:
    """The cases known to be ahead of the ledger."""

    def __init__(self) -> None:
        self._owed: dict[str, tuple[int, float]] = {}
        self._listed: frozenset[str] = frozenset()
        self._news = asyncio.Event()

    def __contains__(self, consultation: str) -> bool:
        return consultation in self._owed or consultation in self._listed

    def __bool__(self) -> bool:
        return bool(self._owed or self._listed)

    def owes(self, consultation: str, version: int) -> None:
        """A receipt was given for events the ledger has not got."""
        before, _ = self._owed.get(consultation, (0, 0.0))
        self._owed[consultation] = (max(before, version), time.monotonic())
        self._news.set()

    def holds(self, consultation: str, version: int) -> None:
        """The ledger was seen to hold this much of the case."""
        owed, _ = self._owed.get(consultation, (0, 0.0))
        if owed and version >= owed:
            del self._owed[consultation]

    def listed(self, consultations: Iterable[str], looked_at: float) -> None:
        """What Temporal listed; what it does not list although it had the time is caught up."""
        self._listed = frozenset(consultations)
        self._owed = {
            id_: (version, since)
            for id_, (version, since) in self._owed.items()
            if id_ in self._listed or looked_at - since < SHOWS_WITHIN_SECONDS
        }

    async def news(self, seconds: float) -> None:
        """Wait so long, or until something falls behind."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()


@asynccontextmanager
async def watched(behind: Behind, client: Client, task_queue: str) -> AsyncIterator[None]:
    """Look at Temporal's list beside the block: rarely, and often while anything is behind."""
    task = asyncio.create_task(_watch(behind, client, QUERY.format(task_queue=task_queue)))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(behind: Behind, client: Client, query: str) -> None:
    while True:
        pause = BUSY_SECONDS if behind else CALM_SECONDS
        looked_at = time.monotonic()
        try:
            found = client.list_workflows(query, limit=MOST, rpc_timeout=LOOK_WITHIN)
            behind.listed([each.id async for each in found], looked_at)
        except (RPCError, RuntimeError) as error:  # RuntimeError: the client could not connect
            log.warning("behind_unknown", reason=str(error).splitlines()[0])
            pause = UNABLE_SECONDS
        await asyncio.sleep(BUSY_SECONDS)
        await behind.news(pause - BUSY_SECONDS)


def covers(path: str) -> bool:
    """Whether a read of this address can be behind."""
    return path in _LISTS or _CASE.fullmatch(path) is not None


class StaleReads:
    """Says with each answer to a read whether it is known to be behind.

    An answer that is no 200 says nothing, lest it tell that a case exists.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not covers(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                _mark(message, scope["app"].state.services.ledger.behind, scope["path"])
            await send(message)

        await self.app(scope, receive, answer)


def _mark(answer: Message, behind: Behind, path: str) -> None:
    case = _CASE.fullmatch(path)
    if case["id"] in behind if case else behind:
        MutableHeaders(scope=answer)[HEADER] = "true"
