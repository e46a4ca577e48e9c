"""The checkpoint a letter carries away, so that it lies where nobody here can reach it."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any

import rfc8785

from remiss.consultation.telling.labels import local_time
from remiss.notices.mail import one_line
from remiss.notices.mail_words import Words
from remiss.texts import Bilingual

ALARM = "[CẢNH BÁO SỔ CÁI] "
LEDGER = Bilingual(vi="Sổ cái", en="The ledger")
WARNING = Bilingual(vi="CẢNH BÁO VỀ SỔ CÁI", en="ALARM: THE LEDGER")
NONE = Bilingual(
    vi="Thư này không kèm bản chốt sổ nào.", en="No checkpoint of the ledger comes with this mail."
)
SIGNED = Bilingual(
    vi="Bản chốt sổ số {number}, ký lúc {at}, gửi kèm thư này. Mã gốc: {root}. Khóa ký: {key}. Xin "
    "lưu thư: khi cần kiểm tra, bản chốt sổ trên hệ thống phải trùng với bản trong thư.",
    en="Checkpoint {number}, signed {at}, is attached. Root: {root}. Key: {key}. Please keep this "
    "mail: whoever audits the ledger compares the system's checkpoint with this one.",
)


def vouching(
    checkpoint: dict[str, Any] | None, refused: Bilingual | None, words: Words
) -> tuple[str, str]:
    """One line of a letter: what vouches for the ledger, or the alarm that nothing does."""
    if refused:
        return words.said(WARNING), one_line(words.said(refused))
    if checkpoint is None:
        return words.said(LEDGER), words.said(NONE)
    signed = checkpoint["checkpoint"]
    statement = signed["statement"]
    return words.said(LEDGER), words.said(SIGNED).format(
        number=statement["number"],
        at=local_time(datetime.fromisoformat(statement["at"])),
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
