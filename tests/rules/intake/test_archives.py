"""Office files that are bombs, lies or riddles; and those people really send."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from remiss.files.formats import office_archive as archives
from remiss.files.formats.office_archive import members_of
from remiss.files.formats.zip_layout import MOST_MEMBERS
from remiss.files.store import Store
from remiss.problems.problem import Problem
from tests.given.archives import DOCX, zipped


def code_of(content: bytes, tmp_path: Path) -> str | None:
    """How the store refuses an upload; None if it keeps it."""
    store = Store(tmp_path / "attachments", max_bytes=30_000_000)
    try:
        store.keep(io.BytesIO(content), "H99.04")
    except Problem as problem:
        refused = problem
    else:
        return None
    assert refused.message.vi != refused.message.en
    assert not [p for p in (tmp_path / "attachments").rglob("*") if p.is_file()]
    return refused.code


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Ý kiến của Sở Tài chính", 1)
    for _ in range(300):
        document.add_paragraph("Thống nhất với dự thảo, đề nghị bổ sung căn cứ. " * 20)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(rows: int = 2_000) -> bytes:
    book = openpyxl.Workbook()
    for row in range(rows):
        book.active.append([row, "Sở Tài chính", 0, 0, 0])  # type: ignore[union-attr]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def streamed() -> bytes:
    """As written to a pipe: sizes follow each member instead of standing before it."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.written += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in DOCX.items():
            archive.writestr(name, content)
    return pipe.written


HONEST: dict[str, Callable[[], bytes]] = {
    "a Word document": word,
    "a spreadsheet": sheet,
    "members stored as they are": lambda: zipped(DOCX, zipfile.ZIP_STORED),
    "sizes after the members": streamed,
    "a folder entry": lambda: zipped({**DOCX, "word/media/": b""}),
    "a chart with its workbook": lambda: zipped({**DOCX, "word/embeddings/Book1.xlsx": sheet()}),
    "a drawing that names its type": lambda: zipped(
        {**DOCX, "word/media/a.svg": b"<?xml version='1.0'?><!DOCTYPE svg><svg/>"}
    ),
    "words about XML": lambda: zipped({**DOCX, "word/x.xml": b"<t>&lt;!DOCTYPE html></t>"}),
    "a spreadsheet of little but zeros": lambda: sheet(rows=15_000),
}


@pytest.mark.parametrize("what", HONEST)
def test_what_people_send_is_taken(what: str, tmp_path: Path) -> None:
    """The files Word, spreadsheets and other writers make pass."""
    assert code_of(HONEST[what](), tmp_path) is None


def patched(content: bytes, mark: bytes, offset: int, value: bytes, nth: int = 0) -> bytes:
    """The archive with some bytes of its nth header of a kind changed."""
    at = -1
    for _ in range(nth + 1):
        at = content.index(mark, at + 1)
    return content[: at + offset] + value + content[at + offset + len(value) :]


LOCAL, ENTRY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
SOUND = zipped(DOCX)


def quoted(levels: int = 5) -> bytes:
    """Archives within archives."""
    content = b"\0" * 1_000
    for _ in range(levels):
        content = zipped({**DOCX, "word/embeddings/Book1.xlsx": content})
    return content


def overlapping() -> bytes:
    """Fifield's construction: many entries, one kernel of data."""
    content = bytearray(SOUND)
    at = content.index(ENTRY, content.index(ENTRY) + 1)
    content[at + 42 : at + 46] = struct.pack("<L", 0)
    return bytes(content)


def two_of_a_name() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in DOCX.items():
            archive.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", b"<other/>")
    return buffer.getvalue()


def blocks_first(content: bytes) -> bytes:
    """A deflated member that yields nothing for a long while, then its content."""
    empty = b"\x00\x00\x00\xff\xff" * 20_000
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = empty + deflate.compress(content) + deflate.flush()
    name = b"word/x.xml"
    local = (
        struct.pack(
            "<4sHHHHHLLLHH",
            LOCAL,
            20,
            0,
            8,
            0,
            33,
            zlib.crc32(content),
            len(packed),
            len(content),
            len(name),
            0,
        )
        + name
    )
    body = SOUND[: SOUND.index(ENTRY)]
    entry = (
        struct.pack(
            "<4sHHHHHHLLLHHHHHLL",
            ENTRY,
            20,
            20,
            0,
            8,
            0,
            33,
            zlib.crc32(content),
            len(packed),
            len(content),
            len(name),
            0,
            0,
            0,
            0,
            0,
            len(body),
        )
        + name
    )
    table = SOUND[SOUND.index(ENTRY) : SOUND.index(END)] + entry
    start = len(body) + len(local) + len(packed)
    end = struct.pack("<4sHHHHLLH", END, 0, 0, 3, 3, len(table), start, 0)
    return body + local + packed + table + end


