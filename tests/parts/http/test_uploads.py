"""Files that come in parts: by the protocol, by several processes, over broken lines."""

import asyncio
import base64
import hashlib
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from remiss.files.store import Store
from remiss.files.uploads import kept_uploads as bounds
from remiss.files.uploads.expiry import ending_expired
from remiss.files.uploads.kept_uploads import Uploads
from remiss.files.uploads.upload import Announced
from remiss.files.virus_scan import NoScanner
from remiss.problems.problem import Problem
from tests.given.people import AUDITOR, HEAD, OFFICER, OTHER_HEAD
from tests.given.served import Served, serving
from tests.given.story import until
from tests.parts.http.test_receiving import send, told

TEXT = "Sở Tài chính thống nhất với dự thảo. ".encode() * 1_000
SHA256 = hashlib.sha256(TEXT).hexdigest()
TUS = {"Tus-Resumable": "1.0.0"}
PART = TUS | {"Content-Type": "application/offset+octet-stream"}

Headers = dict[str, str] | None


def metadata(**told: str) -> dict[str, str]:
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    return {"Upload-Metadata": ",".join(pairs)}


async def begin(served: Served, headers: Headers = None, length: int = len(TEXT)) -> httpx.Response:
    named = metadata(filename="Ý kiến.txt", filetype="text/plain")
    given = TUS | {"Upload-Length": str(length)} | named | (headers or {})
    return await served.call(HEAD, "POST", "/uploads", headers=given)


async def begun(served: Served, headers: Headers = None, length: int = len(TEXT)) -> str:
    answer = await begin(served, headers, length)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"].removeprefix("/v1")


async def add(served: Served, path: str, offset: int, content: bytes, **also: Any) -> Any:
    headers = PART | {"Upload-Offset": str(offset)}
    return await served.call(HEAD, "PATCH", path, content=content, headers=headers, **also)


def uploaded(served: Served, content: bytes) -> bool:
    """Whether the store has it."""
    store = Store(served.settings.data_dir / "attachments", max_bytes=1)
    return store.find(hashlib.sha256(content).hexdigest()) is not None


async def where(served: Served, path: str) -> int:
    answer = await served.call(HEAD, "HEAD", path, headers=TUS)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return int(answer.headers["Upload-Offset"])


async def test_a_file_comes_in_parts_and_is_a_file_like_any_other(alone: Served) -> None:
    """Begun, sent in three parts, asked about between them; known by its sha256 at the end."""
    path = await begun(alone)
    assert await where(alone, path) == 0
    first = await add(alone, path, 0, TEXT[:100])
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "100")
    assert "Upload-Expires" in first.headers
    assert first.headers["Upload-Expires"].endswith(" GMT")
    assert "Remiss-Sha256" not in first.headers
    assert await where(alone, path) == 100
    await add(alone, path, 100, TEXT[100:30_000])
    last = await add(alone, path, 30_000, TEXT[30_000:])
    assert (last.status_code, last.headers["Remiss-Sha256"]) == (204, SHA256)
    found = (await alone.call(HEAD, "GET", path)).json()
    assert found["attachment"] == {
        "sha256": SHA256,
        "size": len(TEXT),
        "media_type": "text/plain; charset=utf-8",
        "name": "Ý kiến.txt",
    }
    file = await alone.call(HEAD, "GET", f"/attachments/{SHA256}")
    assert (file.status_code, file.content) == (200, TEXT)
    assert await where(alone, path) == len(TEXT)
    again = await add(alone, path, len(TEXT), b"")
    assert (again.status_code, again.headers["Remiss-Sha256"]) == (204, SHA256)


async def test_what_is_offered_is_said(alone: Served) -> None:
    """Version, extensions and the largest file, whatever version the caller speaks."""
    answer = await alone.call(HEAD, "OPTIONS", "/uploads", headers={"Tus-Resumable": "0.2"})
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
    assert answer.headers["Tus-Max-Size"] == "100000"


