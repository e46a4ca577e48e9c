"""The tus protocol, 1.0: what its headers say, and the headers an upload is answered with.

https://tus.io/protocols/resumable-upload, with the extensions named below.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from email.utils import format_datetime

from pydantic import TypeAdapter, ValidationError

from remiss.consultation.values import Sha256
from remiss.files.uploads.upload import Announced, Upload
from remiss.problems.problem import Problem

VERSION = "1.0.0"
RESUMABLE = {"Tus-Resumable": VERSION}
EXTENSIONS = "creation,expiration,termination"
PART_TYPE = "application/offset+octet-stream"
FILE_SHA256 = "Remiss-Sha256"
"""Of the file an upload became; no header of the protocol."""
LONGEST_METADATA = 4_096
_NUMBER = re.compile(r"[0-9]{1,15}")
_KEY = re.compile(r"[!-+\--~]+")
_NAMES = ("filename", "name")
_SHA256: TypeAdapter[Sha256] = TypeAdapter(Sha256)


def offered(largest: int) -> dict[str, str]:
    """What the service can do, for `OPTIONS`."""
    return {
        **RESUMABLE,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(largest),
    }


def check_version(headers: Mapping[str, str]) -> None:
    """Refuse whoever speaks another version.

    Raises:
        Problem: `tus_version_not_spoken`.
    """
    if headers.get("tus-resumable") != VERSION:
        own = {"Tus-Version": VERSION}
        raise Problem("tus_version_not_spoken", headers=own, version=VERSION)


def announced_in(headers: Mapping[str, str]) -> Announced:
    """What the headers of a creation announce.

    Raises:
        Problem: `upload_length_unreadable`, `upload_metadata_unreadable`.
    """
    length, metadata = headers.get("upload-length", ""), headers.get("upload-metadata", "")
    if not _NUMBER.fullmatch(length):
        raise Problem("upload_length_unreadable")
    told = _pairs(metadata)
    return Announced(
        length=int(length),
        name=next((told[key] for key in _NAMES if key in told), ""),
        sha256=_sha256(told["sha256"]) if "sha256" in told else None,
        metadata=metadata,
    )


def offset_in(headers: Mapping[str, str]) -> int:
    """Where the part in this body begins.

    Raises:
        Problem: `upload_part_expected`, `upload_offset_unreadable`.
    """
    if headers.get("content-type", "").strip().lower() != PART_TYPE:
        raise Problem("upload_part_expected")
    offset = headers.get("upload-offset", "")
    if not _NUMBER.fullmatch(offset):
        raise Problem("upload_offset_unreadable")
    return int(offset)


def standing(upload: Upload) -> dict[str, str]:
    """Where an upload stands, for every answer about one."""
    told = {
        "Upload-Offset": str(upload.offset),
        "Upload-Expires": format_datetime(upload.expires_at, usegmt=True),
    }
    if upload.attachment is not None:
        told[FILE_SHA256] = upload.attachment.sha256
    return told


def description(upload: Upload) -> dict[str, str]:
    """All that is known of an upload, for `HEAD`."""
    metadata = {"Upload-Metadata": upload.metadata} if upload.metadata else {}
    return {**standing(upload), "Upload-Length": str(upload.length), **metadata}


def _pairs(metadata: str) -> dict[str, str]:
    """Keys and what they say; a value that is no text says nothing.

    Raises:
        Problem: `upload_metadata_unreadable`.
    """
    if len(metadata) > LONGEST_METADATA:
        raise Problem("upload_metadata_unreadable")
    found: dict[str, str] = {}
    for pair in metadata.split(",") if metadata.strip() else ():
        key, _, value = pair.strip().partition(" ")
        if not _KEY.fullmatch(key) or key in found:
            raise Problem("upload_metadata_unreadable")
        found[key] = _decoded(value)
    return found


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError) as error:
        raise Problem("upload_metadata_unreadable") from error


def _sha256(value: str) -> Sha256:
    try:
        return _SHA256.validate_python(value)
    except ValidationError as error:
        raise Problem("upload_metadata_unreadable") from error
