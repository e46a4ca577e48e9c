"""What a fault needs of the service it is made in, and what keeps one from being made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from remiss.machine.process_group import Group
from remiss.machine.temporal_server import DynamicConfig


class Unable(Exception):  # noqa: N818 -- this machine does not let it be made
    """Why a fault cannot be made here, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")


class Failed(Exception):  # noqa: N818 -- a command that did not do what it is for
    """What a command said that did not end well."""


@dataclass(frozen=True)
class Elsewhere:
    """A Temporal that outlives the rig, in place of the embedded one.

    `way_in` starts a process of the rig that listens on a port and leads there.
    """

    namespace: str
    way_in: Callable[[Group, int], Awaitable[None]]


@dataclass(frozen=True)
class Plan:
    """What a fault needs besides one of each process.

    `false_clocks` lets `Rig.set_clock` move the clocks of workers and APIs; `room` is the size of a
    small disk for the data of PostgreSQL, as `mount -t tmpfs -o size=` takes it.
    """

    workers: int = 1
    apis: int = 1
    virtual_clock: bool = False
    dynamic_config: DynamicConfig = field(default_factory=dict)
    update_timeout_seconds: float = 5
    false_clocks: bool = False
    room: str | None = None
    elsewhere: Elsewhere | None = None