async def test_head_tells_what_was_announced(alone: Served) -> None:
    """Length and metadata, as they were sent."""
    named = metadata(filename="Tờ trình.pdf", phu="1")
    path = await begun(alone, named)
    answer = await alone.call(HEAD, "HEAD", path, headers=TUS)
    assert answer.headers["Upload-Length"] == str(len(TEXT))
    assert answer.headers["Upload-Metadata"] == named["Upload-Metadata"]
    assert answer.content == b""


async def test_every_answer_names_the_protocol(alone: Served) -> None:
    """Refusals, and those of what stands before every address, included."""
    for answer in (
        await begin(alone),
        await begin(alone, length=-1),
        await alone.call(None, "POST", "/uploads"),
        await alone.call(HEAD, "PUT", "/uploads"),
        await alone.call(HEAD, "GET", "/uploads/none"),
        await add(alone, "/uploads/none", 0, b"x" * 200_000),
    ):
        assert answer.headers["Tus-Resumable"] == "1.0.0", answer.status_code


async def test_another_version_is_not_spoken(alone: Served) -> None:
    """Nothing is done, and the answer says which is."""
    path = await begun(alone)
    for method, at in (("POST", "/uploads"), ("HEAD", path), ("PATCH", path), ("DELETE", path)):
        for version in ({}, {"Tus-Resumable": "0.2.2"}):
            answer = await alone.call(HEAD, method, at, headers=version)
            assert answer.status_code == 412, method
            assert answer.headers["Tus-Version"] == "1.0.0"
    assert await where(alone, path) == 0


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Length": "x"}, 400, "upload_length_unreadable"),
        ({"Upload-Length": ""}, 400, "upload_length_unreadable"),
        ({"Upload-Length": "-1"}, 400, "upload_length_unreadable"),
        ({"Upload-Length": "9" * 40}, 400, "upload_length_unreadable"),
        ({"Upload-Length": "0"}, 422, "attachment_empty"),
        ({"Upload-Length": "100001"}, 413, "attachment_too_large"),
        ({"Upload-Metadata": "filename !!!"}, 400, "upload_metadata_unreadable"),
        ({"Upload-Metadata": "a YQ==,a YQ=="}, 400, "upload_metadata_unreadable"),
        ({"Upload-Metadata": ",,"}, 400, "upload_metadata_unreadable"),
        ({"Upload-Metadata": "a " + "YWFh" * 2_000}, 400, "upload_metadata_unreadable"),
        (metadata(sha256="no"), 400, "upload_metadata_unreadable"),
    ],
)
async def test_what_cannot_be_begun_says_why(
    alone: Served, headers: dict[str, str], status: int, code: str
) -> None:
    """Lengths and metadata nobody can read, files too large or empty."""
    answer = await begin(alone, headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_part_that_does_not_fit_changes_nothing(alone: Served) -> None:
    """Another place, another form, no place: each is told so, and the offset stays."""
    path = await begun(alone)
    await add(alone, path, 0, TEXT[:50])
    for offset in (0, 49, 51):
        answer = await add(alone, path, offset, TEXT[50:60])
        assert (answer.status_code, answer.json()["code"]) == (409, "upload_offset_conflict")
        assert answer.headers["Upload-Offset"] == "50"
    for headers, status in (
        (TUS | {"Upload-Offset": "50", "Content-Type": "application/json"}, 415),
        (PART, 400),
        (PART | {"Upload-Offset": "-1"}, 400),
    ):
        answer = await alone.call(HEAD, "PATCH", path, content=b"x", headers=headers)
        assert answer.status_code == status, headers
    assert await where(alone, path) == 50


async def test_more_than_announced_is_another_file(alone: Served) -> None:
    """It is no file then, whichever part goes beyond it, and never one that was cut."""
    for first in (b"", TEXT[:10]):
        path = await begun(alone)
        await add(alone, path, 0, first)
        answer = await add(alone, path, len(first), TEXT[len(first) :] + b"x")
        assert (answer.status_code, answer.json()["code"]) == (413, "upload_longer_than_announced")
        assert (await alone.call(HEAD, "HEAD", path, headers=TUS)).status_code == 404


async def test_a_part_may_be_no_larger_than_a_file(alone: Served) -> None:
    """Told before it is read."""
    path = await begun(alone)
    answer = await add(alone, path, 0, b"x" * 100_001)
    assert (answer.status_code, answer.json()["code"]) == (413, "attachment_too_large")


async def test_a_file_in_parts_passes_the_checks_of_every_file(alone: Served) -> None:
    """A program, a page, a file that is two: refused in words, and nothing of it stays."""
    for content, code in (
        (b"MZ\x90\x00" * 9, "attachment_type_not_taken"),
        (b"%PDF-1.7 <script>" * 9, "attachment_of_two_types"),
    ):
        path = await begun(alone, length=len(content))
        await add(alone, path, 0, content[:9])
        answer = await add(alone, path, 9, content[9:])
        assert answer.json()["code"] == code
        assert (await alone.call(HEAD, "HEAD", path, headers=TUS)).status_code == 404
        assert not uploaded(alone, content)


async def test_a_file_changed_on_the_way_is_refused(alone: Served) -> None:
    """Where its sender said beforehand what it is."""
    changed = TEXT[:-1] + b"!"
    for content, status in ((changed, 422), (TEXT, 204)):
        path = await begun(alone, metadata(filename="a.txt", sha256=SHA256))
        await add(alone, path, 0, TEXT[:100])
        answer = await add(alone, path, 100, content[100:])
        assert answer.status_code == status, answer.text


async def test_an_upload_is_its_senders_alone(alone: Served) -> None:
    """To anyone else, of whatever agency, it is as one that never was."""
    path = await begun(alone)
    other = HEAD.model_copy(update={"id": "khac"})
    elsewhere = HEAD.model_copy(update={"agency": OTHER_HEAD.agency})
    for person in (other, elsewhere, OFFICER):
        for method in ("HEAD", "GET", "DELETE", "PATCH"):
            headers = PART | {"Upload-Offset": "0"}
            answer = await alone.call(person, method, path, headers=headers)
            assert answer.status_code == 404, (person.id, method)
        assert path not in str((await alone.call(person, "GET", "/uploads")).json())
    assert (await alone.call(AUDITOR, "GET", "/uploads")).status_code == 403
    for strange in ("../x", "%2e%2e%2fx", "x", "0" * 32):
        assert (await alone.call(HEAD, "GET", f"/uploads/{strange}")).status_code == 404


async def test_an_upload_is_ended_and_the_file_it_became_stays(alone: Served) -> None:
    """Unfinished or whole; afterwards there is none."""
    for content in (TEXT[:10], TEXT):
        path = await begun(alone)
        await add(alone, path, 0, content)
        assert (await alone.call(HEAD, "DELETE", path, headers=TUS)).status_code == 204
        for method in ("HEAD", "DELETE"):
            assert (await alone.call(HEAD, method, path, headers=TUS)).status_code == 404
    assert (await alone.call(HEAD, "GET", f"/attachments/{SHA256}")).status_code == 200


async def test_a_proxy_that_lets_post_alone_pass_stops_nothing(alone: Served) -> None:
    """The method that is meant stands in a header, for uploads and nothing else."""
    path = await begun(alone)
    headers = PART | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    answer = await alone.call(HEAD, "POST", path, content=TEXT[:10], headers=headers)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "10")
    headers = TUS | {"X-HTTP-Method-Override": "DELETE"}
    assert (await alone.call(HEAD, "POST", path, headers=headers)).status_code == 204
    headers = TUS | {"X-HTTP-Method-Override": "HEAD"}
    gone = await alone.call(HEAD, "POST", path, headers=headers)
    assert (gone.status_code, gone.json()["code"]) == (404, "upload_not_found")
    files = {"file": ("a.txt", b"abc")}
    answer = await alone.call(HEAD, "POST", "/attachments", headers=headers, files=files)
    assert answer.status_code == 201


