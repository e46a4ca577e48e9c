"""A ledger whose chains are signed, and who may tamper with it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

from remiss import ledger
from remiss.consultation.ports import CheckpointOutcome
from remiss.evidence.audit import audit
from remiss.evidence.audit_report import Audit
from remiss.evidence.checkpoint_findings import CheckpointFindingKind as Kind
from remiss.evidence.checkpoint_folder import CheckpointFolder
from remiss.evidence.checkpoint_issuer import CheckpointIssuer
from remiss.evidence.signature import Signer
from remiss.ledger.event_hash import link_hash
from remiss.ledger.statements import SQL
from remiss.notices import Pace
from remiss.notices.outbox.collection import collect
from tests.given.checkpoints import NINE, a_signer
from tests.given.ledger_cases import case
from tests.given.post import contacts

TABLES = ("event", "checkpoint", "sheet_entry", "inspection_entry", "signed_notice")


@dataclass
class Office:
    """The ledger, its issuer of checkpoints and the folder; the clock stands until it is moved."""

    pool: asyncpg.Pool
    owner: asyncpg.Pool
    dsn: str
    path: Path
    signer: Signer = field(default_factory=a_signer)
    now: datetime = NINE

    @property
    def folder(self) -> CheckpointFolder:
        return CheckpointFolder(self.path)

    def issuer(self, path: Path | None = None) -> CheckpointIssuer:
        """One of any number."""
        keys = {a_signer().public.id: a_signer().public}
        return CheckpointIssuer(
            self.pool, CheckpointFolder(path or self.path), self.signer, keys, lambda: self.now
        )

    async def stores(self, id_: str, batches: slice = slice(None)) -> None:
        """Some of the batches of the same story under an id."""
        for batch in case(id_)[batches]:
            await ledger.append(self.pool, batch)

    async def tells(self, *, arrives: bool = True) -> None:
        """People are told of every event; letters arrive at once, or wait."""
        book = contacts("https://eoffice.example/hook")
        while await collect(self.pool, book, Pace(hold_back=False), self.now):
            pass
        if arrives:
            await self.arrives()

    async def arrives(self) -> None:
        """Every letter and call that waited."""
        waiting = "select id from notice where next_attempt_at is not null"
        ids = [row["id"] for row in await self.pool.fetch(waiting)]
        await self.pool.execute(SQL["begin_attempt"], ids, "letter", self.now)
        await self.pool.execute(SQL["sent"], ids, self.now)

    async def issues(self, **later: float) -> CheckpointOutcome:
        self.now += timedelta(**later)
        return await self.issuer().issue_due()

    async def signs(self, number: int, **later: float) -> None:
        """The next checkpoint is made, and is this one."""
        made = await self.issues(**later)
        assert made.refused is None
        assert made.newest is not None
        assert (made.made, made.newest.number) == (True, number)

    async def audits(self) -> Audit:
        return await audit(self.dsn, self.folder, self.issuer()._keys)

    async def finds(self) -> list[tuple[Kind, str]]:
        """What the checkpoints show, and where."""
        return [(each.kind, each.place.en) for each in (await self.audits()).findings]

    async def rewrites(self, stream: str, since: int, **change: Any) -> None:
        """The attack: an event, every hash after it, and the rows are made to fit each other."""
        rows = await self.owner.fetch(
            "select version, body, previous_hash from event where stream = $1 and version >= $2 "
            "order by version",
            stream,
            since,
        )
        async with self._unguarded():
            await self._rewrite(rows, stream, since, change)
        await ledger.rebuild(self.dsn)

    async def _rewrite(
        self, rows: list[asyncpg.Record], stream: str, since: int, change: dict[str, Any]
    ) -> None:
        previous = rows[0]["previous_hash"]
        for row in rows:
            body = {**row["body"], **change} if row["version"] == since else row["body"]
            hash_ = link_hash(previous, body)
            await self.owner.execute(
                "update event set body = $3, previous_hash = $4, hash = $5, "
                "command_id = $3::jsonb ->> 'command_id', actor = $3::jsonb #>> '{actor,id}' "
                "where stream = $1 and version = $2",
                stream,
                row["version"],
                body,
                previous,
                hash_,
            )
            previous = hash_

    async def tampers(self, *statements: str) -> None:
        """What the owner of the database does by hand."""
        async with self._unguarded():
            for statement in statements:
                await self.owner.execute(statement)

    async def removes(self, stream: str, since: int = 1, until: int = 999) -> None:
        """Events are deleted, whatever was to prevent that."""
        gone = "delete from event where stream = $1 and version between $2 and $3"
        async with self._unguarded():
            await self.owner.execute(gone, stream, since, until)

    @asynccontextmanager
    async def _unguarded(self) -> AsyncIterator[None]:
        """Whoever tampers puts the guards back behind them."""
        await self._set_guards("disable trigger")
        yield
        await self._set_guards("enable always trigger")

    async def _set_guards(self, how: str) -> None:
        for table in TABLES:
            await self.owner.execute(f"alter table {table} {how} {table}_append_only")

    def alters(self, number: int, **change: Any) -> None:
        """A file is changed as a text editor changes it."""
        path = self.path / f"{number:08}.json"
        content = {**json.loads(path.read_bytes()), **change}
        path.write_text(json.dumps(content), encoding="utf-8")
