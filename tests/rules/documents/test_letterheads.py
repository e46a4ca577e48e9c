"""How papers are headed, numbered and signed, whoever issues them and whoever signs."""

import pytest

from remiss.documents.letters.issued_letterhead import SignedBy, letterhead
from remiss.documents.letters.letterhead import Letterhead
from remiss.reference.registry import load_registry
from tests.given.case import agency

REGISTRY = load_registry()


def head(code: str, unit: str | None = None, signed_by: SignedBy = SignedBy.HEAD) -> Letterhead:
    found = REGISTRY.agency(code)
    assert found is not None
    return letterhead(REGISTRY.issuer(found), unit, signed_by)


@pytest.mark.parametrize(
    ("code", "superior", "own", "place"),
    [
        ("H99.02", "UBND TỈNH TÂN GIANG", "SỞ NỘI VỤ", "Tân Giang"),
        ("H99.01", "UBND TỈNH TÂN GIANG", "VĂN PHÒNG", "Tân Giang"),
        ("G01.99", "BỘ CÔNG AN", "CÔNG AN TỈNH TÂN GIANG", "Tân Giang"),
        ("G12.96", "CỤC THỐNG KÊ", "THỐNG KÊ TỈNH\nTÂN GIANG", "Tân Giang"),
        (
            "H99.15",
            "UBND TỈNH TÂN GIANG",
            "BAN QUẢN LÝ\nKHU KINH TẾ VÀ\nCÁC KHU CÔNG NGHIỆP",
            "Tân Giang",
        ),
        ("H99.32", None, "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "Tân Lập"),
    ],
)
def test_a_head_names_the_body_above_and_the_agency_in_full(
    code: str, superior: str | None, own: str, place: str
) -> None:
    """A sở and the Office under their committee, a vertical body under its own, a commune alone."""
    found = head(code)
    assert (found.superior, found.agency, found.place) == (superior, own, place)


@pytest.mark.parametrize(
    ("code", "signed_by", "lines"),
    [
        ("H99.02", SignedBy.HEAD, ("GIÁM ĐỐC",)),
        ("H99.02", SignedBy.ACTING, ("Q. GIÁM ĐỐC",)),
        ("H99.02", SignedBy.DEPUTY, ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("H99.02", SignedBy.UNIT, ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        ("H99.02", SignedBy.DELEGATE, ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        ("H99.01", SignedBy.DEPUTY, ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
        ("G01.99", SignedBy.HEAD, ("GIÁM ĐỐC",)),
        ("G12.97", SignedBy.DEPUTY, ("KT. CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG")),
        ("H99.32", SignedBy.HEAD, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("H99.32", SignedBy.DEPUTY, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("H99.32", SignedBy.UNIT, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ],
)
def test_who_signs_decides_what_stands_above_the_name(
    code: str, signed_by: SignedBy, lines: tuple[str, ...]
) -> None:
    """Q., KT., TL., TUQ. by the title of that body's head; TM. only where a committee decides."""
    unit = {"H99.02": "CCVC", "H99.32": "VP"}.get(code)
    assert head(code, unit, signed_by).signatory == lines


def test_a_number_has_its_signs_and_what_is_unknown_is_left_open() -> None:
    """SNV-CCVC on a letter, BC-SNV on a report; dots where the registry is silent."""
    known = head("H99.02", "CCVC")
    assert known.symbol(report=False) == "SNV-CCVC"
    assert known.symbol(report=True) == "BC-SNV"
    stranger = letterhead(REGISTRY.issuer(agency("H99.77", "Trung tâm Lưu trữ")))
    assert stranger.symbol(report=False) == "……-……"
    assert stranger.signatory == ("……",)
