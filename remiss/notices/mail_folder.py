"""Mail of the embedded mode: one file for each letter."""

import asyncio
from email.message import EmailMessage
from pathlib import Path

from remiss.private_file import replace_file


class MailFolder:
    """Writes each letter as an .eml file that any mail program opens.

    Safe to repeat: the name of the file is the id of the letter, and a letter is there whole or
    not at all.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    async def post(self, message: EmailMessage, name: str) -> None:
        """Keep the letter under its name."""
        await asyncio.to_thread(self._write, message, name)

    def _write(self, message: EmailMessage, name: str) -> None:
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self._path / f"{name}.eml", bytes(message))
