"""Cases are found by their words, however these are written, and by nobody who may not see."""

import unicodedata
from typing import Any

import asyncpg
import pytest

from remiss.consultation.life.commands import AmendDraft
from remiss.consultation.values import Actor, Draft, DraftKind, Question
from remiss.ledger import append, migrate, rebuild
from remiss.ledger.reads.case_list import CaseFilter, list_cases
from remiss.ledger.reads.pages import Wanted
from tests.given.case import AUDITOR, DIRECTORY, FINANCE, JUSTICE, OFFICER, head, opening, order
from tests.given.ledger_cases import batches

SUBJECT = "Hướng dẫn Đánh giá cán bộ, công chức phường HÒA BÌNH"
DRAFT = Draft(
    subject=unicodedata.normalize("NFD", SUBJECT),
    kind=DraftKind.GUIDELINE,
    sha256="a" * 64,
    number="88/KH-SNV",
)


async def kept(pool: asyncpg.Pool, id_: str = "HS-2026-01", **changes: Any) -> None:
    for batch in batches(opening(consultation=id_, **{"draft": DRAFT, **changes})):
        await append(pool, batch)


async def found(pool: asyncpg.Pool, words: str, reader: Actor = OFFICER) -> list[str]:
    page = await list_cases(pool, (reader,), CaseFilter(words=words), Wanted())
    return [row.id for row in page.items]


@pytest.mark.parametrize(
    "words",
    [
        "đánh giá",
        "danh gia",
        "DANH GIA",
        "Hoà Bình",
        "hòa bình",
        unicodedata.normalize("NFD", "hòa bình"),
        "công chức hướng dẫn",
        "hướng dẫn công chức",
        "88/KH-SNV",
        "kh-snv 88",
        "HS-2026-01",
        "Sở Tài chính",
        "so tai chinh danh gia huong",
        "H99.04",
        "mức chi",
        "phuong hoa b",
    ],
)
async def test_a_case_is_found_by_all_its_words_in_any_order(
    pool: asyncpg.Pool, words: str
) -> None:
    """With and without marks, composed or not; subject, number, id, questions and bodies."""
    await kept(pool)
    await kept(pool, "HS-2026-02", draft=DRAFT.model_copy(update={"subject": "Quy hoạch đất"}))
    ours = "HS-2026-01"

    assert ours in await found(pool, words)
    assert await found(pool, f"{words} đánh giá") == [ours]
    assert await found(pool, f"{words} khongcotu") == []


async def test_an_agency_finds_by_what_it_may_see_alone(pool: asyncpg.Pool) -> None:
    """Neither another's question nor who else is asked."""
    await kept(pool)

    for words in ("thẩm quyền ban hành", "Sở Tư pháp", "danh gia tu phap"):
        assert await found(pool, words, head(JUSTICE)) == ["HS-2026-01"]
        assert await found(pool, words, head(FINANCE)) == []
        assert await found(pool, words, AUDITOR) == ["HS-2026-01"]
    assert await found(pool, "mức chi đánh giá", head(FINANCE)) == ["HS-2026-01"]


async def test_an_amended_draft_is_found_by_its_new_words(pool: asyncpg.Pool) -> None:
    """The read tables follow the case."""
    changed = Question(id="money", text="Nguồn vốn nào được dùng?", field="fin.norms")
    draft = DRAFT.model_copy(update={"sha256": "b" * 64, "subject": "Hướng dẫn xếp loại"})
    amends = order(AmendDraft, OFFICER, draft=draft, changed=(changed,), directory=DIRECTORY)
    for batch in batches(opening(draft=DRAFT), amends):
        await append(pool, batch)

    assert await found(pool, "xep loai nguon von") == ["HS-TEST"]
    assert await found(pool, "danh gia") == []


async def test_cases_of_before_are_found_by_subject_at_once_and_by_all_once_rebuilt(
    pool: asyncpg.Pool, owner: asyncpg.Pool, owner_dsn: str
) -> None:
    """The migration folds what the rows hold; the questions come with the next event or rebuild."""
    await kept(pool)
    await owner.execute("delete from migration where name = '0017_search'")
    await owner.execute("drop index consultation_words")
    await owner.execute("alter table consultation drop column search, drop column words")
    await owner.execute("alter table request drop column words")
    assert await migrate(owner_dsn) == ["0017_search"]
    await pool.expire_connections()

    for words in ("danh gia", "hoà bình cán bộ", "HS-2026-01", "tai chinh"):
        assert await found(pool, words) == ["HS-2026-01"]
    assert await found(pool, "danh gia", head(FINANCE)) == ["HS-2026-01"]
    assert await found(pool, "muc chi 88/KH-SNV") == []
    await rebuild(owner_dsn)
    assert await found(pool, "muc chi 88/KH-SNV") == ["HS-2026-01"]


async def test_the_search_uses_its_index(pool: asyncpg.Pool, owner: asyncpg.Pool) -> None:
    """A word is looked up, not looked for in every case."""
    await kept(pool)
    async with owner.acquire() as connection:
        await connection.execute("set enable_seqscan = off")
        plan = await connection.fetch(
            "explain select id from consultation where array_to_tsvector(words) @@ $$'gia':*$$"
        )
    assert any("consultation_words" in row[0] for row in plan)


async def test_words_without_end_keep_nothing_from_being_recorded(pool: asyncpg.Pool) -> None:
    """A word of thousands of letters, and thousands of words."""
    many = " ".join(f"𠮷{n:03}" for n in range(399))
    questions = [
        Question(id=f"q{n}", text=f"{n} {many}" if n else "𠮷" * 2_000, field="fin.norms")
        for n in range(100)
    ]
    await kept(pool, questions=tuple(questions), agencies=(FINANCE.code,))

    assert await found(pool, "danh gia " + "𠮷" * 40) == ["HS-2026-01"]
