"""To whom a command goes: who gives it, under which key, to which case or request."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from fastapi.responses import JSONResponse

from api.callers import Asked, Caller, CaseId, Has, IdempotencyKey
from api.write_answers import carry_out
from remiss.consultation.life.commands import Command
from remiss.sending.caller_command import command

C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class _ToCase:
    has: Has
    actor: Caller
    consultation: CaseId
    key: IdempotencyKey

    async def give(self, kind: type[C], **asked: Any) -> JSONResponse:
        """Have the case carry out a command of `kind`, and say what became of it."""
        return await self.send(command(kind, self.actor, self.key, **asked))

    async def send(self, given: Command) -> JSONResponse:
        return await carry_out(self.has, self.consultation, given)


@dataclass(frozen=True)
class _ToRequest:
    has: Has
    actor: Caller
    consultation: CaseId
    agency: Asked
    key: IdempotencyKey

    async def give(self, kind: type[C], **asked: Any) -> JSONResponse:
        """As to a case, about its request to one agency."""
        return await self.send(command(kind, self.actor, self.key, agency=self.agency, **asked))

    async def send(self, given: Command) -> JSONResponse:
        return await carry_out(self.has, self.consultation, given, self.agency)


ToCase = Annotated[_ToCase, Depends()]
ToRequest = Annotated[_ToRequest, Depends()]
