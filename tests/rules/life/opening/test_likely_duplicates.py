"""A case that may repeat another is named, and only then."""

from typing import Any

import pytest

from remiss.consultation.life.opening.likely_duplicates import Likeness, OpenCase, likely_duplicates
from remiss.consultation.values import Draft, DraftKind
from tests.given.case import CULTURE, FINANCE, MONDAY, SHA, opening

OTHER_FILE = "c" * 64


def running(**changed: Any) -> OpenCase:
    what = {
        "id": "HS-OTHER",
        "subject": "Dự thảo hướng dẫn",
        "draft_sha256": OTHER_FILE,
        "officer_name": "Lê Văn Minh",
        "opened_at": MONDAY,
        "agencies": (FINANCE.code,),
    }
    return OpenCase.model_validate(what | changed)


def test_the_same_file_is_the_same_case() -> None:
    """Whatever it is called, and whoever is asked about it."""
    other = running(subject="Tên khác", draft_sha256=SHA, agencies=(CULTURE.code,))
    (found,) = likely_duplicates(opening(), (other,))

    assert (found.consultation, found.same, found.agencies) == ("HS-OTHER", Likeness.FILE, ())
    assert "HS-OTHER" in found.text.vi
    assert "Lê Văn Minh" in found.text.vi
    assert "02/3/2026" in found.text.vi


@pytest.mark.parametrize(
    "subject",
    ["Dự thảo hướng dẫn", "DỰ THẢO HƯỚNG DẪN.", "du thao huong dan", "Dự thảo “Hướng dẫn”"],
)
def test_the_same_subject_to_an_agency_asked_already_is_likely_the_same(subject: str) -> None:
    """However it is typed: another file of the same matter."""
    draft = Draft(subject=subject, kind=DraftKind.GUIDELINE, sha256=SHA)
    (found,) = likely_duplicates(opening(draft=draft), (running(),))

    assert (found.same, found.agencies) == (Likeness.SUBJECT, (FINANCE.code,))


@pytest.mark.parametrize(
    "changed",
    [
        {"agencies": (CULTURE.code,)},
        {"subject": "Dự thảo hướng dẫn năm 2027"},
        {"id": "HS-TEST", "draft_sha256": SHA},
    ],
)
def test_what_only_looks_like_it_is_not_named(changed: dict[str, Any]) -> None:
    """The same words to others, other words to the same, and the case itself, sent again."""
    assert likely_duplicates(opening(), (running(**changed),)) == ()