async def test_a_line_that_breaks_loses_nothing_that_came(alone: Served) -> None:
    """However little it was; the sender asks where to go on."""
    path = await begun(alone)
    length, kind = str(len(TEXT)), PART["Content-Type"]
    headers = {"Tus_Resumable": "1.0.0", "Upload_Offset": "0", "Content_Length": length}
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await send(
                alone, TEXT[:777], by=HEAD, method="PATCH", path=path, Content_Type=kind, **headers
            )

    async def here() -> bool:
        return await where(alone, path) == 777

    await until(here)
    answer = await add(alone, path, 777, TEXT[777:])
    assert answer.headers["Remiss-Sha256"] == SHA256


async def test_a_part_that_stands_still_is_given_up_and_kept(alone: Served) -> None:
    """As every body; what came before counts."""
    pace = {"standstill_seconds": 0.5, "standstill_bytes_per_second": 400}
    async with serving(alone.settings.with_values(pace)) as impatient:
        path = await begun(impatient)
        headers = {"Tus_Resumable": "1.0.0", "Upload_Offset": "0", "Content_Length": "5000"}
        kind = PART["Content-Type"]
        answer = await send(
            impatient,
            TEXT[:1_000],
            by=HEAD,
            method="PATCH",
            path=path,
            Content_Type=kind,
            **headers,
        )
        assert told(answer) == (408, "body_too_slow")
        assert await where(impatient, path) == 1_000


