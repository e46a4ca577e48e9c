"""Comments on clauses stand in the order of the draft, by their addresses alone."""

import random

from remiss.documents.draft.clause_order import clause_order
from remiss.documents.draft.clause_tree import read_clauses
from tests.given.drafts import DECISION

WRITTEN = (
    *("Phần mở đầu", "Điều 1", "khoản 2 điều 2", "Điều 2, khoản 2, điểm a"),
    *("điểm b khoản 2 Điều 2",),
    *("Điểm đ khoản 2 Điều 2", "Khoản 10 Điều 2", "Điều 7a", "Điều 10"),
    *("Khoản 1 Mục II Phụ lục I", "Mục IX Phụ lục I", "Phụ lục II", "Toàn văn"),
)


def test_however_they_are_written() -> None:
    """Numbers count as numbers, letters as Vietnamese has them; what names none comes last."""
    mixed = random.Random(1).sample(WRITTEN, len(WRITTEN))

    assert tuple(sorted(mixed, key=clause_order)) == WRITTEN


def test_the_addresses_of_articles_sort_as_they_were_read() -> None:
    """Each clause before those within it."""
    articles = [c.address for c in read_clauses(DECISION) if "Điều" in c.address]

    assert sorted(articles, key=clause_order) == articles
