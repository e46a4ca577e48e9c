"""A reply on its way through its agency, where the province's list of people keeps a chain."""

from pathlib import Path

import pytest

from remiss.consultation.values import Role
from remiss.settings import Settings
from tests.given.api_cases import Case, open_case
from tests.given.people import AUDITOR, FINANCE, HEAD, OFFICE, OFFICER, OFFICIAL, actor
from tests.given.served import Served

LIST = """
complete: true
people:
  - {id: duc, name: Hoàng Trung Đức, agency: H99.04, roles: [agency_official], unit: stc.ns}
  - {id: ha, name: Trần Thu Hà, agency: H99.04, roles: [agency_official], unit: stc.ns}
  - {id: minh, name: Trần Văn Minh, agency: H99.04, roles: [agency_head], post: Phó Giám đốc}
  - {id: huong, name: Bùi Thu Hương, agency: H99.04, roles: [agency_head], post: Giám đốc}
units:
  - {id: stc.ns, agency: H99.04, name: Phòng Quản lý ngân sách, head: ha}
deputy_heads:
  - {person: minh, fields: [fin]}
chains:
  - {agency: H99.04, desks: [unit_head, deputy_head]}
"""
UNIT_HEAD = actor("ha", Role.AGENCY_OFFICIAL, FINANCE)
DEPUTY = actor("minh", Role.AGENCY_HEAD, FINANCE)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """As everywhere, with a list of people and a chain."""
    path = tmp_path / "people.yaml"
    path.write_text(LIST, encoding="utf-8")
    return settings.with_values({"people_file": path})


async def on_desk_of(served: Served, person: object, case: Case) -> bool:
    answer = await served.call(person, "GET", "/inbox?mine=true")  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return case.id in [item["consultation"] for item in answer.json()["items"]]


async def test_a_reply_goes_from_desk_to_desk(served: Served) -> None:
    """The official's text is read by the unit and signed by the deputy in charge, as KT."""
    case = await open_case(served)
    assert await on_desk_of(served, HEAD, case)
    assert await case.does(OFFICIAL, "reply", **case.reply()) == ["reply_drafted"]
    read = (await case.seen(UNIT_HEAD))["unsigned_sha256"]
    assert await on_desk_of(served, UNIT_HEAD, case)
    assert not await on_desk_of(served, DEPUTY, case)

    refused = await case.is_refused(UNIT_HEAD, "sign", reply_sha256=read)
    assert refused == (403, "another_desk_signs")
    refused = await case.is_refused(OFFICIAL, "pass-on", reply_sha256=read)
    assert refused == (403, "draft_on_another_desk")
    passed = await case.does(UNIT_HEAD, "pass-on", reply_sha256=read, note="Đã rà soát.")
    assert passed == ["draft_passed_on"]
    inside = (await case.seen(OFFICIAL))["inside"]
    assert (inside["desk"]["task"], inside["desk"]["person"]["id"]) == ("sign", DEPUTY.id)
    (desk,) = inside["circulation"]["passed"]
    assert (desk["desk"], desk["person"]["id"], desk["note"]) == ("unit_head", "ha", "Đã rà soát.")
    assert desk["since"] <= desk["at"]

    held = (await served.call(HEAD, "GET", f"{case.request()}/holdings")).json()
    assert [(one["task"], (one["person"] or {}).get("id")) for one in held] == [
        ("assign", None),
        ("pass_on", UNIT_HEAD.id),
        ("sign", DEPUTY.id),
    ]
    held = (await served.call(OFFICER, "GET", f"{case.request()}/holdings")).json()
    assert [(one["holder"], one["task"], one["person"]) for one in held] == [("agency", None, None)]
    await _held_by_desks(served, case)
    signed = await case.does(DEPUTY, "sign", reply_sha256=read)
    assert signed[0] == "reply_received"
    (reply,) = (await case.seen(OFFICER))["replies"]
    assert (reply["signatory"]["id"], reply["form"]) == (DEPUTY.id, "kt")


async def _held_by_desks(served: Served, case: Case) -> None:
    """The agency reads its own people, others the agency alone; each adds up."""
    for reader, people in ((HEAD, {None, UNIT_HEAD.id, DEPUTY.id}), (OFFICER, {None})):
        found = (await served.call(reader, "GET", f"{case.request()}/held-time")).json()["held"]
        assert {(one["person"] or {}).get("id") for one in found["people"]} == people
        (lane,) = found["lanes"]
        for parts in (found["people"], found["sides"], lane["stretches"]):
            assert sum(part["minutes"] for part in parts) == found["minutes"]
    whole = (await served.call(OFFICER, "GET", f"/consultations/{case.id}/held-time")).json()[
        "held"
    ]
    assert whole["minutes"] == sum(lane["minutes"] for lane in whole["lanes"])


async def test_what_lies_on_whose_desk_stays_inside(served: Served) -> None:
    """Neither who asked nor the Office reads it, in the request, the lists or the timeline."""
    case = await open_case(served)
    await case.does(OFFICIAL, "reply", **case.reply())
    read = (await case.seen(UNIT_HEAD))["unsigned_sha256"]
    await case.does(UNIT_HEAD, "pass-on", reply_sha256=read)
    for person in (OFFICER, OFFICE):
        seen = await case.seen(person)
        assert (seen["inside"], seen["row"]["desk"]) == (None, None)
        assert "draft_passed_on" not in await case.told(person)
        for query in ("?officer=lan", ""):
            listed = await served.call(person, "GET", f"/consultations{query}")
            assert case.id in listed.text
            assert '"desk"' not in listed.text
            assert DEPUTY.id not in listed.text
    for person in (HEAD, AUDITOR):
        assert (await case.seen(person))["row"]["desk"]["person"]["id"] == DEPUTY.id
        assert "draft_passed_on" in await case.told(person)


async def test_any_desk_sends_it_back_to_who_prepared_it(served: Served) -> None:
    """With reasons; nothing is on its way any more, and the preparer has it again."""
    case = await open_case(served)
    await case.does(OFFICIAL, "reply", **case.reply())
    sent = {"reply_sha256": (await case.seen(HEAD))["unsigned_sha256"], "reasons": "Thiếu căn cứ."}
    assert await case.is_refused(OFFICIAL, "send-back", **sent) == (403, "draft_on_another_desk")
    assert await case.does(UNIT_HEAD, "send-back", **sent) == ["draft_sent_back"]
    seen = await case.seen(HEAD)
    assert (seen["unsigned"], seen["inside"]["circulation"]) == (None, None)
    assert seen["inside"]["sent_back"][0]["by"]["id"] == UNIT_HEAD.id
