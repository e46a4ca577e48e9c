"""The draw of a sample: anyone who has seed, root and population draws the same again.

By hand, with nothing but sha256: the commitment is that of the seed; the lot is that of the seed,
the root and the signature of the checkpoint, with a line feed between; each line of the population
has the rank of the lot in hexadecimal, a line feed and the line. The lowest ranks are drawn, in
their order. The root alone would not do: it follows from what is recorded, and who may read all of
that could compute it, and record more until it suits. Samples committed before that was seen are
drawn by seed and root.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated

from pydantic import StringConstraints

from remiss.consultation.values import Sha256

Seed = Annotated[str, StringConstraints(pattern=r"^[!-~]{16,128}$")]
"""Signs without blanks: long enough that nobody finds it from its digest."""
PopulationLine = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,40}(/[A-Z][0-9]{2}\.[0-9]{2}#[0-9]+)?$")
]
"""A case, `HS-ABCDEFGH2345`; or a request or reply of it, by its event: `HS-…/H99.04#12`."""
MOST_LINES = 100_000
MOST_DRAWN = 1_000
"""Also where everything is taken: of more nobody is inspected."""


def digest(said: str) -> Sha256:
    """The sha256 of a text, hexadecimal."""
    return hashlib.sha256(said.encode()).hexdigest()


def population_text(lines: Sequence[PopulationLine]) -> str:
    """The list as it is hashed: in the order of its bytes, a line feed after each line."""
    return "".join(f"{line}\n" for line in sorted(lines))


def draw(
    lines: Sequence[PopulationLine],
    size: int | None,
    seed: str | None,
    root: Sha256,
    signature: str | None,
) -> tuple[PopulationLine, ...]:
    """The sample: `size` lines by what is mixed; without a size, every line in its order."""
    if size is None or seed is None:
        return tuple(sorted(lines))
    lot = digest("\n".join((seed, root) if signature is None else (seed, root, signature)))
    return tuple(sorted(lines, key=lambda line: digest(f"{lot}\n{line}"))[:size])


def case_of(line: PopulationLine) -> str:
    """The case a line is about."""
    return line.partition("/")[0]
