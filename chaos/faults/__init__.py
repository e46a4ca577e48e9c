"""The faults: one short function each, one row each, played in the order of their import.

To add one, write a function marked with `@fault` into a file of this folder.
"""

from chaos.faults import killing, servers, deadlines, crowds, clocks, receivers, losses  # isort: skip
from chaos.scene import FAULTS

__all__ = ["FAULTS", "clocks", "crowds", "deadlines", "killing", "losses", "receivers", "servers"]
