"""Updates of a case: a handler for each command, made once for every run there is in a process.

Registered by each run, their type hints would be read anew by each, some fifty times.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar, cast

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.life.commands import COMMAND_TYPES, Command
    from remiss.consultation.ports import Receipt


class TakesCommands(Protocol):
    """A workflow that admits each command before it handles it."""

    def admit(self, command: Command) -> None: ...
    async def handle(self, command: Command) -> Receipt: ...


W = TypeVar("W", bound=type[TakesCommands])


def answer_updates(kinds: Iterable[str]) -> Callable[[W], W]:
    """Give a workflow class one Update for each of these kinds of commands, named after it."""

    def answering(cls: W) -> W:
        for kind in kinds:
            setattr(cls, f"update_{kind}", _update(kind))
        return cls

    return answering


def _update(kind: str) -> Any:
    class Update:
        """Holds the pair: the SDK reads the types of methods, whose `self` has none."""

        async def handle(self, command: Command) -> Receipt:
            return await cast("TakesCommands", self).handle(command)

        def admit(self, command: Command) -> None:
            cast("TakesCommands", self).admit(command)

    # As one of all commands the SDK would try every type there is, at each reading.
    for method in (Update.handle, Update.admit):
        method.__annotations__["command"] = COMMAND_TYPES[kind]
    answering = workflow.update(name=kind)(Update.handle)
    answering.validator(Update.admit)
    return answering
