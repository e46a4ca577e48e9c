"""Who is named for one request, as a register: an official is assigned, somebody reads who it is.

The model that histories of concurrent clients are compared with, request by request.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from lab.checking.linearizability import Operation, unexplained


class RegisterAct(NamedTuple):
    """An official assigned, or seen; `official` is an id, and empty where none was named yet."""

    kind: Literal["assign", "read"]
    case: str
    agency: str
    official: str


def step(named: str, act: RegisterAct) -> str | None:
    """Who is named after an act; None where a reader could not have seen who was."""
    if act.kind == "assign":
        return act.official
    return named if act.official == named else None


def stale_or_lost(history: Iterable[Operation[RegisterAct]]) -> list[str]:
    """What no order of the acts on one request explains, one line a request.

    A read that began after its time shows an official who was replaced before; a read that shows
    nobody after somebody was named; two readers that saw two assignments in opposite orders.
    """
    requests: dict[tuple[str, str], list[Operation[RegisterAct]]] = {}
    for each in history:
        requests.setdefault((each.asked.case, each.asked.agency), []).append(each)
    found = []
    for (case, agency), acts in requests.items():
        if left := unexplained(acts, "", step):
            act = left.asked
            found.append(
                f"{case} {agency}: no order explains that {left.client} did {act.kind} "
                f"{act.official or 'nobody'} from {left.began:.3f} to {left.ended:.3f} s"
            )
    return found
