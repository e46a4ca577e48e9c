"""Each type people send: the check it passes, or the words it is refused with."""

import base64
import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from pypdf import PdfWriter

from remiss.files.bundle import names_within
from remiss.files.store import Store
from remiss.problems.problem import Problem
from tests.given.archives import DOCX, Parts, zipped
from tests.given.ole import book, container, sheet, word

ODF_MANIFEST = b'<manifest:manifest xmlns:manifest="m"/>'
LOCKED_MANIFEST = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'


def pdf(user: str = "", owner: str | None = None, algorithm: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    if algorithm:
        writer.encrypt(user, owner, algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def open_document(kind: str = "text", more: Parts | None = None) -> bytes:
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "META-INF/manifest.xml": ODF_MANIFEST,
        "content.xml": b"<office/>",
        "Basic/script-lc.xml": b"<library/>",
    }
    return zipped(parts | (more or {}))


def word_2007() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def sheet_2007() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def tiff(order: str = "<", tags: tuple[int, ...] = (256, 257, 273), pages: int = 2) -> bytes:
    written = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    length = 2 + 12 * len(tags) + 4
    for page in range(pages):
        after = 8 + length * (page + 1) if page + 1 < pages else 0
        entries = b"".join(struct.pack(f"{order}2H2I", tag, 3, 1, 1) for tag in tags)
        written += struct.pack(f"{order}H", len(tags)) + entries + struct.pack(f"{order}I", after)
    return written


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def jpeg(before: bytes = b"") -> bytes:
    """A picture of 16 by 16 with what a scanner writes before it."""
    tables = b"\xff\xdb" + struct.pack(">H", 67) + b"\0" * 65
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 16, 16, 1) + b"\1\x11\0"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\1\1\0\0\x3f\0"
    start = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 9
    return start + before + tables + frame + scan + b"\1\xff\xd9"


EXIF = b"\xff\xe1" + struct.pack(">H", 40_002) + b"Exif\0\0" + b"\0" * 39_994
HEIC = box(b"ftyp", b"mif1\0\0\0\0mif1heic") + box(b"meta", b"\0" * 40)
PICTURE = box(b"mdat", b"\1" * 2_000)


def signature(*options: pkcs7.PKCS7Options, encoding: Encoding = Encoding.DER) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Sở Tài chính")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    ).sign(key, hashes.SHA256())
    builder = pkcs7.PKCS7SignatureBuilder().set_data(b"v\xc4\x83n b\xe1\xba\xa3n")
    signed = builder.add_signer(certificate, key, hashes.SHA256())
    return signed.sign(encoding, [pkcs7.PKCS7Options.Binary, *options])


DETACHED = signature(pkcs7.PKCS7Options.DetachedSignature)


def open_ended(der: bytes) -> bytes:
    """The same with its outer element's length left open, as streaming signers write."""
    head = 2 + (der[1] & 0x7F if der[1] > 0x80 else 0)
    return der[:1] + b"\x80" + der[head:] + b"\0\0"


TAKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a PDF": ("application/pdf", pdf),
    "a PDF with an owner's password, AES": (
        "application/pdf",
        lambda: pdf("", "chủ", "AES-256"),
    ),
    "a PDF with an owner's password, RC4": ("application/pdf", lambda: pdf("", "o", "RC4-128")),
    "Word of before 2007": ("application/msword", lambda: container({"WordDocument": word()})),
    "Excel of before 2007": (
        "application/vnd.ms-excel",
        lambda: container({"Workbook": book(sheet(), sheet(2))}),
    ),
    "OpenDocument text": ("application/vnd.oasis.opendocument.text", open_document),
    "OpenDocument spreadsheet": (
        "application/vnd.oasis.opendocument.spreadsheet",
        lambda: open_document("spreadsheet"),
    ),
    "TIFF, small end first": ("image/tiff", tiff),
    "TIFF, large end first": ("image/tiff", lambda: tiff(">", (256, 257, 324))),
    "JPEG": ("image/jpeg", jpeg),
    "JPEG of a telephone": ("image/jpeg", lambda: jpeg(EXIF + b"\xff\xff") + b"Samsung"),
    "HEIC": ("image/heic", lambda: HEIC + PICTURE),
    "HEIC whose last box is open": ("image/heic", lambda: HEIC + b"\0\0\0\0mdat" + b"\1" * 99),
    "UTF-8 text": ("text/plain; charset=utf-8", "Thống nhất.".encode),
    "UTF-8 text with its mark": ("text/plain; charset=utf-8", lambda: "Có.".encode("utf-8-sig")),
    "UTF-16 text": ("text/plain; charset=utf-16", lambda: "Thống nhất.\r\n".encode("utf-16")),
    "UTF-16 text, large end first": (
        "text/plain; charset=utf-16",
        lambda: b"\xfe\xff" + "Đề nghị".encode("utf-16-be"),
    ),
    "a signature": ("application/pkcs7-signature", lambda: DETACHED),
    "a signature in BER": ("application/pkcs7-signature", lambda: open_ended(DETACHED)),
    "a signature in PEM": (
        "application/pkcs7-signature",
        lambda: signature(pkcs7.PKCS7Options.DetachedSignature, encoding=Encoding.PEM),
    ),
    "ZIP of these": (
        "application/zip",
        lambda: zipped(
            {
                "Tờ trình.docx": word_2007(),
                "Phụ lục/Dự toán.xlsx": sheet_2007(),
                "Phụ lục/": b"",
                "quét.pdf": pdf(),
                "__MACOSX/._quét.pdf": b"\0\5\x16\7",
            }
        ),
    ),
    "a document whose main part has another name": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda: _renamed(word_2007(), "word/document.xml", "word/document2.xml"),
    ),
}


