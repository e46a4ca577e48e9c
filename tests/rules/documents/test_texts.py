"""Texts, dates and provisions as official documents write them."""

import unicodedata
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remiss.consultation.values import Draft, DraftKind
from remiss.documents.official_wording import (
    day,
    fit,
    long_day,
    moment,
    named_draft,
    paragraphs,
    shorten_agency,
)
from remiss.documents.table.provisions import provisions
from tests.given.case import hanoi
from tests.given.papers import SHA


@given(st.text())
def test_any_text_fits_a_file(text: str) -> None:
    """Whatever people paste, what is left is XML, and fitting it again changes nothing."""
    fitted = fit(text)
    # The parser is given what we made ourselves.
    escaped = fitted.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    parsed = ET.fromstring(f"<a>{escaped}</a>").text  # noqa: S314
    assert (parsed or "") == fitted
    assert fit(fitted) == fitted


def test_what_cannot_be_kept_stays_visible() -> None:
    """A control character leaves a mark, a break is a break, letters are composed."""
    assert fit("mức 12\x1f3\x0bdòng\r\nhai\u202e") == "mức 12\ufffd3\ndòng\nhai\ufffd"
    assert fit(unicodedata.normalize("NFD", "Tiếp thu, giải trình")) == "Tiếp thu, giải trình"
    assert paragraphs(" một \n\n hai\n") == ("một", "hai")


@pytest.mark.parametrize(
    ("on", "short", "long"),
    [
        (date(2026, 3, 2), "02/3/2026", "ngày 02 tháng 3 năm 2026"),
        (date(2026, 1, 10), "10/01/2026", "ngày 10 tháng 01 năm 2026"),
        (date(2026, 2, 28), "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (date(2026, 11, 9), "09/11/2026", "ngày 09 tháng 11 năm 2026"),
    ],
)
def test_dates_carry_the_zeros_the_decree_asks_for(on: date, short: str, long: str) -> None:
    """Days below 10 and the months 1 and 2 have a zero before them, others none."""
    assert (day(on), long_day(on)) == (short, long)


def test_times_are_those_of_viet_nam() -> None:
    """A moment is told in the time of the country, whatever offset it came with."""
    late_in_utc = hanoi("2026-03-03", "00:30").astimezone(None)
    assert moment(late_in_utc) == "00 giờ 30 ngày 03/3/2026"


@pytest.mark.parametrize(
    ("subject", "kind", "named"),
    [
        ("Dự thảo Hướng dẫn đánh giá", DraftKind.GUIDELINE, "dự thảo Hướng dẫn đánh giá"),
        ("Hướng dẫn đánh giá", DraftKind.GUIDELINE, "dự thảo Hướng dẫn đánh giá"),
        ("Đánh giá cán bộ", DraftKind.GUIDELINE, "dự thảo Hướng dẫn “Đánh giá cán bộ”"),
        ("Đề án số hóa", DraftKind.PROJECT, "dự thảo “Đề án số hóa”"),
        ("Quyết định về thửa đất", DraftKind.LEGAL_DOCUMENT, "dự thảo Quyết định về thửa đất"),
    ],
)
def test_a_draft_is_named_once(subject: str, kind: DraftKind, named: str) -> None:
    """Neither “dự thảo” nor its kind is said twice."""
    assert named_draft(Draft(subject=subject, kind=kind, sha256=SHA)) == named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đề nghị sửa khoản 2 Điều 5 dự thảo", ("Khoản 2 Điều 5",)),
        ("tại điểm a khoản 2, điều 5", ("Điểm a khoản 2 Điều 5",)),
        ("(Điều 9 khoản 1)", ("Khoản 1 Điều 9",)),
        ("Điều 7 và Điều 7 khoản 3; Điều 7", ("Điều 7", "Khoản 3 Điều 7")),
        ("theo khoản 2 Điều 8 Luật Ngân sách nhà nước", ()),
        ("theo Điều 5, Điều 6 của Nghị định số 30/2020/NĐ-CP, sửa Điều 3", ("Điều 3",)),
        ("sửa khoản 4 Mục V, điểm a khoản 1 mục I", ("Khoản 4 Mục V", "Điểm a khoản 1 Mục I")),
        ("theo khoản 1 Mục II Chỉ thị số 26/CT-TTg", ()),
        ("bổ sung vào danh mục I; mục vì dân", ()),
        ("đáp ứng điều kiện 2 năm", ()),
        ("", ()),
    ],
)
def test_provisions_of_the_draft_are_found(text: str, found: tuple[str, ...]) -> None:
    """In either order and once each; an article of a law is none of the draft's."""
    assert provisions(text) == found


def test_a_short_form_names_the_committee_above() -> None:
    """In the head, as is usual, whichever way its name is spelt."""
    assert shorten_agency("Uỷ ban nhân dân tỉnh Tân Giang") == "UBND TỈNH TÂN GIANG"
