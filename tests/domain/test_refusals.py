"""The catalogue of refusals: complete, bilingual, used."""

import ast
from pathlib import Path

import pytest

from consultation import refusals
from consultation.refusals import CATALOGUE, Refusal

DOMAIN = Path(refusals.__file__).parent
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")


def raised() -> set[str]:
    """Every code the domain's source raises."""
    calls = (
        node
        for path in DOMAIN.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"
    )
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def test_every_code_raised_is_in_the_catalogue_and_the_reverse() -> None:
    """No refusal without words, and no words without a refusal."""
    assert raised() == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_refusal_speaks_both_languages(code: str) -> None:
    """Vietnamese with diacritics and English, each more than a word."""
    _, vi, en = CATALOGUE[code]

    assert VIETNAMESE & set(vi.lower())
    assert not VIETNAMESE & set(en.lower())
    assert min(len(vi), len(en)) > 30  # noqa: PLR2004


def test_a_refusal_crosses_processes_as_plain_data() -> None:
    """What the workflow raises is what the API shows."""
    refusal = Refusal("requests_open", agencies=["Sở Tài chính", "Sở Tư pháp"])

    assert refusal.as_dict()["facts"] == {"agencies": "Sở Tài chính, Sở Tư pháp"}
    assert "Sở Tài chính, Sở Tư pháp" in refusal.as_dict()["message"]["vi"]
