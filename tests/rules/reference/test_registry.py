"""The registry as shipped, and what it refuses."""

from pathlib import Path

import pytest

from remiss.consultation.relevance import matches
from remiss.consultation.values import Question
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import ReferenceDataError

FEES = Question(id="q1", text="Mức chi?", field="fin.norms")
SITE = Question(id="q2", text="Hiện trạng?", field="local.site")
ODD = Question(id="q3", text="Không rõ?", field="no.such_field")

SMALL = """\
version: 3
province: {code: H99, name: {vi: "Tỉnh", en: "Province"}}
taxonomy:
  fin: {vi: "Tài chính", en: "Finance"}
agencies:
  - code: H99.04
    name: {vi: "Sở Tài chính", en: "Finance"}
    mandates:
      - {field: fin, title: "Tài chính", laws: ["89/2025/QH15"]}
"""


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "registry.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_mandate_has_a_title_and_a_legal_basis() -> None:
    """What stands behind a request can always be shown."""
    mandates = [held for agency in load_registry().agencies for held in agency.mandates]

    assert len(mandates) > 100
    assert all(held.title.strip() and held.legal_basis.strip() for held in mandates)


def test_every_lowest_field_has_an_agency() -> None:
    """No question can be asked that nobody answers for, communes' own matters aside."""
    registry = load_registry()
    leaves = [
        code
        for code in registry.fields
        if not any(other.startswith(f"{code}.") for other in registry.fields)
    ]
    areas = tuple(agency.code for agency in registry.agencies if agency.area)

    for code in leaves:
        question = Question(id="q", text="?", field=code)
        assert any(matches(agency, [question], areas) for agency in registry.agencies), code


def test_communes_and_wards_count_by_territory() -> None:
    """Exactly the commune-level agencies are area agencies."""
    areas = {agency.name.vi for agency in load_registry().agencies if agency.area}

    assert areas == {"UBND phường Đông An", "UBND xã Tân Lập", "UBND xã Sông Mây"}


def test_no_note_to_ourselves_reaches_an_official() -> None:
    """Provenance stands in the file's head, not in the texts people read."""
    shown = load_registry().model_dump_json()

    assert "recalled" not in shown
    assert "http" not in shown


def test_a_directory_holds_what_was_asked_and_what_is_concerned() -> None:
    """Asked or concerned, each agency once; fields of the questions only."""
    directory = load_registry().directory([FEES], ["H99.09"])

    assert [agency.code for agency in directory.agencies] == ["H99.04", "H99.09"]
    assert set(directory.fields) == {"fin.norms"}
    assert directory.version == load_registry().version


def test_a_directory_leaves_out_what_is_unknown() -> None:
    """The case itself then refuses the unknown field and agency."""
    directory = load_registry().directory([ODD], ["H00.00"])

    assert (directory.fields, directory.agencies) == ({}, ())


@pytest.mark.parametrize(("territories", "found"), [((), []), (("H99.32",), ["H99.32"])])
def test_a_directory_takes_communes_by_territory(
    territories: tuple[str, ...], found: list[str]
) -> None:
    """A commune is concerned only by a draft that names its territory."""
    directory = load_registry().directory([SITE], [], territories)

    assert [agency.code for agency in directory.agencies] == found


def test_an_agency_is_found_by_its_code() -> None:
    """An unknown code finds nothing."""
    agency = load_registry().agency("H99.02")

    assert agency is not None
    assert agency.name.vi == "Sở Nội vụ"
    assert load_registry().agency("H00.00") is None


def test_the_version_follows_the_bytes(tmp_path: Path) -> None:
    """One changed character is another version, whatever number the file gives itself."""
    first = load_registry(written(tmp_path / "first", SMALL)).version
    second = load_registry(written(tmp_path / "second", SMALL + "# sửa\n")).version

    assert first.startswith("3+")
    assert first != second


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("{field: fin,", "{field: tax,"), 1, "tax"),
        (("code: H99.04", "code: H9904"), 6, "H99.04"),
        (("version: 3\n", ""), 1, "version"),
        (('laws: ["89/2025/QH15"]}', 'lawss: ["89/2025/QH15"]}'), 9, "lawss"),
        (("89/2025/QH15", "89/2025"), 9, "89/2025"),
        ((SMALL, ""), 1, "trống"),
        (("agencies:", "agencies: ["), 6, "YAML"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    tmp_path: Path, change: tuple[str, str], line: int, says: str
) -> None:
    """Whoever edits the registry is told where to look and what to write."""
    path = written(tmp_path, SMALL.replace(*change))

    with pytest.raises(ReferenceDataError) as refused:
        load_registry(path)

    assert f"registry.yaml, dòng / line {line}:" in str(refused.value)
    assert says in str(refused.value)


def test_one_code_names_one_agency(tmp_path: Path) -> None:
    """A code given twice is refused by name."""
    twice = SMALL + SMALL[SMALL.index("  - code") :]

    with pytest.raises(ReferenceDataError, match=r"H99\.04"):
        load_registry(written(tmp_path, twice))
