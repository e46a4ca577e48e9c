"""The life of a case, chapter by chapter: what is asked of it, what follows, what that changes."""
