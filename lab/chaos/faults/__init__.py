"""The faults: one short function each, one row each, played in the order of their import.

To add one, write a function marked with `@fault` into a file of this folder.
"""

from lab.chaos.faults import killing  # isort: skip
from lab.chaos.faults import servers  # isort: skip
from lab.chaos.faults import deadlines  # isort: skip
from lab.chaos.faults import crowds  # isort: skip
from lab.chaos.faults import clocks  # isort: skip
from lab.chaos.faults import receivers  # isort: skip
from lab.chaos.faults import losses  # isort: skip
from lab.chaos.faults import tampering  # isort: skip
from lab.chaos.faults import reopening  # isort: skip
from lab.chaos.scene import FAULTS

__all__ = [
    "FAULTS",
    "clocks",
    "crowds",
    "deadlines",
    "killing",
    "losses",
    "receivers",
    "reopening",
    "servers",
    "tampering",
]
