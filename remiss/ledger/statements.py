"""Every SQL statement of the product by name: each `-- name: x` in a `sql` folder is `SQL["x"]`.

Beside this file stand those that write and those that look at the chains; in `proof` those of
checkpoints and what they vouch for; in `reads` those that
anybody else reads by; in `outbox` those of the notices on their way out.
"""

import re
from pathlib import Path

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def statements(folder: Path) -> dict[str, str]:
    """The statements in every `sql` folder at or below `folder`.

    Raises:
        ValueError: two have the same name.
    """
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("sql/*.sql")):
        _, *parts = _NAME.split(file.read_text(encoding="utf-8"))
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"{file}: the statement {name} stands in another place too")
            found[name] = text
    return found


SQL = statements(Path(__file__).parent)
