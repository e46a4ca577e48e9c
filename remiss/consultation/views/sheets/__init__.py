"""Sheets of a period: what was counted when it was over, and what changed of that since."""
