"""Openings with an urgent grade: asked by an officer, decided on by a leader of the agency.

What is asked is no case yet, and lies sealed among what the portal keeps; both kinds of HTTP
use it.
docs/decisions/0068-an-urgent-grade-is-a-leaders-act.md
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from pydantic import AwareDatetime, Field, ValidationError, computed_field

from remiss.consultation.admission import admit
from remiss.consultation.field_index import FieldIndex
from remiss.consultation.life.commands import Open
from remiss.consultation.life.evolution import initial_state
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import (
    Actor,
    AgencyCode,
    Person,
    Role,
    Sentence,
    Sha256,
    Urgency,
    Value,
)
from remiss.ledger.portal import asked_openings as table
from remiss.ledger.portal.asked_openings import StoredOpening
from remiss.ledger.portal.tables import PortalTables
from remiss.problems.problem import Problem
from remiss.reference.registry import Registry
from remiss.sending.bodies.opening import OpenBody
from remiss.sending.caller_command import consultation_id, opening
from remiss.temporal.codec import SealedNotes


class OpeningSentBack(Value):
    """A leader's word on why it is not opened so."""

    by: Person
    at: AwareDatetime
    reasons: Sentence


class UrgentOpening(Value):
    """What an officer asks a leader to open; `id` is that of the case that opens."""

    id: str
    key: str = Field(description="The idempotency key it was asked under.")
    agency: AgencyCode
    asked_by: Person
    asked_at: AwareDatetime
    body: OpenBody
    sent_back: OpeningSentBack | None = None
    opened: bool = Field(default=False, description="Whether the case is open.")

    @computed_field(description="Of all that opens; whoever decides says what they have read.")  # type: ignore[prop-decorator]
    @property
    def sha256(self) -> Sha256:
        """The digest of the body: another draft, question, agency or reason is another."""
        return hashlib.sha256(self.body.model_dump_json().encode()).hexdigest()

    @classmethod
    def of(cls, actor: Actor, key: str, body: OpenBody) -> Self:
        """Asked now, by the officer who acts."""
        return cls(
            id=consultation_id(actor, key),
            key=key,
            agency=actor.agency or "",
            asked_by=actor.person,
            asked_at=datetime.now(UTC),
            body=body,
        )

    def command(self, leader: Actor, key: str, registry: Registry, index: FieldIndex) -> Open:
        """The opening as the leader's own command, of a case that is the officer's.

        Raises:
            Refusal, Problem: as `opening`.
        """
        asked = opening(leader, key, self.body, registry, index)
        return asked.model_copy(update={"consultation": self.id, "asked_by": self.asked_by})


class WaitingOpenings(Value):
    """The longest waiting first; 50 at most."""

    items: tuple[UrgentOpening, ...]


@dataclass(frozen=True)
class UrgentOpenings:
    """Those that wait, and those sent back; every method raises `ledger_unavailable`."""

    tables: PortalTables
    notes: SealedNotes

    async def ask(self, asked: UrgentOpening, command: Open) -> UrgentOpening:
        """Lay before the leaders what `command` would open; the same asked twice is one.

        Raises:
            Refusal: the opening would be refused so.
            Problem: `urgency_takes_no_leader`.
        """
        if asked.body.draft.urgency is Urgency.NORMAL:
            raise Problem("urgency_takes_no_leader")
        admit(initial_state(), command, approved_later=True)
        stored = StoredOpening(
            asked.id, asked.agency, asked.asked_by.id, asked.sha256, self._sealed(asked)
        )
        await table.store_opening(self.tables, stored, datetime.now(UTC))
        return await self._found(asked.id)

    async def find(self, actor: Actor, id_: str) -> UrgentOpening:
        """One, for whoever asked and for the leaders of the agency.

        Raises:
            Problem: `urgent_opening_not_found`, also for everybody else.
        """
        found = await self._found(id_)
        leads = actor.role is Role.SUPERVISOR
        if found.agency != actor.agency or not (leads or found.asked_by.id == actor.id):
            raise Problem("urgent_opening_not_found")
        return found

    async def waiting(self, actor: Actor) -> tuple[UrgentOpening, ...]:
        """Of a leader what waits in the agency, of an officer what they asked; longest first."""
        asked_by = None if actor.role is Role.SUPERVISOR else actor.id
        now, agency = datetime.now(UTC), actor.agency or ""
        rows = await table.list_openings(self.tables, agency, asked_by, now)
        return tuple(self._opened(row) for row in rows)

    async def read(self, actor: Actor, id_: str, sha256: Sha256) -> UrgentOpening:
        """As `find`, of what was read under this digest and waits for a leader.

        One that is open stays readable so, that the press that opened it may be repeated.

        Raises:
            Problem: as `find`; `urgent_opening_changed`, `urgent_opening_sent_back`.
        """
        found = await self.find(actor, id_)
        if found.sha256 != sha256:
            raise Problem("urgent_opening_changed")
        if found.sent_back:
            raise Problem("urgent_opening_sent_back", name=found.sent_back.by.name)
        return found

    async def send_back(self, leader: Actor, asked: UrgentOpening, reasons: Sentence) -> None:
        """Give it back to the officer, with words.

        Raises:
            Problem: `urgent_opening_changed`.
            Refusal: `already_opened`.
        """
        if asked.opened:
            raise Refusal("already_opened")
        word = OpeningSentBack(by=leader.person, at=datetime.now(UTC), reasons=reasons)
        sealed = self._sealed(asked.model_copy(update={"sent_back": word}))
        if not await table.send_opening_back(self.tables, asked.id, asked.sha256, sealed):
            raise Problem("urgent_opening_changed")

    async def withdraw(self, actor: Actor, id_: str) -> None:
        """Have it wait no more, for whoever asked it. Raises as `find`."""
        found = await self.find(actor, id_)
        if found.asked_by.id != actor.id:
            raise Problem("urgent_opening_not_found")
        await table.withdraw_opening(self.tables, id_)

    async def note_opened(self, command: Open) -> None:
        """Have what the officer typed end with the leader's command, once that is recorded."""
        await table.note_opened(self.tables, command.consultation, command.id)

    async def _found(self, id_: str) -> UrgentOpening:
        row = await table.find_opening(self.tables, id_, datetime.now(UTC))
        if row is None:
            raise Problem("urgent_opening_not_found")
        return self._opened(row)

    def _sealed(self, asked: UrgentOpening) -> bytes:
        content = asked.model_dump_json(exclude={"sha256", "opened"})
        return self.notes.seal(content.encode(), _where(asked.id, asked.agency))

    def _opened(self, row: StoredOpening) -> UrgentOpening:
        """What was sealed in a row.

        Raises:
            Problem: `draft_sealed`; the key is not here, or the row was altered.
        """
        sealed = Problem("draft_sealed", headers={"Retry-After": "30"})
        content = self.notes.open(row.sealed, _where(row.id, row.agency))
        if content is None:
            raise sealed
        try:
            asked = UrgentOpening.model_validate_json(content)
        except ValidationError as error:
            raise sealed from error
        return asked.model_copy(update={"opened": row.opened})


def _where(id_: str, agency: AgencyCode) -> str:
    """What it is bound to, so that its row opens nowhere else."""
    return f"opening\n{agency}\n{id_}"
