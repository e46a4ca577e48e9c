"""A ZIP of files: each is unpacked by itself, to be looked at as if it had been sent alone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from remiss.files.formats.office_archive import inflated
from remiss.files.formats.zip_layout import read_layout
from remiss.problems.problem import Problem

MOST_FILES = 200
LEFT_BY_SYSTEMS = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
"""What a computer adds by itself; nobody opens it, and it is small."""
SMALL = 64 * 1024


def members_unpacked(path: Path) -> Iterator[tuple[str, Path]]:
    """Each file's name and where it lies for the moment, after the archive was measured.

    Raises:
        Problem: `attachment_bundle_full`.
        UnsoundError: the archive is damaged.
    """
    with path.open("rb") as file:
        files = [one for one in read_layout(file) if not one.member.name.endswith("/")]
        files = [
            one for one in files if not _left_by_a_system(one.member.name, one.member.unpacked)
        ]
        if not 0 < len(files) <= MOST_FILES:
            raise Problem("attachment_bundle_full", most=MOST_FILES)
        for one in files:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix="incoming-") as unpacked:
                unpacked.writelines(inflated(file, one))
                unpacked.flush()
                yield one.member.name, Path(unpacked.name)


def _left_by_a_system(name: str, size: int) -> bool:
    lowered = name.lower()
    own = lowered.startswith(LEFT_BY_SYSTEMS[0]) or lowered.endswith(LEFT_BY_SYSTEMS[1:])
    return own and size <= SMALL