def _renamed(content: bytes, old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.replace(old, new): archive.read(name) for name in archive.namelist()}
    types = parts["[Content_Types].xml"].replace(old.encode(), new.encode())
    return zipped(parts | {"[Content_Types].xml": types})


def keep(content: bytes, folder: Path, name: str = "") -> str:
    store = Store(folder / "attachments", max_bytes=30_000_000)
    return store.keep(io.BytesIO(content), "H99.04", name).media_type


@pytest.mark.parametrize("what", TAKEN)
def test_what_offices_send_is_taken_as_what_it_is(what: str, tmp_path: Path) -> None:
    """Each type by its content alone."""
    media_type, make = TAKEN[what]
    assert keep(make(), tmp_path) == media_type


HEAD = "From: lan@so.example\r\nTo: vp@tinh.example\r\nSubject: Góp ý\r\n\r\nThống nhất."
NOT_PLAIN = {
    "RTF": (rb"{\rtf1\ansi Th\u7889?ng nh\u7845?t}", "", "RTF"),
    "a table by name": (b"STT;Noi dung\n1;Kinh phi\n", "du-toan.CSV", "CSV"),
    "a table by content": (b"stt,noi dung,so tien\n1,a,2\n2,b,3\n", "", "CSV"),
    "a table of tabs": (b"stt\tnoi dung\tso tien\n1\ta\t2\n2\tb\t3\n", "", "CSV"),
    "a page": (b"\xef\xbb\xbf \n<!DOCTYPE html><html><body>x", "", "HTML"),
    "a page after a remark": (b"<!-- x --><HTML><script>alert(1)</script>", "", "HTML"),
    "a page in UTF-16": ("<html><body>Có".encode("utf-16"), "", "HTML"),
    "a mail": (HEAD.encode(), "", "EML"),
    "a mail as servers keep it": (
        b"Received: from a by b;\r\n x\r\nMIME-Version: 1.0\r\n\r\n",
        "",
        "EML",
    ),
    "XML": (b'<?xml version="1.0"?><a/>', "", "XML"),
    "XML without its declaration": (b'<edXML xmlns="x"><a/></edXML>', "", "XML"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "", "XML"),
    "cp1258": ("Kính gửi Ủy ban".encode()[:3] + b"\xd0\xea ngh\xf2", "", "UTF-8"),
    "UTF-16 without its mark": ("Kinh gui UBND tinh".encode("utf-16-le"), "", "UTF-8"),
    "RAR": (b"Rar!\x1a\x07\x01\0", "", "RAR"),
    "a program": (b"MZ\x90\0\3", "a.pdf", "chương trình"),
    "GIF": (b"GIF89a\1\0", "", "GIF"),
    "film": (b"\0\0\0\x18ftypmp42" + b"\0" * 12, "", "phim"),
    "a presentation": (
        zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}),
        "",
        "trình chiếu",
    ),
    "an older presentation": (container({"PowerPoint Document": b"x"}), "", "trình chiếu"),
    "a mail of Outlook": (container({"__properties_version1.0": b"x"}), "", "MSG"),
    "a binary workbook": (
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}),
        "",
        "XLSB",
    ),
    "a signature with its document": (signature(), "", "P7M"),
    "bytes": (b"\0\1\2\3", "", "Không nhận ra"),
}


