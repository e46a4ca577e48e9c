"""Reviewing: what was found in a reply, the decision on it, and contesting that decision."""