def enormous_table() -> bytes:
    """Twenty megabytes of entries: merely to list them would take hundreds."""
    entry = ENTRY + b"\0" * 42
    return SOUND + entry * 450_000 + END + struct.pack("<HHHHLLH", 0, 0, 3, 3, 9, len(SOUND), 0)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zeros": ("attachment_bomb", lambda: zipped({**DOCX, "word/x.bin": b"\0" * 4_000_000})),
    "many of medium size": (
        "attachment_bomb",
        lambda: zipped({**DOCX, **{f"x{n}.bin": b"\0" * 1_048_576 for n in range(201)}}),
    ),
    "archives in archives": ("attachment_bomb", quoted),
    "an archive where none belongs": (
        "attachment_bomb",
        lambda: zipped({**DOCX, "word/media/a.png": SOUND}),
    ),
    "a bomb in a workbook in a document": (
        "attachment_bomb",
        lambda: zipped({**DOCX, "word/embeddings/B.xlsx": zipped({"x": b"\0" * 9_000_000})}),
    ),
    "another packer's archive": (
        "attachment_bomb",
        lambda: zipped({**DOCX, "word/embeddings/a.bin": b"7z\xbc\xaf\x27\x1c" + b"x" * 99}),
    ),
    "gzip": (
        "attachment_bomb",
        lambda: zipped({**DOCX, "word/embeddings/a.bin": b"\x1f\x8b\x08" + b"x" * 99}),
    ),
    "overlapping members": ("attachment_unsound", overlapping),
    "two of one name": ("attachment_unsound", two_of_a_name),
    "names that differ in case": (
        "attachment_unsound",
        lambda: zipped({**DOCX, "WORD/document.xml": b""}),
    ),
    "too many members": (
        "attachment_unsound",
        lambda: zipped({**DOCX, **{str(n): b"" for n in range(MOST_MEMBERS)}}),
    ),
    "a path out of it": ("attachment_unsound", lambda: zipped({**DOCX, "../../etc/cron": b"x"})),
    "an absolute path": ("attachment_unsound", lambda: zipped({**DOCX, "/etc/cron": b"x"})),
    "a drive": ("attachment_unsound", lambda: zipped({**DOCX, "C:x": b"x"})),
    "a size that is too small": (
        "attachment_unsound",
        lambda: patched(patched(SOUND, ENTRY, 24, b"\2", 1), LOCAL, 22, b"\2", 1),
    ),
    "a size that is too large": (
        "attachment_unsound",
        lambda: patched(patched(SOUND, ENTRY, 24, b"\xff", 1), LOCAL, 22, b"\xff", 1),
    ),
    "sizes told in two ways": ("attachment_unsound", lambda: patched(SOUND, LOCAL, 22, b"\2", 1)),
    "names told in two ways": ("attachment_unsound", lambda: patched(SOUND, LOCAL, 30, b"x", 1)),
    "a wrong checksum": (
        "attachment_unsound",
        lambda: patched(patched(SOUND, ENTRY, 16, b"\0\0\0\0", 1), LOCAL, 14, b"\0\0\0\0", 1),
    ),
    "an unknown packing": (
        "attachment_unsound",
        lambda: patched(patched(SOUND, ENTRY, 10, b"\x09", 1), LOCAL, 8, b"\x09", 1),
    ),
    "zip64 sizes": ("attachment_unsound", lambda: patched(SOUND, ENTRY, 24, b"\xff" * 4, 1)),
    "a zip64 count": ("attachment_unsound", lambda: patched(SOUND, END, 8, b"\xff" * 4)),
    "a count that is too small": (
        "attachment_unsound",
        lambda: patched(SOUND, END, 8, b"\1\0\1\0"),
    ),
    "something before it": (
        "attachment_unsound",
        lambda: zipped(DOCX)[:4] + b"\0" * 3 + zipped(DOCX)[4:],
    ),
    "something after it": ("attachment_unsound", lambda: SOUND + b"<script>alert(1)</script>"),
    "a program for a comment": (
        "attachment_unsound",
        lambda: patched(SOUND, END, 20, b"\4\0") + b"MZ\0\0",
    ),
    "an end within a comment": (
        "attachment_unsound",
        lambda: patched(SOUND, END, 20, b"\x16\0") + END + b" " * 18,
    ),
    "a comment longer than it says": (
        "attachment_unsound",
        lambda: patched(SOUND, END, 20, b"\1\0") + b"ab",
    ),
    "cut off": ("attachment_unsound", lambda: SOUND[:-30]),
    "only its beginning": ("attachment_unsound", lambda: b"PK\x03\x04 no archive"),
    "an enormous table": ("attachment_unsound", enormous_table),
    "entities in a drawing": (
        "attachment_entities",
        lambda: zipped({**DOCX, "word/media/a.svg": ENTITIES}),
    ),
    "garbage instead of data": (
        "attachment_unsound",
        lambda: SOUND[:60] + b"\xff" * 4 + SOUND[64:],
    ),
    "a password": (
        "attachment_encrypted",
        lambda: patched(patched(SOUND, ENTRY, 8, b"\1", 1), LOCAL, 6, b"\1", 1),
    ),
    "entities": ("attachment_entities", lambda: zipped({**DOCX, "word/x.xml": ENTITIES})),
    "entities in UTF-16": (
        "attachment_entities",
        lambda: zipped({**DOCX, "word/x.xml": ENTITIES.decode().encode("utf-16")}),
    ),
    "entities far down": (
        "attachment_entities",
        lambda: zipped({**DOCX, "word/x.xml": b"<!--" + b"." * 65_530 + b"-->" + ENTITIES}),
    ),
    "entities after nothing": ("attachment_entities", lambda: blocks_first(ENTITIES)),
    "an archive after nothing": ("attachment_bomb", lambda: blocks_first(SOUND)),
}


