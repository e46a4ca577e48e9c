"""The embedded database of a folder that must not change: a copy of it, started for a moment."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from remiss.machine.network_ports import free_port
from remiss.machine.os_user import give, unprivileged_user
from remiss.machine.postgres import postgres_server, programs, service_dsn
from remiss.texts import BilingualError, say

CLUSTER = "postgres"
RUNNING = "postmaster.pid"
"""Left by a server that was killed, or that still ran where the folder was copied from."""


@asynccontextmanager
async def copied_database(data_dir: Path) -> AsyncIterator[str]:
    """The service's DSN of a server on a copy, which is gone with the block; writes elsewhere only.

    Raises:
        BilingualError: the folder holds no database, or its copy cannot be made.
    """
    if not (data_dir / CLUSTER).is_dir():
        raise BilingualError(say("machine.no_data", folder=data_dir))
    with tempfile.TemporaryDirectory(prefix="remiss-") as name:
        folder = Path(name)
        try:
            _copy(data_dir, folder)
        except (OSError, shutil.Error) as error:
            said = say("machine.not_copied", folder=data_dir, place=folder, reason=error)
            raise BilingualError(said) from None
        async with postgres_server(folder, free_port()) as dsn:
            yield service_dsn(folder, dsn)


def _copy(data_dir: Path, folder: Path) -> None:
    """Cluster and passwords, as whoever runs the server may use them."""
    cluster = folder / CLUSTER
    shutil.copytree(
        data_dir / CLUSTER, cluster, symlinks=True, ignore=shutil.ignore_patterns(RUNNING)
    )
    for password in data_dir.glob(f"{CLUSTER}.*password"):
        shutil.copyfile(password, folder / password.name)
    user = unprivileged_user(data_dir.resolve() / CLUSTER, programs())
    for path in (cluster, *cluster.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        give(path, user)
