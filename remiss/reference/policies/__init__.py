"""Policies: how they are written, what is wrong with them, and which one is in force."""
