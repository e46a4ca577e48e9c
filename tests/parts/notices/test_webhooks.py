"""Signed calls to agencies' own systems: what they carry, how they fail, where they never go."""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
import ssl
import time
from collections.abc import AsyncIterator
from datetime import UTC
from typing import Any

import pytest

from remiss.notices import Webhooks
from remiss.notices.outbox.parcel import Parcel, Waiting
from remiss.notices.outbox.undelivered import Bounced, Undelivered
from remiss.notices.webhooks.signed_webhook import payload
from remiss.notices.webhooks.webhook_target import PublicNetwork, TargetRefused, check_target
from tests.given.case import JUSTICE, opening
from tests.given.ledger_cases import batches
from tests.given.post import PUBLIC_URL, SECRET, Office, Receiver, web_server

OTHER_SECRET = "whsec_" + "A" * 32
RECENT_SECONDS = 300


def is_signed(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    """Whether the headers sign the body, as the specification of Standard Webhooks says it.

    Written out here, so that what signs is not checked by the same library.
    """
    id_, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256)
    recent = abs(time.time() - int(timestamp)) < RECENT_SECONDS
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return recent and signature in headers["webhook-signature"].split()


async def parcel(office: Office) -> Parcel:
    """What Justice is told when it is asked."""
    await office.happens(*batches(opening(consultation="HS-1")))
    await office.postman().collect()
    (row,) = await office.pool.fetch(
        "select id, stream, version, recipient, urgency, attempts, created_at, deliver_after, "
        "letter, body from notice where channel = 'webhook'"
    )
    waiting = Waiting.of({**row, "body": json.dumps(row["body"])})
    return Parcel(waiting.id, waiting.recipient, (waiting,))


def to(url: str, **options: Any) -> Webhooks:
    return Webhooks(
        {JUSTICE.code: url}.get, {JUSTICE.code: SECRET}, public_url=PUBLIC_URL, **options
    )


@pytest.fixture
async def something(office: Office) -> Parcel:
    return await parcel(office)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with web_server(Receiver()) as receiver:
        yield receiver


async def test_while_a_secret_is_exchanged_either_verifies(
    something: Parcel, receiver: Receiver
) -> None:
    """Old and new stand in the setting together; a receiver changes over when it likes."""
    both = {JUSTICE.code: f"{SECRET} {OTHER_SECRET}"}
    url = {JUSTICE.code: receiver.url()}.get
    await Webhooks(url, both, public_url=PUBLIC_URL, allow_loopback=True).send(something)
    (call,) = receiver.calls
    for secret in (SECRET, OTHER_SECRET):
        assert is_signed(secret, call.body, call.headers)
    assert not is_signed("whsec_" + "B" * 32, call.body, call.headers)


async def test_the_receiver_can_verify_what_it_gets(office: Office) -> None:
    """Checked as Standard Webhooks writes it; another secret fails, and so does another body."""
    await office.happens(*batches(opening(consultation="HS-1")))
    await office.goes_out()
    (call,) = office.receiver.calls
    assert is_signed(SECRET, call.body, call.headers)
    told = json.loads(call.body)
    assert told["type"] == "request_sent"
    assert told["data"]["consultation"] == "HS-1"
    assert told["data"]["url"].endswith(f"/v1/consultations/HS-1/requests/{JUSTICE.code}")
    assert told["data"]["what"]["vi"].startswith("Gửi văn bản lấy ý kiến đến")
    (addressed,) = told["data"]["notices"]
    assert addressed["addressee"]["agency"] == JUSTICE.code
    assert "chậm nhất" in addressed["todo"]["vi"]
    for secret, body in ((OTHER_SECRET, call.body), (SECRET, call.body + b" ")):
        assert not is_signed(secret, body, call.headers)


async def test_an_agency_hears_only_of_its_own_request(office: Office) -> None:
    """Nothing another agency was asked, said or failed to say leaves for its system."""
    await office.happens(*batches(opening(consultation="HS-1")))
    await office.goes_out()
    assert {json.loads(call.body)["data"]["agency"] for call in office.receiver.calls} == {
        JUSTICE.code
    }


async def test_a_receiver_that_fails_first_gets_it_once(office: Office) -> None:
    """500, then 200: two calls under one webhook-id, recorded as sent once."""
    office.receiver.answers = ["500 Oops"]
    await office.happens(*batches(opening(consultation="HS-1")))
    await office.goes_out()
    (row,) = await office.rows("webhook")
    assert (row["status"], row["last_error"]) == ("failed", "HTTP 500")
    office.clock.forward(minutes=1)
    await office.goes_out()
    office.clock.forward(days=1)
    await office.goes_out()
    (row,) = await office.rows("webhook")
    assert (row["status"], row["attempts"]) == ("sent", 2)
    assert len({call.headers["webhook-id"] for call in office.receiver.calls}) == 1
    assert len(office.receiver.calls) == 2


async def test_gone_is_a_bounce(office: Office) -> None:
    """410 is recorded and never tried again."""
    office.receiver.answers = ["410 Gone"]
    await office.happens(*batches(opening(consultation="HS-1")))
    for _ in range(3):
        await office.goes_out()
        office.clock.forward(hours=2)
    (row,) = await office.rows("webhook")
    assert (row["status"], row["last_error"]) == ("bounced", "HTTP 410")
    assert len(office.receiver.calls) == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Moved"])
async def test_redirects_are_not_followed(
    something: Parcel, receiver: Receiver, status: str
) -> None:
    """A receiver cannot send us elsewhere."""
    receiver.answers = [f"{status}\r\nlocation: /elsewhere"]
    with pytest.raises(Undelivered, match="HTTP 30"):
        await to(receiver.url(), allow_loopback=True).send(something)
    assert [call.path for call in receiver.calls] == ["/remiss"]


