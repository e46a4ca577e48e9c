"""Whose tokens a process trusts: exactly one issuer, named by settings before anything starts."""

from collections.abc import Sequence
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from remiss.settings import InvalidSettingsError, Settings, variable
from remiss.texts import say, text

PUBLIC_KEY = "public.pem"


class Trust(StrEnum):
    """How tokens are checked: with a provider's keys, a key of one's own, or the built-in issuer's.

    The built-in issuer's private key lies in the data folder, so that whoever reads the folder can
    be anybody: it is for demonstrations and tests, where nothing leaves the machine.
    """

    PROVIDER = "provider"
    KEY = "key"
    DEVELOPMENT = "development"


def trust(settings: Settings) -> Trust:
    """Whom these settings trust.

    Raises:
        InvalidSettingsError: nobody, two at once, or the built-in issuer where others can reach.
    """
    named = _named(settings)
    if not named:
        raise _nobody(settings)
    if len(named) > 1:
        raise _two()
    (found,) = named
    if found is Trust.DEVELOPMENT:
        _check_alone(settings)
    return found


def checked(settings: Settings) -> Settings:
    """The settings, once they name an issuer to trust, and people come by https or not from afar.

    Raises:
        InvalidSettingsError: as `trust`; or people come from other machines in clear.
    """
    trust(settings)
    if not by_https(settings) and not is_loopback(settings.api_host):
        names = {"url": variable("public_url"), "host": variable("api_host")}
        said = say("identity.https_needed", **names, at=settings.api_host)
        raise InvalidSettingsError(said.both("\n"))
    return settings


def by_https(settings: Settings) -> bool:
    """Whether people come by https; what ends it may be a proxy in front of us."""
    return (settings.public_url or "").startswith("https://")


def on_one_machine(settings: Settings) -> Settings:
    """The settings of a service that runs on one machine: it may use the built-in issuer.

    Raises: as `trust`.
    """
    if settings.oidc_issuer is None and _given_key(settings) is None:
        unset = dict.fromkeys(("token_public_key_file",))
        settings = settings.with_values({"development_issuer": True, **unset})
    return checked(settings)


def key_folder(settings: Settings) -> Path:
    """Where the development issuer keeps its keys."""
    return settings.data_dir.resolve() / "identity"


def _named(settings: Settings) -> set[Trust]:
    named = {
        Trust.PROVIDER: settings.oidc_issuer is not None,
        Trust.KEY: _given_key(settings) is not None,
        Trust.DEVELOPMENT: settings.development_issuer,
    }
    return {trust for trust, is_named in named.items() if is_named}


def _given_key(settings: Settings) -> Path | None:
    """The key file, unless it is the built-in issuer's own under another name."""
    path = settings.token_public_key_file
    own = key_folder(settings) / PUBLIC_KEY
    return None if path is None or path.resolve() == own.resolve() else path


def _check_alone(settings: Settings) -> None:
    """The built-in issuer serves nobody beyond this machine, and no ledger of another."""
    dsn, temporal = settings.postgres_dsn, settings.temporal_address
    reached = {
        "api_host": is_loopback(settings.api_host),
        "postgres_dsn": dsn is None or _is_local(dsn),
        "temporal_address": temporal is None or is_loopback(temporal.rpartition(":")[0]),
    }
    if open_to := [variable(name) for name, local in reached.items() if not local]:
        raise _beyond(open_to)


def is_loopback(host: str) -> bool:
    """Whether only this machine can mean itself by `host`."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_local(dsn: SecretStr) -> bool:
    """Whether the database is this machine's: by a loopback address, or by a socket in a folder."""
    try:
        address = urlsplit(dsn.get_secret_value())
        hosts = [address.hostname or "", *parse_qs(address.query).get("host", [])]
    except ValueError:
        return False
    return all(not host or host.startswith("/") or is_loopback(host) for host in hosts)


def _nobody(settings: Settings) -> InvalidSettingsError:
    names = {"issuer": variable("oidc_issuer"), "key_file": variable("token_public_key_file")}
    own = settings.token_public_key_file is not None
    why = say("identity.key_of_built_in", **names) if own else text("identity.no_issuer")
    return InvalidSettingsError(say("identity.nobody_trusted", why=why, **names).both("\n"))


def _two() -> InvalidSettingsError:
    names = tuple(map(variable, ("oidc_issuer", "token_public_key_file", "development_issuer")))
    return InvalidSettingsError(say("identity.two_trusted", names=names).both("\n"))


def _beyond(open_to: Sequence[str]) -> InvalidSettingsError:
    said = say(
        "identity.built_in_beyond_machine",
        open_to=open_to,
        issuer=variable("oidc_issuer"),
        key_file=variable("token_public_key_file"),
    )
    return InvalidSettingsError(said.both("\n"))
