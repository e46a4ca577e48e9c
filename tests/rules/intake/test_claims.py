"""Whom claims vouch for, as providers really write them."""

from typing import Any

import pytest

from remiss.consultation.values import Role
from remiss.identity.claims import SYSTEM, ClaimPaths, UnfitClaimsError, actors_of, find
from remiss.identity.subject_ids import id_of

KEYCLOAK = ClaimPaths(
    person="preferred_username", role="realm_access.roles", service="client_id", agency="agency"
)
ENTRA = ClaimPaths(person="oid", role="roles", agency="extn.agency", service="idtyp=app")
AUTH0 = ClaimPaths(
    role="https://remiss.example/role",
    agency="https://remiss.example/agency",
    service="gty=client-credentials",
)
RENAMED = ClaimPaths(role_names={"lanh-dao": Role.AGENCY_HEAD, "truong-phong": Role.AGENCY_HEAD})


@pytest.mark.parametrize(
    ("paths", "claims", "who"),
    [
        (
            KEYCLOAK,
            {
                "sub": "f3b0c5c2-8a52-4d0e-9a30-0d2f4a2a9d11",
                "azp": "portal",
                "preferred_username": "stc.huong.bui",
                "name": "Bùi Thu Hương",
                "realm_access": {"roles": ["offline_access", "agency_head"]},
                "agency": "H99.04",
            },
            ("stc.huong.bui", "Bùi Thu Hương", "agency_head"),
        ),
        (
            KEYCLOAK,
            {
                "sub": "0f6d7a52-1f4e-4ec3-8f35-5f4f6a1b2c3d",
                "azp": "stc-eoffice",
                "client_id": "stc-eoffice",
                "preferred_username": "service-account-stc-eoffice",
                "realm_access": {"roles": ["offline_access"]},
                "agency": "H99.04",
            },
            ("system.stc-eoffice", "Hệ thống/System stc-eoffice", "agency_official"),
        ),
        (
            ENTRA,
            {
                "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
                "oid": "00000000-0000-0000-66f3-3332eca7ea81",
                "azp": "6731de76-14a6-49ae-97bc-6eba6914391e",
                "name": "Bùi Thu Hương",
                "roles": ["agency_head"],
                "extn": {"agency": "H99.04"},
            },
            ("00000000-0000-0000-66f3-3332eca7ea81", "Bùi Thu Hương", "agency_head"),
        ),
        (
            ENTRA,
            {
                "sub": "11111111-0000-0000-0000-000000000000",
                "azp": "6731de76-14a6-49ae-97bc-6eba6914391e",
                "idtyp": "app",
                "name": "Văn phòng điện tử",
                "extn": {"agency": "H99.04"},
            },
            (
                "system.6731de76-14a6-49ae-97bc-6eba6914391e",
                "Hệ thống/System 6731de76-14a6-49ae-97bc-6eba6914391e (Văn phòng điện tử)",
                "agency_official",
            ),
        ),
        (
            AUTH0,
            {
                "sub": "AbC123-clients",
                "azp": "AbC123",
                "gty": "client-credentials",
                "https://remiss.example/agency": "H99.04",
            },
            ("system.AbC123", "Hệ thống/System AbC123", "agency_official"),
        ),
        (
            AUTH0,
            {
                "sub": "lan",
                "azp": "portal",
                "name": "Trần Thị Ngọc Lan",
                "https://remiss.example/role": "officer",
                "https://remiss.example/agency": "H99.04",
            },
            ("lan", "Trần Thị Ngọc Lan", "officer"),
        ),
        (
            RENAMED,
            {
                "sub": "huong",
                "name": "Bùi Thu Hương",
                "role": ["lanh-dao", "truong-phong", "officer"],
                "agency": "H99.04",
            },
            ("huong", "Bùi Thu Hương", "agency_head"),
        ),
    ],
)
def test_each_provider_is_read_its_own_way(
    paths: ClaimPaths, claims: dict[str, Any], who: tuple[str, str, str]
) -> None:
    """Persons and systems, nested claims, claims named by addresses, lists and single words."""
    (actor,) = actors_of(claims, paths)
    assert (actor.id, actor.name, actor.role) == who
    assert actor.agency == "H99.04"


@pytest.mark.parametrize("names", [None, {"auditor": Role.AUDITOR}])
def test_an_auditor_of_old_is_an_inspector(names: dict[str, Role] | None) -> None:
    """By our own name or by the provider's, without an agency as before."""
    claims = {"sub": "mai", "name": "Đỗ Mai", "role": ["auditor"]}
    (actor,) = actors_of(claims, ClaimPaths(role_names=names))
    assert (actor.role, actor.agency) == (Role.INSPECTOR, None)


