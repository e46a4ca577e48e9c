"""The catalogue of refusals: complete, bilingual, used."""

import ast
from pathlib import Path

import pytest

from remiss.consultation import refusals
from remiss.consultation.refusals import CATALOGUE, Refusal
from remiss.texts import Bilingual

DOMAIN = Path(refusals.__file__).parent
WORKFLOWS = Path(__file__).parents[3] / "workflows"
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")


def raised() -> set[str]:
    """Every code the source of domain and workflows raises."""
    calls = (
        node
        for path in (*DOMAIN.rglob("*.py"), *WORKFLOWS.glob("*.py"))
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
    assert min(len(vi), len(en)) > 30


def test_a_refusal_crosses_processes_as_plain_data() -> None:
    """What the workflow raises is what the API shows."""
    finance = Bilingual(vi="Sở Tài chính", en="Department of Finance")

    refusal = Refusal("requests_open", agencies=[finance, "H99.03"]).as_dict()

    assert refusal["facts"] == {"agencies": [finance.model_dump(), "H99.03"]}
    assert "Sở Tài chính, H99.03" in refusal["message"]["vi"]
    assert "Department of Finance, H99.03" in refusal["message"]["en"]
