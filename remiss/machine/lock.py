"""One supervisor per data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remiss.texts import BilingualError, say


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the folder for this process; the system releases it however the process ends.

    Raises:
        BilingualError: another process holds it.
    """
    data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    path = data_dir / "lock"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(data_dir, path.read_text().strip()) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_held(data_dir: Path) -> bool:
    """Whether a supervisor runs on this folder now; writes nothing."""
    try:
        with (data_dir / "lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _held(data_dir: Path, pid: str) -> BilingualError:
    return BilingualError(say("machine.folder_held", folder=data_dir, process=pid))
