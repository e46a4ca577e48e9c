"""The keys the settings name for what Temporal keeps, and the data converter made of them."""

from pathlib import Path

import structlog
from temporalio.converter import DataConverter

from remiss.settings import InvalidSettingsError, Settings
from remiss.temporal import codec

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


def usable_keys_file(settings: Settings, data_dir: Path) -> Path | None:
    """The keys file for the embedded mode: the one of the settings, or its own, made on first use.

    None where nothing is to be sealed. Keys that are there open what they sealed even then.

    Raises:
        InvalidSettingsError: the file cannot be used.
    """
    path = settings.payload_keys_file or own_keys_file(data_dir)
    if path == own_keys_file(data_dir) and not path.exists():
        if not settings.payload_encryption:
            return None
        codec.add_key(path)
    _keys(path)
    return path.resolve()


def _keys(path: Path | None) -> tuple[codec.Key, ...]:
    if path is None:
        return ()
    try:
        return codec.read(path)
    except codec.KeyringError as error:
        raise InvalidSettingsError(error.message) from error
