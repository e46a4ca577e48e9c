"""Mail servers as they are: encrypted, signed in to, and sometimes unwilling."""

import ssl
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from remiss.notices import Smtp
from remiss.notices.outbox.undelivered import Bounced, Undelivered
from tests.given.post import Mailbox, mail_server

Authority = tuple[ssl.SSLContext, ssl.SSLContext]


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Remiss <remiss@home.example>", "lan@home.example"
    message["Subject"] = "Đề nghị cho ý kiến"
    message.set_content("Kính gửi", cte="quoted-printable")
    return message


def knows(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """Remiss signs in with its own password."""
    right = data == LoginPassword(b"remiss", b"right")
    return AuthResult(success=right, handled=False)


async def test_encrypted_and_signed_in(authority: Authority) -> None:
    """STARTTLS against a certificate that is checked, then user and password."""
    shows, trusts = authority
    options = {"tls_context": shows, "require_starttls": True, "authenticator": knows}
    async with mail_server(Mailbox(), auth_required=True, **options) as box:
        post = Smtp("localhost", box.port, user="remiss", password="right", ssl_context=trusts)
        await post.post(letter(), "x")
        assert [sent["Subject"] for sent in box.letters] == ["Đề nghị cho ý kiến"]


async def test_a_wrong_password_is_ours_to_put_right(authority: Authority) -> None:
    """No bounce: the recipient did nothing, and the mail goes out once the setting is right."""
    shows, trusts = authority
    options = {"tls_context": shows, "authenticator": knows}
    async with mail_server(Mailbox(), auth_required=True, **options) as box:
        post = Smtp("localhost", box.port, user="remiss", password="wrong", ssl_context=trusts)
        with pytest.raises(Undelivered, match="535") as caught:
            await post.post(letter(), "x")
        assert not isinstance(caught.value, Bounced)
        assert "wrong" not in str(caught.value)


async def test_a_certificate_nobody_vouches_for_is_refused(authority: Authority) -> None:
    """Mail is not handed to whoever answers."""
    async with mail_server(Mailbox(), tls_context=authority[0]) as box:
        with pytest.raises(Undelivered, match="CERTIFICATE_VERIFY_FAILED"):
            await Smtp("localhost", box.port).post(letter(), "x")
        assert not box.letters


async def test_a_server_without_encryption_is_not_trusted_by_default() -> None:
    """`starttls` means that it must be there."""
    async with mail_server(Mailbox()) as box:
        with pytest.raises(Undelivered, match="STARTTLS"):
            await Smtp("localhost", box.port).post(letter(), "x")
        assert not box.letters


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("554 no", Bounced),
        ("550 5.1.1 no such user", Bounced),
        ("552 5.2.3 longer than the administrator allows", Bounced),
        ("552 5.3.4 too big for this system", Bounced),
        ("553 5.7.1 not allowed", Bounced),
        ("452 full", Undelivered),
        ("552 mailbox full", Undelivered),
        ("552 5.2.2 over quota", Undelivered),
        ("550 5.2.2 over quota", Undelivered),
        ("554 5.2.1 disabled for now", Undelivered),
        ("552 4.2.2 over quota", Undelivered),
        ("550 4.7.1 greylisted", Undelivered),
        ("554 5.3.1 system full", Undelivered),
        ("550 5.4.4 no route", Undelivered),
    ],
)
async def test_a_letter_refused_as_a_whole(answer: str, kind: type[Undelivered]) -> None:
    """For good, or for now, as the enhanced status says where there is one."""
    async with mail_server(Mailbox(answer=answer)) as box:
        with pytest.raises(Undelivered, match=answer) as caught:
            await Smtp("127.0.0.1", box.port, tls="none").post(letter(), "x")
        assert type(caught.value) is kind
