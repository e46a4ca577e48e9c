"""One case and its ledger, as few facts as tell what was promised, decided and recorded."""

from dataclasses import dataclass
from typing import NamedTuple

COMMANDS = ("a", "b")


class Event(NamedTuple):
    """What a command brought about; decided in another attempt it is another event."""

    command: str
    attempt: int


Events = tuple[Event, ...]


@dataclass(frozen=True)
class Rules:
    """How the service behaves; each of them was otherwise once, or nearly.

    Attributes:
        follows_ledger: a case that meets another event under its version adopts it (record 0015);
            otherwise its append is refused for ever.
        asks_ended_runs: `recover` first appends what an ended run decided and had not recorded
            (0030); otherwise it starts from the ledger alone.
        ends_where_next_began: `reconcile` takes from an earlier run what the next one was started
            with (0031); otherwise everything it ever decided.
    """

    follows_ledger: bool = True
    asks_ended_runs: bool = True
    ends_where_next_began: bool = True


@dataclass(frozen=True)
class CaseRun:
    """A run of the case: every event it knows, how many it began with and knows to be recorded."""

    line: Events = ()
    base: int = 0
    recorded: int = 0
    open: bool = True

    @property
    def behind(self) -> bool:
        return self.recorded < len(self.line)


@dataclass(frozen=True)
class World:
    """Everything there is. `task` is the open run as its unfinished workflow task has it.

    `told` are commands whose clients had a yes, 200 or 202; `faults` is how many may yet happen.
    `restored` means an old backup that nobody reconciled, `named` that a command named the case for
    a person to look at, and `stuck` and `contradiction` that no person was needed before.
    """

    ledger: Events = ()
    up: bool = True
    runs: tuple[CaseRun, ...] = (CaseRun(),)
    task: CaseRun | None = None
    tried: bool = False
    told: frozenset[str] = frozenset()
    attempt: int = 0
    faults: int = 3
    restored: bool = False
    named: bool = False
    stuck: bool = False
    contradiction: bool = False

    @property
    def run(self) -> CaseRun:
        """The newest."""
        return self.runs[-1]


def wrong(world: World) -> str:
    """What is wrong with a world; empty where nothing is, or where it is not at rest yet."""
    recorded = [event.command for event in world.ledger]
    if len(set(recorded)) < len(recorded):
        return "doubled: the ledger has a command twice"
    if world.stuck:
        return "stalled: an append is refused for ever"
    if world.contradiction:
        return "contradicted: reconcile wrote what its case had given up"
    at_rest = world.up and world.run.open and not (world.task or world.restored or world.named)
    if at_rest and not world.run.behind and (lost := world.told - set(recorded)):
        return f"lost: {', '.join(sorted(lost))} was acknowledged, and the ledger is without it"
    return ""
