"""Telling: who is told what of a case, and in which words."""
