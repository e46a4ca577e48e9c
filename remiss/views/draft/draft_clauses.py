"""The draft of a case by its clauses, read from the file it is."""

import asyncio

from pydantic import Field

from remiss.consultation.values import Sha256, Value
from remiss.documents.draft.clause import Clause
from remiss.documents.draft.clause_tree import read_clauses
from remiss.files.file_text import FileText, Legibility, file_text
from remiss.files.store import Store
from remiss.problems.problem import Problem
from remiss.texts import Bilingual, text
from remiss.views.seen_case import SeenCase


class ReadClauses(Value):
    """What was read of one draft."""

    sha256: Sha256
    legibility: Legibility
    note: Bilingual = Field(description="How far it was read, and what to do.")
    clauses: tuple[Clause, ...] = Field(description="In their order; empty where none was found.")


class DraftClauses(ReadClauses):
    """The clauses of one version of a case's draft."""

    consultation: str
    version: int


async def clauses_in(store: Store, sha256: Sha256) -> ReadClauses:
    """The clauses of a draft in the store, whether it was sent to anybody yet or not."""
    return await asyncio.to_thread(_read, await file_text(store, sha256))


async def draft_clauses(seen: SeenCase, store: Store, version: int | None) -> DraftClauses:
    """Those of the present version, or of an earlier one.

    Raises:
        Problem: `no_such_version`.
    """
    number = version or seen.case.round
    read = await clauses_in(store, version_sha256(seen, number))
    return DraftClauses(**dict(read), consultation=seen.case.id, version=number)


def version_sha256(seen: SeenCase, number: int) -> Sha256:
    """Which file a version of the draft is.

    Raises:
        Problem: `no_such_version`.
    """
    found = [one.draft.sha256 for one in seen.case.versions if one.round == number]
    if not found:
        raise Problem("no_such_version", number=number, newest=seen.case.round)
    return found[0]


def _read(found: FileText) -> ReadClauses:
    clauses = read_clauses(found.text)
    note = found.note
    if found.text:
        several = any(clause.parent or clause.number for clause in clauses)
        note = text("draft_clauses.read" if several else "draft_clauses.none")
    return ReadClauses(sha256=found.sha256, legibility=found.legibility, note=note, clauses=clauses)
