import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remiss.evidence import merkle

# The eight leaves and their trees that the Certificate Transparency project publishes for RFC 6962.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

lists = st.lists(st.binary(max_size=4), max_size=70)


@st.composite
def placed(draw: st.DrawFn) -> tuple[list[bytes], int]:
    """Some leaves, and the place of one."""
    leaves = draw(st.lists(st.binary(max_size=4), min_size=1, max_size=70))
    return leaves, draw(st.integers(0, len(leaves) - 1))


@st.composite
def grown(draw: st.DrawFn) -> tuple[list[bytes], int, int]:
    """Some leaves, and two sizes they had on the way."""
    leaves = draw(lists)
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(leaves))] * 2)))
    return leaves, first, second


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 defines it, word for word and slowly."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    """Trees of no to eight leaves have the roots everybody else computes."""
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [A, B, C]),
        (5, 8, [D, E, ROOTS[4]]),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], B, D]),
    ],
)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int, path: list[str]) -> None:
    """Proofs that a leaf is in a tree equal those published, step by step."""
    assert [step.hex() for step in merkle.inclusion(LEAVES[:size], index)] == path


@pytest.mark.parametrize(
    ("first", "second", "path"),
    [
        (1, 1, []),
        (1, 8, [A, B, C]),
        (6, 8, [F, E, ROOTS[4]]),
        (2, 5, [B, D]),
    ],
)
def test_consistency_proofs_are_the_published_ones(
    first: int, second: int, path: list[str]
) -> None:
    """Proofs that a tree only grew equal those published, step by step."""
    assert [step.hex() for step in merkle.consistency(LEAVES[:second], first)] == path


@given(lists)
def test_the_growing_root_is_the_defined_one(leaves: list[bytes]) -> None:
    """Appending one by one leads to the root that the definition gives for the whole."""
    assert merkle.root(leaves) == by_definition(leaves)


@given(placed())
def test_every_leaf_is_proved(case: tuple[list[bytes], int]) -> None:
    """The proof of each leaf is accepted, for its data, place, size and root."""
    leaves, index = case
    path = merkle.inclusion(leaves, index)
    assert merkle.verify_inclusion(leaves[index], index, len(leaves), path, merkle.root(leaves))


@given(placed(), st.data())
def test_no_other_leaf_is_proved(case: tuple[list[bytes], int], data: st.DataObject) -> None:
    """Other data, another place, a path one step off or another root prove nothing."""
    leaves, index = case
    path, root, size = merkle.inclusion(leaves, index), merkle.root(leaves), len(leaves)
    leaf = leaves[index]
    assert not merkle.verify_inclusion(leaf + b"x", index, size, path, root)
    assert not merkle.verify_inclusion(leaf, index, size, (*path, root), root)
    assert not merkle.verify_inclusion(leaf, index, size, path[:-1], root) or not path
    assert not merkle.verify_inclusion(leaf, index, size, path, merkle.EMPTY)
    assert not merkle.verify_inclusion(leaf, -1, size, path, root)
    assert not merkle.verify_inclusion(leaf, size, size, path, root)
    other = data.draw(st.integers(0, size - 1))
    if leaves[other] != leaf:
        assert not merkle.verify_inclusion(leaf, other, size, path, root)
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        bad = (*path[:at], hashlib.sha256(path[at]).digest(), *path[at + 1 :])
        assert not merkle.verify_inclusion(leaf, index, size, bad, root)


@given(grown())
def test_growth_is_proved(case: tuple[list[bytes], int, int]) -> None:
    """Between any two sizes of one list, the proof that it only grew is accepted."""
    leaves, first, second = case
    path = merkle.consistency(leaves[:second], first)
    roots = merkle.root(leaves[:first]), merkle.root(leaves[:second])
    assert merkle.verify_consistency(first, second, *roots, path)


@given(grown(), st.data())
def test_a_change_of_the_past_is_not_proved(
    case: tuple[list[bytes], int, int], data: st.DataObject
) -> None:
    """Where a leaf of the first tree was changed, no step or root of honest proofs hides it."""
    leaves, first, second = case
    if not first:
        return
    changed = leaves[:second]
    changed[data.draw(st.integers(0, first - 1))] += b"x"
    old, new = merkle.root(leaves[:first]), merkle.root(changed)
    for path in (merkle.consistency(changed, first), merkle.consistency(leaves[:second], first)):
        assert not merkle.verify_consistency(first, second, old, new, path)
        assert not merkle.verify_consistency(first, second, old, old, (*path, new))
    assert not merkle.verify_consistency(second + 1, second, new, new, ())


@given(grown())
def test_a_path_too_short_or_too_long_is_refused(case: tuple[list[bytes], int, int]) -> None:
    """A proof with a step left out or added is none."""
    leaves, first, second = case
    path = merkle.consistency(leaves[:second], first)
    roots = merkle.root(leaves[:first]), merkle.root(leaves[:second])
    assert not merkle.verify_consistency(first, second, *roots, (*path, merkle.EMPTY))
    if path:
        assert not merkle.verify_consistency(first, second, *roots, path[:-1])


def test_what_is_not_there_cannot_be_proved() -> None:
    """Asking for a leaf or a beginning that a list does not have is an error, not a proof."""
    with pytest.raises(IndexError, match="no leaf 8 among 8"):
        merkle.inclusion(LEAVES, 8)
    with pytest.raises(IndexError, match="9 leaves are no beginning of 8"):
        merkle.consistency(LEAVES, 9)
