"""Whose tokens a process trusts: exactly one issuer, named by settings before anything starts."""

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from remiss.settings import InvalidSettingsError, Settings, variable

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
    """The settings, once they name an issuer to trust.

    Raises: as `trust`.
    """
    trust(settings)
    return settings


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
        raise InvalidSettingsError(_beyond(", ".join(open_to)))


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
    own = settings.token_public_key_file is not None
    names = f"{variable('oidc_issuer')}, {variable('token_public_key_file')}"
    why_vi = (
        f"{variable('token_public_key_file')} là khóa của đơn vị phát hành kèm theo"
        if own
        else "Chưa có đơn vị phát hành mã đăng nhập nào được tin cậy"
    )
    why_en = (
        f"{variable('token_public_key_file')} is the key of the built-in issuer"
        if own
        else "No issuer of sign-in tokens is trusted"
    )
    return InvalidSettingsError(
        f"{why_vi}. Hãy đặt {variable('oidc_issuer')} (dịch vụ định danh OpenID Connect) hoặc "
        f"{variable('token_public_key_file')} (tệp khóa công khai). Đơn vị phát hành kèm theo chỉ "
        "dùng với `remiss up`, `remiss demo` trên một máy.\n"
        f"{why_en}. Set one of {names}: an OpenID Connect provider, or the file of a public key. "
        "The built-in issuer is for `remiss up` and `remiss demo` on one machine only."
    )


def _two() -> InvalidSettingsError:
    names = ", ".join(map(variable, ("oidc_issuer", "token_public_key_file", "development_issuer")))
    return InvalidSettingsError(
        f"Chỉ được tin cậy một đơn vị phát hành mã đăng nhập. Hãy giữ một trong: {names}.\n"
        f"Only one issuer of sign-in tokens can be trusted. Keep one of: {names}."
    )


def _beyond(open_to: str) -> str:
    return (
        f"Đơn vị phát hành kèm theo chỉ dùng trên một máy, nhưng {open_to} không phải địa chỉ của "
        f"chính máy này. Hãy đặt {variable('oidc_issuer')} hoặc "
        f"{variable('token_public_key_file')}, hoặc dùng 127.0.0.1.\n"
        f"The built-in issuer is for one machine only, but {open_to} is no address of this machine "
        f"itself. Set {variable('oidc_issuer')} or {variable('token_public_key_file')}, or use "
        "127.0.0.1."
    )
