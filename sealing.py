"""What the settings say of keys: where every client of Temporal takes its converter from."""

from pathlib import Path

import structlog
from temporalio.converter import DataConverter

import codec
from settings import InvalidSettingsError, Settings

log = structlog.get_logger()


def keyring(settings: Settings) -> codec.Keyring:
    """The keys of the settings; without any, what Temporal keeps is in clear, and the log says so.

    Raises:
        InvalidSettingsError: the file of keys cannot be used; the message says why.
    """
    ring = codec.Keyring(_keys(settings.payload_keys_file), settings.payload_encryption)
    if ring.active is None:
        log.warning("payloads_in_clear", opens=[key.id for key in ring.keys])
    return ring


def converter(settings: Settings) -> DataConverter:
    """The data converter of every client.

    Raises: as `keyring`.
    """
    return codec.data_converter(keyring(settings))


def own_keys_file(data_dir: Path) -> Path:
    """Where the embedded mode keeps the keys it makes for itself."""
    return data_dir / "keys" / "payload.keys"


def ensure_own_keys(settings: Settings, data_dir: Path) -> Path | None:
    """The keys file of the embedded mode, made on first use; None where nothing is to be sealed.

    Keys that are there are used to open even when encryption is off.
    """
    path = own_keys_file(data_dir)
    if settings.payload_encryption and not path.exists():
        codec.add_key(path)
    return path if path.exists() else None


def _keys(path: Path | None) -> tuple[codec.Key, ...]:
    if path is None:
        return ()
    try:
        return codec.read(path)
    except codec.KeyringError as error:
        raise InvalidSettingsError(f"{error.vi}\n{error.en}") from error
