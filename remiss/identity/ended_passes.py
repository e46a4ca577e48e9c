"""Passes that were signed out: no API process of this data folder opens anything for them."""

import base64
import hashlib
import time
from pathlib import Path

import structlog

from remiss.identity.passes import LIFETIME
from remiss.problems.problem import Problem

log = structlog.get_logger()


class EndedPasses:
    """One empty file for each, until the pass would have ended by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def end(self, presented: str) -> None:
        """Have a pass open nothing from now on; call with one that is good.

        Raises:
            Problem: `sign_out_not_kept`.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._forget()
            (self._folder / _name(presented)).touch(mode=0o600)
        except OSError as error:
            log.critical("sign_out_not_kept", reason=str(error))
            raise Problem("sign_out_not_kept") from error

    def has(self, presented: str) -> bool:
        """Whether it was signed out."""
        return (self._folder / _name(presented)).exists()

    def _forget(self) -> None:
        """Passes that have ended by themselves."""
        before = time.time() - LIFETIME.total_seconds()
        for path in self._folder.iterdir():
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _name(presented: str) -> str:
    """Of what the pass holds: one pass can be written in several ways."""
    return hashlib.sha256(base64.urlsafe_b64decode(presented)).hexdigest()
