"""A draft is read into its clauses, each under the address people cite it by."""

import time

import pytest

from remiss.documents.draft.clause import Clause, ClauseKind
from remiss.documents.draft.clause_tree import MOST, read_clauses
from tests.given.drafts import DECISION


def by_anchor(draft: str) -> dict[str, Clause]:
    clauses = read_clauses(draft)
    found = {clause.anchor: clause for clause in clauses}
    assert len(found) == len(clauses)
    return found


def test_articles_clauses_and_points_have_the_address_they_are_cited_by() -> None:
    """Across chapters and sections, which no citation of a Điều names."""
    clauses = by_anchor(DECISION)

    point = clauses["kem-theo.dieu-2.khoan-2.diem-dd"]
    assert point.address == "Điểm đ khoản 2 Điều 2 Quy định kèm theo"
    assert (point.label, point.text) == ("đ)", "Nguồn tiết kiệm chi thường xuyên.")
    assert clauses[point.parent or ""].address == "Khoản 2 Điều 2 Quy định kèm theo"
    article = clauses["kem-theo.dieu-2"]
    assert clauses[article.parent or ""].address == "Mục 1 Chương II Quy định kèm theo"


def test_what_a_decision_issues_counts_its_articles_anew() -> None:
    """Its Điều 1 is another than that of the decision, by anchor and by address."""
    clauses = by_anchor(DECISION)

    assert clauses["dieu-1"].address == "Điều 1"
    assert clauses["kem-theo.dieu-1"].address == "Điều 1 Quy định kèm theo"
    untitled = by_anchor("Điều 1. Ban hành\nĐiều 2. Hiệu lực\nĐiều 1. Phạm vi\nĐiều 2. Đối tượng")
    assert untitled["kem-theo.dieu-2"].address == "Điều 2 Văn bản kèm theo"


def test_the_opening_part_can_be_cited_and_the_recipients_belong_to_no_clause() -> None:
    """Legal bases are commented on like any clause."""
    clauses = by_anchor(DECISION)

    assert clauses["mo-dau"].text.endswith("năm 2025;")
    assert not any("Nơi nhận" in clause.text for clause in clauses.values())


def test_no_clause_opens_where_none_may_stand() -> None:
    """Neither at a year, nor within what the draft quotes to amend it."""
    clauses = by_anchor(DECISION)

    assert "2026 là năm đầu" in clauses["kem-theo.dieu-1"].text
    quoted = clauses["kem-theo.dieu-3.khoan-1"].text
    assert quoted.startswith("Sửa đổi Điều 5")
    assert quoted.endswith("hai tháng lương.”")
    assert clauses["kem-theo.dieu-3.khoan-2"].text == "Bãi bỏ Điều 6."
    law = by_anchor("Điều 1. Phạm vi\nĐiều 7 của Luật này.\n5. Năm mục tiêu\n5.000.000 đồng")
    assert list(law) == ["dieu-1"]


def test_a_plan_is_read_by_roman_and_decimal_numbers() -> None:
    """I, 1, 1.1, a; within an annex too."""
    clauses = by_anchor(DECISION)

    assert clauses["kem-theo-i.muc-i.khoan-1"].address == "Khoản 1 Mục I Phụ lục I"
    assert clauses["kem-theo-i.muc-i.khoan-1.diem-1-2"].address == "Điểm 1.2 Mục I Phụ lục I"
    plan = by_anchor("KẾ HOẠCH\n### I. ĐÍCH\n1. Chung\n  a) Một;\n  b) Hai.\n2. Riêng\nII. VIỆC")
    assert [clause.address for clause in plan.values()] == [
        *("Phần mở đầu", "Mục I", "Khoản 1 Mục I", "Điểm a khoản 1 Mục I"),
        *("Điểm b khoản 1 Mục I", "Khoản 2 Mục I", "Mục II"),
    ]
    assert clauses["kem-theo-i"].kind is ClauseKind.ANNEX


def test_a_text_without_numbers_is_its_opening_part() -> None:
    """And an empty one has no clause."""
    assert [one.anchor for one in read_clauses("Kính gửi các sở.\nĐề nghị góp ý.")] == ["mo-dau"]
    assert read_clauses("") == ()


@pytest.mark.parametrize(
    "draft",
    [
        "Điều " + "9" * 5_000 + ".",
        "I" * 5_000 + ". Phần",
        "1." * 5_000 + " a",
        "“" * 5_000 + "\nĐiều 1. Một\n1. Hai",
        "Điều 1. Một\n" * 20_000,
        "Điều 1. Một\n" + "\n".join(f"{number}. Hai" for number in range(1, 900)),
        "\n".join(f"Điều {number}. Một" for number in range(1, 9_000)),
    ],
)
def test_whatever_a_file_holds_is_read_within_bounds(draft: str) -> None:
    """Numbers nobody writes open nothing; a draft has so many clauses and no more."""
    began = time.process_time()
    clauses = read_clauses(draft[:200_000])

    assert len({clause.anchor for clause in clauses}) == len(clauses) <= MOST + 1
    assert time.process_time() - began < 5


def test_numbers_of_pages_are_no_words_of_a_clause() -> None:
    """A PDF has them between the lines."""
    clauses = by_anchor("Điều 1. Phạm vi\nÁp dụng cho\n2\ncác sở của tỉnh.\n- 3 -\nĐiều 2. Hết")

    assert clauses["dieu-1"].text == "Phạm vi\nÁp dụng cho\ncác sở của tỉnh."