async def test_an_upload_outlives_its_process_and_goes_on_in_any(alone: Served) -> None:
    """Begun at one, continued at a second beside it, ended at a third started afterwards."""
    path = await begun(alone)
    async with serving(alone.settings) as second:
        await add(second, path, 0, TEXT[:10])
        assert await where(alone, path) == 10
    async with serving(alone.settings) as third:
        assert (await add(third, path, 10, TEXT[10:])).headers["Remiss-Sha256"] == SHA256


# Without HTTP.


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "attachments", max_bytes=100_000)


async def in_parts(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def lying_in(folder: Path) -> list[str]:
    found = (path for path in (folder / "attachments" / "uploads").glob("*/*") if path.is_file())
    return sorted(path.suffix for path in found if path.name != "lock")


async def test_two_that_add_the_same_part_at_once_add_it_once(store: Store) -> None:
    """One of them is told where to go on, also where each speaks to a process of its own."""
    one, other = Uploads(store), Uploads(store)
    upload = one.begin(HEAD, Announced(length=len(TEXT)))
    outcomes = await asyncio.gather(
        *(each.receive(HEAD, upload.id, 0, in_parts(TEXT[:9_000])) for each in (one, other) * 4),
        return_exceptions=True,
    )
    conflicts = [o for o in outcomes if isinstance(o, Problem)]
    assert {problem.code for problem in conflicts} <= {"upload_offset_conflict"}
    assert len(conflicts) == 7
    assert one.find(HEAD, upload.id).offset == 9_000


async def test_what_a_killed_process_left_whole_becomes_a_file_when_asked_about(
    store: Store, tmp_path: Path
) -> None:
    """The last byte came and nothing after it was done."""
    upload = Uploads(store).begin(HEAD, Announced(length=len(TEXT), name="a.txt"))
    (part,) = (tmp_path / "attachments" / "uploads").glob("*/*.part")
    part.write_bytes(TEXT)
    found = Uploads(store).find(HEAD, upload.id)
    assert found.attachment is not None
    assert (found.attachment.sha256, found.attachment.name) == (SHA256, "a.txt")
    assert lying_in(tmp_path) == [".json"]


class Away(NoScanner):
    """A scanner that is not there, until it is."""

    away = True

    def check(self, source: Any) -> None:
        if self.away:
            raise Problem("scanner_unavailable")
        super().check(source)


async def test_a_file_waits_for_a_scanner_that_is_away(tmp_path: Path) -> None:
    """What is refused for the moment is not sent again; it is asked about again."""
    scanner = Away()
    uploads = Uploads(Store(tmp_path / "attachments", max_bytes=100_000, scanner=scanner))
    upload = uploads.begin(HEAD, Announced(length=len(TEXT)))
    with pytest.raises(Problem, match="virus"):
        await uploads.receive(HEAD, upload.id, 0, in_parts(TEXT))
    scanner.away = False
    assert uploads.find(HEAD, upload.id).attachment is not None


async def test_an_upload_ends_by_itself_a_day_after_the_last_of_it(
    store: Store, tmp_path: Path
) -> None:
    """From then on it is not there, and soon nothing of it lies about; others go on."""
    now = time.time()
    uploads = Uploads(store, lambda: now)
    old = uploads.begin(HEAD, Announced(length=9))
    done = uploads.begin(OFFICER, Announced(length=len(TEXT)))
    await uploads.receive(OFFICER, done.id, 0, in_parts(TEXT))
    assert uploads.end_expired() == 0
    now += 24 * 3600 - 60
    assert uploads.find(HEAD, old.id).offset == 0
    now += 120
    with pytest.raises(Problem) as refused:
        uploads.find(HEAD, old.id)
    assert refused.value.code == "upload_not_found"
    assert uploads.of(HEAD) == ()
    assert lying_in(tmp_path) == [".json", ".json", ".part"]

    async def all_gone() -> bool:
        return not lying_in(tmp_path)

    async with ending_expired(uploads):
        await until(all_gone)
    assert store.find(SHA256) is not None


async def test_nobody_fills_the_disk_with_what_is_never_finished(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many unfinished uploads, of so many bytes; one that is ended or whole makes room."""
    uploads = Uploads(store)
    open_ = [
        uploads.begin(HEAD, Announced(length=100_000)) for _ in range(bounds.MOST_FILES_ANNOUNCED)
    ]
    with pytest.raises(Problem) as refused:
        uploads.begin(HEAD, Announced(length=1))
    assert (refused.value.status_code, refused.value.code) == (429, "too_many_uploads")
    assert "976,5 KB" in refused.value.message.vi
    uploads.begin(OTHER_HEAD, Announced(length=1))
    uploads.end(HEAD, open_.pop().id)
    while len(open_) < bounds.MOST_UNFINISHED:
        open_.append(uploads.begin(HEAD, Announced(length=3)))
    with pytest.raises(Problem):
        uploads.begin(HEAD, Announced(length=3))
    await uploads.receive(HEAD, open_[-1].id, 0, in_parts(b"abc"))
    uploads.begin(HEAD, Announced(length=3))


async def test_what_was_left_lying_makes_room(store: Store) -> None:
    """Pages that were closed and begun anew lock nobody out: after an hour the oldest goes."""
    now = time.time()
    uploads = Uploads(store, lambda: now)
    left = [uploads.begin(HEAD, Announced(length=3)) for _ in range(bounds.MOST_UNFINISHED)]
    now += bounds.IDLE.total_seconds() - 60
    with pytest.raises(Problem):
        uploads.begin(HEAD, Announced(length=3))
    now += 120
    uploads.begin(HEAD, Announced(length=3))
    assert len(uploads.of(HEAD)) == len(left)


async def test_a_disk_that_takes_no_part_is_named(store: Store, tmp_path: Path) -> None:
    """As with a file that comes at once."""
    (tmp_path / "attachments").write_bytes(b"")
    with pytest.raises(Problem) as refused:
        Uploads(store).begin(HEAD, Announced(length=3))
    assert refused.value.code == "attachments_unwritable"
