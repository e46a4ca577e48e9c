"""Contacts as shipped, and how a mistake in them is named."""

from pathlib import Path

import pytest

from remiss.consultation.telling.notice import Addressee
from remiss.consultation.telling.parts import Part
from remiss.consultation.values import Person
from remiss.reference.contacts import load_contacts
from remiss.reference.people import load_people
from remiss.reference.registry import load_registry
from remiss.reference.yaml_file import DATA, ReferenceDataError

SHIPPED = (DATA / "contacts.yaml").read_text(encoding="utf-8")
CONTACTS = load_contacts()


def test_every_agency_and_everyone_can_be_reached() -> None:
    """No agency of the registry without a mailbox, nobody of the demo without an address."""
    assert set(CONTACTS.agencies) == {agency.code for agency in load_registry().agencies}
    assert set(CONTACTS.people) == {person.id for person in load_people().all}


def test_every_shipped_address_is_invented() -> None:
    """The reserved domain: mail to it can reach nobody."""
    addresses = [CONTACTS.office, CONTACTS.chairman]
    addresses += [contact.mailbox for contact in CONTACTS.agencies.values()]
    addresses += [contact.mailbox for contact in CONTACTS.people.values()]
    assert all(address.endswith(".example") for address in addresses)
    assert not CONTACTS.webhooks


def test_a_person_works_in_a_unit_of_their_agency() -> None:
    """The unit in the number of a letter is one the registry names."""
    registry = load_registry()
    homes = {person.id: person.agency for person in load_people().all}
    placed = {person: each.unit for person, each in CONTACTS.people.items() if each.unit}

    assert placed["snv.lan.tran"] == "CCVC"
    for person, unit in placed.items():
        agency = registry.agency(homes[person] or "")
        assert agency is not None
        assert unit in registry.issuer(agency).units, person


@pytest.mark.parametrize(
    ("addressee", "mailbox"),
    [
        (Addressee(part=Part.OFFICE), CONTACTS.office),
        (Addressee(part=Part.CHAIRMAN), CONTACTS.chairman),
        (Addressee(part=Part.HEAD, agency="H99.04"), "vanthu@sotaichinh.h99.example"),
        (
            Addressee(
                part=Part.OFFICIAL,
                agency="H99.04",
                person=Person(id="stc.duc.hoang", name="Hoàng Trung Đức"),
            ),
            "duc.hoang@sotaichinh.h99.example",
        ),
        (
            Addressee(part=Part.OFFICIAL, agency="H99.04", person=Person(id="ai", name="Ai đó")),
            "vanthu@sotaichinh.h99.example",
        ),
        (Addressee(part=Part.AGENCY, agency="H99.98"), None),
    ],
)
def test_a_person_first_then_the_agency(addressee: Addressee, mailbox: str | None) -> None:
    """Whoever has no address of their own is reached through their agency's mailbox."""
    assert CONTACTS.mailbox(addressee) == mailbox


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("vanthu@sotaichinh.h99.example", "vanthu", "this is not an e-mail address"),
        ("vanthu@sotaichinh.h99.example", '"a@b.example\\nBcc: x@y.example"', "địa chỉ thư"),
        ("vanthu@sotaichinh.h99.example}", "a@b.example, webhook: nowhere}", "not an address"),
        ("H99.04: {mailbox", "H9904: {mailbox", "mã cơ quan viết như H99.04"),
        ("chairman:", "chairwoman:", "thiếu mục này"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    """File, line, and what to write instead."""
    assert right in SHIPPED
    file = tmp_path / "contacts.yaml"
    file.write_text(SHIPPED.replace(right, wrong), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=said) as caught:
        load_contacts(file)
    assert "contacts.yaml, dòng / line" in str(caught.value)


def test_a_persons_address_alone_is_their_mailbox(tmp_path: Path) -> None:
    """As a file written before there was more to say of a person has it."""
    file = tmp_path / "contacts.yaml"
    shipped = SHIPPED.replace("people:\n", "people:\n  gd.an: an@sonoivu.example\n", 1)
    file.write_text(shipped, encoding="utf-8")

    assert load_contacts(file).people["gd.an"].mailbox == "an@sonoivu.example"
