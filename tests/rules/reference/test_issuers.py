"""How agencies' papers are numbered, headed and signed, from the registry and from names."""

from pathlib import Path

import pytest

from remiss.consultation.telling.places import place_of
from remiss.consultation.values import Agency
from remiss.reference.issuers import Issuer, agency_kinds
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import DATA, ReferenceDataError
from remiss.texts import Bilingual

REGISTRY = load_registry()
COMMITTEE = "Ủy ban nhân dân tỉnh Tân Giang"


def issued_by(code: str) -> Issuer:
    agency = REGISTRY.agency(code)
    assert agency is not None
    return REGISTRY.issuer(agency)


def test_every_head_has_a_title_and_every_paper_a_heading() -> None:
    """No agency of the province is left to be signed by nobody in particular."""
    for agency in REGISTRY.agencies:
        issuer = REGISTRY.issuer(agency)
        assert issuer.head, agency.name.vi
        assert issuer.heading, agency.name.vi
        assert issuer.place, agency.name.vi


@pytest.mark.parametrize(
    ("code", "head"),
    [
        ("H99.01", "Chánh Văn phòng UBND tỉnh"),
        ("H99.04", "Giám đốc Sở Tài chính"),
        ("H99.14", "Chánh Thanh tra tỉnh"),
        ("H99.15", "Trưởng ban Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"),
        ("H99.32", "Chủ tịch UBND xã Tân Lập"),
        ("G01.99", "Giám đốc Công an tỉnh"),
        ("G12.99", "Trưởng Thuế tỉnh"),
        ("G12.97", "Chi cục trưởng Chi cục Hải quan khu vực"),
        ("G12.96", "Trưởng Thống kê tỉnh"),
    ],
)
def test_a_head_is_addressed_by_title_and_agency(code: str, head: str) -> None:
    """What title and name share is said once; a word that only sounds alike is not shared."""
    assert issued_by(code).addressed_head == head


@pytest.mark.parametrize(
    ("code", "superior", "heading"),
    [
        ("H99.02", COMMITTEE, ("Sở Nội vụ",)),
        ("H99.01", COMMITTEE, ("Văn phòng",)),
        ("G01.99", "Bộ Công an", ("Công an tỉnh Tân Giang",)),
        ("G12.96", "Cục Thống kê", ("Thống kê tỉnh Tân Giang",)),
        ("H99.32", None, ("Ủy ban nhân dân", "xã Tân Lập")),
    ],
)
def test_a_letterhead_names_the_body_above(
    code: str, superior: str | None, heading: tuple[str, ...]
) -> None:
    """The province's under its committee, the State's under their ministry with their place."""
    assert (issued_by(code).superior, issued_by(code).heading) == (superior, heading)


def test_the_number_of_a_letter_has_its_abbreviations() -> None:
    """Agency and unit, as in 12/SNV-CCVC; where none is known the number is written by hand."""
    home = issued_by("H99.02")

    assert (home.abbreviation, home.units["CCVC"]) == ("SNV", "Phòng Công chức, viên chức")
    assert issued_by("H99.32").abbreviation == "UBND"
    assert issued_by("G12.97").abbreviation is None


def test_an_agency_the_registry_no_longer_knows_is_described_from_its_name() -> None:
    """A running case may hold one; its letters go on."""
    gone = Agency(
        code="H99.88", name=Bilingual(vi="Sở Giao thông vận tải", en="Transport"), mandates=()
    )
    issuer = REGISTRY.issuer(gone)

    assert (issuer.head, issuer.deputy, issuer.abbreviation) == ("Giám đốc", "Phó Giám đốc", None)
    assert issuer.superior == COMMITTEE


def test_an_unknown_kind_of_body_has_no_title_to_sign_under() -> None:
    """It is addressed politely, and the title is left to be filled in."""
    other = Agency(code="H99.89", name=Bilingual(vi="Trung tâm Lưu trữ", en="Archive"), mandates=())
    issuer = REGISTRY.issuer(other)

    assert (issuer.head, issuer.deputy) == (None, None)
    assert issuer.addressed_head == "Thủ trưởng Trung tâm Lưu trữ"


def test_a_place_is_the_name_of_the_territory() -> None:
    """Without committee and kind of territory."""
    assert place_of("Ủy ban nhân dân thành phố Huế") == "Huế"
    assert place_of("UBND phường Đông An") == "Đông An"


def test_an_abbreviation_is_letters_and_digits(tmp_path: Path) -> None:
    """Whoever writes another is told how, by file and line."""
    shipped = (DATA / "agency_kinds.yaml").read_text(encoding="utf-8")
    path = tmp_path / "agency_kinds.yaml"
    path.write_text(shipped.replace("BHXH}", '"BHXH-x"}'), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match="SNV, CCVC"):
        agency_kinds(path)
