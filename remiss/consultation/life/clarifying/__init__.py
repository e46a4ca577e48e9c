"""Clarifying: a question to the drafter, and more time asked for."""
