"""Pages of the acts of a case, by chapter."""
