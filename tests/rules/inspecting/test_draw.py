"""The draw: the same for whoever has seed, root and list; nobody chooses what comes of it."""

import hashlib
from collections import Counter

from remiss.consultation.inspecting.draw import case_of, digest, draw, population_text

LINES = tuple(f"HS-{number:04}/H99.04#{number}" for number in range(400))
SEED, ROOT, SIGNATURE = "mot-ma-boc-tham-da-giu", "ab" * 32, "c2lnbmVk"


def by_hand(lines: tuple[str, ...], size: int, *mixed: str) -> list[str]:
    """As the words of the rule have it, and nothing of the product."""
    lot = hashlib.sha256(b"\n".join(each.encode() for each in mixed)).hexdigest()
    ranks = {line: hashlib.sha256(f"{lot}\n{line}".encode()).hexdigest() for line in lines}
    return sorted(lines, key=ranks.__getitem__)[:size]


def test_the_same_seed_draws_the_same_again() -> None:
    """Also from the list in another order, and by hand."""
    drawn = draw(LINES, 20, SEED, ROOT, SIGNATURE)
    assert draw(tuple(reversed(LINES)), 20, SEED, ROOT, SIGNATURE) == drawn
    assert list(drawn) == by_hand(LINES, 20, SEED, ROOT, SIGNATURE)
    assert len(set(drawn)) == 20


def test_each_of_what_is_mixed_changes_what_is_drawn() -> None:
    """Whoever knows seed and root, and not the signature to come, cannot tell."""
    drawn = draw(LINES, 20, SEED, ROOT, SIGNATURE)
    assert draw(LINES, 20, "mot-ma-boc-tham-khac-di", ROOT, SIGNATURE) != drawn
    assert draw(LINES, 20, SEED, "cd" * 32, SIGNATURE) != drawn
    assert draw(LINES, 20, SEED, ROOT, "b3RoZXI=") != drawn


def test_what_was_committed_before_signatures_is_drawn_by_seed_and_root() -> None:
    """A record of then holds on."""
    assert list(draw(LINES, 20, SEED, ROOT, None)) == by_hand(LINES, 20, SEED, ROOT)


def test_each_line_is_drawn_as_often_as_any_other() -> None:
    """Of 4 000 draws of 5 among 20 each is in about 1 000."""
    lines = LINES[:20]
    counted = Counter(
        line for each in range(4_000) for line in draw(lines, 5, f"{SEED}-{each}", ROOT, SIGNATURE)
    )
    assert set(counted) == set(lines)
    # five standard deviations of a share of one in four
    assert all(abs(count - 1_000) < 5 * (4_000 * 0.25 * 0.75) ** 0.5 for count in counted.values())


def test_without_a_size_everything_is_drawn() -> None:
    """In its order, and of more than there is no more than all."""
    assert draw(tuple(reversed(LINES)), None, None, ROOT, None) == LINES
    assert sorted(draw(LINES, 1_000, SEED, ROOT, SIGNATURE)) == list(LINES)


def test_the_list_is_hashed_as_one_text() -> None:
    """As `sort | sha256sum` has it, whatever its order."""
    said = "HS-A/H99.04#3\nHS-B\n"
    assert population_text(("HS-B", "HS-A/H99.04#3")) == said
    assert digest(said) == hashlib.sha256(said.encode()).hexdigest()
    assert case_of("HS-A/H99.04#3") == case_of("HS-A") == "HS-A"
