"""The consolidated table of a case: what everybody said, and what became of it."""
