"""The name a file keeps: as its uploader wrote it, but for what no folder or line can hold."""

import re
import unicodedata
from pathlib import PurePosixPath

from remiss.consultation.values import Sha256
from remiss.files.formats.file_types import EXTENSIONS
from remiss.strict.characters import IN_A_LINE, as_taken

LONGEST = 180
"""Bytes of UTF-8; folders take 255, and a program that saves it twice adds to it."""
ALSO = {"jpg": {"jpeg"}, "tif": {"tiff"}, "heic": {"heif"}, "txt": {"text", "md", "log"}}
"""Other endings of a type."""
_PATHS = re.compile(r"[/\\]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that one system takes for its devices."""


def kept_name(given: str, sha256: Sha256, media_type: str) -> str:
    """The name to keep for one an uploader gave; one made of the hash, where nothing is left.

    Composed letters, no path, nothing that hides or turns, and the ending of what the file is.
    """
    name = plain_name(given)
    own = EXTENSIONS[media_type]
    ending = PurePosixPath(name).suffix.removeprefix(".")
    if ending.lower() in {own} | ALSO.get(own, set()):
        stem = name.removesuffix(f".{ending}")
    else:
        stem, ending = name, own
    stem = shortened(stem, LONGEST - len(ending) - 1).rstrip(" .")
    if not stem:
        return hash_name(sha256, media_type)
    return f"_{stem}.{ending}" if _DEVICES.match(stem) else f"{stem}.{ending}"


def plain_name(given: str) -> str:
    """The last part of a path as one line: composed letters, nothing that hides or turns."""
    name = unicodedata.normalize("NFC", _PATHS.split(given)[-1])
    name = IN_A_LINE.sub("", _BLANKS.sub(" ", as_taken(name)))
    return _NOT_IN_NAMES.sub("_", name).strip(" .")


def hash_name(sha256: Sha256, media_type: str) -> str:
    """The name of a file whose uploader gave none."""
    return f"{sha256[:12]}.{EXTENSIONS[media_type]}"


def shortened(stem: str, most: int) -> str:
    """As much of it as so many bytes hold."""
    return stem.encode()[:most].decode(errors="ignore")
