"""The head's desk, unit by unit."""

from datetime import UTC, datetime

from portal.pages.office.load_page import units_table
from remiss.ledger.reads.agency_load import Load
from remiss.reference.people import load_people

SOON, LATER = datetime(2026, 3, 4, 9, tzinfo=UTC), datetime(2026, 3, 9, 9, tzinfo=UTC)
HEALTH = "H99.11"


def _load(person: str | None, requests: int, due: datetime, **counts: int) -> Load:
    more = {"overdue": 0, "signing": 0, "old": 0, **counts}
    return Load(person=person, name=person, requests=requests, due_at=due, **more)


def test_units_add_up_to_the_agency() -> None:
    """Those of no unit, and what nobody was assigned, stand last."""
    people = load_people()
    listed = next(each for each in people.of(HEALTH) if each.unit)
    member, unit = listed.id, listed.unit
    loads = (
        _load(member, 3, LATER, overdue=1),
        _load(None, 2, SOON),
        _load("nobody-listed", 1, LATER, signing=1),
    )
    table = units_table(loads, HEALTH, people)
    assert table is not None
    said = [[str(cell.text) for cell in row] for row in table.rows]
    assert said[0][:4] == ["Phòng Tổ chức cán bộ", "3", "1", "0"]
    assert said[1][1:4] == ["3", "0", "1"]
    assert len(said) == 2
    assert [[cell.path for cell in row[1:4]] for row in table.rows] == [
        [f"/load?unit={unit}", f"/load?unit={unit}&overdue=true", None],
        ["/load?unit=-", None, "/load?unit=-&group=sign"],
    ]


def test_an_agency_without_units_has_no_such_table() -> None:
    """As the list of people has it."""
    assert units_table((_load(None, 2, SOON),), "H99.04", load_people()) is None
