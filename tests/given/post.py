"""A postman on real parts: PostgreSQL, a mail server and a web server that count what comes in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import asyncpg
from aiosmtpd.smtp import SMTP

from remiss import ledger
from remiss.consultation.ports import RecordBatch
from remiss.notices import Mail, MailFolder, Pace, Postman, Smtp, Webhooks
from remiss.reference.contacts import AgencyContact, Contacts, PersonContact
from tests.given.case import FINANCE, HOME, JUSTICE, MONDAY, OFFICER

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OFFICER_MAIL = "lan@home.example"
PUBLIC_URL = "https://remiss.example"
SENDER = "Remiss <remiss@home.example>"


@dataclass
class Clock:
    """The time, as the test sets it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Mailbox:
    """What a mail server took, and what it answers to whom."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 -- the interface's own
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(letter, EmailMessage)
            assert [letter["To"]] == envelope.rcpt_tos
            self.letters.append(letter)
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


@asynccontextmanager
async def mail_server(box: Mailbox, **options: Any) -> AsyncIterator[Mailbox]:
    """A mail server on a free port, or on the one `box` had before."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, **options), "127.0.0.1", box.port)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Call:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A web server that keeps every call, and answers what the test put in, then 200."""

    port: int = 0
    calls: list[Call] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def url(self, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}/remiss"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        raw = dict(line.split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        kept = {name.lower(): value for name, value in raw.items()}
        self.calls.append(Call(head[0].split()[1], kept, body))
        answer = self.answers.pop(0) if self.answers else "200 OK"
        writer.write(f"HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def web_server(receiver: Receiver, **options: Any) -> AsyncIterator[Receiver]:
    """A receiver on a free port."""
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", receiver.port, **options)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Office:
    """The ledger, a postman, and everything it reaches."""

    pool: asyncpg.Pool
    mail: Mailbox
    receiver: Receiver
    clock: Clock
    contacts: Contacts
    pace: Pace = field(default_factory=Pace)
    folder: Path | None = None

    def postman(self, **changes: Any) -> Postman:
        """A postman of this office; several are several processes."""
        post = (
            MailFolder(self.folder)
            if self.folder
            else Smtp("127.0.0.1", self.mail.port, tls="none")
        )
        options: dict[str, Any] = {
            "mail": Mail(
                post,
                sender=SENDER,
                public_url=PUBLIC_URL,
                people=self.contacts.people,
                clock=self.clock,
            ),
            "webhooks": Webhooks(
                self.contacts.webhook,
                dict.fromkeys(self.contacts.webhooks, SECRET),
                public_url=PUBLIC_URL,
                allow_loopback=True,
            ),
            "pace": self.pace,
            "clock": self.clock,
        }
        return Postman(self.pool, self.contacts, **{**options, **changes})

    async def happens(self, *batches: RecordBatch) -> None:
        """Events are recorded, and the clock stands at the last of them."""
        for batch in batches:
            await ledger.append(self.pool, batch)
            self.clock.now = max(self.clock.now, batch.events[-1].event.at)

    async def goes_out(self) -> None:
        """Everything that is due is tried."""
        postman = self.postman()
        while await postman.collect() + await postman.deliver():
            pass

    async def rows(self, channel: str, **where: Any) -> list[asyncpg.Record]:
        """The outbox of one channel, in the order of events."""
        found = await self.pool.fetch(
            "select * from notice where channel = $1 order by stream, version, recipient", channel
        )
        return [row for row in found if all(row[name] == value for name, value in where.items())]


def contacts(webhook: str | None) -> Contacts:
    return Contacts(
        office="baocao@office.example",
        chairman="chutich@office.example",
        agencies={
            HOME.code: AgencyContact(mailbox="vanthu@home.example"),
            JUSTICE.code: AgencyContact(mailbox="vanthu@justice.example", webhook=webhook),
            FINANCE.code: AgencyContact(mailbox="vanthu@finance.example"),
        },
        people={OFFICER.id: PersonContact(mailbox=OFFICER_MAIL)},
    )
