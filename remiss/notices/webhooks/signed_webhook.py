"""Signed calls to agencies' own systems, as the Standard Webhooks specification has them.

The secret of each agency is a setting, `REMISS_WEBHOOK_SECRETS`. While one is exchanged, the old
and the new stand there with a space between: every call is signed with both, either verifies it.
"""

import json
import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import httpcore
from standardwebhooks.webhooks import Webhook

from remiss.consultation.telling.notice import Notice
from remiss.consultation.time.local_moments import in_local_time
from remiss.consultation.values import AgencyCode
from remiss.notices.notice_link import link
from remiss.notices.outbox.parcel import Parcel
from remiss.notices.outbox.undelivered import Bounced, Undelivered
from remiss.notices.webhooks.webhook_target import PublicNetwork, check_target
from remiss.texts import text

TIMEOUT_SECONDS = 15
PHASES = dict.fromkeys(("connect", "read", "write", "pool"), TIMEOUT_SECONDS)
CONTENT = (("content-type", "application/json"), ("user-agent", "Remiss"))
GONE = 410


@cache
def _known_authorities() -> ssl.SSLContext:
    """Those this machine trusts, read when an agency's system is first called."""
    return ssl.create_default_context()


def _now() -> datetime:
    return datetime.now(UTC)


class Webhooks:
    """Calls the address of an agency with what it is told, signed with that agency's secret.

    `url_of` finds the address; `ssl_context` is for receivers with a CA of their own. Redirects
    are not followed, and of the answer only its status is read.
    """

    def __init__(
        self,
        url_of: Callable[[AgencyCode], str | None],
        secrets: Mapping[AgencyCode, str],
        *,
        public_url: str,
        allow_loopback: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._url_of, self._clock, self._public_url = url_of, clock, public_url
        self._signing = {agency: _signers(secret) for agency, secret in secrets.items()}
        self._allow_loopback = allow_loopback
        self._ssl_context = ssl_context

    async def send(self, parcel: Parcel) -> None:
        """Call once.

        Raises:
            Bounced: the receiver wants no more of this (410).
            Undelivered: no answer, any status but 2xx, or a target that may not be called.
        """
        url, signing = self._url_of(parcel.recipient), self._signing.get(parcel.recipient)
        if url is None or signing is None:
            unknown = text("webhook.unknown_receiver").both()
            raise Undelivered(f"{parcel.recipient}: {unknown}")
        body = payload(parcel.rows[0].notices, self._public_url)
        status = await self._call(url, body, sign_call(signing, parcel.id, self._clock(), body))
        if status == GONE:
            raise Bounced(f"HTTP {status}")
        if status not in range(200, 300):
            raise Undelivered(f"HTTP {status}")

    async def _call(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        target = check_target(url, allow_loopback=self._allow_loopback)
        network = PublicNetwork(loopback=self._allow_loopback, only=target.scheme == b"http")
        context = self._ssl_context or _known_authorities()
        try:
            async with (
                httpcore.AsyncConnectionPool(context, network_backend=network) as pool,
                pool.stream(
                    "POST",
                    target,
                    headers=[*headers.items(), *CONTENT],
                    content=body,
                    extensions={"timeout": PHASES},
                ) as response,
            ):
                return int(response.status)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise Undelivered(f"{type(error).__name__}: {error}") from error


def _signers(secrets: str) -> tuple[Webhook, ...]:
    """What signs for one receiver: two at once while a secret is exchanged for another."""
    return tuple(map(Webhook, secrets.split()))


def sign_call(signing: Sequence[Webhook], id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers by which the receiver knows sender, moment and repeat."""
    moment = at.astimezone(UTC)  # what signs takes the hour as it stands for one of UTC
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(each.sign(id_, moment, body.decode()) for each in signing),
    }


def payload(notices: tuple[Notice, ...], public_url: str) -> bytes:
    """One event, and whom of the agency it is for."""
    first = notices[0]
    told: dict[str, Any] = {
        "type": first.kind,
        "timestamp": in_local_time(first.at).isoformat(),
        "data": {
            "consultation": first.consultation,
            "version": first.version,
            "subject": first.subject,
            "urgency": first.urgency,
            "agency": first.agency,
            "title": first.title.model_dump(),
            "what": first.what.model_dump(),
            "url": link(public_url, first),
            "notices": [_to(notice) for notice in notices],
        },
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _to(notice: Notice) -> dict[str, Any]:
    return in_local_time(notice).model_dump(mode="json", include={"addressee", "todo", "due_at"})
