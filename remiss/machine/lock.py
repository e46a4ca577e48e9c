"""One supervisor per data folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remiss.texts import BilingualError


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
    """Whether a supervisor runs on this folder now."""
    try:
        with only_one(data_dir):
            return False
    except BilingualError:
        return True


def _held(data_dir: Path, pid: str) -> BilingualError:
    return BilingualError(
        vi=f"Remiss đang chạy trên thư mục {data_dir} (tiến trình {pid}). "
        "Hãy dừng tiến trình đó hoặc đặt REMISS_DATA_DIR sang thư mục khác.",
        en=f"Remiss already runs on folder {data_dir} (process {pid}). "
        "Stop that process or set REMISS_DATA_DIR to another folder.",
    )
