"""The postman, wired together from settings and contacts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from remiss import ledger
from remiss.notices import (
    Mail,
    MailFolder,
    Pace,
    Postman,
    ReportMail,
    Smtp,
    TargetRefused,
    Webhooks,
    check_target,
    over_and_over,
)
from remiss.reference.contacts import Contacts, contacts_in_force
from remiss.settings import InvalidSettingsError, Settings, explain_missing, variable
from remiss.texts import say

DRAIN_SECONDS = 5
CONNECTIONS = 4
FOLDER_SENDER = "Remiss <remiss@remiss.example>"
"""Of mail that only ever lies in a folder."""


@asynccontextmanager
async def postman_at_work(settings: Settings) -> AsyncIterator[None]:
    """A postman at work on the settings' ledger; what it has begun is finished when the block ends.

    Raises:
        InvalidSettingsError: the contacts are wrong, a mail server has no sender to name, or a
            system to be told has no secret or an address that may not be called.
    """
    contacts = contacts_in_force(settings)
    check_webhooks(settings, contacts)
    if settings.smtp_host and not settings.mail_from:
        raise InvalidSettingsError(*explain_missing(["mail_from"]))
    dsn = settings.postgres_dsn
    pool = await ledger.connect(dsn.get_secret_value() if dsn else "", max_size=CONNECTIONS)
    stop = asyncio.Event()
    reports = _reports(settings, contacts, pool)
    work = {
        asyncio.create_task(_postman(settings, contacts, pool).run(stop)),
        asyncio.create_task(over_and_over(reports.deliver, stop)),
    }
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait(work, timeout=DRAIN_SECONDS)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        pool.terminate()


def _public_url(settings: Settings) -> str:
    host = f"[{settings.api_host}]" if ":" in settings.api_host else settings.api_host
    return settings.public_url or f"http://{host}:{settings.api_port}"


def _reports(settings: Settings, contacts: Contacts, pool: asyncpg.Pool) -> ReportMail:
    return ReportMail(
        pool,
        _post(settings),
        office=contacts.office,
        chairman=contacts.chairman,
        sender=settings.mail_from or FOLDER_SENDER,
        public_url=_public_url(settings),
    )


def _postman(settings: Settings, contacts: Contacts, pool: asyncpg.Pool) -> Postman:
    public_url = _public_url(settings)
    sender = settings.mail_from or FOLDER_SENDER
    return Postman(
        pool,
        contacts,
        mail=Mail(_post(settings), sender=sender, public_url=public_url, people=contacts.people),
        webhooks=Webhooks(
            contacts.webhook,
            {code: s.get_secret_value() for code, s in settings.webhook_secrets.items()},
            public_url=public_url,
            allow_loopback=settings.webhook_allow_loopback,
        ),
        pace=Pace(hold_back=not settings.virtual_clock),
    )


def _post(settings: Settings) -> Smtp | MailFolder:
    if settings.smtp_host is None:
        return MailFolder(settings.data_dir / "mail")
    password = settings.smtp_password
    return Smtp(
        settings.smtp_host,
        settings.smtp_port,
        tls=settings.smtp_tls,
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
    )


def check_webhooks(settings: Settings, contacts: Contacts) -> None:
    """Refuse to start with a system that could never be told.

    Raises:
        InvalidSettingsError: it has no secret, or an address that may not be called.
    """
    for agency, url in contacts.webhooks.items():
        if agency not in settings.webhook_secrets:
            name = variable("webhook_secrets")
            said = say("webhook.no_secret", name=name, agency=agency, url=url)
            raise InvalidSettingsError(said)
        try:
            check_target(url, allow_loopback=settings.webhook_allow_loopback)
        except TargetRefused as error:
            raise InvalidSettingsError(f"{agency}: {error}") from None