@pytest.mark.parametrize("sign", [{"client_id": "eoffice"}, {"azp": "eoffice"}])
def test_a_subject_that_is_its_client_is_a_system(sign: dict[str, str]) -> None:
    """Whatever the settings say, and whatever person it claims to be: rights are only taken."""
    claims = {"sub": "eoffice", "name": "Bùi Thu Hương", "agency": "H99.04", **sign}
    (actor,) = actors_of(claims, ClaimPaths())
    assert actor.id == f"{SYSTEM}eoffice"
    assert actor.role is Role.AGENCY_OFFICIAL
    assert actor.name == "Hệ thống/System eoffice (Bùi Thu Hương)"
    for role in set(Role) - {Role.AGENCY_OFFICIAL}:
        with pytest.raises(UnfitClaimsError):
            actors_of(claims | {"role": role.value}, ClaimPaths())


@pytest.mark.parametrize(
    ("service", "value", "is_system"),
    [
        ("idtyp", "app", True),
        ("idtyp", True, True),
        ("idtyp", False, False),
        ("idtyp", None, False),
        ("idtyp=app", "app", True),
        ("idtyp=app", "user", False),
        ("idtyp=app", ["user", "app"], True),
        ("idtyp=app", ["user"], False),
        ("idtyp=app", {"app": 1}, False),
    ],
)
def test_the_settings_say_what_else_is_a_system(
    service: str,
    value: object,
    is_system: bool,  # noqa: FBT001
) -> None:
    """By a claim that is there, or by its value, or by one of its values."""
    claims = {
        "sub": "huong",
        "azp": "portal",
        "name": "Bùi Thu Hương",
        "agency": "H99.04",
        "role": "agency_official",
        "idtyp": value,
    }
    (actor,) = actors_of(claims, ClaimPaths(service=service))
    assert actor.id.startswith(SYSTEM) is is_system


def test_a_long_name_of_a_system_is_cut_and_its_id_is_not() -> None:
    """The ledger takes 120 letters; which system it was must stay readable."""
    client = "c" * 57
    claims = {"sub": client, "azp": client, "name": "N" * 200, "agency": "H99.04"}
    (actor,) = actors_of(claims, ClaimPaths())
    assert actor.id == f"system.{client}"
    assert len(actor.name) == 120
    assert actor.name.startswith(f"Hệ thống/System {client} (N")
    assert actor.name.endswith("N)")


def test_a_claim_is_found_by_name_before_it_is_found_by_path() -> None:
    """A claim whose own name holds dots is not taken apart."""
    claims = {"a.b": 1, "a": {"b": 2, "c": {"d": 3}}, "e": [4]}
    assert find(claims, "a.b") == 1
    assert find(claims, "a.c.d") == 3
    for path in ("a.x", "e.0", "a.b.c", "x"):
        assert find(claims, path) is None


SUBJECTS = [
    "auth0|64afc0ffee",
    "lan.tran@tinh.gov.vn",
    "PRIMARY/lan.tran",
    "CN=Lan Tran, OU=So Tai chinh, O=UBND tinh, C=VN",
    "https://vneid.gov.vn/sub=012345678901",
    "a" * 255,
    "sub.lan.0123456789abcdef01234567",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_any_subject_a_provider_gives_has_an_id(subject: str) -> None:
    """The same whenever they sign in, and fit to stand in an event."""
    claims = {"sub": subject, "name": "Lan", "role": "officer", "agency": "H99.04"}
    (first,), (again,) = actors_of(claims, ClaimPaths()), actors_of(claims, ClaimPaths())
    assert first == again
    assert first.id.startswith("sub.")
    assert first.id != subject


def test_no_two_subjects_share_an_id() -> None:
    """Not by case, not by what cannot be read, not by writing the id of another."""
    others = [s.upper() for s in SUBJECTS[:3]] + [s.replace("|", "/") for s in SUBJECTS[:1]]
    ids = [id_of(s) for s in (*SUBJECTS, *others, "lan", "snv.lan.tran")]
    assert len(set(ids)) == len(ids)
    again = [id_of(i) for i in ids if i and i.startswith("sub.")]
    assert not set(again) & set(ids)


@pytest.mark.parametrize("subject", ["lan", "snv.lan.tran", "A-b_c.9", "x" * 64, "sub.lan"])
def test_subjects_that_were_ids_stay_what_they_were(subject: str) -> None:
    """Whoever stands in the ledger is the same person today."""
    assert id_of(subject) == subject


@pytest.mark.parametrize("subject", ["", " ", "a" * 256, "lan\n", " lan", "lan\x00", "Trần"])
def test_what_is_no_subject_signs_nobody_in(subject: str) -> None:
    """Empty, too long, or with what does not print."""
    claims = {"sub": subject, "name": "Lan", "role": "officer", "agency": "H99.04"}
    with pytest.raises(UnfitClaimsError):
        actors_of(claims, ClaimPaths())


def test_the_client_of_a_system_is_mapped_as_a_person_is() -> None:
    """And its id still begins as no person's does."""
    claims = {"sub": "spn:https://eoffice.vn/x", "client_id": "spn:https://eoffice.vn/x"}
    (actor,) = actors_of({**claims, "agency": "H99.04"}, ClaimPaths())
    assert actor.id.startswith(f"{SYSTEM}sub.spn-https-eoffice-vn-x.")