async def test_a_receiver_that_says_nothing_is_a_failure(something: Parcel) -> None:
    """Nobody listens: undelivered, with the reason."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    with pytest.raises(Undelivered, match="ConnectError"):
        await to(f"http://127.0.0.1:{port}/", allow_loopback=True).send(something)


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "[::1]",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 -- an address to refuse
    "0",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "100.64.0.1",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[ff02::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "localhost",
    "LOCALHOST",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
]


@pytest.mark.parametrize("host", PRIVATE)
async def test_private_addresses_are_never_called(
    something: Parcel, receiver: Receiver, host: str
) -> None:
    """However an address of ours is written, nothing connects to it."""
    with pytest.raises(TargetRefused):
        await to(f"https://{host}:{receiver.port}/").send(something)
    assert not receiver.calls


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "2130706433", "10.0.0.1"])
async def test_the_refusal_says_why(something: Parcel, host: str) -> None:
    """In both languages, for whoever reads the deliveries."""
    with pytest.raises(TargetRefused, match=r"địa chỉ nội bộ / private addresses"):
        await to(f"https://{host}/").send(something)


@pytest.mark.parametrize(
    "url",
    [
        "http://eoffice.example/",
        "ftp://eoffice.example/",
        "file:///etc/passwd",
        "//eoffice.example/",
        "eoffice.example",
        "https://",
        "https:///path",
        "https://user@eoffice.example/",
        "https://user:secret@eoffice.example/",
        "https://eoffice.example@127.0.0.1/",
        "https://eoffice.example:99999/",
        "https://eoffice.example:x/",
        "https://eoffice.example\\@127.0.0.1/",
        "https://eoffice.example/ HTTP/1.1",
        "https://eoffice.example/\r\nHost: other",
        "https://éoffice.example/",
    ],
)
def test_an_address_of_another_form_is_refused(url: str) -> None:
    """Only https to a plain host; nothing two parsers could read differently."""
    with pytest.raises(TargetRefused):
        check_target(url)


@pytest.mark.parametrize("host", ["8.8.8.8", "[2606:4700::1111]"])
async def test_public_addresses_are_allowed(host: str) -> None:
    """The guard is no wall: what is public passes it, without connecting here."""
    assert await PublicNetwork()._addresses(host.strip("[]"), 443)


async def test_only_loopback_by_http(something: Parcel) -> None:
    """The setting for tests opens this machine, and not http to the world."""
    with pytest.raises(TargetRefused):
        await to("http://8.8.8.8/", allow_loopback=True).send(something)
    with pytest.raises(TargetRefused):
        await to("http://10.0.0.1/", allow_loopback=True).send(something)


Resolved = list[list[str]]


@pytest.fixture
async def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolved:
    """Names lead where the test says, one answer after the other; beyond them, nowhere."""
    answers: Resolved = []
    loop = asyncio.get_running_loop()
    real = loop.getaddrinfo

    async def resolve(host: Any, port: Any, **options: Any) -> Any:
        if host != "eoffice.example":
            return await real(host, port, **options)
        if not answers:
            raise socket.gaierror("asked once too often")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in answers.pop(0)]

    monkeypatch.setattr(loop, "getaddrinfo", resolve)
    return answers


async def test_a_name_with_one_private_address_is_refused(
    something: Parcel, receiver: Receiver, resolver: Resolved
) -> None:
    """Every address is checked, not only the first."""
    resolver[:] = [["203.0.114.5", "127.0.0.1"]]
    with pytest.raises(TargetRefused, match=r"127\.0\.0\.1"):
        await to(f"https://eoffice.example:{receiver.port}/").send(something)
    assert not receiver.calls


async def test_a_name_is_asked_for_once_and_its_certificate_checked(
    something: Parcel, resolver: Resolved, authority: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    """The connection goes to the address that was checked: a second answer is never asked for."""
    shows, trusts = authority
    async with web_server(Receiver(), ssl=shows) as receiver:
        resolver[:] = [["127.0.0.1"]]
        url = receiver.url("https", "eoffice.example")
        await to(url, allow_loopback=True, ssl_context=trusts).send(something)
        assert receiver.calls[0].headers["host"] == f"eoffice.example:{receiver.port}"
        for host, context in (("127.0.0.1", trusts), ("eoffice.example", None)):
            resolver[:] = [["127.0.0.1"]]
            other = to(receiver.url("https", host), allow_loopback=True, ssl_context=context)
            with pytest.raises(Undelivered, match="CERTIFICATE_VERIFY_FAILED"):
                await other.send(something)
        assert len(receiver.calls) == 1


async def test_a_system_taken_off_the_list_is_not_called(something: Parcel) -> None:
    """A row made before its address or secret was removed fails with that reason."""
    nowhere = Webhooks(lambda _agency: None, {}, public_url=PUBLIC_URL)
    with pytest.raises(Undelivered, match=r"no url or secret") as caught:
        await nowhere.send(something)
    assert not isinstance(caught.value, Bounced)


async def test_every_moment_is_told_in_one_form(something: Parcel) -> None:
    """Viet Nam's time, whatever form the event was kept in."""
    kept = [
        notice.model_copy(update={"at": notice.at.astimezone(UTC), "due_at": notice.at})
        for notice in something.rows[0].notices
    ]
    told = json.loads(payload(tuple(kept), PUBLIC_URL))
    moments = [told["timestamp"], *(notice["due_at"] for notice in told["data"]["notices"])]

    assert all(moment.endswith("+07:00") for moment in moments)
