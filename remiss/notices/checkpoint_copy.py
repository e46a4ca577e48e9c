"""The checkpoint a letter carries away, so that it lies where nobody here can reach it."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any

import rfc8785

from remiss.texts import Bilingual, day_and_time, say


def say_checkpoint(
    checkpoint: dict[str, Any] | None, refused: Bilingual | None
) -> tuple[Bilingual, Bilingual]:
    """One line of a letter: what vouches for the ledger, or the alarm that nothing does."""
    if refused:
        return say("report_mail.warning"), refused
    if checkpoint is None:
        return say("report_mail.ledger"), say("report_mail.no_checkpoint")
    signed = checkpoint["checkpoint"]
    statement = signed["statement"]
    return say("report_mail.ledger"), say(
        "report_mail.checkpoint",
        number=statement["number"],
        at=day_and_time(datetime.fromisoformat(statement["at"])),
        root=statement["root"],
        key=signed["key"],
    )


def enclose(message: EmailMessage, checkpoint: dict[str, Any]) -> None:
    """Attach the file of the checkpoint, byte for byte as it lies in its folder."""
    number = checkpoint["checkpoint"]["statement"]["number"]
    message.add_attachment(
        rfc8785.dumps(checkpoint) + b"\n",
        maintype="application",
        subtype="json",
        filename=f"ban-chot-so-{number:08}.json",
    )
