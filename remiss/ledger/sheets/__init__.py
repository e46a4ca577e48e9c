"""Sheets of a period: counted once it is over, amended beside, in one chain."""
