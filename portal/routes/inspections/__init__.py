"""Addresses of inspections, for inspectors alone."""
