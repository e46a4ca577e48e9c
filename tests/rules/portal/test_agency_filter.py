"""A filter by agency: what was understood, and what to choose from."""

import pytest

from portal.parts.agency_filter import MOST_LISTED, AgencyFilter, FilteredPage, agency_filter
from remiss.consultation.values import Agency
from remiss.reference.registry import load_registry
from remiss.texts import Bilingual

LABEL = Bilingual(vi="Cơ quan", en="Agency")
HERE = FilteredPage(path="/office", kept={"agency": "so", "overdue": "true", "kind": None})
COMMUNES = tuple(
    Agency(
        code=f"H{90 + n // 100}.{n % 100:02}",
        name=Bilingual(vi=f"Xã Bình Hòa {n}", en=f"Bình Hòa {n} Commune"),
        mandates=(),
    )
    for n in range(300)
)


def _typed(words: str | None) -> AgencyFilter:
    return agency_filter("agency", LABEL, words, (*load_registry().agencies, *COMMUNES), HERE)


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_blank_is_whichever(blank: str | None) -> None:
    """Nothing is said and nothing kept back."""
    found = _typed(blank)
    assert (found.code, found.said, found.links, found.unclear) == (None, None, (), False)


def test_one_is_named_with_its_code() -> None:
    """In both languages; what was typed stays as it was."""
    found = _typed(" so tai chinh ")
    assert found.code == "H99.04"
    assert not found.unclear
    assert found.typed == "so tai chinh"
    assert found.said == Bilingual(
        vi="Đang lọc theo cơ quan: Sở Tài chính (H99.04).",
        en="Filtered by agency: Department of Finance (H99.04).",
    )


def test_several_are_links_that_keep_the_other_filters() -> None:
    """Ten at most, and how many there are; each link names its agency by the code."""
    found = _typed("binh hoa")
    assert found.code is None
    assert found.unclear
    assert found.said is not None
    assert "300 cơ quan" in found.said.vi
    assert len(found.links) == MOST_LISTED
    assert found.links[0].path == "/office?overdue=true&agency=H90.00"
    assert _typed("binh hoa 29").code == "H90.29", "a whole word comes before what it begins"


def test_none_says_so_and_lists_nothing() -> None:
    """A list that was not narrowed would look as if it were."""
    found = _typed("xyzzy")
    assert found.unclear
    assert found.links == ()
    assert found.said is not None
    assert found.said.en.startswith("No agency has such a name or code")
