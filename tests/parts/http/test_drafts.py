"""A draft over HTTP: its clauses, whether Word wrote their numbers or a person did."""

import io
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pydantic import SecretStr

from remiss.consultation.life.commands import AmendDraft
from remiss.consultation.values import Actor, ClauseComment, Draft, DraftKind, Role
from remiss.files.store import Store
from remiss.ledger import append, connect
from remiss.settings import Settings
from remiss.views.draft.draft_clauses import clauses_in
from tests.given.case import (
    CLEAR,
    DIRECTORY,
    FINANCE,
    HOME,
    JUSTICE,
    LAW,
    OFFICER,
    assessed,
    head,
    opening,
    order,
    replies,
)
from tests.given.drafts import AMENDED, DECISION, numbered_word_file
from tests.given.ledger_cases import batches
from tests.given.served import CLOSED_PORT, Served, serving
from tests.given.written_files import word_file
from tests.given.written_tables import word_table, workbook

CASE, AMENDED_CASE = "HS-DRAFT", "HS-AMENDED"
STRANGER = Actor(id="la", name="Lạ", role=Role.AGENCY_HEAD, agency="H99.20")
ON = "kem-theo.dieu-2.khoan-1"
SAID = (
    ClauseComment(clause="Điểm b khoản 2", anchor="kem-theo.dieu-2.khoan-2.diem-b", text="Bỏ."),
    ClauseComment(clause="Khoản 1 Điều 2", anchor=ON, text="Đề nghị ghi mức tối đa."),
    ClauseComment(clause="Bố cục", text="Đề nghị gộp hai chương."),
)


@pytest.fixture
async def served(database: str, tmp_path: Path) -> AsyncIterator[Served]:
    """An API over a ledger of two cases, whose drafts are in the store: one was amended."""
    settings = Settings(
        data_dir=tmp_path,
        postgres_dsn=SecretStr(database),
        temporal_address=f"127.0.0.1:{CLOSED_PORT}",
    )
    async with serving(settings) as api:
        first, second = [await api.upload(OFFICER, t.encode()) for t in (DECISION, AMENDED)]
        stories = (
            (opening(consultation=CASE, draft=draft_of(first)),),
            (
                opening(consultation=AMENDED_CASE, draft=draft_of(first)),
                replies(FINANCE, draft_sha256=first, clause_comments=SAID),
                assessed(FINANCE, CLEAR),
                replies(JUSTICE, draft_sha256=first, clause_comments=SAID[1:2]),
                assessed(JUSTICE, CLEAR),
                order(
                    AmendDraft,
                    OFFICER,
                    draft=draft_of(second),
                    changed=(LAW,),
                    agencies=(JUSTICE.code,),
                    directory=DIRECTORY,
                ),
            ),
        )
        pool = await connect(database)
        for story in stories:
            for batch in batches(*story):
                await append(pool, batch)
        await pool.close()
        yield api


def draft_of(sha256: str) -> Draft:
    return Draft(subject="Quy định tiền thưởng", kind=DraftKind.DECISION, sha256=sha256)


async def test_whoever_reads_the_draft_reads_its_clauses(served: Served) -> None:
    """Drafting side and agency asked; nobody else learns that there is a case."""
    path = f"/consultations/{CASE}/draft/clauses"
    for reader in (OFFICER, head(FINANCE)):
        answer = await served.call(reader, "GET", path)
        assert answer.status_code == 200, answer.text
        read = answer.json()
        addresses = [clause["address"] for clause in read["clauses"]]
        assert (read["version"], read["legibility"]) == (1, "read")
        assert "Điểm a khoản 2 Điều 2 Quy định kèm theo" in addresses
    assert (await served.call(STRANGER, "GET", path)).status_code == 404
    missing = await served.call(OFFICER, "GET", f"{path}?version=2")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_such_version")


async def test_numbers_that_word_writes_open_clauses_too(tmp_path: Path) -> None:
    """They stand in no text of the file; levels begin anew, and a list may start elsewhere."""
    store = Store(tmp_path / "attachments", max_bytes=5_000_000)
    content = numbered_word_file(
        *((None, "QUY ĐỊNH"), (0, "Phạm vi"), (1, "Chung"), (2, "Sở;"), (2, "Xã."), (1, "Riêng")),
        *((0, "Mức"), (1, "Một"), (0, "Hiệu lực"), (0, "Tổ chức")),
        again=9,
    )
    draft = store.keep(io.BytesIO(content), HOME.code)
    read = await clauses_in(store, draft.sha256)

    assert [(clause.address, clause.text) for clause in read.clauses] == [
        ("Phần mở đầu", "QUY ĐỊNH"),
        ("Điều 1", "Phạm vi"),
        ("Khoản 1 Điều 1", "Chung"),
        ("Điểm a khoản 1 Điều 1", "Sở;"),
        ("Điểm b khoản 1 Điều 1", "Xã."),
        ("Khoản 2 Điều 1", "Riêng"),
        ("Điều 2", "Mức"),
        ("Khoản 1 Điều 2", "Một"),
        ("Điều 3", "Hiệu lực"),
        ("Điều 5", "Tổ chức"),
    ]


