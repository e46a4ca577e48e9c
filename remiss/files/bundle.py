"""A ZIP of files: each is unpacked by itself, to be looked at as if it had been sent alone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from remiss.files.file_names import LONGEST, plain_name, shortened
from remiss.files.formats.office_archive import inflated
from remiss.files.formats.zip_layout import UTF8, Member, Placed, read_layout
from remiss.problems.problem import Problem

MOST_FILES = 200
MOST_NAMED = 20
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
        files = _files_in(file)
        if not 0 < len(files) <= MOST_FILES:
            raise Problem("attachment_bundle_full", most=MOST_FILES)
        for one in files:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix="incoming-") as unpacked:
                unpacked.writelines(inflated(file, one))
                unpacked.flush()
                yield one.member.name, Path(unpacked.name)


def names_within(path: Path) -> tuple[str, ...]:
    """What the files of a sound bundle are called; none where there are many, or one is garbled."""
    with path.open("rb") as file:
        members = [one.member for one in _files_in(file)]
    if len(members) > MOST_NAMED or not all(map(_is_legible, members)):
        return ()
    names = (shortened(plain_name(one.name), LONGEST) for one in members)
    return tuple(name for name in names if name)


def _is_legible(member: Member) -> bool:
    """Whether its name can be trusted to be what was written: marked as UTF-8, or nothing else."""
    if member.flags & UTF8 or member.name.isascii():
        return True
    try:
        member.name.encode("cp437")
    except UnicodeEncodeError:
        return True
    return False


def _files_in(file: BinaryIO) -> list[Placed]:
    files = (one for one in read_layout(file) if not one.member.name.endswith("/"))
    return [one for one in files if not _left_by_a_system(one.member.name, one.member.unpacked)]


def _left_by_a_system(name: str, size: int) -> bool:
    lowered = name.lower()
    own = lowered.startswith(LEFT_BY_SYSTEMS[0]) or lowered.endswith(LEFT_BY_SYSTEMS[1:])
    return own and size <= SMALL
