"""Pages of one case: where it stands, and what happened in it."""
