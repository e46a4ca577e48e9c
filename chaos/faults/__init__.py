"""The faults: one short function each, one row each; import a new file of them here."""

from chaos.faults import killing
from chaos.scene import FAULTS

__all__ = ["FAULTS", "killing"]