async def test_a_draft_without_clauses_says_how_to_cite_it(tmp_path: Path) -> None:
    """And a scan says that it is one."""
    store = Store(tmp_path / "attachments", max_bytes=5_000_000)
    plain = store.keep(io.BytesIO("Đề cương đề án.".encode()), HOME.code)
    scan = store.keep(io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR...."), HOME.code)

    assert "ghi điều, khoản" in (await clauses_in(store, plain.sha256)).note.vi
    assert (await clauses_in(store, scan.sha256)).legibility == "without_text"


@pytest.mark.parametrize(("made", "table"), [(workbook, "Góp ý"), (word_table, "2")])
async def test_the_agencys_own_table_becomes_comments(
    served: Served, made: Callable[[], bytes], table: str
) -> None:
    """From a workbook or a Word file, with merged cells; nothing is recorded."""
    by = head(FINANCE)
    sha256 = await served.upload(by, made())
    path = f"/consultations/{CASE}/draft/comment-table/read"
    read = (await served.call(by, "POST", path, json={"sha256": sha256})).json()

    assert [(one["table"], one["row"], one["comment"]["anchor"]) for one in read["comments"]] == [
        (table, 2, "kem-theo.dieu-3.khoan-1"),
        (table, 3, "kem-theo.dieu-3.khoan-1"),
        (table, 4, "kem-theo.dieu-4"),
    ]
    assert read["comments"][0]["comment"]["proposed_wording"] == "Viết lại."
    assert read["problems"] == []


async def test_what_cannot_be_read_says_what_to_do(served: Served) -> None:
    """Another type, no such table, another agency's file, another's case."""
    path = f"/consultations/{CASE}/draft/comment-table/read"
    by = head(FINANCE)
    plain = await served.upload(by, "Ý kiến góp ý".encode())
    letter = await served.upload(by, word_file("Thống nhất.", table=(("Mức", "2 triệu"),)))
    foreign = await served.upload(OFFICER, workbook())
    codes = [
        (await served.call(by, "POST", path, json={"sha256": sha256})).json()["code"]
        for sha256 in (plain, letter, foreign)
    ]

    assert codes == ["tables_another_type", "no_comment_table", "attachments_not_uploaded"]
    hidden = await served.call(STRANGER, "POST", path, json={"sha256": plain})
    assert hidden.status_code == 404


async def test_the_blank_table_has_the_clauses_of_the_draft(served: Served) -> None:
    """For whoever reads the draft, under a name that says what it is."""
    path = f"/consultations/{CASE}/draft/comment-table.xlsx"
    answer = await served.call(head(FINANCE), "GET", path)
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    clauses = {cell.value for (cell,) in sheet.iter_rows(min_col=2, max_col=2)}

    assert "Điểm a khoản 2 Điều 2 Quy định kèm theo" in clauses
    assert CASE in answer.headers["content-disposition"]
    assert (await served.call(STRANGER, "GET", path)).status_code == 404


async def test_two_versions_are_compared_for_whoever_reads_the_draft(served: Served) -> None:
    """The newest two where none is named; of a draft never amended there are no two."""
    path = f"/consultations/{AMENDED_CASE}/draft/comparison"
    compared = (await served.call(head(FINANCE), "GET", path)).json()

    assert (compared["from_version"], compared["to_version"]) == (1, 2)
    told = {(one["change"], one["address"]) for one in compared["changes"]}
    assert ("added", "Điều 2 Quy định kèm theo") in told
    followed = {one["anchor"]: (one["fate"], one["to"]) for one in compared["followed"]}
    assert followed[ON] == ("moved_and_changed", "kem-theo.dieu-3.khoan-1")
    assert "dieu-1" not in followed
    for answer in (
        await served.call(OFFICER, "GET", f"/consultations/{CASE}/draft/comparison"),
        await served.call(OFFICER, "GET", f"{path}?from=2&to=1"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "no_earlier_version")
    assert (await served.call(STRANGER, "GET", path)).status_code == 404


async def test_comments_stand_where_their_clauses_stand_now(served: Served) -> None:
    """In the order of the present version; the officer reads all, an agency its own."""
    path = f"/consultations/{AMENDED_CASE}/draft/comments"
    placed = (await served.call(OFFICER, "GET", path)).json()

    assert placed["version"] == 2
    assert [
        (one["agency"], one["comment"]["clause"], one["now"] and one["now"]["to_address"])
        for one in placed["comments"]
    ] == [
        (JUSTICE.code, "Khoản 1 Điều 2", "Khoản 1 Điều 3 Quy định kèm theo"),
        (FINANCE.code, "Khoản 1 Điều 2", "Khoản 1 Điều 3 Quy định kèm theo"),
        (FINANCE.code, "Điểm b khoản 2", None),
        (FINANCE.code, "Bố cục", None),
    ]
    fates = [one["now"] and one["now"]["fate"] for one in placed["comments"]]
    assert fates == ["moved_and_changed", "moved_and_changed", "gone", None]
    own = (await served.call(head(JUSTICE), "GET", path)).json()
    assert {one["agency"] for one in own["comments"]} == {JUSTICE.code}
