"""One supervisor per data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from remiss.texts import BilingualError, say


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the folder for this process; the system releases it however the process ends.

    Raises:
        BilingualError: another process holds it, or it cannot be written.
    """
    with _lock_file(data_dir) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(data_dir, (data_dir / "lock").read_text().strip()) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _lock_file(data_dir: Path) -> TextIO:
    try:
        data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
        return (data_dir / "lock").open("a+")
    except OSError as error:
        said = say("machine.folder_unusable", folder=data_dir, reason=error.strerror)
        raise BilingualError(said) from None


def is_held(data_dir: Path) -> bool:
    """Whether a supervisor runs on this folder now; writes nothing."""
    try:
        with (data_dir / "lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # nobody's yet, or nobody's to use: who takes it is told why
        return False
    return False


def _held(data_dir: Path, pid: str) -> BilingualError:
    return BilingualError(say("machine.folder_held", folder=data_dir, process=pid))
