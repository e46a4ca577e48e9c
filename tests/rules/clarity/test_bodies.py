"""Bodies known by name, merged and former ones among them."""

from collections import Counter
from datetime import date

import pytest

from remiss.consultation.clarity.bodies import _plain as letters
from remiss.consultation.clarity.bodies import bodies, find_agency, find_body, mentions
from remiss.reference.registry import load_registry

AGENCIES = load_registry().agencies


@pytest.mark.parametrize(
    ("named", "agency"),
    [
        ("Sở Xây dựng", "Sở Xây dựng"),
        ("SỞ XÂY DỰNG", "Sở Xây dựng"),
        ("so xay dung", "Sở Xây dựng"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở KHCN tỉnh Tân Giang", "Sở Khoa học và Công nghệ"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở TN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
        ("Cục Thuế tỉnh Tân Giang", "Thuế tỉnh"),
        ("Cục Quản lý thị trường", "Sở Công Thương"),
        ("Ban Dân tộc tỉnh", "Sở Dân tộc và Tôn giáo"),
        ("Công an huyện Sông Mây", "Công an tỉnh"),
        ("UBND xã Tân Lập", "UBND xã Tân Lập"),
    ],
)
def test_a_name_leads_to_the_agency_of_today(named: str, agency: str) -> None:
    """In full, abbreviated, without marks, with a place behind it, or under its former name."""
    found = find_agency(named, AGENCIES)
    assert found is not None
    assert found.name.vi == agency


@pytest.mark.parametrize(
    ("field", "agency"),
    [
        ("home.labor", "Sở Nội vụ"),
        ("health.welfare", "Sở Y tế"),
        ("edu.vocational", "Sở Giáo dục và Đào tạo"),
        ("security.drug", "Công an tỉnh"),
    ],
)
def test_what_was_divided_goes_to_whoever_took_the_field(field: str, agency: str) -> None:
    """A body that went to several is one agency's by the field; without it, nobody's."""
    named = "Sở Lao động - Thương binh và Xã hội"
    found = find_agency(named, AGENCIES, field)
    assert found is not None
    assert found.name.vi == agency
    assert find_agency(named, AGENCIES) is None


@pytest.mark.parametrize("named", ["Bộ Y tế", "Bộ GTVT", "UBND huyện Sông Mây", "Công ty Cấp nước"])
def test_what_is_no_agency_of_the_registry_is_none(named: str) -> None:
    """A ministry, a district whose place is not known, a company."""
    assert find_agency(named, AGENCIES, "health.treatment") is None


def test_a_former_body_says_since_when_and_by_what() -> None:
    """Every body that is no more has its day, its successors, and the document behind it."""
    transport = find_body("Sở GTVT")
    assert transport is not None
    assert (transport.until, transport.source) == (date(2025, 3, 1), "Nghị định 45/2025/NĐ-CP")
    for body in bodies():
        assert body.former == bool(body.successors) == bool(body.source), body.name


def test_every_successor_is_known_by_name() -> None:
    """Each is in the registry or in the lexicon itself, and no name means two bodies."""
    registered = {letters(agency.name.vi) for agency in AGENCIES}
    named = [letters(name) for body in bodies() for name in body.names]
    successors = {letters(s.name) for body in bodies() for s in body.successors}
    assert successors <= registered | set(named)
    assert [name for name, times in Counter(named).items() if times > 1] == []


def test_bodies_are_found_in_a_text() -> None:
    """The longest name at each place, as it stands there."""
    text = "Đề nghị Sở TN&MT, Bộ Giao thông vận tải và Sở LĐ-TB&XH trả lời; sở tại không rõ."
    found = [(text[m.start : m.end], m.body.name) for m in mentions(text)]
    assert found == [
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Bộ Giao thông vận tải", "Bộ Giao thông vận tải"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
    ]
    assert mentions("De nghi So Tai chinh tra loi.")[0].body.name == "Sở Tài chính"
    assert mentions("Số tài chính và trang bị y tế còn thiếu.") == ()
