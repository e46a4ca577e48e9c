"""The SQL of the ledger by name: each `-- name: x` in `sql/*.sql` is `SQL["x"]`."""

import re
from pathlib import Path

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def _load(folder: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for file in sorted(folder.glob("*.sql")):
        _, *parts = _NAME.split(file.read_text(encoding="utf-8"))
        queries.update(zip(parts[::2], parts[1::2], strict=True))
    return queries


SQL = _load(Path(__file__).parent / "sql")
