"""The checkpoint a letter carries away, so that it lies where nobody here can reach it."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any

import rfc8785

from remiss.consultation.telling.labels import local_time
from remiss.notices.mail import one_line
from remiss.notices.mail_words import Words
from remiss.texts import Bilingual, say, text

ALARM = "[CẢNH BÁO SỔ CÁI] "


def vouching(
    checkpoint: dict[str, Any] | None, refused: Bilingual | None, words: Words
) -> tuple[str, str]:
    """One line of a letter: what vouches for the ledger, or the alarm that nothing does."""
    if refused:
        return words.said(text("checkpoint.mail.warning")), one_line(words.said(refused))
    if checkpoint is None:
        return words.said(text("checkpoint.mail.ledger")), words.said(text("checkpoint.mail.none"))
    signed = checkpoint["checkpoint"]
    statement = signed["statement"]
    said = say(
        "checkpoint.mail.signed",
        number=statement["number"],
        at=local_time(datetime.fromisoformat(statement["at"])),
        root=statement["root"],
        key=signed["key"],
    )
    return words.said(text("checkpoint.mail.ledger")), words.said(said)


def enclose(message: EmailMessage, checkpoint: dict[str, Any]) -> None:
    """Attach the file of the checkpoint, byte for byte as it lies in its folder."""
    number = checkpoint["checkpoint"]["statement"]["number"]
    message.add_attachment(
        rfc8785.dumps(checkpoint) + b"\n",
        maintype="application",
        subtype="json",
        filename=f"ban-chot-so-{number:08}.json",
    )
