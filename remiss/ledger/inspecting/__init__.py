"""Inspections: their chain, the lists that samples are drawn from, and how both are read."""
