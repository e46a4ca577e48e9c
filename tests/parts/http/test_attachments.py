"""The store: content decides the name, the type, and what is not taken."""

import hashlib
import io
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from remiss.files.recognition import media_type_of
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.views.file_access import check_uploaded
from tests.given.people import HEAD
from tests.given.served import Served

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name in names:
            opened.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "attachments", max_bytes=1000)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), SHEET),
        ("Dự thảo\r\n\t- điểm 1\f".encode(), "text/plain; charset=utf-8"),
        (("é" * 40_001).encode(), "text/plain; charset=utf-8"),
    ],
)
def test_the_type_is_told_by_content(tmp_path: Path, content: bytes, media_type: str) -> None:
    """Each type taken is known by its content alone."""
    path = tmp_path / "file"
    path.write_bytes(content)
    assert media_type_of(path) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"GIF89a\x01\x00",
        b"\x00\x00",
        b"text with a \x00 in it",
        b"text with \x1b[31m in it",
        b"cut \xc3",
        archive("[Content_Types].xml", "ppt/presentation.xml"),
    ],
)
def test_other_content_is_not_taken(store: Store, content: bytes) -> None:
    """Programs, other images, binary, broken text and other archives are refused."""
    with pytest.raises(Problem) as refused:
        store.keep(io.BytesIO(content), "H99.04")
    assert (refused.value.status_code, refused.value.code) == (415, "attachment_type_not_taken")


def test_a_file_is_kept_once_under_its_hash(store: Store, tmp_path: Path) -> None:
    """Two agencies that upload the same file share it, each by its own right."""
    content = "Ý kiến của Sở Tài chính".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    first, *others = [store.keep(io.BytesIO(content), a) for a in ("H99.04", "H99.08", "H99.04")]
    assert (first.sha256, first.size) == (sha256, len(content))
    assert others == [first, first]
    path = store.find(sha256)
    assert path == tmp_path / "attachments" / sha256[:2] / sha256
    assert path is not None
    assert path.read_bytes() == content
    assert [store.uploaded_by(sha256, a) for a in ("H99.04", "H99.08", "H99.03")] == [1, 1, 0]
    assert first.name == f"{sha256[:12]}.txt"


def test_what_is_refused_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """Empty, too large, or of another type: no file and no trace of one stays behind."""
    for content, code in (
        (b"", "attachment_empty"),
        (b"a" * 1001, "attachment_too_large"),
        (b"\x00", "attachment_type_not_taken"),
    ):
        with pytest.raises(Problem) as refused:
            store.keep(io.BytesIO(content), "H99.04")
        assert refused.value.code == code
    assert list((tmp_path / "attachments").iterdir()) == []
    assert store.keep(io.BytesIO(b"a" * 1000), "H99.04").size == 1000


NAMES = {
    "Tờ trình 88.txt": "Tờ trình 88.txt",
    unicodedata.normalize("NFD", "Dự thảo Nghị quyết.txt"): "Dự thảo Nghị quyết.txt",
    "PHỤ LỤC.TXT": "PHỤ LỤC.TXT",
    "../../../etc/cron.d/x": "x.txt",
    "C:\\Users\\lan\\y kien.txt": "y kien.txt",
    'a"; filename="b.js': "a_; filename=_b.js.txt",
    "Công văn.docx.exe": "Công văn.docx.exe.txt",
    "\u202efdp.exe": "fdp.exe.txt",
    "hai\r\ndòng\x07.txt": "hai dòng.txt",
    "con": "_con.txt",
    " .. ": None,
    "": None,
    "ệ" * 1_000: "ệ" * 58 + ".txt",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items())
async def test_a_file_keeps_its_name_made_safe(alone: Served, given: str, kept: str | None) -> None:
    """Composed, without path or hidden characters, with the ending of what it is; never a path."""
    content = f"Thống nhất với dự thảo {given!r}.".encode()
    store = Store(alone.settings.data_dir / "attachments", max_bytes=100_000)
    attachment = store.keep(io.BytesIO(content), str(HEAD.agency), given)
    sha256 = hashlib.sha256(content).hexdigest()
    assert attachment.name == (kept or f"{sha256[:12]}.txt")
    found = await alone.call(HEAD, "GET", f"/attachments/{sha256}")
    assert found.headers["Content-Type"] == "text/plain; charset=utf-8"
    disposition = found.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="')
    assert disposition.endswith(f"; filename*=UTF-8''{quote(attachment.name, safe='')}")
    assert disposition.count('"') == 2
    folder = alone.settings.data_dir / "attachments" / sha256[:2]
    names = {path.name for path in folder.iterdir() if path.name.startswith(sha256)}
    assert names == {sha256, f"{sha256}.by.{HEAD.agency}"}


async def test_a_name_survives_the_upload(alone: Served) -> None:
    """As the form names the file; sent again without one, the name stays."""
    sent = {"file": ("Ý kiến – lần 2.txt", "Có ý kiến.".encode())}
    answer = await alone.call(HEAD, "POST", "/attachments", files=sent)
    assert answer.json()["name"] == "Ý kiến – lần 2.txt"
    sha256 = answer.json()["sha256"]
    store = Store(alone.settings.data_dir / "attachments", max_bytes=100_000)
    store.keep(io.BytesIO("Có ý kiến.".encode()), str(HEAD.agency))
    assert store.name_for(sha256, HEAD.agency) == "Ý kiến – lần 2.txt"


def test_nobody_is_told_what_others_call_the_same_file(store: Store) -> None:
    """One uploader's name is everybody's who may read the file; of two, each has their own."""
    kept = store.keep(io.BytesIO(b"abc"), "H99.04", "Bản mật.txt")
    assert store.name_for(kept.sha256, "H99.08") == "Bản mật.txt"
    store.keep(io.BytesIO(b"abc"), "H99.03", "khac.txt")
    assert store.name_for(kept.sha256, "H99.08") is None
    assert store.name_for(kept.sha256, "H99.03") == "khac.txt"


DAMAGE = {
    "one byte turned": b"\xc3\xbd ki\xe1\xba\xbfn.",
    "emptied": b"",
    "cut short": b"\xc3\x9d",
    "gone": None,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
async def test_a_damaged_file_is_never_served_and_the_true_one_repairs_it(
    alone: Served, content: bytes | None
) -> None:
    """What lies under a hash is checked at each download, when it is named, and at each upload."""
    true = "Ý kiến.".encode()
    sha256 = hashlib.sha256(true).hexdigest()
    await alone.upload(HEAD, true)
    path = alone.settings.data_dir / "attachments" / sha256[:2] / sha256
    path.unlink() if content is None else path.write_bytes(content)
    answer = await alone.call(HEAD, "GET", f"/attachments/{sha256}")
    assert (answer.status_code, answer.json()["code"]) == (500, "attachment_damaged")
    store = Store(alone.settings.data_dir / "attachments", max_bytes=1000)
    with pytest.raises(Problem) as refused:
        check_uploaded(store, HEAD, [sha256])
    assert refused.value.code == "attachment_damaged"
    assert await alone.upload(HEAD, true) == sha256
    answer = await alone.call(HEAD, "GET", f"/attachments/{sha256}")
    assert (answer.status_code, answer.content) == (200, true)


async def test_a_disk_that_takes_no_file_is_named(alone: Served, tmp_path: Path) -> None:
    """The answer says what is the matter and what to do, and is no internal error."""
    store = Store(tmp_path / "file", max_bytes=1000)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Problem) as refused:
        store.keep(io.BytesIO(b"abc"), "H99.04")
    assert (refused.value.status_code, refused.value.code) == (503, "attachments_unwritable")
