"""Replies labelled by people: what they chose, how far they agree, what most of them say."""
