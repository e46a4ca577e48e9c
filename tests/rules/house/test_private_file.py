"""Files written whole, for their owner only."""

from pathlib import Path

from remiss.private_file import create_file, replace_file


def test_a_file_is_there_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    """The first to create it wins, a replacement replaces, and nothing else is left behind."""
    path = tmp_path / "key"
    assert create_file(path, b"first")
    assert not create_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600

    replace_file(path, b"third")
    assert path.read_bytes() == b"third"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["key"]
