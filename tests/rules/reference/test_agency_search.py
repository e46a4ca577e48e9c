"""Agencies found by what somebody typed."""

import pytest

from remiss.consultation.values import Agency
from remiss.reference.agency_search import find_agencies
from remiss.texts import Bilingual


def _agency(code: str, vi: str, en: str = "") -> Agency:
    return Agency(code=code, name=Bilingual(vi=vi, en=en or vi), mandates=())


KNOWN = (
    _agency("H99.04", "Sở Tài chính", "Department of Finance"),
    _agency("H99.08", "Sở Khoa học và Công nghệ", "Department of Science and Technology"),
    _agency("H99.40", "Xã Tân Hòa", "Tân Hòa Commune"),
    _agency("H99.41", "Xã Tân Hoa", "Tân Hoa Commune"),
    _agency("H99.42", "Xã Tân Hòa Đông", "Tân Hòa Đông Commune"),
    _agency("H99.43", "Phường Đông Hòa", "Đông Hòa Ward"),
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("H99.04", ["H99.04"]),
        (" h99.04 ", ["H99.04"]),
        ("sở tài chính", ["H99.04"]),
        ("so tai chinh", ["H99.04"]),
        ("chinh tai", ["H99.04"]),
        ("cong ngh", ["H99.08"]),
        ("finance", ["H99.04"]),
        ("Xã Tân Hòa", ["H99.40"]),
        ("xa tan hoa", ["H99.40", "H99.41"]),
        ("dong hoa", ["H99.42", "H99.43"]),
        ("ĐÔNG HÒA", ["H99.42", "H99.43"]),
        ("H99.4", ["H99.40", "H99.41", "H99.42", "H99.43"]),
        ("hoa d", ["H99.42", "H99.43"]),
        ("ho", ["H99.08", "H99.40", "H99.41", "H99.42", "H99.43"]),
        ("so finance", []),
        ("oa", []),
        ("Sở Ngoại vụ", []),
        ("?!", []),
    ],
)
def test_what_was_typed_finds(typed: str, codes: list[str]) -> None:
    """A code or a whole name that one alone; else whole words, else words that begin so."""
    assert [each.code for each in find_agencies(KNOWN, typed)] == codes
    composed = typed.replace("ò", "o\u0300").replace("à", "a\u0300")
    assert [each.code for each in find_agencies(KNOWN, composed)] == codes
