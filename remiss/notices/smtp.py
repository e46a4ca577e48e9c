"""Mail by SMTP."""

import re
import ssl
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Literal

import aiosmtplib

from remiss.notices.outbox.undelivered import Bounced, Undelivered

Tls = Literal["none", "starttls", "tls"]
TIMEOUT_SECONDS = 30
PERMANENT = range(500, 600)
NO_ROOM = 552
"""Given alone it means a full mailbox far more often than a letter that is too large."""
ENHANCED = re.compile(r"\s*([245])\.([0-9]{1,3}\.[0-9]{1,3})\b")
PASSING = re.compile(r"2\.[12]|3\.[12]|4\.[0-7]")
"""Mailbox disabled or full; the system full or closed; the network and the way there."""


class Smtp:
    """A mail server that takes letters for anyone. `ssl_context` is for one with its own CA."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        tls: Tls = "starttls",
        user: str | None = None,
        password: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._host, self._port, self._tls = host, port, tls
        self._user, self._password, self._context = user, password, ssl_context

    async def post(self, message: EmailMessage, name: str) -> None:
        """Hand the letter over.

        Raises:
            Bounced: the server refused the recipient, or this letter, for good (5xx).
            Undelivered: anything else, our own sign-in included: that is for us to put right.
        """
        del name
        try:
            await aiosmtplib.send(
                bytes(message),
                sender=parseaddr(str(message["From"]))[1],
                recipients=[str(message["To"])],
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._tls == "tls",
                start_tls=self._tls == "starttls",
                tls_context=self._context if self._tls != "none" else None,
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _refusal(refused.recipients[0]) from refused
        except aiosmtplib.SMTPDataError as refused:
            raise _refusal(refused) from refused
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Undelivered(f"SMTP: {error}" if str(error) else type(error).__name__) from error


def _refusal(answer: aiosmtplib.SMTPResponseException) -> Undelivered:
    kind = Bounced if is_final(answer.code, answer.message) else Undelivered
    return kind(f"SMTP {answer.code} {answer.message}")


def is_final(code: int, message: str) -> bool:
    """Whether a refusal stays one however often it is tried.

    The enhanced status (RFC 3463) says it better than the code, where a server gives one.
    """
    if code not in PERMANENT:
        return False
    found = ENHANCED.match(message)
    if found is None:
        return code != NO_ROOM
    kind, detail = found.groups()
    return kind == "5" and not PASSING.fullmatch(detail)
