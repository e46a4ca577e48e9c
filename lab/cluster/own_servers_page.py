"""The commands of docs/servers.md, with the addresses of real servers in the place of its examples.

The cluster's own runs go through them, so that the page says what was done and nothing else.
"""

import asyncio
import os
import re
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from lab.chaos.plan import Failed

PAGE = Path(__file__).parents[2] / "docs" / "servers.md"
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
PROGRAMS = ".venv/bin/"
TEMPORAL = "temporal.example:7233"
NAMESPACE = "TEMPORAL_NAMESPACE=remiss"


def commands(given: Mapping[str, str]) -> list[str]:
    """The page's blocks in order, each of `given` in the place of what the page has.

    Raises:
        ValueError: the page does not have it, so that something else would be run.
    """
    page = PAGE.read_text(encoding="utf-8")
    given = {PROGRAMS: f"{Path(sys.executable).parent}/", **given}
    for example, real in given.items():
        if example not in page:
            raise ValueError(f"{PAGE.name} has no {example}")
        page = page.replace(example, real)
    return [textwrap.dedent(block) for block in BLOCK.findall(page)]


async def register(address: str, namespace: str) -> None:
    """Make a namespace with its search attributes, as the page has it done.

    Raises:
        Failed: a command did not end well.
    """
    given = {TEMPORAL: address, NAMESPACE: f"TEMPORAL_NAMESPACE={namespace}"}
    await run(commands(given)[0])


async def run(script: str, environment: Mapping[str, str] | None = None) -> None:
    """Run commands of the page as a shell does, up to the first that fails.

    Raises:
        Failed: one did; the message is what it said.
    """
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euc", script),
        cwd=PAGE.parents[1],
        env={**os.environ, **(environment or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise Failed(said.decode(errors="replace")[-1500:])
