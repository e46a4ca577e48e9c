"""How findings are worded: about the question and the next step, never about the author."""

import pytest

from remiss.texts import texts

RULES = {**texts("rubric"), "second_opinion": texts("second_opinion")["doubt"]}
OF_THE_AUTHOR = (
    *("chung chung", "né tránh", "đùn đẩy", "thiếu trách nhiệm", "không đạt", "sơ sài", "qua loa"),
    *("vague", "evasive", "buck", "careless", "fails to", "refuses"),
)
WITHOUT_A_QUESTION = frozenset({"position_contradicted", "second_opinion"})


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_says_nothing_of_its_author(rule: str) -> None:
    """In neither language a word that judges whoever wrote the reply."""
    said = RULES[rule].both().casefold()
    assert not [word for word in OF_THE_AUTHOR if word in said]


@pytest.mark.parametrize("rule", sorted(set(RULES) - WITHOUT_A_QUESTION))
def test_a_finding_names_its_question(rule: str) -> None:
    """Both languages say which question it is about."""
    assert "{question}" in RULES[rule].vi
    assert "{question}" in RULES[rule].en


@pytest.mark.parametrize("rule", RULES)
def test_a_finding_ends_in_a_step(rule: str) -> None:
    """Something somebody can do next."""
    assert "đề nghị" in RULES[rule].vi.casefold()
    assert "please" in RULES[rule].en.casefold()
