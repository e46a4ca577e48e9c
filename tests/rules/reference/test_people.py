"""The list of people a province keeps: what it answers, and what is wrong with it in words."""

from datetime import date
from pathlib import Path

import pytest

from remiss.consultation.life.commands import EnterReply, SignReply, SubmitReply
from remiss.consultation.values import DeskKind, Person, ReplyWay, Role
from remiss.reference.people import People, kept_people, load_people
from remiss.reference.yaml_file import ReferenceDataError
from remiss.sending.bodies.inside import AssignBody
from remiss.sending.named_in_body import as_listed, drafter, naming
from remiss.settings import InvalidSettingsError, Settings
from tests.given.case import order, reply_text

WHOLE = """
complete: true
people:
  - {id: stc.huong, name: Bùi Thu Hương, agency: H99.04, roles: [agency_head], post: Giám đốc}
  - {id: stc.minh, name: Trần Văn Minh, agency: H99.04, roles: [agency_head, officer]}
  - {id: stc.duc, name: Hoàng Trung Đức, agency: H99.04, roles: [agency_official], unit: stc.ns}
  - {id: tri, name: Nguyễn Văn Trí, roles: [operator]}
units:
  - {id: stc.ns, agency: H99.04, name: Phòng Quản lý ngân sách, head: stc.minh}
deputy_heads:
  - {person: stc.minh, fields: [fin.norms]}
chains:
  - {agency: H99.04, desks: [unit_head, head]}
vice_chairmen:
  - {id: pct.an, name: Lê Văn An, fields: [fin, home]}
  - {id: pct.binh, name: Đỗ Thị Bình, fields: [fin.bidding]}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "people.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_says_who_is_where_and_in_charge_of_what(tmp_path: Path) -> None:
    """The narrowest charge counts; what nobody is in charge of has nobody."""
    people = load_people(written(tmp_path, WHOLE))
    assert {person.id for person in people.of("H99.04")} == {"stc.huong", "stc.minh", "stc.duc"}
    assert people.find("stc.duc").unit == "stc.ns"  # type: ignore[union-attr]
    assert people.vice_chairman("fin.norms").id == "pct.an"  # type: ignore[union-attr]
    assert people.vice_chairman("fin.bidding").id == "pct.binh"  # type: ignore[union-attr]
    assert people.vice_chairman("justice.review") is None
    assert people.deputy_head("H99.04", "fin.norms").id == "stc.minh"  # type: ignore[union-attr]
    assert people.deputy_head("H99.03", "fin.norms") is None
    assert drafter(people.find("stc.minh")).role is Role.OFFICER  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("id: stc.duc", "id: stc.minh", "stc.minh"),
        ("id: pct.an", "id: stc.duc", "stc.duc"),
        ("roles: [agency_official]", "roles: []", "roles"),
        ("roles: [agency_official]", "roles: [chief]", "roles"),
        ("roles: [agency_official]", "roles: [system]", "system"),
        ("roles: [operator]", "roles: [operator, officer]", "tri"),
        (
            "agency: H99.04, roles: [agency_head], post",
            "agency: H98.04, roles: [agency_head], post",
            "H98.04",
        ),
        ("unit: stc.ns", "unit: stc.xx", "stc.xx"),
        ("head: stc.minh", "head: tri", "tri"),
        ("person: stc.minh", "person: stc.duc", "stc.duc"),
        ("fields: [fin.norms]", "fields: [fin.magic]", "fin.magic"),
        ("fields: [fin.bidding]", "fields: [fin]", "fin"),
        ("desks: [unit_head, head]", "desks: [head, unit_head]", "unit_head, deputy_head, head"),
        ("desks: [unit_head, head]", "desks: [head, head]", "unit_head, deputy_head, head"),
        ("desks: [unit_head, head]", "desks: []", "desks"),
        ("chains:\n  - {agency: H99.04,", "chains:\n  - {agency: H98.04,", "H98.04"),
        ("\nvice_ch", "\n  - {agency: H99.04, desks: [head]}\nvice_ch", "H99.04"),
        ("name: Lê Văn An, ", "", "name"),
        ("complete: true", "komplete: true", "komplete"),
    ],
)
def test_a_mistake_is_named_with_its_line_in_both_languages(
    tmp_path: Path, right: str, wrong: str, named: str
) -> None:
    """Whatever is wrong: where it stands, and what to write instead."""
    assert right in WHOLE
    path = written(tmp_path, WHOLE.replace(right, wrong, 1))
    with pytest.raises(ReferenceDataError) as caught:
        load_people(path)
    said = str(caught.value)
    assert named in said
    assert "dòng / line" in said
    with pytest.raises(InvalidSettingsError, match="REMISS_PEOPLE_FILE"):
        kept_people(Settings(people_file=path))


def test_a_list_says_how_an_agency_signs(tmp_path: Path) -> None:
    """The chain, the head of one's unit, the deputies with their fields, the one head."""
    people = load_people(written(tmp_path, WHOLE))
    (official,) = people.find("stc.duc").actors  # type: ignore[union-attr]
    found = people.signing_order(official)
    assert found is not None
    assert found.desks == (DeskKind.UNIT_HEAD, DeskKind.HEAD)
    assert (found.unit_head and found.unit_head.id, found.head and found.head.id) == (
        "stc.minh",
        "stc.huong",
    )
    assert [(each.person.id, each.fields) for each in found.deputies] == [
        ("stc.minh", ("fin.norms",))
    ]
    assert found.complete
    elsewhere = official.model_copy(update={"agency": "H99.03"})
    assert people.signing_order(elsewhere) is None
    assert People().signing_order(official) is None


