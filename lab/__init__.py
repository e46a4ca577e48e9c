"""Measurements and faults; never shipped."""
