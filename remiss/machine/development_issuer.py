"""The built-in issuer of sign-in tokens, for demonstrations and tests on one machine.

Its private key lies in the data folder, and it vouches for invented people only.
`remiss.identity.trust` says where it may be used.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from joserfc import jwt

from remiss.consultation.values import Actor, Role
from remiss.identity.claims import SYSTEM
from remiss.identity.development_keys import ensure_keys, private_key
from remiss.identity.signing_keys import ED25519, TokenAlgorithms
from remiss.identity.trust import key_folder, on_one_machine
from remiss.reference.people import load_people
from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.texts import BilingualError, say

LIFETIME = timedelta(hours=12)
DEVELOPMENT_ISSUER = "remiss-development"
"""Names itself so in its tokens; it knows the people of the demo and nobody else."""


class UnknownPersonError(BilingualError, key="development_issuer.unknown_person"):
    """Nobody of this id is among the demo people."""


def issue(
    key_file: Path,
    person: Actor,
    lifetime: timedelta,
    *,
    issuer: str = DEVELOPMENT_ISSUER,
    audience: str = "remiss",
    also: Iterable[Role] = (),
) -> str:
    """A token of the development issuer, good for `lifetime` from now.

    `also` are roles the person holds beside the one given.

    To an agency's own system it is given as providers do: to a client, which is its own subject.
    """
    now = datetime.now(UTC)
    client = person.id.removeprefix(SYSTEM)
    named = {"name": person.name} if client == person.id else {"client_id": client}
    claims = {
        "sub": client,
        **named,
        "role": [role.value for role in (person.role, *also)],
        "agency": person.agency,
        "iss": issuer,
        "aud": audience,
        "iat": now,
        "exp": now + lifetime,
    }
    registry = TokenAlgorithms([ED25519])
    return jwt.encode({"alg": ED25519}, claims, private_key(key_file), registry=registry)


def token(settings: Settings, person: str, lifetime: timedelta = LIFETIME) -> str:
    """A token for one of the demo people, by id.

    Raises:
        InvalidSettingsError: another issuer is trusted, which would not know this token.
        UnknownPersonError: the message lists everyone there is.
    """
    check_is_ours(settings)
    people = load_people()
    known = people.find(person)
    if known is None:
        listed = (f"  {each.id}: {each.name}, {', '.join(each.roles)}" for each in people.all)
        raise UnknownPersonError(person=person, people="\n".join(listed))
    first, *others = known.actors
    private, _ = ensure_keys(key_folder(settings))
    issuer, audience = settings.token_issuer, settings.token_audience
    also = [actor.role for actor in others]
    return issue(private, first, lifetime, issuer=issuer, audience=audience, also=also)


def check_is_ours(settings: Settings) -> None:
    """Refuse settings under which nobody would trust the development issuer.

    Raises:
        InvalidSettingsError: the message names them.
    """
    if on_one_machine(settings).development_issuer:
        return
    names = f"{variable('oidc_issuer')} / {variable('token_public_key_file')}"
    raise InvalidSettingsError(say("development_issuer.not_trusted", names=names))
