"""Whom PostgreSQL runs as: it refuses to run as root, as containers and CI machines often do."""

import os
import pwd
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from remiss.machine.part import User
from remiss.texts import BilingualError, say

# Looking into folders closed to others: the first reads only, the second is what containers have.
CAP_DAC_READ_SEARCH = 2
CAP_DAC_OVERRIDE = 1


def unprivileged_user(cluster: Path, programs: Path) -> User | None:
    """Whom to start PostgreSQL as; None when this process is not root: as itself.

    A folder on the way to the data or to the programs may be closed to that user (a clone below
    ``/root``). No permission is widened: the process keeps one capability to pass such folders.

    Raises:
        BilingualError: a folder is closed and this process has no such capability to pass on.
    """
    if os.geteuid() != 0:
        return None
    user = _owner(cluster) if cluster.exists() else _nobody()
    closed = next(_closed_folders(cluster.parent, programs), None)
    if closed is None:
        return user
    capability = _capability()
    if capability is None:
        raise BilingualError(say("machine.folder_closed", folder=closed))
    return replace(user, capability=capability)


def give(path: Path, user: User | None) -> None:
    """Make `user` the owner of `path`; nothing to do when there is no other user."""
    if user is not None:
        os.chown(path, user.uid, user.gid)


def _owner(cluster: Path) -> User:
    """The owner of existing data, unless that is root."""
    found = cluster.stat()
    return User(found.st_uid, found.st_gid) if found.st_uid else _nobody()


def _nobody() -> User:
    entry = pwd.getpwnam("nobody")
    return User(entry.pw_uid, entry.pw_gid)


def _closed_folders(*paths: Path) -> Iterator[Path]:
    for path in paths:
        for folder in (path, *path.parents):
            if not folder.stat().st_mode & stat.S_IXOTH:
                yield folder


def _capability() -> int | None:
    """The least capability this process could keep, from what Linux lets it do now."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    line = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    effective = int(line.split()[1], 16)
    wanted = (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE)
    return next((bit for bit in wanted if effective >> bit & 1), None)
