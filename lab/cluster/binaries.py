"""The Temporal server and its schema tool: built from the Go module proxy once, kept in a cache."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from remiss.texts import Bilingual, BilingualError

MODULE = Path(__file__).with_name("server")
"""The Go module that pins the server's version, and every library below it by its hash."""
BUILD = ("build", "-tags", "disable_grpc_modules")
NO_GO = Bilingual(
    vi="Máy này không có Go, nên không dựng được cụm Temporal và không chạy kiểm thử trên cụm.",
    en="This machine has no Go, so that no Temporal cluster can be built; nothing was run on one.",
)


class Programs(NamedTuple):
    """What a cluster runs, and what makes its tables."""

    server: Path
    schema: Path


def built() -> Programs | None:
    """The programs of the pinned version, if they were built before."""
    found = Programs(_folder() / "server", _folder() / "sql")
    return found if all(program.exists() for program in found) else None


def can_be_had() -> bool:
    """Whether they were built before, or can be."""
    return built() is not None or shutil.which("go") is not None


async def build() -> Programs:
    """Build what is not built yet: some minutes, the first time; a build broken off leaves none.

    Raises:
        BilingualError: there is no Go, or it failed; then the message ends with what it said.
    """
    if found := built():
        return found
    go = shutil.which("go")
    if go is None:
        raise BilingualError(NO_GO)
    folder = _folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as staging:
        whole = Path(staging) / "programs"
        await _go(go, "-o", f"{whole}/", "tool")
        if not built():
            whole.rename(folder)
    return Programs(folder / "server", folder / "sql")


async def _go(go: str, *words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *("nice", "-n", "10", go, *BUILD, *words),
        cwd=MODULE,
        env={**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-mod=readonly -buildvcs=false"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        last = said.decode(errors="replace")[-1500:]
        raise BilingualError(Bilingual(vi=f"go không dựng được:\n{last}", en=f"go failed:\n{last}"))


def _folder() -> Path:
    """Named for what is pinned: another version is another folder."""
    pinned = hashlib.sha256()
    for name in ("go.mod", "go.sum"):
        pinned.update((MODULE / name).read_bytes())
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "remiss" / f"temporal-{pinned.hexdigest()[:12]}"
