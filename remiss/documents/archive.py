"""Office files are archives; this one makes equal content equal bytes, whenever it was written."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Archives know no time before it."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def keep_one_time(file: bytes, at: datetime) -> bytes:
    """The same archive with `at` as its only time, so that its hash says what it holds."""
    at = max(at.astimezone(UTC), EARLIEST)
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    kept = BytesIO()
    with ZipFile(BytesIO(file)) as written, ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name in written.namelist():
            content = written.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            archive.writestr(_member(name, at), content)
    return kept.getvalue()


def _member(name: str, at: datetime) -> ZipInfo:
    member = ZipInfo(name, at.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    return member