@pytest.mark.parametrize("what", NOT_PLAIN)
def test_what_is_not_taken_is_called_what_it_is(what: str, tmp_path: Path) -> None:
    """Its kind and what to send in its place, in both languages, and all that is taken."""
    content, name, said = NOT_PLAIN[what]
    with pytest.raises(Problem) as refused:
        keep(content, tmp_path, name)
    assert (refused.value.status_code, refused.value.code) == (415, "attachment_type_not_taken")
    assert said in refused.value.message.vi.split("Các loại tệp nhận được")[0]
    assert "P7S" in refused.value.message.vi
    assert refused.value.facts["file_kind"].isidentifier()


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi: Sở Nội vụ,\nThống nhất, không có ý kiến, xin cảm ơn.\n",
        "Ông An, Giám đốc, Sở Y tế\nBà Bình, Phó, Sở Y tế\nÔng Chi, Trưởng phòng, Sở Y tế\n",
        "<Dự thảo> Điều 1 < Điều 2 > Điều 3\n",
        "Từ: Sở Tài chính\nTo: UBND\nNội dung: đề nghị\n",
        "Mục lục; Điều 1; Điều 2\n",
        "Ghi chú: thẻ <html> trong Điều 3\n",
    ],
)
def test_prose_is_plain_text(text: str, tmp_path: Path) -> None:
    """Commas, brackets and a salutation make no table, page or mail."""
    assert keep(text.encode(), tmp_path) == "text/plain; charset=utf-8"


