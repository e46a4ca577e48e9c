"""Merkle trees as RFC 6962 (2.1) has them: one root over a growing list, and short proofs about it.

Leaves are data, not hashes. A leaf's hash begins with a byte of its own, so that no inner node
can pass for a leaf.
"""

import hashlib
from collections.abc import Iterator, Sequence

EMPTY = hashlib.sha256().digest()
"""The root of no leaves."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees together."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over `leaves` in their order."""
    tree = GrowingTree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


class GrowingTree:
    """The root of a list that grows: each append and each root costs the logarithm of its size."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # of the full subtrees, the largest first

    def append(self, data: bytes) -> None:
        """Add one leaf; every pair of full subtrees of one height becomes one."""
        peak, size = leaf_hash(data), self.size
        while size & 1:
            peak, size = node_hash(self._peaks.pop(), peak), size >> 1
        self._peaks.append(peak)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._peaks:
            return EMPTY
        *rest, hash_ = self._peaks
        for peak in reversed(rest):
            hash_ = node_hash(peak, hash_)
        return hash_


def inclusion(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The proof that the leaf at `index` is under the root of `leaves` (2.1.1).

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} among {len(leaves)}")
    return tuple(_inclusion(leaves, index, 0, len(leaves)))


def _inclusion(leaves: Sequence[bytes], index: int, start: int, end: int) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _split(end - start)
    if index < middle:
        yield from _inclusion(leaves, index, start, middle)
        yield root(leaves[middle:end])
    else:
        yield from _inclusion(leaves, index, middle, end)
        yield root(leaves[start:middle])


def verify_inclusion(
    data: bytes,
    index: int,
    size: int,
    path: Sequence[bytes],
    root: bytes,
) -> bool:
    """Whether `path` proves `data` to be the leaf at `index` of the `size` leaves under `root`."""
    if not 0 <= index < size:
        return False
    hash_, place, last = leaf_hash(data), index, size - 1
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            hash_ = node_hash(step, hash_)
            place, last = _past_lone(place, last)
        else:
            hash_ = node_hash(hash_, step)
        place, last = place >> 1, last >> 1
    return last == 0 and hash_ == root


def consistency(leaves: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """The proof that the first `first` of `leaves` are where they were (2.1.2).

    Raises:
        IndexError: there are fewer leaves, or `first` is negative.
    """
    if not 0 <= first <= len(leaves):
        raise IndexError(f"{first} leaves are no beginning of {len(leaves)}")
    if first in {0, len(leaves)}:
        return ()
    return tuple(_consistency(leaves, first, (0, len(leaves)), whole=True))


def _consistency(
    leaves: Sequence[bytes], first: int, span: tuple[int, int], *, whole: bool
) -> Iterator[bytes]:
    """Of `leaves[start:end]`; `whole`: the verifier knows the root of the part before `first`."""
    start, end = span
    if first == end:
        if not whole:
            yield root(leaves[start:end])
        return
    middle = start + _split(end - start)
    if first <= middle:
        yield from _consistency(leaves, first, (start, middle), whole=whole)
        yield root(leaves[middle:end])
    else:
        yield from _consistency(leaves, first, (middle, end), whole=False)
        yield root(leaves[start:middle])


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether `path` proves that the `second` leaves begin with the `first` (RFC 9162, 2.1.4.2)."""
    if not 0 <= first <= second:
        return False
    if first in {0, second}:
        expected = EMPTY if first == 0 else second_root
        return not path and first_root == expected and (second > 0 or second_root == EMPTY)
    return _leads_to(first, second, path, (first_root, second_root))


def _leads_to(first: int, second: int, path: Sequence[bytes], roots: tuple[bytes, bytes]) -> bool:
    steps = list(path)
    if first & (first - 1) == 0:  # a full subtree: its root is known and not in the path
        steps.insert(0, roots[0])
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            place, last = _past_lone(place, last)
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == roots


def _past_lone(place: int, last: int) -> tuple[int, int]:
    """Up to where the subtree at `place` is a right one: a lone last one is carried up as it is."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
