"""Naming people through the API, where the province keeps a complete list of them."""

from pathlib import Path

import pytest

from remiss.settings import Settings
from tests.given.api_cases import open_case
from tests.given.people import HEAD, OFFICIAL, STRANGER
from tests.given.served import Served

LIST = """
complete: true
people:
  - {id: duc, name: Hoàng Trung Đức, agency: H99.04, roles: [agency_official]}
  - {id: huong, name: Bùi Thu Hương, agency: H99.04, roles: [agency_head]}
  - {id: khanh, name: Đỗ Quốc Khánh, agency: H99.03, roles: [agency_head]}
"""
UNTIL = {"since": "2026-01-01T00:00:00Z", "until": "2099-01-01T00:00:00Z", "reason": "Nghỉ phép."}


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """As everywhere, with a list of people."""
    path = tmp_path / "people.yaml"
    path.write_text(LIST, encoding="utf-8")
    return settings.with_values({"people_file": path})


async def test_only_ones_own_people_are_named(served: Served) -> None:
    """A stranger is refused and told nothing; one's own are called as the list calls them."""
    case = await open_case(served)
    for person in ("khanh", "nobody"):
        who = {"id": person, "name": "Ai Đó"}
        for path, body in (
            ("assign", {"official": who}),
            ("assign", {"official": {"id": "duc", "name": "Đức"}, "deputy": who}),
            ("delegation", {"to": who, **UNTIL}),
            ("colleagues", {"colleague": who, "part": "Mức chi"}),
        ):
            refused = await case.is_refused(HEAD, path, **body)
            assert refused == (422, "person_not_listed"), (path, person)
    notices = await served.call(STRANGER, "GET", "/notices")
    assert case.id not in notices.text
    done = await case.does(HEAD, "assign", official={"id": "duc", "name": "Another Name"})
    assert done == ["official_assigned"]
    assert (await case.seen(OFFICIAL))["official"] == {"id": "duc", "name": "Hoàng Trung Đức"}


async def test_a_list_tells_a_stranger_nothing(served: Served) -> None:
    """Whoever the body names, another's request is not there."""
    case = await open_case(served)
    for person in ("duc", "nobody"):
        refused = await case.is_refused(
            STRANGER, "assign", official={"id": person, "name": "Ai Đó"}
        )
        assert refused == (404, "consultation_not_found")
