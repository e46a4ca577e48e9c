"""A real ledger of many cases: lives decided once, written many times as the service writes.

Each copy has an id, a subject and a chain of its own, and rows as its events lead to them:
`remiss verify` finds nothing. Folders are kept in the system's temporary folder by seed and size.
"""

import asyncio
import hashlib
import json
import multiprocessing
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import asyncpg

from lab.bench import acts_in_lives, lives
from remiss import ledger
from remiss.consultation.state import Consultation
from remiss.consultation.views.rows import ConsultationRow, view
from remiss.consultation.views.scores.case_score import CaseScore, ScorePart
from remiss.consultation.views.search_words import search_words
from remiss.ledger.append_events import Link, record
from remiss.ledger.projection import Columns, columns
from remiss.machine.network_ports import free_port
from remiss.machine.postgres import postgres_server, service_dsn
from remiss.reference.registry import load_registry
from remiss.strict.canonical_json import canonical_json

KEPT = Path(tempfile.gettempdir()) / "remiss-scale"
MADE_BY = (lives.__file__, acts_in_lives.__file__, __file__)
LIVES = 40
"""Different lives of a kind that a process decides; each is written as often as it takes."""
TOGETHER = 25
"""Cases in one statement."""
PLACES = (
    "Đông An",
    "Tân Lập",
    "Sông Mây",
    "Phú Hòa",
    "Long Điền",
    "Bình Sơn",
    "Mỹ Thạnh",
    "Cẩm Giàng",
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class Size(NamedTuple):
    """How many cases run, and how many are over."""

    running: int
    over: int
    seed: int = 1


class Mould(NamedTuple):
    """A life to be written under other ids and subjects: its events as canonical JSON."""

    case_id: str
    case: Consultation
    row: ConsultationRow
    score: tuple[ScorePart, ...]
    events: tuple[str, ...]


@asynccontextmanager
async def seeded(size: Size) -> AsyncIterator[tuple[str, Path]]:
    """The owner's DSN of a server with so many cases, and its folder; made where it is not kept."""
    folder = _folder(size)
    whole = folder / "whole"
    if not whole.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    async with postgres_server(folder, free_port()) as dsn:
        if not whole.exists():
            await ledger.migrate(dsn, service_dsn(folder, dsn))
            await _seed(dsn, size)
            whole.touch()
        await ledger.upgrade(dsn, service_dsn(folder, dsn))
        yield dsn, folder


def _folder(size: Size) -> Path:
    """Under the way it was made too: lives told otherwise are another ledger."""
    written = b"".join(Path(file).read_bytes() for file in MADE_BY)
    made = hashlib.sha256(written).hexdigest()[:8]
    return KEPT / f"{size.running}-{size.over}-{size.seed}-{made}"


async def _seed(dsn: str, size: Size) -> None:
    """In two processes, each half of either kind."""
    halves = [Size(size.running // 2, size.over // 2, size.seed * 1000 + n) for n in (1, 2)]
    # Spawned: a fork would share the running loop and its sockets.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(halves), mp_context=context) as pool:
        list(pool.map(_write_half, [dsn] * len(halves), halves))
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("analyze")
        await connection.execute("checkpoint")
    finally:
        await connection.close()


def _write_half(dsn: str, size: Size) -> None:
    asyncio.run(_write(dsn, size))


async def _write(dsn: str, size: Size) -> None:
    connection = await asyncpg.connect(dsn, statement_cache_size=0)
    # What is JSON already goes as it is.
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_as_json, decoder=json.loads
    )
    await connection.execute("set synchronous_commit to off")
    chance = Random(size.seed)  # noqa: S311 -- the same ledger at every run
    for number, closed in ((size.over, True), (size.running, False)):
        moulds = [_mould(size.seed, n, closed=closed) for n in range(min(LIVES, number))]
        copies = (_copy(chance.choice(moulds), chance) for _ in range(number))
        while together := list(islice(copies, TOGETHER)):
            links = [link for links, _ in together for link in links]
            await record(connection, links, [row for _, row in together])
    await connection.close()


def _as_json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _mould(seed: int, number: int, *, closed: bool) -> Mould:
    case_id = f"HS-{'MOCLOSED' if closed else 'MORUNNIN'}{number:04}"
    subject = f"Dự thảo mẫu {case_id}"
    told = lives.tell(seed * 10_000 + number, case_id, subject, closed=closed)
    events = (canonical_json(e.model_dump(mode="json")).decode() for e in told.batch.events)
    score = CaseScore()
    for event in told.batch.events:
        score.add(event)
    return Mould(case_id, told.case, view(told.case), tuple(score.changed), tuple(events))


def _copy(mould: Mould, chance: Random) -> tuple[list[Link], Columns]:
    case_id = "HS-" + "".join(chance.choices(LETTERS, k=12))
    subject = _subject(chance)
    return list(_links(mould, case_id, subject)), _rows(mould, case_id, subject)


def _links(mould: Mould, case_id: str, subject: str) -> Iterator[Link]:
    """The hash is that of `event_hash.link_hash`: the texts are canonical before and after."""
    before, was = None, mould.case.draft.subject
    for text in mould.events:
        body = text.replace(was, subject).replace(mould.case_id, case_id)
        previous = f'"{before.hex()}"' if before else "null"
        link = f'{{"event":{body},"previous":{previous}}}'
        hash_ = hashlib.sha256(link.encode()).digest()
        yield Link(body, before, hash_)
        before = hash_


def _rows(mould: Mould, case_id: str, subject: str) -> Columns:
    draft = mould.case.draft.model_copy(update={"subject": subject})
    case = mould.case.model_copy(update={"id": case_id, "draft": draft})
    named = {"id": case_id, "subject": subject, "search": search_words(case)}
    return columns(mould.row.model_copy(update=named), mould.score)


def _subject(chance: Random) -> str:
    field = chance.choice(_fields()).vi
    place, number = chance.choice(PLACES), chance.randrange(1, 400)
    return f"Dự thảo quy định về {field} tại xã {place}, hồ sơ {number} năm 2026"


def _fields() -> Sequence[Any]:
    return tuple(load_registry().fields.values())
