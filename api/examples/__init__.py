"""An example of every body, by the name of its class, for the API's own document."""

import json
from pathlib import Path
from typing import Any

EXAMPLES: dict[str, Any] = {
    name: example
    for path in sorted(Path(__file__).parent.glob("*.json"))
    for name, example in json.loads(path.read_text(encoding="utf-8")).items()
}


def show_examples(schemas: dict[str, Any]) -> None:
    """Put its example beside the schema of every body that has one."""
    for name in EXAMPLES.keys() & schemas.keys():
        schemas[name]["examples"] = [EXAMPLES[name]]
