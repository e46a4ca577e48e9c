"""The page of duties names what exists: tests, invariants, files, counts, mandatory fields."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from remiss.consultation.authority import COMMANDS, Relation
from remiss.consultation.life.commands import CommandBase
from remiss.consultation.refusals import BECAUSE
from remiss.consultation.values import Agency, Person, Value
from tests.given.doc_pages import CODE, functions, named_tests

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/obligations.md").read_text(encoding="utf-8")
STATES = ("met", "partly", "not yet")
DUTIES = [f"O{number:02}" for number in range(1, 69)]

INVARIANTS = re.compile(r"`([^`:]+\.py)` \(invariants? ((?:`\w+`(?:, )?)+)\)")
IN_THE_ADDRESS = {"consultation", "agency"}
FROM_REFERENCE_DATA = {"drafting_agency", "profile", "directory", "policy", "calendar"}
GIVEN_BY_REMISS = {
    kind for kind, rule in COMMANDS.items() if any(by is Relation.REMISS for by, _ in rule.who)
}
ASKS_FOR_REASONS = ("reasons_needed", "needs_reason")


def rows(columns: int) -> list[list[str]]:
    """The rows of every table of so many columns."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    split = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [cells for cells in split if len(cells) == columns]


def duties() -> dict[str, list[str]]:
    return {cells[0]: cells for cells in rows(5) if re.fullmatch(r"O\d\d", cells[0])}


def test_every_duty_has_one_row_and_a_state() -> None:
    """Sixty-eight duties, in order, each in one of three states; what is counted is right."""
    told = [cells[0] for cells in rows(5) if cells[0].startswith("O")]
    states = Counter(cells[2] for cells in duties().values())
    counted = re.search(r"Met: (\d+)\. Partly: (\d+)\. Not yet: (\d+)\.", PAGE)

    assert told == DUTIES
    assert set(states) <= set(STATES)
    assert counted
    assert [int(count) for count in counted.groups()] == [states[state] for state in STATES]


@pytest.mark.parametrize("duty", DUTIES)
def test_every_test_named_exists(duty: str) -> None:
    """A test that is renamed or removed no longer shows anything."""
    cell = duties()[duty][4]
    found = {(file, test): test in functions(file) for file, test in named_tests(cell)}
    for file, invariants in INVARIANTS.findall(cell):
        found |= {(file, name): name in functions(file) for name in CODE.findall(invariants)}

    assert [name for name, exists in found.items() if not exists] == []


@pytest.mark.parametrize("duty", DUTIES)
def test_what_counts_names_a_test_and_what_is_missing_is_said(duty: str) -> None:
    """Met or partly met only where a test shows it; partly says after a dash what is not there."""
    _, _, state, where, shown = duties()[duty]

    assert bool(list(named_tests(shown))) == (state != "not yet")
    assert (" — " in where) == (state == "partly")


@pytest.mark.parametrize("duty", DUTIES)
def test_every_file_named_exists(duty: str) -> None:
    """Each by its whole path."""
    for name in re.findall(r"`([\w./]+(?:\.py|\.yaml|\.md|/))`", duties()[duty][3]):
        assert (ROOT / name).exists(), name


def commands() -> dict[str, type[CommandBase]]:
    """Those people give, by the name of their class."""
    given = {one.__name__: one for one in CommandBase.__subclasses__()}
    return {name: one for name, one in given.items() if _kind(one) not in GIVEN_BY_REMISS}


def _kind(command: type[CommandBase]) -> str:
    field = command.model_fields.get("kind")
    return str(field.default) if field else ""


def demanded(command: type[Value]) -> set[str]:
    """The fields without which it is refused, and those of the values in them."""
    taken = set(CommandBase.model_fields) | IN_THE_ADDRESS | FROM_REFERENCE_DATA
    found = set[str]()
    for name, field in command.model_fields.items():
        if field.is_required() and name not in taken:
            found |= {name, *_within(field.annotation)}
    return found


def _within(annotation: object) -> set[str]:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        plain = issubclass(annotation, Person | Agency)
        fields = annotation.model_fields.items()
        return set() if plain else {name for name, field in fields if field.is_required()}
    return {name for inner in get_args(annotation) for name in _within(inner)}


def test_what_is_mandatory_is_what_the_page_lists() -> None:
    """Nothing more is demanded of anybody than what stands there with its reason."""
    listed = {
        command: set(CODE.findall(fields))
        for _, names, fields, why in rows(4)
        for command in CODE.findall(names)
        if command in commands() and why
    }
    asked = {name: fields for name, one in commands().items() if (fields := demanded(one))}

    assert listed == asked


def test_reasons_asked_for_are_those_the_page_lists() -> None:
    """Every refusal for want of reasons is listed, and every refusal listed exists."""
    listed = {code for cells in rows(4) for code in CODE.findall(cells[2]) if code in BECAUSE}
    wanting = {code for code in BECAUSE if any(part in code for part in ASKS_FOR_REASONS)}

    assert listed == wanting | {"agency_not_concerned"}
