"""The folder of checkpoints, outside the database: one file each, never changed."""

import re
from pathlib import Path
from typing import NamedTuple

from remiss.evidence.checkpoint import CheckpointFile
from remiss.evidence.evidence_errors import CheckpointUnreadable, FolderUnusable
from remiss.private_file import replace_file, sync_folder
from remiss.texts import say

_NAME = re.compile(r"([0-9]{8,})\.json")
_BEING_WRITTEN = re.compile(r"\.[0-9]{8,}\.json\.[0-9a-f]{16}")
_TO_BE_COPIED = 0o666
"""No secret: whoever takes copies away may read it, as far as the folder lets them."""


class CheckpointsFound(NamedTuple):
    """What lies somewhere: the checkpoints by number, and the numbers of what is none any more."""

    files: dict[int, CheckpointFile]
    broken: frozenset[int]
    strangers: frozenset[str] = frozenset()
    """Names in a folder that no checkpoint has."""


class CheckpointFolder:
    """Reads and adds files. A file is there whole or not at all, also after a power cut."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> CheckpointsFound:
        """Every checkpoint in the folder; none where there is no folder.

        Raises:
            FolderUnusable: the folder, or a file in it, cannot be read.
        """
        try:
            return self._read()
        except OSError as error:
            raise _unusable(self.path, error) from error

    def write(self, file: CheckpointFile) -> None:
        """Add a checkpoint; one that is there already is left as it is.

        Raises:
            FolderUnusable: it cannot be written.
        """
        try:
            self._write(file)
        except OSError as error:
            raise _unusable(self.path, error) from error

    def _read(self) -> CheckpointsFound:
        files, broken, strangers = {}, set(), set()
        names = [path.name for path in self.path.iterdir()] if self.path.exists() else []
        for name in sorted(names):
            if match := _NAME.fullmatch(name):
                try:
                    file = CheckpointFile.decoded((self.path / name).read_bytes(), name)
                except CheckpointUnreadable:
                    broken.add(int(match[1]))
                else:
                    files[file.statement.number] = file
            elif not _BEING_WRITTEN.fullmatch(name):
                strangers.add(name)
        return CheckpointsFound(files, frozenset(broken), frozenset(strangers))

    def _write(self, file: CheckpointFile) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        if not (self.path / file.name).exists():
            replace_file(self.path / file.name, file.encoded, _TO_BE_COPIED)
        sync_folder(self.path)


def _unusable(path: Path, error: OSError) -> FolderUnusable:
    reason = error.strerror or type(error).__name__
    return FolderUnusable(say("checkpoint.folder_unusable", path=path, reason=reason))
