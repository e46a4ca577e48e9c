"""Two versions of a draft: what changed, and where a clause that was commented on stands now."""

import time

from remiss.documents.draft.clause_matching import ClauseFate, follow_clauses
from remiss.documents.draft.clause_tree import read_clauses
from remiss.documents.draft.version_changes import changed_clauses
from remiss.documents.draft.word_changes import LONGEST, WordChange, word_changes
from tests.given.drafts import AMENDED, DECISION

OLD, NEW = read_clauses(DECISION), read_clauses(AMENDED)


def test_clauses_are_followed_to_where_they_stand_now() -> None:
    """An article put in before them moves them; a khoản rewritten stays one; one may be gone."""
    became = {one.anchor: (one.fate, one.to) for one in follow_clauses(OLD, NEW)}

    within = "kem-theo.dieu-"
    assert became["dieu-1"] == (ClauseFate.SAME, "dieu-1")
    assert became[f"{within}2"] == (ClauseFate.MOVED, f"{within}3")
    assert became[f"{within}2.khoan-1"] == (ClauseFate.MOVED_AND_CHANGED, f"{within}3.khoan-1")
    assert became[f"{within}2.khoan-2.diem-a"] == (ClauseFate.MOVED, f"{within}3.khoan-2.diem-a")
    assert became[f"{within}2.khoan-2.diem-b"] == (ClauseFate.GONE, None)
    assert became[f"{within}2.khoan-2.diem-dd"] == (ClauseFate.MOVED, f"{within}3.khoan-2.diem-b")
    assert became[f"{within}4"] == (ClauseFate.MOVED_AND_CHANGED, f"{within}5")


def test_what_changed_is_told_once() -> None:
    """What moved only with its article is not told; what is gone stands where it stood."""
    told = [(one.change.value, one.from_address, one.address) for one in changed_clauses(OLD, NEW)]

    at = "Quy định kèm theo"
    assert told == [
        ("changed", "Điều 2", "Điều 2"),
        ("added", None, f"Điều 2 {at}"),
        ("moved", f"Điều 2 {at}", f"Điều 3 {at}"),
        ("changed", f"Khoản 1 Điều 2 {at}", f"Khoản 1 Điều 3 {at}"),
        ("removed", f"Điểm b khoản 2 Điều 2 {at}", None),
        ("moved", f"Điểm đ khoản 2 Điều 2 {at}", f"Điểm b khoản 2 Điều 3 {at}"),
        ("moved", f"Điều 3 {at}", f"Điều 4 {at}"),
        ("moved_and_changed", f"Điều 4 {at}", f"Điều 5 {at}"),
    ]


def test_a_draft_compared_with_itself_has_not_changed() -> None:
    """Nor has one whose lines are broken otherwise."""
    again = read_clauses(DECISION.replace("mức bình quân.", "mức\nbình quân."))

    assert changed_clauses(OLD, OLD) == ()
    assert changed_clauses(OLD, again) == ()


def test_words_that_changed_are_shown_in_their_place() -> None:
    """Both texts can be read out of it, character by character."""
    old, new = "được hưởng mức bằng 1,5 lần.", "được xét mức tối đa bằng 1,5 lần."
    found = word_changes(old, new)

    assert [(one.change.value, one.text) for one in found if one.change is not WordChange.KEPT] == [
        ("removed", "hưởng"),
        ("added", "xét"),
        ("added", " tối đa"),
    ]
    assert "".join(o.text for o in found if o.change is not WordChange.ADDED) == old
    assert "".join(o.text for o in found if o.change is not WordChange.REMOVED) == new


def test_a_long_draft_is_compared_in_no_time() -> None:
    """Of hundreds of alike clauses; a text too long is shown whole."""
    lines = [f"Điều {n}. Trách nhiệm của cơ quan {n} trong việc {n * n}" for n in range(1, 401)]
    old, new = read_clauses("\n".join(lines)), read_clauses("\n".join(lines[:200] + lines[201:]))
    began = time.process_time()
    assert len(changed_clauses(old, new)) < len(lines)
    assert time.process_time() - began < 5
    words = "từ " * LONGEST
    assert [one.change for one in word_changes(words, words + "nữa")] == ["removed", "added"]
