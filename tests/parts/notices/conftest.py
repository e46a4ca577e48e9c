"""A postman on real parts: PostgreSQL, a mail server and a web server that count what comes in."""

import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from remiss import ledger
from tests.given.post import Clock, Mailbox, Office, Receiver, contacts, mail_server, web_server


@pytest.fixture
async def pool(database: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to the test's database as the service opens them."""
    pool = await ledger.connect(database)
    yield pool
    await pool.close()


@pytest.fixture
async def office(pool: asyncpg.Pool) -> AsyncIterator[Office]:
    """An office whose mail and webhooks arrive."""
    async with mail_server(Mailbox()) as mail, web_server(Receiver()) as receiver:
        yield Office(pool, mail, receiver, Clock(), contacts(receiver.url()))


@pytest.fixture
def made() -> Callable[..., Any]:
    """An office with some things changed."""

    def make(office: Office, **changes: Any) -> Office:
        return Office(**{**office.__dict__, **changes})

    return make


@pytest.fixture
def authority(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server named eoffice.example or localhost shows, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "eoffice.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("eoffice.example"), x509.DNSName("localhost")]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "both.pem").write_bytes(private + pem)
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(tmp_path / "both.pem")
    return shows, ssl.create_default_context(cadata=pem.decode())
