"""Loads as Temporal's own benches name them, on the real worker; each ends with a count."""