def test_a_command_is_told_what_the_list_says_whoever_sends_it(tmp_path: Path) -> None:
    """Whom a reply names and how its agency signs; what it was told before, it keeps."""
    people = load_people(written(tmp_path, WHOLE))
    (by,) = people.find("stc.duc").actors  # type: ignore[union-attr]
    gives = order(SubmitReply, by, agency="H99.04", reply=reply_text())
    told = as_listed(people, gives)
    assert told.named is not None
    assert told.named.unlisted == (gives.reply.responsible_official.id,)
    assert told.signing == people.signing_order(by)
    assert (told.reply, told.fingerprint()) == (gives.reply, gives.fingerprint())
    assert as_listed(People(), gives) == gives
    signs = as_listed(people, order(SignReply, by, agency="H99.04", reply_sha256="0" * 64))
    assert signs.signing == told.signing
    assert as_listed(People(), told) == told


def test_whoever_signed_on_paper_has_the_name_of_the_list(tmp_path: Path) -> None:
    """What a paper prints beside an id is that person's name, whatever was typed."""
    people = load_people(written(tmp_path, WHOLE))
    (by,) = people.find("stc.duc").actors  # type: ignore[union-attr]
    for person, name in (("stc.huong", "Bùi Thu Hương"), ("btc", "Ai Đó")):
        came = order(
            EnterReply,
            by,
            agency="H99.04",
            reply=reply_text(),
            signed_by=Person(id=person, name="Ai Đó"),
            way=ReplyWay.PAPER,
            received_on=date(2026, 12, 1),
        )
        assert as_listed(people, came).signed_by.name == name


def test_nobody_of_a_body_outside_the_registry_is_missing_from_the_list(tmp_path: Path) -> None:
    """It cannot have them: no mark stands beside who signed for a ministry, and no one is told."""
    people = load_people(written(tmp_path, WHOLE))
    (by,) = people.find("stc.duc").actors  # type: ignore[union-attr]
    for agency, unlisted in (("Z00.01", None), ("H99.04", ("cv", "btc"))):
        came = order(
            EnterReply,
            by,
            agency=agency,
            reply=reply_text(),
            signed_by=Person(id="btc", name="Nguyễn Văn Bình"),
            way=ReplyWay.PAPER,
            received_on=date(2026, 12, 1),
        )
        told = as_listed(people, came)
        assert (told.named.unlisted if told.named else None) == unlisted


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    """At the start, by the setting; and none is kept where none is named."""
    with pytest.raises(InvalidSettingsError, match="REMISS_PEOPLE_FILE"):
        kept_people(Settings(people_file=tmp_path / "nowhere.yaml"))
    assert kept_people(Settings()) is None


def test_names_are_those_of_the_list(tmp_path: Path) -> None:
    """Whatever a body calls somebody the list knows; whom it does not know keeps the name given."""
    people = load_people(written(tmp_path, WHOLE))
    body = AssignBody(
        official=Person(id="stc.duc", name="Another Name"), deputy=Person(id="x", name="Ai Đó")
    )
    asked = naming(people, body, "official", "deputy")
    assert asked["official"].name == "Hoàng Trung Đức"
    assert asked["deputy"].name == "Ai Đó"
    assert asked["named"].unlisted == ("x",)
    assert asked["named"].complete
    assert naming(People(), body, "official", "deputy") == {**dict(body), "named": None}
