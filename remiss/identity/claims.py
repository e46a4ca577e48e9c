"""From the claims of a token whose signature holds to the person, or the system, it vouches for."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from remiss.consultation.values import REMISS, Actor, Role, is_reserved
from remiss.identity.subject_ids import id_of
from remiss.settings import Settings

SYSTEM = "system."
"""How the id of an agency's own system begins; no person's does."""
SYSTEM_NAME = "Hệ thống/System"
"""How its name begins, in the ledger and wherever a reader meets it; no person's does."""
LONGEST_NAME, LONGEST_ID = 120, 64
UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
CLIENT_CLAIMS = ("client_id", "azp")
OF_NO_AGENCY = frozenset({Role.INSPECTOR, Role.OPERATOR, Role.REGISTRAR})
"""Who need not belong to an agency."""


class UnfitClaimsError(ValueError):
    """Claims that name nobody Remiss knows how to place; the message says which and why."""


@dataclass(frozen=True)
class ClaimPaths:
    """Where in a token a provider writes what Remiss asks, and what it calls our roles."""

    person: str = "sub"
    name: str = "name"
    role: str = "role"
    agency: str = "agency"
    role_names: Mapping[str, Role] | None = None
    service: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> "ClaimPaths":
        """As the settings say."""
        return cls(
            person=settings.claim_person,
            name=settings.claim_name,
            role=settings.claim_role,
            agency=settings.claim_agency,
            role_names={name: Role(role) for name, role in settings.role_names.items()} or None,
            service=settings.service_claim,
        )


def actors_of(claims: Mapping[str, Any], paths: ClaimPaths) -> tuple[Actor, ...]:
    """Whom the claims vouch for: one person, once in each role they hold; or one system.

    Raises:
        UnfitClaimsError: a claim is missing, malformed, or says what no token may say.
    """
    try:
        if is_service(claims, paths):
            return (_system(claims, paths),)
        return _person(claims, paths)
    except ValidationError as error:
        where = ", ".join(".".join(map(str, detail["loc"])) for detail in error.errors())
        raise UnfitClaimsError(f"{where} is missing or malformed") from error


def is_service(claims: Mapping[str, Any], paths: ClaimPaths) -> bool:
    """Whether the token is a system's own: given to a client for itself, with nobody behind it.

    A subject that is its client says so by itself (RFC 9068, section 2.2); what else does, the
    settings say. Taking a person for a system only takes rights away.
    """
    subject = claims.get("sub")
    if any(subject == claims.get(name) for name in CLIENT_CLAIMS if name in claims):
        return True
    if paths.service is None:
        return False
    path, _, wanted = paths.service.partition("=")
    found = find(claims, path)
    if not wanted:
        return found is not None and found is not False
    return wanted in found if isinstance(found, list) else found == wanted


def find(claims: Mapping[str, Any], path: str) -> Any:
    """The claim of this name, else what dots lead to; None where nothing lies."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return None
        found = found[name]
    return found


def _person(claims: Mapping[str, Any], paths: ClaimPaths) -> tuple[Actor, ...]:
    """Someone with a name and at least one role, of an agency unless no role needs one."""
    roles = _roles(claims, paths)
    if not roles:
        raise UnfitClaimsError("a role is needed, and none that is known is given")
    identity, name = _id(find(claims, paths.person)), _legible(find(claims, paths.name))
    agency = find(claims, paths.agency)
    if agency is None and roles - OF_NO_AGENCY:
        raise UnfitClaimsError("only inspectors, operators and registrars belong to no agency")
    actors = tuple(
        Actor(id=identity, name=name, role=role, agency=agency) for role in sorted(roles)
    )
    _check_not_reserved(actors[0])
    return tuple(map(_check_registered, actors))


def _check_not_reserved(actor: Actor) -> None:
    reserved = actor.id == REMISS.id or actor.id.startswith(SYSTEM)
    if reserved or actor.name.casefold().startswith(SYSTEM_NAME.casefold()):
        raise UnfitClaimsError("nobody signs in as Remiss itself, or as a system")


def _check_registered(actor: Actor) -> Actor:
    """Of a code that a case gives a body outside the registry nobody signs in."""
    if actor.agency and is_reserved(actor.agency):
        raise UnfitClaimsError("no account belongs to a body outside the registry")
    return actor


def _system(claims: Mapping[str, Any], paths: ClaimPaths) -> Actor:
    """A system acts for its agency as an official does, and nothing more."""
    if others := _roles(claims, paths) - {Role.AGENCY_OFFICIAL}:
        raise UnfitClaimsError(f"a system is given the role {', '.join(sorted(others))}")
    agency = find(claims, paths.agency)
    if agency is None:
        raise UnfitClaimsError("a system belongs to no agency")
    client = _client(claims)
    system = Actor(
        id=SYSTEM + _id(client, LONGEST_ID - len(SYSTEM)),
        name=_system_name(client, find(claims, paths.name)),
        role=Role.AGENCY_OFFICIAL,
        agency=agency,
    )
    return _check_registered(system)


def _system_name(client: str, name: object) -> str:
    """What a reader of the ledger needs: that it is a system, which one, and what it is called."""
    if name is None or name == client:
        return f"{SYSTEM_NAME} {client}"
    room = LONGEST_NAME - len(f"{SYSTEM_NAME} {client} ()")
    return f"{SYSTEM_NAME} {client} ({_legible(name)[:room].strip()})"


def _id(subject: object, room: int = LONGEST_ID) -> str:
    found = id_of(subject, room) if isinstance(subject, str) else None
    if found is None:
        raise UnfitClaimsError("id is missing or malformed, or too long")
    return found


def _client(claims: Mapping[str, Any]) -> str:
    """The client the token was given to; its subject where no claim names one."""
    named = [claims[name] for name in CLIENT_CLAIMS if name in claims] or [claims.get("sub")]
    if len({str(each) for each in named}) != 1 or not isinstance(named[0], str):
        raise UnfitClaimsError("client_id and azp name no client, or two")
    return named[0]


def _roles(claims: Mapping[str, Any], paths: ClaimPaths) -> set[Role]:
    """The roles of ours among those the token lists; a provider may list others beside them."""
    said = find(claims, paths.role)
    listed = said if isinstance(said, list) else [] if said is None else [said]
    names = paths.role_names or {role.value: role for role in Role}
    roles = {names[each] for each in listed if isinstance(each, str) and each in names}
    if Role.SYSTEM in roles:
        raise UnfitClaimsError("nobody signs in as Remiss itself, or as a system")
    return {Role.INSPECTOR if role is Role.AUDITOR else role for role in roles}


def _legible(name: object) -> str:
    """A name as it will stand in the ledger: nothing in it may hide or turn round what is read."""
    if not isinstance(name, str):
        raise UnfitClaimsError("the name is no text")
    if any(unicodedata.category(char) in UNPRINTABLE for char in name):
        raise UnfitClaimsError("the name holds characters that do not print")
    return name
