"""What mandates rest on, as letters of a day cite it."""

from datetime import datetime
from pathlib import Path

import pytest

from remiss.reference.laws import load_laws
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import ReferenceDataError
from remiss.texts import VIET_NAM

SMALL = """\
laws:
  old: {title: "Luật Cũ số 1", state: recalled, looked: 2026-11-30}
  change:
    title: "Luật số 2"
    state: checked
    looked: 2026-11-30
    amends: [old]
    in_force_from: 2026-06-01
  new:
    title: "Luật Mới số 3"
    state: checked
    looked: 2026-11-30
    replaces: [old]
    in_force_from: 2027-03-01
"""
AMENDED = "Luật Cũ số 1 (được sửa đổi, bổ sung bởi Luật số 2)"


def basis(field: str, on: datetime) -> str:
    """What the shipped registry of that day gives as the legal basis of a field."""
    agencies = load_registry(at=on).agencies
    return next(held.legal_basis for a in agencies for held in a.mandates if held.field == field)


@pytest.mark.parametrize(
    ("day", "cited"),
    [
        (datetime(2026, 5, 31, tzinfo=VIET_NAM), "Luật Cũ số 1"),
        (datetime(2026, 6, 1, tzinfo=VIET_NAM), AMENDED),
        (datetime(2027, 2, 28, tzinfo=VIET_NAM), AMENDED),
        (datetime(2027, 3, 1, tzinfo=VIET_NAM), "Luật Mới số 3"),
    ],
)
def test_a_letter_cites_what_is_in_force_that_day(
    tmp_path: Path, day: datetime, cited: str
) -> None:
    """As amended by then; and the new law, alone, from its first day."""
    path = tmp_path / "laws.yaml"
    path.write_text(SMALL, encoding="utf-8")

    assert load_laws(path).cite(["old"], day.date()) == cited


@pytest.mark.parametrize(
    ("field", "change", "before", "after"),
    [
        ("justice.civil_status", datetime(2027, 3, 1, tzinfo=VIET_NAM), "60/2014/QH13", "năm 2026"),
        ("religion.affairs", datetime(2027, 1, 1, tzinfo=VIET_NAM), "02/2016/QH14", "năm 2026"),
    ],
)
def test_a_case_opens_with_the_law_of_its_day(
    field: str, change: datetime, before: str, after: str
) -> None:
    """Laws already passed are known before they come into force, and cited from that day on."""
    yesterday = change.replace(year=change.year - 1)

    assert before in basis(field, yesterday)
    assert before not in basis(field, change)
    assert after in basis(field, change)


def test_two_days_share_one_version() -> None:
    """The files decide, not the day on which somebody asks."""
    first = load_registry(at=datetime(2026, 12, 1, tzinfo=VIET_NAM))
    later = load_registry(at=datetime(2027, 4, 1, tzinfo=VIET_NAM))

    assert first.version == later.version


def test_a_title_spells_out_what_it_cites() -> None:
    """A law with its number; no short form an official would have to guess."""
    book = load_laws()
    short = ("NĐ ", "NQ ", "TTHC", "CQĐP", "VBQPPL", "NSNN", "PCTN", "BVMT", "UBND", "HĐND", "ATTP")

    for name, law in book.laws.items():
        assert not any(each in law.title for each in short), name


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("    in_force_from: 2027-03-01\n", ""), "has a first day"),
        (("replaces: [old]", "replaces: [older]"), "“older”"),
        (("state: recalled", "state: guessed"), "choose one of"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    tmp_path: Path, wrong: tuple[str, str], said: str
) -> None:
    """Whoever keeps the file is told where to look and what to write."""
    path = tmp_path / "laws.yaml"
    path.write_text(SMALL.replace(*wrong), encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=said) as refused:
        load_laws(path)

    assert "laws.yaml, dòng / line" in str(refused.value)
