"""What the settings say of keys, and the keys the embedded mode makes for itself."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from remiss.settings import InvalidSettingsError, Settings
from remiss.temporal import codec, payload_keys


def test_the_embedded_mode_makes_its_keys_once(tmp_path: Path) -> None:
    """Started again it finds them, or what it wrote before could not be read."""
    settings = Settings(data_dir=tmp_path)
    path = payload_keys.usable_keys_file(settings, tmp_path)
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    keys = codec.read(path)
    assert payload_keys.usable_keys_file(settings, tmp_path) == path
    assert codec.read(path) == keys


def test_switched_off_it_makes_none_and_keeps_those_it_has(tmp_path: Path) -> None:
    """What is sealed already is opened; nothing more is sealed."""
    off = Settings(data_dir=tmp_path, payload_encryption=False)
    assert payload_keys.usable_keys_file(off, tmp_path) is None
    path = payload_keys.usable_keys_file(Settings(data_dir=tmp_path), tmp_path)
    assert payload_keys.usable_keys_file(off, tmp_path) == path
    ring = payload_keys.keyring(off.with_values({"payload_keys_file": path}))
    assert ring.active is None
    assert len(ring.keys) == 1


@pytest.mark.parametrize("own", [True, False], ids=["its own", "of the settings"])
def test_a_file_that_cannot_be_used_stops_the_start(tmp_path: Path, own: bool) -> None:  # noqa: FBT001
    """Before any part is started, with what to do."""
    path = payload_keys.own_keys_file(tmp_path) if own else tmp_path / "other.keys"
    codec.add_key(path)
    path.chmod(0o644)
    settings = Settings(data_dir=tmp_path, payload_keys_file=None if own else path)
    with pytest.raises(InvalidSettingsError, match="chmod 600") as refused:
        payload_keys.usable_keys_file(settings, tmp_path)
    vi, en = str(refused.value).splitlines()
    assert vi.startswith("Người khác đọc được tệp khóa")
    assert en.startswith("Others may read the file of keys")


@pytest.fixture
def unconfigured() -> Iterator[None]:
    """Logging as nobody has set it up; afterwards as it was."""
    configured = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**configured)


def test_a_process_that_seals_nothing_says_so(unconfigured: None, tmp_path: Path) -> None:
    """Nobody learns it from a leak; one that seals is silent."""
    with capture_logs() as said:
        payload_keys.keyring(Settings(data_dir=tmp_path))
    assert [line["event"] for line in said] == ["payloads_in_clear"]
    path = tmp_path / "payload.keys"
    codec.add_key(path)
    with capture_logs() as said:
        payload_keys.keyring(Settings(data_dir=tmp_path, payload_keys_file=path))
    assert said == []
