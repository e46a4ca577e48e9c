"""The logs of parts stay short while the parts go on writing."""

from pathlib import Path

from remiss.machine.part import LOG_LIMIT_BYTES, Log, keep_short


def test_a_log_that_grew_large_is_moved_aside_while_it_is_written(tmp_path: Path) -> None:
    """What is written afterwards begins the file anew; one older file is kept."""
    path = tmp_path / "api.log"
    with path.open("ab") as written:
        written.write(b"first\n")
        written.flush()
        log = Log(path, path.stat().st_size)
        keep_short(log)
        assert path.read_bytes() == b"first\n"
        for _ in range(3):
            written.write(b"x" * LOG_LIMIT_BYTES + b"\nlast\n")
            written.flush()
            keep_short(log)
            assert path.read_bytes() == b""
        written.write(b"new\n")
        written.flush()
    assert log.tail() == "new"
    assert (tmp_path / "api.log.1").stat().st_size == LOG_LIMIT_BYTES + 6
    assert sorted(each.name for each in tmp_path.iterdir()) == ["api.log", "api.log.1"]
