"""Notices and mail, read back: to whom, about which case, and what became of each."""