@pytest.mark.parametrize("what", BAD)
def test_what_would_harm_its_reader_is_refused(what: str, tmp_path: Path) -> None:
    """Each by name, in both languages; and no trace of it stays in the store."""
    expected, make = BAD[what]
    assert code_of(make(), tmp_path) == expected


def test_the_limit_is_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly as many bytes as allowed are taken; one more is refused."""
    parts = {**DOCX, "a": bytes(range(256)) * 400, "b": bytes(range(255, -1, -1)) * 400}
    monkeypatch.setattr(archives, "MOST_BYTES", sum(map(len, parts.values())))
    assert code_of(zipped(parts), tmp_path) is None
    parts["c"] = b"x"
    assert code_of(zipped(parts), tmp_path / "more") == "attachment_bomb"


def test_looking_into_an_archive_is_bounded_work() -> None:
    """The largest bomb an upload can carry costs a moment and little memory."""
    bomb = zipped({**DOCX, **{f"x{n}": b"\0" * 8_000_000 for n in range(30)}})
    lie = bomb
    for nth in range(2, 32):
        lie = patched(patched(lie, ENTRY, 24, b"\0\0\x10\0", nth), LOCAL, 22, b"\0\0\x10\0", nth)
    for content, code in ((bomb, "attachment_bomb"), (lie, "attachment_unsound")):
        tracemalloc.start()
        begun = time.process_time()
        with pytest.raises(Problem) as refused:
            members_of(io.BytesIO(content))
        assert refused.value.code == code
        assert time.process_time() - begun < 2
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 20
PAGE = b"<!-- --><HTML><script>alert(1)</script>"
POLYGLOTS = {
    "PDF and ZIP": b"%PDF-1.7\n" + SOUND,
    "PDF and ZIP with a comment": b"%PDF-1.7\n" + patched(SOUND, END, 20, b"\2\0") + b"%%",
    "PDF and page": b"%PDF-1.7\n" + PAGE,
    "PNG and ZIP": PNG + SOUND,
    "PNG and page": PNG + PAGE,
    "JPEG and ZIP": b"\xff\xd8\xff\xe0" + SOUND,
    "JPEG and page": b"\xff\xd8\xff\xe0" + PAGE,
}


@pytest.mark.parametrize("what", POLYGLOTS)
def test_a_file_is_one_thing_only(what: str, tmp_path: Path) -> None:
    """A PDF or picture that is an archive or a page as well is refused."""
    assert code_of(POLYGLOTS[what], tmp_path) == "attachment_of_two_types"


def test_a_picture_that_only_begins_like_one_is_refused(tmp_path: Path) -> None:
    """A PNG has its header first."""
    assert code_of(PNG, tmp_path) is None
    assert code_of(PNG[:8] + b"\0" * 30, tmp_path / "other") == "attachment_unsound"


def test_a_pdf_may_carry_an_archive_inside(tmp_path: Path) -> None:
    """A file attached within a PDF ends before the PDF does, and is no second reading of it."""
    assert code_of(b"%PDF-1.7\n" + SOUND + b"\nendstream\n%%EOF\n", tmp_path) is None