LOCKED = {
    "DOCX and XLSX": container({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x"}),
    "PDF, AES-256": pdf("mở", "chủ", "AES-256"),
    "PDF, AES-128": pdf("a", "b", "AES-128"),
    "PDF, RC4": pdf("a", "b", "RC4-128"),
    "DOC": container({"WordDocument": word(0x0100)}),
    "XLS": container({"Workbook": book(struct.pack("<2H4x", 0x002F, 4), sheet())}),
    "ODT": open_document(more={"META-INF/manifest.xml": LOCKED_MANIFEST}),
    "ODT as a whole": open_document(more={"encrypted-package": b"x"}),
}


@pytest.mark.parametrize("what", LOCKED)
def test_a_file_with_a_password_is_called_protected(what: str, tmp_path: Path) -> None:
    """Whichever way its program locks it: the answer speaks of the password."""
    with pytest.raises(Problem) as refused:
        keep(LOCKED[what], tmp_path)
    assert refused.value.code == "attachment_encrypted"
    assert "bỏ mật khẩu" in refused.value.message.vi


ACTIVE = {
    "DOC": container({"WordDocument": word()}, storages=("Macros", "_VBA_PROJECT")),
    "XLS": container({"Workbook": book(sheet())}, storages=("_VBA_PROJECT_CUR",)),
    "XLS with a sheet of macros": container({"Workbook": book(sheet(), sheet(1))}),
    "ODT": open_document(more={"Basic/Standard/Module1.xml": b"<module/>"}),
    "ODS with a script": open_document("spreadsheet", {"Scripts/python/a.py": b"x"}),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_macros_are_found_in_every_kind_of_document(what: str, tmp_path: Path) -> None:
    """In the storages, sheets and parts where each format keeps them."""
    with pytest.raises(Problem) as refused:
        keep(ACTIVE[what], tmp_path)
    assert refused.value.code == "attachment_with_macros"


DAMAGED = {
    "an OLE container cut off": container({"WordDocument": word()})[:700],
    "a Word document without its mark": container({"WordDocument": b"x"}),
    "a workbook without its beginning": container({"Workbook": b"x"}),
    "a workbook without its end": container({"Workbook": book()[:-4] + b"\1\0\xff\x7f"}),
    "a TIFF that turns in circles": b"II*\0" + struct.pack("<IH", 8, 0) + struct.pack("<I", 8),
    "a TIFF without a size": tiff(tags=(273,)),
    "a TIFF cut off": tiff()[:-6],
    "a TIFF of no page": b"II*\0\0\0\0\0",
    "a JPEG cut off": jpeg(EXIF)[:30_000],
    "a JPEG whose parts lead nowhere": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\1" * 99,
    "a HEIC cut off": (HEIC + PICTURE)[:-1],
    "a HEIC of nothing": box(b"ftyp", b"heic\0\0\0\0heic"),
    "a signature cut off": DETACHED[:-9],
    "a signature and something": DETACHED + b"MZ",
    "a signature without base64": b"-----BEGIN PKCS7-----\n????\n-----END PKCS7-----\n",
    "a PDF nobody can tell how to open": b"%PDF-1.7\n/Encrypt",
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_file_that_only_begins_like_one_is_damaged(what: str, tmp_path: Path) -> None:
    """Its structure is looked at, not its first bytes alone."""
    with pytest.raises(Problem) as refused:
        keep(DAMAGED[what], tmp_path)
    assert refused.value.code == "attachment_unsound"
    assert not [one for one in (tmp_path / "attachments").rglob("*") if one.is_file()]


@pytest.mark.parametrize("content", [HEIC + PICTURE, tiff(), container({"WordDocument": word()})])
def test_these_are_one_thing_only_too(content: bytes, tmp_path: Path) -> None:
    """An archive behind a picture or a Word document is a second reading of it."""
    with pytest.raises(Problem) as refused:
        keep(content + zipped(DOCX), tmp_path)
    assert refused.value.code == "attachment_of_two_types"


IN_A_ZIP = {
    "a program": (b"MZ\x90\0", "attachment_in_bundle", "chương trình"),
    "another ZIP": (zipped({"a.txt": b"a"}), "attachment_in_bundle", "ZIP nằm trong"),
    "macros": (zipped({**DOCX, "word/vbaProject.bin": b"x"}), "attachment_in_bundle", "macro"),
    "a lock": (pdf("a", "b", "AES-256"), "attachment_in_bundle", "mật khẩu"),
    "a bomb": (b"\0" * 4_000_000, "attachment_bomb", "quá lớn"),
    "a bomb in a document": (
        zipped({**DOCX, "word/x.bin": b"\0" * 4_000_000}),
        "attachment_in_bundle",
        "quá lớn",
    ),
}


@pytest.mark.parametrize("what", IN_A_ZIP)
def test_each_file_in_a_zip_is_judged_as_if_sent_alone(what: str, tmp_path: Path) -> None:
    """And is named, with the reason it would be refused with."""
    content, code, said = IN_A_ZIP[what]
    with pytest.raises(Problem) as refused:
        keep(zipped({"ý kiến.txt": b"co", "Phụ lục 1.dat": content}), tmp_path)
    assert refused.value.code == code
    assert "Phụ lục 1.dat" in refused.value.message.vi
    assert said in refused.value.message.vi


def test_a_file_in_a_zip_is_called_by_its_own_name(tmp_path: Path) -> None:
    """Some computers pack Vietnamese names without the mark that says they are UTF-8."""
    content = bytearray(zipped({"Tờ trình số 5.dat": b"MZ\x90\0"}))
    for mark, flags in ((b"PK\3\4", 7), (b"PK\1\2", 9)):
        assert content[content.index(mark) + flags] == 8
        content[content.index(mark) + flags] = 0
    with pytest.raises(Problem) as refused:
        keep(bytes(content), tmp_path)
    assert "Tờ trình số 5.dat" in refused.value.message.vi


@pytest.mark.parametrize("parts", [{"a/": b""}, {f"{n}.txt": b"a" for n in range(201)}])
def test_a_zip_of_none_or_too_many_is_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    """Two hundred files are enough for one; none is a mistake."""
    with pytest.raises(Problem) as refused:
        keep(zipped(parts), tmp_path)
    assert refused.value.code == "attachment_bundle_full"


def test_the_files_of_a_zip_are_listed_by_their_names(tmp_path: Path) -> None:
    """Composed, without folders or what a system leaves; not where there are many, or garbled."""
    path = tmp_path / "zip"
    loose = unicodedata.normalize("NFD", "Hồ sơ/Tờ trình.docx")
    parts = {loose: b"a", "Hồ sơ/": b"", "__MACOSX/._a": b"", "b.txt": b"b", "...": b""}
    path.write_bytes(zipped(parts))
    assert names_within(path) == ("Tờ trình.docx", "b.txt")
    path.write_bytes(zipped({f"{n}.txt": b"a" for n in range(21)}))
    assert names_within(path) == ()
    garbled = bytearray(zipped({"caf\u00e9.txt": b"a"}).replace("é".encode(), b"\x82\x82"))
    for mark, flags in ((b"PK\3\4", 7), (b"PK\1\2", 9)):
        garbled[garbled.index(mark) + flags] = 0
    path.write_bytes(garbled)
    assert names_within(path) == ()


def test_pem_and_der_are_the_same_signature() -> None:
    """What a signature is written in changes nothing about it."""
    pem = signature(pkcs7.PKCS7Options.DetachedSignature, encoding=Encoding.PEM)
    assert base64.b64decode(b"".join(pem.splitlines()[1:-1]))[0] == DETACHED[0]
