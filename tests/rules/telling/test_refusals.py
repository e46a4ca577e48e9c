"""The catalogue of refusals: complete, bilingual, used."""

import ast
from datetime import date, datetime
from pathlib import Path

import pytest

from remiss.consultation import refusals
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.refusals import BECAUSE, CODES, Because, Refusal
from remiss.consultation.state import CaseStage
from remiss.texts import VIET_NAM, Bilingual, text, texts

DOMAIN = Path(refusals.__file__).parent
REFERENCE = DOMAIN.parent / "reference"
WORKFLOWS = Path(__file__).parents[3] / "workflows"
VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")


def raised() -> set[str]:
    """Every code the source of domain, reference data and workflows raises."""
    calls = (
        node
        for path in (*DOMAIN.rglob("*.py"), *REFERENCE.rglob("*.py"), *WORKFLOWS.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal"
    )
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}  # type: ignore[misc]


def test_every_code_raised_is_in_the_catalogue_and_the_reverse() -> None:
    """No refusal without words, and no words without a refusal."""
    assert raised() == set(BECAUSE) == set(texts("refusal"))


def test_every_refusal_is_of_one_sort() -> None:
    """A code that stood under two would answer with either status."""
    assert sum(map(len, CODES.values())) == len(BECAUSE)
    assert set(CODES) == set(Because)


@pytest.mark.parametrize("code", sorted(BECAUSE))
def test_every_refusal_speaks_both_languages(code: str) -> None:
    """Vietnamese with diacritics and English, each more than a word."""
    said = text(f"refusal.{code}")

    assert VIETNAMESE & set(said.vi.lower())
    assert not VIETNAMESE & set(said.en.lower())
    assert min(len(said.vi), len(said.en)) > 30


def test_a_refusal_crosses_processes_as_plain_data() -> None:
    """What the workflow raises is what the API shows."""
    finance = Bilingual(vi="Sở Tài chính", en="Department of Finance")

    refusal = Refusal("requests_open", agencies=[finance, "H99.03"]).as_dict()

    assert refusal["facts"] == {"agencies": [finance.model_dump(), "H99.03"]}
    assert "Sở Tài chính, H99.03" in refusal["message"]["vi"]
    assert "Department of Finance, H99.03" in refusal["message"]["en"]


def test_facts_are_put_into_words() -> None:
    """A rule gives what it knows; people read moments, days and names as letters write them."""
    at = datetime(2026, 3, 9, 17, 0, tzinfo=VIET_NAM)

    archived = Refusal("consultation_archived", archived_at=at)
    closed = Refusal("consultation_closed", stage=CaseStage.CONCLUDED)
    named = Refusal("requests_open", agencies=[EscalationLevel.HEAD, date(2026, 3, 9), 2, None])

    assert archived.facts == {"archived_at": "17:00 09/3/2026"}
    assert closed.facts == {"stage": {"vi": "Đã kết thúc", "en": "concluded"}}
    head = {"vi": "Người đứng đầu cơ quan", "en": "head of agency"}
    assert named.facts == {"agencies": [head, "09/3/2026", "2", None]}
    assert "head of agency, 09/3/2026, 2, " in named.message.en


def test_a_refusal_is_printed_by_its_code() -> None:
    """Logs and histories keep the code before the English sentence."""
    refusal = Refusal("not_suspended")

    assert str(refusal) == f"not_suspended: {refusal.message.en}"
