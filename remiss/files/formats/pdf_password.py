"""Whether a PDF opens without a password; one that only forbids printing or copying does.

An encrypted one is read by a process of its own, `python -m` this module, which is bounded: it may
be made to keep its reader busy.
"""

import logging
import mmap
import resource
import subprocess  # nosec B404
import sys
from contextlib import suppress
from pathlib import Path

from remiss.problems.problem import Problem

ENCRYPTED = b"/Encrypt"
"""In the clear wherever a PDF is encrypted (ISO 32000-2, 7.6.1): the trailer never is."""
SECONDS, MEMORY = 20, 1024 * 1024 * 1024
OPENS, LOCKED = 0, 3
"""How the process ends that reads; in any other way, nobody can tell."""


def check_opens(path: Path) -> None:
    """Refuse a PDF that asks its reader for a password or a certificate.

    Raises:
        Problem: `attachment_encrypted`; `attachment_unsound`, where it says that it is encrypted
            and nobody could tell how.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(ENCRYPTED) < 0:
            return
    ended = _ended(path)
    if ended != OPENS:
        raise Problem("attachment_encrypted" if ended == LOCKED else "attachment_unsound")


def _ended(path: Path) -> int | None:
    command = (sys.executable, "-m", __name__, str(path))
    with suppress(subprocess.TimeoutExpired):
        return subprocess.run(  # noqa: S603 -- our own program, a path of ours  # nosec B603
            command, check=False, timeout=2 * SECONDS, stderr=subprocess.DEVNULL
        ).returncode
    return None


def opens(path: str) -> bool:
    """Whether no password, or the empty one, opens the PDF.

    Raises:
        Exception: it cannot be read.
    """
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 -- only the process needs it

    try:
        reader = PdfReader(path)
        return not reader.is_encrypted or reader.decrypt("") != PasswordType.NOT_DECRYPTED
    except NotImplementedError:
        return False


def main() -> None:
    """Read the file named on the command line; say by how it ends what was found."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()
    sys.exit(OPENS if opens(sys.argv[1]) else LOCKED)


if __name__ == "__main__":
    main()
