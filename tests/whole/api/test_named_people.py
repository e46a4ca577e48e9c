"""Naming people through the API, where the province keeps a complete list of them."""

import json
from pathlib import Path

import asyncpg
import pytest

from remiss.settings import Settings
from tests.given.api_cases import open_case, opening
from tests.given.people import FINANCE, HEAD, OFFICE, OFFICER, OFFICIAL, STRANGER
from tests.given.served import Served

LIST = """
complete: true
people:
  - {id: duc, name: Hoàng Trung Đức, agency: H99.04, roles: [agency_official], unit: ns}
  - {id: huong, name: Bùi Thu Hương, agency: H99.04, roles: [agency_head]}
  - {id: nga, name: Võ Thị Nga, agency: H99.04, roles: [clerk], post: Văn thư}
  - {id: khanh, name: Đỗ Quốc Khánh, agency: H99.03, roles: [agency_head]}
units:
  - {id: ns, agency: H99.04, name: Phòng Ngân sách, head: duc}
chains:
  - {agency: H99.04, desks: [unit_head, head]}
vice_chairmen:
  - {id: pct.an, name: Lê Văn An, fields: [fin]}
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


async def test_an_unknown_responsible_official_is_marked_and_stops_no_reply(
    served: Served,
) -> None:
    """The reply counts; whoever reads it reads that the list does not have them."""
    case = await open_case(served)
    unknown = {"id": "khanh", "name": "Đỗ Quốc Khánh"}
    done = await case.does(HEAD, "reply", **case.reply(responsible_official=unknown))
    assert done[0] == "reply_received"
    (reply,) = (await case.seen(OFFICER))["replies"]
    assert reply["unlisted"] == ["khanh"]
    known = {"id": "duc", "name": "Hoàng Trung Đức"}
    other = await open_case(served)
    await other.does(HEAD, "reply", **other.reply(responsible_official=known))
    shown = (await served.call(OFFICE, "GET", "/people/unlisted")).json()
    found = [(one["person"], one["agency"], one["cases"]) for one in shown]
    assert found == [("khanh", FINANCE, 1)]
    assert (await served.call(OFFICER, "GET", "/people/unlisted")).status_code == 403
    timeline = (await served.call(OFFICE, "GET", f"{case.path}/timeline")).text
    assert "Chưa có trong danh sách nhân sự: khanh." in timeline


async def test_one_reads_whom_one_may_name(served: Served) -> None:
    """Of one's own agency, by what they would be named for; nobody else's people."""
    everyone = (await served.call(HEAD, "GET", "/people")).json()
    assert [one["id"] for one in everyone["people"]] == ["huong", "duc", "nga"]
    assert (everyone["complete"], everyone["chain"]) == (True, ["unit_head", "head"])
    assert everyone["units"] == [{"id": "ns", "name": "Phòng Ngân sách", "head": "duc"}]
    (duc,) = [one for one in everyone["people"] if one["id"] == "duc"]
    assert (duc["unit"], duc["may"]) == ("ns", ["assign", "forward", "delegate", "involve"])
    named = (await served.call(HEAD, "GET", "/people?may=assign")).json()["people"]
    assert [one["id"] for one in named] == ["huong", "duc"]
    assert (await served.call(HEAD, "GET", "/people?may=anything")).status_code == 422
    justice = (await served.call(STRANGER, "GET", "/people")).json()
    assert [one["id"] for one in justice["people"]] == ["khanh"]


async def test_a_case_opens_with_who_is_in_charge_of_its_fields(served: Served) -> None:
    """As the list has it then; and a rehearsal says when the Vice-Chairman would be told."""
    case = await open_case(served)
    dsn = served.settings.postgres_dsn
    assert dsn is not None
    connection = await asyncpg.connect(dsn.get_secret_value())
    stored = await connection.fetchval(
        "select body #>> '{event,vice_chairmen}' from event where stream = $1 and version = 1",
        case.id,
    )
    await connection.close()
    assert [each["person"]["id"] for each in json.loads(stored)] == ["pct.an"]
    body = opening(case.sha256) | {"opens_at": "2026-12-07T08:00:00+07:00", "silent": [FINANCE]}
    answer = await served.call(OFFICER, "POST", "/consultations/preview", json=body)
    assert answer.status_code == 200, answer.text
    assert '"vice_chairman"' in answer.text
    assert "Lê Văn An" in answer.text


async def test_a_list_tells_a_stranger_nothing(served: Served) -> None:
    """Whoever the body names, another's request is not there."""
    case = await open_case(served)
    for person in ("duc", "nobody"):
        refused = await case.is_refused(
            STRANGER, "assign", official={"id": person, "name": "Ai Đó"}
        )
        assert refused == (404, "consultation_not_found")
