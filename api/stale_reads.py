"""The header that says of a read that the ledger lags behind the case, and where it may stand."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from remiss.consultation.authority import Scorecard
from remiss.ledger.reads.behind import Behind

HEADER = "Remiss-Ledger-Behind"
DESCRIPTION = (
    "“true”: nhật ký hệ thống còn chậm hơn hồ sơ (với danh sách: chậm hơn ít nhất một hồ sơ); "
    "nội dung đọc được có thể thiếu thao tác mới nhất, vốn đã được tiếp nhận, không mất và sẽ "
    "được ghi. Không có đầu mục này: không thấy có gì chậm. / `true`: the ledger "
    "lags behind the case (for a list: behind any case); what is read may lack the newest "
    "actions, which are durable and will be recorded. Absent: nothing is known to lag."
)
_CASE = re.compile(r"/v1/consultations/(?P<id>[^/]+)(?:/.*)?")
_LISTS = frozenset(
    {
        *("/v1/consultations", "/v1/inbox", "/v1/tasks"),
        *(f"/v1/scorecards/{card}" for card in Scorecard),
        *("/v1/scorecards/events.jsonl", "/v1/scorecards/mine"),
        *("/v1/scorecards/drafters/months", "/v1/scorecards/agencies/officials"),
    }
)
OK = 200


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
