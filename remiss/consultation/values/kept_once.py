"""Equal values kept once: many cases open by one calendar and policy, and a process has many."""

from collections.abc import Callable, Hashable
from typing import NamedTuple, TypeVar

from remiss.consultation.values.codes import Value

MOST_KEPT = 256
V = TypeVar("V", bound=Value)


class _Kept(NamedTuple):
    value: Value
    written: str


_kept: dict[Hashable, _Kept] = {}


def kept_once(value: V, name: Callable[[V], Hashable]) -> V:
    """The value of this name that this process met before, where both are written alike.

    A value is frozen, so nobody notices that others hold it too: a worker that keeps thousands of
    cases in memory keeps what they have in common once. Written alike, not only equal: also the
    order of what they list is the same, whichever message came first.
    """
    key = (type(value), name(value))
    known = _kept.get(key)
    if known and known.value is value:
        return value
    written = value.model_dump_json()
    if known and isinstance(known.value, type(value)) and known.written == written:
        return known.value
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = _Kept(value, written)
    return value
